"""What people write to the team: who may read it, what is answered, and when it is over."""

from datetime import timedelta

import pytest

from domain.matters.matter import (
    EXPIRES,
    LONGEST_LETTER,
    MOST_OPEN,
    NOBODY_READS,
    AnswerMatter,
    CloseMatter,
    ExpireMatters,
    HandMatter,
    LeaveMatter,
    MatterId,
    MatterState,
    ReopenMatter,
    Subject,
    may_read,
)
from domain.matters.notices import expired
from domain.matters.readers import soon_erased
from domain.outcome import Done, Refused
from domain.people.person import AgeGroup, PersonId
from domain.people.rights import Stop
from domain.reminders.reminder import Thing
from domain.speech.messages import Prompt
from domain.staff.daily import PlanDay
from domain.staff.member import Duty, Role, StaffId
from tests.fakes.world import ANNA, BEN, COORDINATOR, MONDAY_NOON, World

EVA = PersonId(7)
FIRST = MatterId(1)


@pytest.fixture
def world(world: World) -> World:
    """Anna writes, Ben is a coordinator called Maja, and Eva an administrator."""
    world.add_person(ANNA)
    world.add_person(BEN)
    world.add_person(EVA)
    world.staff.employ(BEN, Role.COORDINATOR, "Maja")
    world.staff.employ(EVA, Role.ADMIN, "Eva")
    for person in (PersonId(8), PersonId(9)):
        world.add_person(person)
    return world


def write(world: World, subject: Subject = Subject.QUESTION, words: str = "Where?") -> None:
    """Anna's message."""
    assert isinstance(world.do(LeaveMatter(subject, words), ANNA), Done)


def readers(world: World) -> list[str]:
    """Who may read the first message."""
    return [m.name for m in world.staff.all() if may_read(m, world.matters.rows[FIRST])]


@pytest.mark.parametrize(
    ("subject", "days"), [(Subject.QUESTION, 3), (Subject.COMPLAINT, 10), (Subject.STAFF, 10)]
)
def test_a_message_has_a_number_and_a_day(world: World, subject: Subject, days: int) -> None:
    """By which somebody answers."""
    write(world, subject)

    matter = world.matters.rows[FIRST]
    assert (matter.due - matter.at).days == days
    assert matter.state is MatterState.OPEN


def test_an_answer_goes_to_whoever_wrote(world: World) -> None:
    """With a way to write more."""
    write(world)

    assert world.do(AnswerMatter(FIRST, "In the library."), BEN) == Done(None)

    [(person, say)] = world.posts.letters
    assert person == ANNA
    assert say.asks == Prompt("messages", "heard", {"matter": 1})
    assert world.matters.rows[FIRST].answer == "In the library."
    assert world.matters.rows[FIRST].state is MatterState.ANSWERED


def test_stop_holds_and_the_answer_is_found_later(world: World) -> None:
    """Nothing is sent to somebody who wants to hear nothing."""
    write(world)
    world.do(Stop(), ANNA)

    world.do(AnswerMatter(FIRST, "In the library."), BEN)

    assert world.posts.letters == []
    assert world.matters.of(ANNA)[0].answer == "In the library."


@pytest.mark.parametrize("role", Role)
def test_advisers_read_no_messages(world: World, role: Role) -> None:
    """They advise."""
    write(world)
    who = PersonId(9)
    world.add_person(who)
    member = world.staff.employ(who, role, "Ana")

    assert ("Ana" in readers(world)) == (role not in (Role.ADVISER, Role.VIEWER))
    world.staff.doubt(member)
    assert "Ana" not in readers(world)


def test_a_message_is_handed_to_somebody_who_may_read_it(world: World) -> None:
    """And to nobody else."""
    adviser = PersonId(9)
    world.add_person(adviser)
    ana = world.staff.employ(adviser, Role.ADVISER, "Ana")
    write(world)
    eva = world.staff.of(EVA)
    assert eva is not None

    assert world.do(HandMatter(FIRST, eva.id), BEN) == Done(None)
    assert isinstance(world.do(HandMatter(FIRST, ana), BEN), Refused)
    assert isinstance(world.do(HandMatter(FIRST, StaffId(99)), BEN), Refused)
    assert world.matters.rows[FIRST].holder == eva.id


@pytest.mark.parametrize("who", [ANNA, BEN])
def test_it_is_closed_by_staff_or_by_whoever_wrote(world: World, who: PersonId) -> None:
    """Once."""
    write(world)

    assert world.do(CloseMatter(FIRST), who) == Done(None)
    assert isinstance(world.do(CloseMatter(FIRST), who), Refused)
    assert world.matters.open() == []


def test_nobody_else_closes_or_answers_it(world: World) -> None:
    """Neither another guest nor the command line, which reads no messages."""
    stranger = PersonId(9)
    world.add_person(stranger)
    write(world)

    for who in (stranger, COORDINATOR):
        assert isinstance(world.do(CloseMatter(FIRST), who), Refused)
        assert isinstance(world.do(AnswerMatter(FIRST, "x"), who), Refused)


def test_one_person_cannot_bury_the_others(world: World) -> None:
    """So many open ones; an answer makes room."""
    for _message in range(MOST_OPEN):
        write(world)

    assert isinstance(world.do(LeaveMatter(Subject.QUESTION, "and"), ANNA), Refused)
    world.do(AnswerMatter(FIRST, "Yes."), BEN)
    write(world, words="x" * 2 * LONGEST_LETTER)

    assert len(world.matters.rows[MatterId(MOST_OPEN + 1)].words) == LONGEST_LETTER


def test_danger_is_read_by_focal_points_alone(world: World) -> None:
    """Of any role, whatever is written; an answer is due in a day."""
    focal = world.staff.employ(PersonId(8), Role.ADVISER, "Ida", [Duty.FOCAL])
    write(world, Subject.DANGER, "ida came at night")

    assert readers(world) == ["Ida"]
    assert [person for person, _say in world.posts.alarms] == [PersonId(8)]
    assert (world.matters.rows[FIRST].due - world.matters.rows[FIRST].at).days == 1
    assert isinstance(world.do(HandMatter(FIRST, StaffId(1)), PersonId(8)), Refused)
    assert world.do(AnswerMatter(FIRST, "I am here."), PersonId(8)) == Done(None)
    assert isinstance(world.do(AnswerMatter(FIRST, "Hm."), EVA), Refused)
    world.staff.doubt(focal)
    assert readers(world) == []


def test_danger_that_nobody_may_read_is_refused(world: World) -> None:
    """Nothing is stored that waits for nobody."""
    assert world.do(LeaveMatter(Subject.DANGER, "Help!"), ANNA) == Refused(NOBODY_READS)
    assert world.matters.rows == {}
    assert world.posts.alarms == []


def test_what_children_write_is_read_by_whoever_was_cleared(world: World) -> None:
    """The rest of the rules hold, too."""
    world.people.set_age_group(ANNA, AgeGroup.UNDER_18, world.now)
    assert world.do(LeaveMatter(Subject.QUESTION, "?"), ANNA) == Refused(NOBODY_READS)
    world.staff.employ(PersonId(8), Role.MODERATOR, "Ida", [Duty.CHILDREN])

    write(world)

    assert readers(world) == ["Ida"]


def test_before_words_go_their_readers_hear_of_it_and_may_keep_them(world: World) -> None:
    """Once a week, from two weeks before; what is opened again stays."""
    write(world)
    world.do(CloseMatter(FIRST), BEN)

    assert warned(world, 75) == []
    assert warned(world, 77) == [BEN, EVA]
    assert warned(world, 77) == [BEN, EVA]
    assert warned(world, 84) == [BEN, EVA, BEN, EVA]
    assert world.do(ReopenMatter(FIRST), BEN) == Done(None)
    assert soon_erased(world.staff.all()[0], world.matters, world.now, world.policy) == []
    assert world.matters.rows[FIRST].state is MatterState.OPEN


def warned(world: World, days: int) -> list[PersonId]:
    """Who has heard so many days after it was closed that words go soon."""
    world.now = MONDAY_NOON + timedelta(days=days, hours=1)
    world.do(PlanDay())
    return [each.person for each in world.posts.reminders if each.thing is Thing.ERASING]


def test_an_answer_is_read_behind_a_number(world: World) -> None:
    """If they have one, it only says that there is an answer."""
    world.people.set_pin(ANNA, "4711")
    write(world)

    world.do(AnswerMatter(FIRST, "At the library."), BEN)

    [(_anna, say)] = world.posts.letters
    assert "library" not in str(say)
    assert world.matters.rows[FIRST].answer == "At the library."


def test_what_waits_too_long_is_recalled_to_its_readers_week_after_week(world: World) -> None:
    """From the day on which it was due; not once it is answered."""
    write(world)

    assert recalled(world, 2) == []
    assert recalled(world, 4) == [BEN, EVA]
    assert recalled(world, 5) == [BEN, EVA]
    assert recalled(world, 11) == [BEN, EVA, BEN, EVA]
    world.do(AnswerMatter(FIRST, "At the library."), BEN)
    assert recalled(world, 18) == [BEN, EVA, BEN, EVA]


def recalled(world: World, days: int) -> list[PersonId]:
    """Who has heard so many days after it was written that something waits too long."""
    world.now = MONDAY_NOON + timedelta(days=days, hours=1)
    world.do(PlanDay())
    return [each.person for each in world.posts.reminders if each.thing is Thing.OVERDUE]


def test_what_nobody_closes_expires_and_whoever_wrote_is_told(world: World) -> None:
    """A year after it was due; once."""
    write(world)
    world.now = world.matters.rows[FIRST].due + EXPIRES
    assert world.do(ExpireMatters()) == Done(0)

    world.now += timedelta(minutes=1)
    assert world.do(ExpireMatters()) == Done(1)
    assert world.do(ExpireMatters()) == Done(0)

    assert world.matters.rows[FIRST].state is MatterState.CLOSED
    assert world.posts.letters == [(ANNA, expired(world.matters.rows[FIRST]))]


def test_what_was_answered_expires_without_a_word(world: World) -> None:
    """They have their answer; and whoever said STOP hears nothing."""
    write(world)
    write(world)
    world.do(AnswerMatter(FIRST, "At the library."), BEN)
    world.people.set_stopped(ANNA, stopped=True, at=world.now)
    told = len(world.posts.letters)
    world.now += 2 * EXPIRES

    assert world.do(ExpireMatters()) == Done(2)

    assert len(world.posts.letters) == told
    assert world.matters.open() == []


def test_matters_expire_by_themselves_only(world: World) -> None:
    """Nobody can have them closed."""
    world.add_person(ANNA)
    assert isinstance(world.do(ExpireMatters(), ANNA), Refused)
