"""What is sealed to its readers: when that begins, to whom, and what becomes of the answer."""

from datetime import timedelta

import pytest

from domain.matters.box import AnswerSealed, CloseSealed, EraseAnswer, OpenSealed, ShareSealed
from domain.matters.matter import (
    LOCKED,
    NO_MATTER,
    NOBODY_READS,
    UNREAD,
    AnswerMatter,
    ExpireMatters,
    LeaveMatter,
    Matter,
    MatterId,
    MatterState,
    Subject,
)
from domain.matters.sealing import closed_without
from domain.outcome import Done, Outcome, Refused
from domain.people.person import PersonId
from domain.people.rights import Stop
from domain.speech.writing import Fault
from domain.staff.audit import View, Why
from domain.staff.member import Duty, Entrust, GiveKey, ProveKey, RemoveMember, Role, StaffId
from tests.fakes.phones import TELEGRAM
from tests.fakes.world import ANNA, COORDINATOR, World

EVA, IDA = StaffId(1), StaffId(2)
EVAS, IDAS = PersonId(11), PersonId(12)
FIRST = MatterId(1)


@pytest.fixture
def world(world: World) -> World:
    """Anna writes; Eva and Ida are administrators and focal points, without keys."""
    for person in (ANNA, EVAS, IDAS):
        world.add_person(person)
    world.staff.employ(EVAS, Role.ADMIN, "Eva", [Duty.FOCAL])
    world.staff.employ(IDAS, Role.ADMIN, "Ida", [Duty.FOCAL])
    return world


def key_of(member: StaffId) -> bytes:
    """Of 32 bytes, like any."""
    return bytes([member]) * 32


def prove(world: World, *members: StaffId) -> None:
    """They have a key and open something with it."""
    for member in members:
        world.do(GiveKey(member, key_of(member), b"wrapped"))
        assert world.do(ProveKey(member, key_of(member))) == Done(None)


def write(
    world: World, subject: Subject = Subject.DANGER, about: StaffId | None = None
) -> Outcome[MatterId]:
    """Anna's message."""
    return world.do(LeaveMatter(subject, "He hits me.", about), ANNA)


def first(world: World) -> Matter:
    """As it is now."""
    return world.matters.rows[FIRST]


def test_it_begins_when_every_reader_has_proved_a_key(world: World) -> None:
    """Not with a key alone, nor with one of two readers; then for both subjects that both read."""
    prove(world, EVA)
    world.do(GiveKey(IDA, key_of(IDA), b"wrapped"))
    write(world)
    assert (first(world).words, first(world).box) == ("He hits me.", b"")

    assert isinstance(world.do(ProveKey(IDA, key_of(EVA))), Refused)
    assert world.matters.sealed() == frozenset()
    world.do(ProveKey(IDA, key_of(IDA)))
    assert world.matters.sealed() == {Subject.DANGER, Subject.STAFF}


@pytest.mark.parametrize("how", [RemoveMember(IDA), Entrust(IDA, Duty.FOCAL, given=False)])
def test_it_begins_when_the_last_without_a_key_reads_no_more(
    world: World, how: RemoveMember | Entrust
) -> None:
    """Whatever made them no reader."""
    prove(world, EVA)
    world.do(how)

    assert Subject.DANGER in world.matters.sealed()


def test_its_readers_hear_a_number_and_the_rest_is_in_a_box(world: World) -> None:
    """Sealed to both; the chat shows no word of it and takes no answer."""
    prove(world, EVA, IDA)
    write(world)

    assert (first(world).words, first(world).keys) == ("", 2)
    assert world.matters.inside[first(world).box] == "He hits me."
    assert [person for person, _say in world.posts.alarms] == [EVAS, IDAS]
    assert "1" in str(world.posts.alarms[0][1].text)
    assert world.do(AnswerMatter(FIRST, "Here."), EVAS) == Refused(LOCKED)
    write(world, Subject.QUESTION)
    assert world.matters.rows[MatterId(2)].words == "He hits me."


def test_the_one_whom_it_is_about_gets_no_key_to_it(world: World) -> None:
    """The other administrator alone opens it."""
    prove(world, EVA, IDA)
    write(world, Subject.STAFF, EVA)

    assert first(world).keys == 1
    assert world.do(OpenSealed(FIRST), signed_in=EVA) == Refused(NO_MATTER)
    assert isinstance(world.do(OpenSealed(FIRST), signed_in=IDA), Done)
    last = world.audit.rows[-1]
    assert (last.who, last.view, last.about, last.why) == (IDA, View.MESSAGE, "1", Why.OPENED)


def test_once_begun_nothing_is_kept_otherwise(world: World) -> None:
    """A new reader without a key reads only what comes later; without any reader it is refused."""
    prove(world, EVA, IDA)
    late = PersonId(13)
    world.add_person(late)
    nina = world.staff.employ(late, Role.ADVISER, "Nina", [Duty.FOCAL])
    write(world)
    assert first(world).keys == 2
    assert [person for person, _say in world.posts.alarms] == [EVAS, IDAS]

    for member in (EVA, IDA):
        world.do(RemoveMember(member))
    assert write(world) == Refused(NOBODY_READS)
    prove(world, nina)
    assert isinstance(write(world), Done)


def test_who_would_be_the_last_is_known_before(world: World) -> None:
    """So that whoever takes a duty away is asked."""
    prove(world, EVA, IDA)
    eva, ida = (world.staff.rows[member] for member in (EVA, IDA))
    assert closed_without(eva, None, world.work()) == []

    world.do(RemoveMember(IDA))
    assert closed_without(ida, None, world.work()) == []
    assert closed_without(eva, None, world.work()) == [Subject.DANGER, Subject.STAFF]


def test_an_answer_is_sent_and_kept_in_a_box_alone(world: World) -> None:
    """It asks nothing, or the outbox would keep it."""
    prove(world, EVA, IDA)
    write(world)

    assert world.do(AnswerSealed(FIRST, "Come to room 3."), signed_in=EVA) == Done(None)

    [(person, say)] = world.posts.letters
    assert (person, say.asks, say.sensitive) == (ANNA, None, True)
    assert "Come to room 3." in str(say.text)
    assert (first(world).answer, first(world).state) == ("", MatterState.ANSWERED)
    assert first(world).answered_on == world.now.date()
    assert world.matters.inside[first(world).answer_box] == "Come to room 3."


@pytest.mark.parametrize(
    ("words", "fault"), [("\u200b\u3164", Fault.NOTHING), ("Room\u202e 3", Fault.HIDDEN)]
)
def test_an_answer_can_be_read(world: World, words: str, fault: Fault) -> None:
    """Wherever it was typed; nothing is sent, and it waits as before."""
    open_ = write(world, Subject.QUESTION)
    assert isinstance(open_, Done)
    assert world.do(AnswerMatter(open_.value, words), EVAS) == Refused(fault.text)
    prove(world, EVA, IDA)
    locked = write(world)
    assert isinstance(locked, Done)

    assert world.do(AnswerSealed(locked.value, words), signed_in=EVA) == Refused(fault.text)
    assert world.posts.letters == []


@pytest.mark.parametrize("why", ["a number", "new keys", "STOP"])
def test_an_answer_that_cannot_be_sent_waits_until_it_is_read(world: World, why: str) -> None:
    """Or for two weeks; only whoever wrote says that it was read."""
    prove(world, EVA, IDA)
    write(world)
    if why == "STOP":
        world.do(Stop(), ANNA)
    elif why == "new keys":
        world.links.changed.add((ANNA, TELEGRAM))
    else:
        world.people.set_pin(ANNA, "4711")
    world.do(AnswerSealed(FIRST, "Come to room 3."), signed_in=EVA)

    assert not any("room" in str(say.text) for _who, say in world.posts.letters)
    assert first(world).answer == "Come to room 3."
    assert world.do(EraseAnswer(FIRST), IDAS) == Refused(NO_MATTER)
    assert first(world).answer
    if why == "STOP":
        world.now += UNREAD + timedelta(days=2)
        world.do(ExpireMatters())
    else:
        world.do(EraseAnswer(FIRST), ANNA)
    assert first(world).answer == ""


def test_only_a_reader_with_a_proven_key_does_anything(world: World) -> None:
    """Others hear that there is no such message; ordinary ones have no box."""
    prove(world, EVA, IDA)
    late = PersonId(13)
    world.add_person(late)
    nina = world.staff.employ(late, Role.ADVISER, "Nina", [Duty.FOCAL])
    write(world)
    write(world, Subject.QUESTION)

    for member, matter in ((nina, FIRST), (StaffId(99), FIRST), (EVA, MatterId(2))):
        for command in (
            CloseSealed(matter, member),
            ShareSealed(matter, member, EVA, b"box", b""),
        ):
            assert world.do(command) == Refused(NO_MATTER)
        for worded in (OpenSealed(matter), AnswerSealed(matter, "x")):
            assert isinstance(world.do(worded, signed_in=member), Refused)
    for elsewhere in (EVAS, COORDINATOR):  # neither in a chat nor at the command line
        assert isinstance(world.do(OpenSealed(FIRST), elsewhere), Refused)
        assert isinstance(world.do(AnswerSealed(FIRST, "x"), elsewhere), Refused)


def test_it_is_closed_by_a_reader(world: World) -> None:
    """As any message is."""
    prove(world, EVA, IDA)
    write(world)

    assert world.do(CloseSealed(FIRST, IDA)) == Done(None)
    assert world.matters.open() == []


def test_a_new_reader_gets_what_they_may_read(world: World) -> None:
    """From somebody who opens it; never what is about themselves, nor without a proven key."""
    prove(world, EVA, IDA)
    late = PersonId(13)
    world.add_person(late)
    nina = world.staff.employ(late, Role.ADMIN, "Nina")
    write(world, Subject.STAFF)
    write(world, Subject.STAFF, nina)
    share = ShareSealed(FIRST, EVA, nina, b"for three", b"")
    assert isinstance(world.do(share), Refused)

    prove(world, nina)
    assert world.do(share) == Done(None)
    assert first(world).box == b"for three"
    assert world.audit.rows[-1].why is Why.SHARED
    assert isinstance(world.do(ShareSealed(MatterId(2), EVA, nina, b"x", b"")), Refused)
