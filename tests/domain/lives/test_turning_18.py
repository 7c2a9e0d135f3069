"""Growing up: prepared months before, by the month alone."""

from datetime import date, datetime, timedelta

import pytest

from domain.lives import turning_18
from domain.lives.turning_18 import OVER, STALE, YEARS
from domain.matters.matter import GrantAge
from domain.outcome import Done, Refused
from domain.people.person import AgeGroup, TellAgeGroup
from domain.people.rights import Return, Stop, TellMonth
from domain.reminders.reminder import Reminder, Thing
from domain.speech.messages import Say
from domain.staff.member import Duty, Role
from tests.fakes.world import ANNA, BEN, LJUBLJANA, World

MAY = date(2027, 5, 1)


@pytest.fixture
def world(world: World) -> World:
    """Ben is under 18; it is the end of November 2026."""
    world.add_person(BEN)
    world.do(TellAgeGroup(AgeGroup.UNDER_18), BEN)
    return world


def days(world: World) -> list[str]:
    """When Ben is written to, as local days."""
    return [each.due.astimezone(LJUBLJANA).date().isoformat() for each in world.posts.reminders]


def test_they_are_written_to_before_and_after(world: World) -> None:
    """Half a year, three months and one month before; and when it is over, at ten by the clock."""
    assert world.do(TellMonth(date(2027, 5, 17)), BEN) == Done(None)

    assert world.people.get(BEN).adult_month == MAY
    assert days(world) == ["2027-01-31", "2027-04-01", "2027-06-01"]
    assert {each.due.astimezone(LJUBLJANA).hour for each in world.posts.reminders} == {10}


def test_another_month_replaces_the_first(world: World) -> None:
    """And none at all ends it."""
    world.do(TellMonth(MAY), BEN)
    world.do(TellMonth(date(2026, 12, 1)), BEN)
    assert days(world) == ["2027-01-01"]

    world.do(TellMonth(None), BEN)
    assert days(world) == []


@pytest.mark.parametrize("month", [date(2026, 10, 1), date(2026 + YEARS, 11, 1)])
def test_a_month_is_near_and_not_over(world: World, month: date) -> None:
    """Whatever a button of long ago says."""
    assert isinstance(world.do(TellMonth(month), BEN), Refused)
    assert world.people.get(BEN).adult_month is None


@pytest.mark.parametrize("group", [AgeGroup.YOUNG, AgeGroup.ADULT, None])
def test_only_whoever_is_under_18_has_a_month(world: World, group: AgeGroup | None) -> None:
    """Less is kept of the others; once the team has let them grow up, it is erased."""
    world.do(TellMonth(MAY), BEN)
    world.staff.employ(ANNA, Role.ADMIN, "Maja", [Duty.CHILDREN])
    world.do(TellAgeGroup(AgeGroup.ADULT), BEN)
    assert world.people.get(BEN).adult_month == MAY
    world.do(GrantAge(world.matters.of(BEN)[0].id), ANNA)
    world.do(TellAgeGroup(group), BEN)

    assert world.people.get(BEN).adult_month is None
    assert days(world) == []
    assert isinstance(world.do(TellMonth(MAY), BEN), Refused)


def test_stop_holds_and_coming_back_plans_anew(world: World) -> None:
    """As with every message that we start."""
    world.do(Stop(), BEN)
    world.do(TellMonth(MAY), BEN)
    assert days(world) == []

    world.do(Return(), BEN)
    assert len(days(world)) == 3


def test_what_is_said(world: World) -> None:
    """The month before it; afterwards only that it is over; nothing when it was taken back."""
    before, after = (
        Reminder(Thing.GROWING, 0, turning_18.AHEAD[0]),
        Reminder(Thing.GROWING, 0, timedelta()),
    )
    assert turning_18.reminder(before, world.people.get(BEN), LJUBLJANA) is None

    world.do(TellMonth(MAY), BEN)

    assert isinstance(turning_18.reminder(before, world.people.get(BEN), LJUBLJANA), Say)
    assert turning_18.reminder(after, world.people.get(BEN), LJUBLJANA) == Say(OVER)
    last = world.posts.reminders[-1]
    assert last.not_after - last.due == STALE


@pytest.mark.parametrize(
    ("month", "following"),
    [(date(2026, 12, 31), date(2027, 1, 1)), (date(2027, 1, 31), date(2027, 2, 1))],
)
def test_the_next_month(month: date, following: date) -> None:
    """Whatever day it is and however long the month."""
    assert turning_18.following(month) == following
    assert datetime.combine(following, turning_18.AT).day == 1
