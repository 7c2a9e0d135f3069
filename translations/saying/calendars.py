"""Days and times in local words: the reader's names and digits, a 24 h clock, our own time zone.

A day is Gregorian. Readers of another calendar get their own day first and the Gregorian one beside
it, because offices and letters here use that: «یکشنبه ۱۵ آذر ۱۴۰۵ (۶ دسامبر)». `Calendar._day` is
the only place where a day becomes words.
"""

import re
from datetime import date, datetime, tzinfo
from functools import lru_cache

from babel.dates import format_date

from domain.speech.text import Moment, Show, Span
from translations import solar
from translations.catalogues import Facts

DIGITS = {
    "latn": "0123456789",
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
    "beng": "০১২৩৪৫৬৭৮৯",
    "deva": "०१२३४५६७८९",
    "mymr": "၀၁၂၃၄၅၆၇၈၉",
}
_BESIDE = "d LLLL"  # the Gregorian day beside one of another calendar
_MONTH = "LLLL y"  # months of two calendars do not meet, so a month is always a Gregorian one
_DATED = re.compile("d|MMMM|y")  # what differs between calendars; weekdays are the same
_MARKS = str.maketrans(dict.fromkeys("\u200e\u200f\u061c"))  # CLDR has them in some patterns


class Calendar:
    """Says instants and numbers to the readers of one language."""

    def __init__(self, language: Facts, zone: tzinfo) -> None:
        self._language = language
        self._zone = zone
        self.digits = DIGITS[language.digits]
        self._digits = str.maketrans(DIGITS["latn"], self.digits)
        self._own_digits = language.digits != "latn"
        self._said = lru_cache(maxsize=4096)(self._say)  # many people read of the same times

    def moment(self, moment: Moment) -> str:
        """The part of the instant that is to be shown, in local time and the reader's digits."""
        return self._said(moment.at, moment.show)

    def _say(self, at: datetime, show: Show) -> str:
        local = at.astimezone(self._zone)
        if show is Show.TIME:
            return self._time(local)
        if show is Show.MONTH:
            return self.in_digits(_written(local.date(), _MONTH, self._language.locale))
        short = show is Show.SHORT or show is Show.SHORT_DAY
        day = self._day(local.date(), self._language.short_day if short else self._language.day)
        if show is Show.DAY or show is Show.SHORT_DAY:
            return day
        return f"{day}{self._language.comma}{self._time(local)}"

    def span(self, span: Span) -> str:
        """From when to when, as times: 15:00–17:00, ۱۵:۰۰ تا ۱۷:۰۰."""
        starts, ends = (at.astimezone(self._zone) for at in (span.starts, span.ends))
        return f"{self._time(starts)}{self._language.until}{self._time(ends)}"

    def number(self, number: int) -> str:
        """A whole number in the reader's digits, without marks between thousands."""
        return self.in_digits(str(number))

    def in_digits(self, words: str) -> str:
        """The same with the reader's digits: for what is read, never for what is dialled."""
        return words.translate(self._digits) if self._own_digits else words

    def _time(self, local: datetime) -> str:
        return self.in_digits(f"{local.hour:02}:{local.minute:02}")

    def _day(self, day: date, pattern: str) -> str:
        locale = self._language.locale
        if self._language.calendar == "solar_hijri":
            own = _written(day, _solar(day, pattern), locale)
            return self.in_digits(f"{own} ({_written(day, _BESIDE, locale)})")
        return self.in_digits(_written(day, pattern, locale))


@lru_cache(maxsize=4096)
def _written(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale).translate(_MARKS)


def _solar(day: date, pattern: str) -> str:
    """The pattern with day, month and year filled in as the Solar Hijri calendar has them."""
    year, month, number = solar.written(day)
    said = {"d": number, "MMMM": solar.MONTHS[month - 1], "y": year}
    return _DATED.sub(lambda letters: f"'{said[letters[0]]}'", pattern)
