"""The Solar Hijri calendar of Iran and Afghanistan: 15 Azar 1405 is 6 December 2026.

The year begins at the spring equinox. Six months have 31 days, five have 30, and Esfand has 29,
or 30 in a leap year.
"""

from datetime import date

import jdatetime  # type: ignore[import-untyped]

YEARS = range(1300, 1500)  # 1921 to 2121: typed years that can only be of this calendar
MONTHS = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)
_LOCALE = jdatetime.FA_LOCALE  # without one, each date would ask the system for it


def written(day: date) -> tuple[int, int, int]:
    """Year, month and day of month that people in Iran write for this day."""
    solar = jdatetime.date.fromgregorian(date=day, locale=_LOCALE)
    return solar.year, solar.month, solar.day


def day(year: int, month: int, number: int) -> date | None:
    """The day that is written like this; None if there is none, such as 31 Mehr."""
    if year not in YEARS:
        return None
    try:
        found: date = jdatetime.date(year, month, number, locale=_LOCALE).togregorian()
    except ValueError:
        return None
    return found
