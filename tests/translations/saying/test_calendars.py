"""Days and times in local words."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.speech.text import Moment, Show, Span
from translations.catalogues import Facts, facts
from translations.saying.calendars import Calendar

ZONE = ZoneInfo("Europe/Ljubljana")
TUESDAY = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
SAID = {
    "en": ("Tuesday 3 March 2026", "Tue 3 March", "10:00"),
    "sl": ("torek, 3. marec 2026", "tor., 3. marec", "10:00"),
    "ar": ("الثلاثاء 3 مارس 2026", "الثلاثاء 3 مارس", "10:00"),
}


def _facts(tag: str) -> Facts:
    return facts()[tag]


@pytest.mark.parametrize("tag", SAID)
def test_a_day_is_said_in_the_words_of_its_reader(tag: str) -> None:
    """Weekday, day and month in local words, short and long."""
    calendar = Calendar(_facts(tag), ZONE)
    day, short, time = SAID[tag]
    comma = _facts(tag).comma

    assert calendar.moment(Moment(TUESDAY, Show.DAY)) == day
    assert calendar.moment(Moment(TUESDAY, Show.SHORT_DAY)) == short
    assert calendar.moment(Moment(TUESDAY, Show.TIME)) == time
    assert calendar.moment(Moment(TUESDAY, Show.BOTH)) == f"{day}{comma}{time}"
    assert calendar.moment(Moment(TUESDAY, Show.SHORT)) == f"{short}{comma}{time}"


@pytest.mark.parametrize("tag", SAID)
def test_no_day_of_the_year_carries_an_invisible_mark(tag: str) -> None:
    """CLDR has right-to-left marks in some Arabic patterns; ours come from one place only."""
    calendar = Calendar(_facts(tag), ZONE)
    days = [TUESDAY.replace(month=month, day=day) for month in range(1, 13) for day in (1, 28)]

    said = [calendar.moment(Moment(day)) for day in days]

    assert not any(set(words) & set("\u200e\u200f\u061c\u2066\u2068\u2069") for words in said)


def test_times_follow_the_change_of_the_clocks() -> None:
    """The night in which 02:00 becomes 03:00, and the one in which it comes twice."""
    calendar = Calendar(_facts("en"), ZONE)
    spring = [datetime(2026, 3, 29, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    autumn = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]

    assert [calendar.moment(Moment(at, Show.TIME)) for at in spring] == ["01:30", "03:30"]
    assert [calendar.moment(Moment(at, Show.TIME)) for at in autumn] == ["02:30", "02:30"]


def test_a_span_is_two_times() -> None:
    """From and to, with an en dash."""
    span = Span(TUESDAY, TUESDAY.replace(hour=11))

    assert Calendar(_facts("sl"), ZONE).span(span) == "10:00–12:00"


def test_a_reader_of_other_digits_gets_them_everywhere() -> None:
    """Numbers, days and times alike; CLDR would leave days in 0 to 9."""
    calendar = Calendar(replace(_facts("ar"), digits="arab"), ZONE)

    assert calendar.number(1203) == "١٢٠٣"
    assert calendar.moment(Moment(TUESDAY)) == "الثلاثاء ٣ مارس ٢٠٢٦، ١٠:٠٠"
