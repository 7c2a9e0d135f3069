"""Days and times as people type them."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from translations.understand import Reader

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=ZoneInfo("Europe/Ljubljana"))  # a Tuesday

DAYS = [
    ("3.3.2026", "2026-03-03"),
    ("6. 12. 2026", "2026-12-06"),
    ("6.12.26", "2026-12-06"),
    ("5/3", "2026-03-05"),
    ("2.1.", "2027-01-02"),
    ("29.2.", "2028-02-29"),
    ("2026-12-06", "2026-12-06"),
    ("2026/12/6", "2026-12-06"),
    ("12/25/2026", "2026-12-25"),
    ("۰۷/۰۶/۲۰۲۶", "2026-06-07"),
    ("१२/०५/२०२६", "2026-05-12"),
    ("today", "2026-03-03"),
    ("tomorrow", "2026-03-04"),
    ("jutri zjutraj", "2026-03-04"),
    ("بكرا", "2026-03-04"),
    ("غداً", "2026-03-04"),
    ("pojutrišnjem", "2026-03-05"),
    ("the day after tomorrow", "2026-03-05"),
    ("بعد بكرا", "2026-03-05"),
    ("in 3 days", "2026-03-06"),
    ("čez tri dni", "2026-03-06"),
    ("بعد ٣ أيام", "2026-03-06"),
    ("in 2 weeks", "2026-03-17"),
    ("on Friday", "2026-03-06"),
    ("last friday", "2026-02-27"),
    ("3 3 2026", "2026-03-03"),
    ("petek", "2026-03-06"),
    ("v sredo ob 10h", "2026-03-04"),
    ("الجمعة", "2026-03-06"),
    ("tuesday", "2026-03-10"),
    ("wednesday 4 march", "2026-03-04"),
    ("5. marca", "2026-03-05"),
    ("March 5th, 2027", "2027-03-05"),
    ("the 5th of march", "2026-03-05"),
    ("may 5", "2026-05-05"),
    ("3 آذار", "2026-03-03"),
    ("7 يونيو", "2026-06-07"),
    ("١٥ كانون الأول", "2026-12-15"),
    ("15 كانون الثاني 2027", "2027-01-15"),
    ("tomorrow at 10:30", "2026-03-04"),
    ("3.4.2026 ob 10.30", "2026-04-03"),
]
TIMES = [
    ("10:30", "10:30"),
    ("10.30", "10:30"),
    ("10h", "10:00"),
    ("10h30", "10:30"),
    ("1030", "10:30"),
    ("0930", "09:30"),
    ("10", "10:00"),
    ("05", "05:00"),
    ("3pm", "15:00"),
    ("3 p.m.", "15:00"),
    ("7:15 PM", "19:15"),
    ("12 am", "00:00"),
    ("12 pm", "12:00"),
    ("10 o'clock", "10:00"),
    ("half past ten", "10:30"),
    ("quarter to ten", "09:45"),
    ("11 at night", "23:00"),
    ("noon", "12:00"),
    ("10 ura", "10:00"),
    ("ob 10h", "10:00"),
    ("ob desetih", "10:00"),
    ("ob petnajstih", "15:00"),
    ("10 30", "10:30"),
    ("13h", "13:00"),
    ("pol enajstih", "10:30"),
    ("8 zvečer", "20:00"),
    ("2 ponoči", "02:00"),
    ("opoldne", "12:00"),
    ("١٠:٣٠", "10:30"),
    ("۱۴:۰۰", "14:00"),
    ("الساعة ٣ العصر", "15:00"),
    ("الساعة 10 صباحا", "10:00"),
    ("الساعة عشرة ونص", "10:30"),
    ("العاشرة والنصف", "10:30"),
    ("الساعة ١٠ إلا ربع", "09:45"),
    ("12 الظهر", "12:00"),
    ("1 الظهر", "13:00"),
    ("tomorrow at 10:30", "10:30"),
    ("3.4.2026 ob 10.30", "10:30"),
    ("5 march at 11", "11:00"),
]


@pytest.mark.parametrize(("words", "day"), DAYS)
def test_a_day_is_understood(reader: Reader, words: str, day: str) -> None:
    """In numbers, names and relations; without a year it is the next one."""
    assert reader.day(words, NOW) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "words",
    [
        "17/03/1405",
        "1405-03-17",
        "۱۴۰۵/۰۹/۰۵",
        "31.2.2026",
        "10.30",
        "10",
        "no",
        "may",
        "A12",
        "monday or tuesday",
        "3–5 March",
        "od 3.3. do 5.3.",
        "next week",
        "monday 4 march",
        "3.3.2026 or 4.3.2026",
        "",
    ],
)
def test_a_day_that_is_not_sure_is_asked_again(reader: Reader, words: str) -> None:
    """Another calendar's year, a day that is not, two days, or hardly a day at all."""
    assert reader.day(words, NOW) is None


@pytest.mark.parametrize(("words", "at"), TIMES)
def test_a_time_is_understood(reader: Reader, words: str, at: str) -> None:
    """On a 24 h clock, or with the half of the day said beside it."""
    assert reader.clock(words) == time.fromisoformat(at)


@pytest.mark.parametrize(
    "words", ["3", "25:00", "10:00-12:00", "9 ali 10", "3.4.2026", "hello", "10:75", ""]
)
def test_a_time_that_is_not_sure_is_asked_again(reader: Reader, words: str) -> None:
    """Three may be night or afternoon; two times are none."""
    assert reader.clock(words) is None
