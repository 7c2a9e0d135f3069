"""Events that come again: the same time by the clock, once a day, for a year at most."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events.change import AddEvent, CancelEvent, MoveEvent
from domain.events.event import EventId, NewEvent, Transport
from domain.events.series import AHEAD, ContinueSeries, EndSeries, Every, Repeats, days, on
from domain.outcome import Done, Refused
from domain.people.audience import Audience
from domain.speech.text import Content
from tests.fakes.world import LJUBLJANA, World

SUNDAY = datetime(2027, 3, 7, 14, 0, tzinfo=UTC)  # 15:00 in Ljubljana; clocks change on the 28th
PLACE = Content({"en": "Livada"})
FOOTBALL = NewEvent(
    Content({"en": "Football"}),
    None,
    PLACE,
    SUNDAY,
    SUNDAY + timedelta(hours=2),
    20,
    frozenset(),
    Transport(4, PLACE, SUNDAY - timedelta(minutes=40)),
    Audience(),
)


def local(world: World) -> list[str]:
    """When the events begin, by the clock in Ljubljana."""
    starts = [each.starts for each in world.events.rows.values()]
    return [at.astimezone(LJUBLJANA).strftime("%d.%m. %H:%M") for at in starts]


def test_the_clock_stays_when_the_clocks_change(world: World) -> None:
    """Three o'clock is three o'clock, for the car, too."""
    world.now = SUNDAY - timedelta(days=2)

    assert world.do(AddEvent(FOOTBALL, Repeats(Every.WEEK, date(2027, 4, 30)))) == Done(1)

    assert local(world) == [
        f"{day}. 15:00" for day in ("07.03", "14.03", "21.03", "28.03", "04.04")
    ]
    last = world.events.rows[EventId(5)]
    assert last.transport is not None
    assert last.starts - last.transport.leaves == timedelta(minutes=40)
    assert last.ends - last.starts == timedelta(hours=2)


def test_time_brings_the_next_ones_once(world: World) -> None:
    """However often it is looked, and not after the last day."""
    world.now = SUNDAY - timedelta(days=2)
    world.do(AddEvent(FOOTBALL, Repeats(Every.WEEK, date(2027, 4, 18))))
    assert world.do(ContinueSeries()) == Done(0)

    world.now += AHEAD
    assert world.do(ContinueSeries()) == Done(2)
    assert world.do(ContinueSeries()) == Done(0)
    assert local(world)[-1] == "18.04. 15:00"


def test_what_was_cancelled_or_moved_does_not_come_back(world: World) -> None:
    """Its day is taken."""
    world.now = SUNDAY - timedelta(days=2)
    world.do(AddEvent(FOOTBALL, Repeats(Every.WEEK, date(2027, 12, 31))))
    world.do(CancelEvent(EventId(2)))
    world.do(MoveEvent(EventId(3), date(2027, 3, 22), time(18)))

    assert world.do(ContinueSeries()) == Done(0)
    assert world.events.rows[EventId(2)].cancelled


def test_a_rule_ends(world: World) -> None:
    """What is planned stays; a second end is refused."""
    world.now = SUNDAY - timedelta(days=2)
    world.do(AddEvent(FOOTBALL, Repeats(Every.WEEK, date(2027, 12, 31))))

    assert world.do(EndSeries(EventId(3))) == Done(None)
    world.now += AHEAD
    assert world.do(ContinueSeries()) == Done(0)
    assert isinstance(world.do(EndSeries(EventId(3))), Refused)
    assert not any(each.repeats for each in world.events.rows.values())


@pytest.mark.parametrize("until", [date(2027, 3, 6), date(2028, 3, 9)])
def test_a_rule_lasts_a_year_at_most(world: World, until: date) -> None:
    """And not less than its first day."""
    world.now = SUNDAY - timedelta(days=2)

    assert isinstance(world.do(AddEvent(FOOTBALL, Repeats(Every.WEEK, until))), Refused)
    assert world.events.rows == {}


def test_a_month_has_its_weekday_or_none() -> None:
    """The fifth Monday is not in every month."""
    second = list(days(date(2027, 1, 12), Repeats(Every.MONTH, date(2027, 5, 31))))
    fifth = list(days(date(2027, 3, 29), Repeats(Every.MONTH, date(2027, 9, 30))))

    assert second == [
        date(2027, month, day) for month, day in zip(range(1, 6), (12, 9, 9, 13, 11), strict=True)
    ]
    assert fifth == [date(2027, 3, 29), date(2027, 5, 31), date(2027, 8, 30)]


@given(
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    st.sampled_from(Every),
    st.integers(0, 366),
)
def test_days_are_ordered_within_the_rule_and_of_one_weekday(
    first: date, every: Every, lasts: int
) -> None:
    """Whatever the rule."""
    found = list(days(first, Repeats(every, first + timedelta(days=lasts))))

    assert found[0] == first
    assert found == sorted(set(found))
    assert {day.weekday() for day in found} == {first.weekday()}
    assert found[-1] <= first + timedelta(days=lasts)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(0, 23))
def test_an_event_on_another_day_has_the_same_clock(day: date, hour: int) -> None:
    """But for the hour that a spring night does not have."""
    begins = datetime(2026, 12, 6, hour, 30, tzinfo=LJUBLJANA).astimezone(UTC)
    event = replace(FOOTBALL, starts=begins, ends=begins + timedelta(hours=1), transport=None)

    there = on(event, day, LJUBLJANA).starts.astimezone(LJUBLJANA)

    assert there.date() == day
    assert (there.hour, there.minute) == (hour, 30) or (hour == 2 and there.hour == 3)
