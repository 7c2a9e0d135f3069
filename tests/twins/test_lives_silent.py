"""Who has been silent for a year, in memory and in tables."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain.advice.appointment import Taken
from domain.advice.slot import Topic
from domain.matters.matter import Subject
from domain.people.person import PersonId, Purpose
from domain.people.rights import ANSWER_WITHIN, SILENT_FOR
from domain.staff.member import Role
from tests.storage.samples import DAY, HOUR, NOW
from tests.twins.worlds import Twin

SECOND = timedelta(seconds=1)
A_YEAR_ON = NOW + SILENT_FOR
LATE = A_YEAR_ON + ANSWER_WITHIN
EVER = NOW + 5 * SILENT_FOR


def test_whoever_agreed_is_asked_after_a_year_without_a_word(twin: Twin) -> None:
    """Once; what they write counts, not what they only read."""
    anna, ben = sorted(twin.reader() for _each in range(2))
    twin.hear(ben, NOW + DAY)

    assert list(twin.lives.silent(A_YEAR_ON)) == []
    assert list(twin.lives.silent(A_YEAR_ON + SECOND)) == [anna]
    twin.lives.note_asked(anna, A_YEAR_ON + SECOND)
    assert list(twin.lives.silent(A_YEAR_ON + HOUR)) == []
    assert list(twin.lives.silent(EVER)) == [ben]


def test_whoever_does_not_answer_is_let_go(twin: Twin) -> None:
    """Whoever writes again is not, and is asked again a year later."""
    anna, ben = sorted(twin.reader() for _each in range(2))
    for each in (anna, ben):
        twin.lives.note_asked(each, A_YEAR_ON)
    twin.hear(ben, A_YEAR_ON + DAY)

    assert list(twin.lives.silent_too_long(LATE)) == []
    assert list(twin.lives.silent_too_long(LATE + SECOND)) == [anna]
    assert list(twin.lives.silent(A_YEAR_ON + DAY + SILENT_FOR + SECOND)) == [ben]


def test_whom_we_may_not_write_to_is_let_go_without_being_asked(twin: Twin) -> None:
    """They told us to stop, or agreed to take part only."""
    stopped, quiet = sorted((twin.reader(), twin.person()))
    twin.people.set_stopped(stopped, stopped=True, at=NOW)
    twin.people.set_consent(quiet, Purpose.TAKE_PART, given=True, at=NOW)
    twin.people.set_stopped(quiet, stopped=True, at=NOW)

    assert list(twin.lives.silent(EVER)) == []
    assert list(twin.lives.silent_too_long(LATE)) == []
    assert list(twin.lives.silent_too_long(LATE + SECOND)) == [stopped, quiet]


def works_here(twin: Twin, anna: PersonId) -> None:
    """As a coordinator."""
    invitation = twin.staff.invite(twin.staff.add("Maja", Role.ADMIN), Role.ADMIN, NOW + HOUR)
    twin.staff.accept(invitation, anna, NOW)


def comes(twin: Twin, anna: PersonId) -> None:
    """To something in many years."""
    twin.events.take(twin.event(starts=EVER + DAY), anna, 1, lift=False)


def waits(twin: Twin, anna: PersonId) -> None:
    """For a place."""
    twin.events.wait(twin.event(starts=EVER + DAY), anna, 1, NOW)


def books(twin: Twin, anna: PersonId) -> None:
    """A time in many years."""
    [slot] = twin.slots(starts=EVER + DAY)
    assert not isinstance(twin.appointments.take(slot, anna, Topic.FAMILY, "en", NOW), Taken)


def writes(twin: Twin, anna: PersonId) -> None:
    """To the team, and nobody has closed it."""
    twin.matters.add(anna, Subject.QUESTION, "Where?", NOW)


@pytest.mark.parametrize("expected", [works_here, comes, waits, books, writes])
@pytest.mark.parametrize("agreed", [True, False])
def test_whoever_is_expected_is_left_alone(
    twin: Twin,
    expected: Callable[[Twin, PersonId], None],
    agreed: bool,
) -> None:
    """Neither asked nor let go, however long it takes."""
    anna = twin.reader()
    twin.people.set_stopped(anna, stopped=not agreed, at=NOW)
    assert [*twin.lives.silent(EVER), *twin.lives.silent_too_long(EVER)] == [anna]

    expected(twin, anna)

    assert [*twin.lives.silent(EVER), *twin.lives.silent_too_long(EVER)] == []


def test_without_a_farewell_nothing_is_said(twin: Twin) -> None:
    """They are gone all the same."""
    anna = twin.reader()
    twin.lives.forget(anna, None, NOW)

    assert twin.goodbyes() == []
    with pytest.raises(KeyError):
        twin.people.get(anna)
