"""The Solar Hijri calendar, read and written."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.speech.text import Moment, Show, Span, _
from translations import solar
from translations.catalogues import facts
from translations.reading.reader import Reader
from translations.saying.calendars import Calendar
from translations.saying.speaker import Speaker

ZONE = ZoneInfo("Europe/Ljubljana")
SUNDAY = datetime(2026, 12, 6, 9, 0, tzinfo=UTC)
DAYS = [date(2000, 1, 1) + timedelta(days) for days in range(28_490)]


def test_every_day_comes_back_as_itself() -> None:
    """From 2000 to 2077, one after the other, without a gap."""
    written = [solar.written(day) for day in DAYS]

    assert [solar.day(*each) for each in written] == DAYS
    assert written == sorted(set(written))


@given(st.integers(1379, 1455), st.integers(1, 12))
def test_months_have_their_lengths(year: int, month: int) -> None:
    """Six of 31 days, five of 30, and Esfand of 29 or 30."""
    days = [number for number in range(1, 33) if solar.day(year, month, number)]

    lengths = {31} if month <= 6 else {30} if month < 12 else {29, 30}
    assert len(days) in lengths
    assert days == list(range(1, len(days) + 1))


@pytest.mark.parametrize(
    ("year", "month", "number", "day"),
    [
        (1405, 1, 1, date(2026, 3, 21)),
        (1405, 9, 15, date(2026, 12, 6)),
        (1403, 12, 30, date(2025, 3, 20)),
        (1404, 12, 29, date(2026, 3, 20)),
        (1404, 12, 30, None),
        (1405, 7, 31, None),
        (1405, 13, 1, None),
        (1405, 0, 1, None),
        (1405, 1, 0, None),
        (2026, 1, 1, None),
    ],
)
def test_days_that_everybody_knows(year: int, month: int, number: int, day: date | None) -> None:
    """New year, the first Saturday of a winter, and days that there are not."""
    assert solar.day(year, month, number) == day


@pytest.mark.parametrize(
    ("show", "said"),
    [
        (Show.DAY, "یکشنبه ۱۵ آذر ۱۴۰۵ (۶ دسامبر)"),
        (Show.SHORT_DAY, "یکشنبه ۱۵ آذر (۶ دسامبر)"),
        (Show.TIME, "۱۰:۰۰"),
        (Show.BOTH, "یکشنبه ۱۵ آذر ۱۴۰۵ (۶ دسامبر)، ساعت ۱۰:۰۰"),
        (Show.SHORT, "یکشنبه ۱۵ آذر (۶ دسامبر)، ساعت ۱۰:۰۰"),
    ],
)
def test_persian_readers_get_both_calendars(show: Show, said: str) -> None:
    """Their own first; letters from offices have the other one."""
    assert Calendar(facts()["fa"], ZONE).moment(Moment(SUNDAY, show)) == said


def test_the_day_begins_at_our_midnight_in_both_calendars() -> None:
    """Half past eleven in the evening of UTC is the next day here."""
    late = Moment(datetime(2026, 3, 20, 23, 30, tzinfo=UTC), Show.DAY)

    assert Calendar(facts()["fa"], ZONE).moment(late) == "شنبه ۱ فروردین ۱۴۰۵ (۲۱ مارس)"


def test_a_span_is_said_with_a_word_so_that_it_cannot_be_read_backwards() -> None:
    """In an isolate that runs as the word in it does."""
    assert Calendar(facts()["fa"], ZONE).span(Span(SUNDAY, SUNDAY)) == "۱۰:۰۰ تا ۱۰:۰۰"


def test_what_is_said_of_a_day_is_read_as_that_day(persian: Reader) -> None:
    """In a year's days, each as its reader sees it."""
    calendar = Calendar(facts()["fa"], ZONE)
    first = datetime(2026, 1, 1, 12, 0, tzinfo=ZONE)

    for days in range(365):
        day = first + timedelta(days)
        assert persian.day(calendar.moment(Moment(day, Show.DAY)), first) == day.date()


def test_a_day_in_a_persian_sentence_is_kept_apart(persian_speaker: Speaker) -> None:
    """Between isolates, in the reader's digits."""
    said = persian_speaker.say([_("📅 {day}", day=Moment(SUNDAY, Show.DAY))], "fa")[0]

    assert "\u2068یکشنبه ۱۵ آذر ۱۴۰۵ (۶ دسامبر)\u2069" in said.words
    assert said.right_to_left
