"""Complaints about somebody who works here: whoever they are about never reads them."""

import pytest

from domain.matters.matter import (
    NOBODY_READS,
    AnswerMatter,
    LeaveMatter,
    MatterId,
    Subject,
    may_read,
)
from domain.outcome import Done, Refused
from domain.people.person import PersonId
from domain.staff.member import RemoveMember, Role
from tests.fakes.world import ANNA, BEN, World

EVA = PersonId(7)
FIRST = MatterId(1)


@pytest.fixture
def world(world: World) -> World:
    """Anna writes, Ben is a coordinator called Maja, and Eva an administrator."""
    for person in (ANNA, BEN, EVA, AL):
        world.add_person(person)
    world.staff.employ(BEN, Role.COORDINATOR, "Maja")
    world.staff.employ(EVA, Role.ADMIN, "Eva")
    return world


def readers(world: World) -> list[str]:
    """Who may read the first message."""
    return [m.name for m in world.staff.all() if may_read(m, world.matters.rows[FIRST])]


AL = PersonId(8)


@pytest.mark.parametrize(
    ("about", "words", "names"),
    [
        (None, "Eva and Al were rude", ["Eva", "Al"]),  # words decide nothing
        (BEN, "Маја was late", ["Eva", "Al"]),
        (EVA, "ايفا shouted at me", ["Al"]),
        (AL, "also at night", ["Eva"]),
    ],
)
def test_a_complaint_about_staff_never_reaches_whom_it_is_about(
    world: World, about: PersonId | None, words: str, names: list[str]
) -> None:
    """Administrators read it, but not the one who was chosen, whatever is written."""
    world.staff.employ(AL, Role.ADMIN, "Al")
    chosen = None if about is None else world.staff.of(about)
    about_whom = None if chosen is None else chosen.id
    assert isinstance(world.do(LeaveMatter(Subject.STAFF, words, about_whom), ANNA), Done)

    assert readers(world) == names
    for person, name in ((BEN, "Maja"), (EVA, "Eva"), (AL, "Al")):
        answered = world.do(AnswerMatter(FIRST, "Sorry."), person)
        assert isinstance(answered, Done) == (name in names)


def test_a_complaint_that_nobody_may_read_is_refused(world: World) -> None:
    """The only administrator is the one whom it is about; or there is none."""
    eva = world.staff.of(EVA)
    assert eva is not None
    complaint = LeaveMatter(Subject.STAFF, "She shouted.", eva.id)
    assert world.do(complaint, ANNA) == Refused(NOBODY_READS)

    world.do(RemoveMember(eva.id))
    assert world.do(LeaveMatter(Subject.STAFF, "She shouted."), ANNA) == Refused(NOBODY_READS)
    assert world.matters.rows == {}
