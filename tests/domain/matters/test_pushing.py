"""Staff hear of what is new: who, when, how often; and what is kept for answering."""

from datetime import time, timedelta

import pytest

from domain.matters.canned import DropCanned, KeepCanned
from domain.matters.matter import (
    AnswerMatter,
    CloseMatter,
    HandMatter,
    LeaveMatter,
    MatterId,
    MatterState,
    ReopenMatter,
    Subject,
)
from domain.matters.pushing import handed_to, new_for
from domain.outcome import Done, Refused
from domain.people.person import AgeGroup, PersonId
from domain.reminders.reminder import Thing
from domain.staff.member import Hours, Role, StaffId
from domain.staff.told_when import SetHours
from tests.fakes.world import ANNA, World

MAJA, NEJC, TADEJ = StaffId(1), StaffId(2), StaffId(3)
MAJAS, NEJCS, TADEJS = PersonId(11), PersonId(12), PersonId(13)
FIRST = MatterId(1)


@pytest.fixture
def world(world: World) -> World:
    """Anna writes; Maja and Nejc read messages, Tadej is an adviser and does not."""
    world.add_person(ANNA)
    for person, role, name in (
        (MAJAS, Role.COORDINATOR, "Maja"),
        (NEJCS, Role.MODERATOR, "Nejc"),
        (TADEJS, Role.ADVISER, "Tadej"),
    ):
        world.add_person(person)
        world.staff.employ(person, role, name, [])
    return world


def write(world: World, subject: Subject = Subject.QUESTION) -> None:
    """Anna's message."""
    assert isinstance(world.do(LeaveMatter(subject, "Where?"), ANNA), Done)


def told(world: World, thing: Thing = Thing.NEW) -> list[PersonId]:
    """Who is to hear of something."""
    return [each.person for each in world.posts.reminders if each.thing is thing]


def test_those_who_may_read_it_hear_of_several_at_once(world: World) -> None:
    """Three within a minute are one; nobody else hears anything."""
    for _each in range(3):
        write(world)

    assert told(world) == [MAJAS, NEJCS]


def test_what_few_may_read_is_told_to_few(world: World) -> None:
    """A child's message to nobody who was not cleared."""
    world.people.set_age_group(ANNA, AgeGroup.UNDER_18, world.now)
    world.do(LeaveMatter(Subject.QUESTION, "Where?"), ANNA)

    assert told(world) == []


def test_everybody_has_hours_of_their_own(world: World) -> None:
    """Outside of them it is told when they begin; who wants nothing hears nothing."""
    world.do(SetHours(Hours(time(16), time(18))), signed_in=MAJA)
    world.do(SetHours(None), signed_in=NEJC)
    backwards = SetHours(Hours(time(18), time(16)))
    assert isinstance(world.do(backwards, signed_in=MAJA), Refused)
    write(world)

    [planned] = [each for each in world.posts.reminders if each.thing is Thing.NEW]
    assert planned.person == MAJAS
    assert planned.due.astimezone(world.zone).hour == 16


def test_what_is_said_is_true_when_it_is_said(world: World) -> None:
    """Nothing once it was answered, or went on to somebody else."""
    write(world)
    maja, nejc = (world.staff.rows[each] for each in (MAJA, NEJC))
    said = new_for(maja, world.matters.listed(MatterState.OPEN))
    assert said is not None
    assert "'n': 1" in str(said.text)
    world.do(HandMatter(FIRST, NEJC), MAJAS)
    assert told(world, Thing.HANDED) == [NEJCS]
    assert handed_to(nejc, world.matters.get(FIRST)) is not None
    assert handed_to(maja, world.matters.get(FIRST)) is None

    world.do(AnswerMatter(FIRST, "Here."), NEJCS)
    assert new_for(maja, world.matters.listed(MatterState.OPEN)) is None


def test_whoever_takes_it_is_not_told_so(world: World) -> None:
    """They know; and a note is read by whoever goes on."""
    write(world)
    world.do(HandMatter(FIRST, MAJA, " Ask at the gate. "), MAJAS)

    assert told(world, Thing.HANDED) == []
    assert world.matters.rows[FIRST].note == "Ask at the gate."
    hidden = HandMatter(FIRST, NEJC, "Ask\u202e")
    assert isinstance(world.do(hidden, MAJAS), Refused)
    assert world.matters.rows[FIRST].holder == MAJA


@pytest.mark.parametrize("undo", [True, False])
def test_closing_by_mistake_is_undone(world: World, undo: bool) -> None:
    """It is as it was; opened again on purpose it waits."""
    write(world)
    world.do(AnswerMatter(FIRST, "Here."), MAJAS)
    world.do(CloseMatter(FIRST), MAJAS)
    world.now += timedelta(minutes=1)

    assert world.do(ReopenMatter(FIRST, undo=undo), MAJAS) == Done(None)
    expected = MatterState.ANSWERED if undo else MatterState.OPEN
    assert world.matters.rows[FIRST].state is expected


def test_kept_answers_are_by_coordinators(world: World) -> None:
    """With words in one language at least, and a name of its own."""
    kept = world.do(KeepCanned("Hours", {"en": "9 to 5", "ar": " "}), signed_in=MAJA)
    assert isinstance(kept, Done)
    assert [dict(each.words) for each in world.matters.canned()] == [{"en": "9 to 5"}]

    for wrong in (
        KeepCanned("Hours", {"en": "Again"}),
        KeepCanned("", {"en": "x"}),
        KeepCanned("Empty", {}),
        KeepCanned("Hidden", {"en": "a\u202e"}),
        KeepCanned("Gone", {"en": "x"}, kept.value + 1),  # type: ignore[arg-type]
    ):
        assert isinstance(world.do(wrong, signed_in=MAJA), Refused)
    assert isinstance(world.do(KeepCanned("Other", {"en": "x"}), signed_in=NEJC), Refused)
    assert world.do(DropCanned(kept.value), signed_in=MAJA) == Done(None)
    assert isinstance(world.do(DropCanned(kept.value), signed_in=MAJA), Refused)
