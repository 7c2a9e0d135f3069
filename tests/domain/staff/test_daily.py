"""The list of the day: for advisers, of their own appointments, in the morning, once."""

from datetime import timedelta

import pytest

from domain.advice.appointment import AppointmentId, BookSlot, CancelAppointment
from domain.advice.slot import INTERPRETER, Topic
from domain.outcome import Done, Refused
from domain.people.person import PersonId
from domain.people.rights import Stop
from domain.reminders.reminder import Thing
from domain.speech.local_times import bounds
from domain.staff.audit import View, Why
from domain.staff.daily import PlanDay
from domain.staff.member import Member, Role
from domain.staff.notices import day_list
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import ANA, DANIEL, at, with_slots
from tests.flows.talk import MARKS, SPEAKER
from translations.saying import bidi


@pytest.fixture
def world(world: World) -> World:
    """It is Wednesday, nine o'clock; Ben is Ana, who is expected today, and so is Maja."""
    with_slots(world)
    for person in (ANNA, BEN, DANIEL):
        world.add_person(person)
    world.staff.employ(BEN, Role.ADVISER, ANA.adviser)
    first, *_rest, last = world.appointments.slots
    world.do(BookSlot(first, Topic.FAMILY, INTERPRETER), ANNA)
    world.do(BookSlot(last, Topic.INTERVIEW, "en"), DANIEL)
    world.posts.reminders = []
    world.now = at(2, 9)
    return world


def planned(world: World) -> list[PersonId]:
    """Whose lists there are."""
    world.do(PlanDay())
    return [each.person for each in world.posts.reminders if each.thing is Thing.DAY]


def test_an_adviser_gets_one_list_a_day(world: World) -> None:
    """However often it is looked; that it was sent is noted as a look of theirs."""
    assert planned(world) == planned(world) == [BEN]

    [row] = world.posts.reminders
    assert (row.id, row.due, row.not_after) == (at(2, 1).date().toordinal(), world.now, at(3, 0))
    [looked] = world.audit.rows
    assert (looked.view, looked.about, looked.why) == (View.APPOINTMENTS, "2026-12-02", Why.DAILY)


@pytest.mark.parametrize("hour", [0, 7, 21])
def test_not_at_night(world: World, hour: int) -> None:
    """Advisers sleep, too."""
    world.now = at(2, hour)

    assert planned(world) == []


def test_not_when_nothing_is_booked(world: World) -> None:
    """An empty list is no news."""
    world.do(CancelAppointment(AppointmentId(1)), ANNA)

    assert planned(world) == []


def test_not_to_a_phone_in_doubt_nor_to_who_wants_quiet(world: World) -> None:
    """Somebody else may hold the one; STOP holds for staff, too."""
    [member] = world.staff.rows
    world.staff.doubt(member)
    assert planned(world) == []
    world.staff.confirm(member, world.now)
    world.do(Stop(), BEN)
    assert planned(world) == []


def test_coordinators_look_for_themselves(world: World) -> None:
    """They see all of it at the desk."""
    [member] = world.staff.rows
    world.staff.remove(member, world.now)
    world.staff.employ(BEN, Role.COORDINATOR, ANA.adviser)

    assert planned(world) == []


def test_the_list_says_what_is_theirs(world: World) -> None:
    """Nothing of a colleague's, and no more than they need."""
    first, until = bounds(at(2, 1).date(), world.zone)
    [ana] = world.staff.all()
    say = day_list(ana, world.appointments.between(first, until), first)
    assert say is not None

    [spoken] = SPEAKER.say([say.text], "en")

    lines = MARKS.sub("", bidi.strip(spoken.words)).splitlines()
    assert lines[0] == "🔔 Your list for today."
    assert [line for line in lines if line.startswith("🕒")] == [
        "🕒 10:00–10:45 · Family · with an interpreter · Poljanska 12"
    ]
    assert day_list(Member(ana.id, "Nobody", ana.role), [], first) is None


def test_a_day_has_23_or_25_hours_when_clocks_change(world: World) -> None:
    """Its bounds are local midnights."""
    spring = at(1, 1).date().replace(year=2027, month=3, day=28)
    first, until = bounds(spring, world.zone)

    assert until - first == timedelta(hours=23)


def test_only_time_plans_it(world: World) -> None:
    """Nobody else."""
    assert isinstance(world.do(PlanDay(), ANNA), Refused)
    assert world.do(PlanDay()) == Done(1)
