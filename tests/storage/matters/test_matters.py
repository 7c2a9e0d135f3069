"""What people wrote, in the tables: sealed under their key, gone with them, kept not for long."""

from functools import partial
from itertools import pairwise

from sqlalchemy import insert, select

from domain.matters.matter import (
    AnswerMatter,
    CloseMatter,
    LeaveMatter,
    Matter,
    MatterId,
    MatterState,
    ReopenMatter,
    Subject,
)
from domain.outcome import Done, Refused
from domain.people.person import ChooseLanguage, PersonId
from domain.people.rights import Forget
from domain.staff.member import AcceptInvitation, AddMember, RemoveMember, Role, StaffId
from storage.lives.retention import retain
from storage.matters.tables import matters
from storage.outbox.tables import outbox
from storage.store import Store, Transaction
from tests.storage.acting import TELEGRAM, agree, claim, do, everything_opens, join, two
from tests.storage.samples import DAY, NOW, person

WORDS = "canary-2215-κανάρι"
NOBODY = PersonId(0)


def leave(store: Store, who: PersonId, words: str = WORDS) -> MatterId:
    """Their message, a minute after the one before."""
    do(store, who, ChooseLanguage("fa"))
    minutes = len(store.read(lambda tx: tx.connection.execute(select(matters)).all()))
    left = do(store, who, LeaveMatter(Subject.QUESTION, words), minutes)
    assert isinstance(left, Done)
    return MatterId(left.value)


def coordinator(store: Store) -> PersonId:
    """Somebody who reads and answers."""
    maja = person(store, "9001")
    invite = do(store, NOBODY, AddMember("Maja", Role.COORDINATOR))
    assert isinstance(invite, Done)
    assert isinstance(do(store, maja, AcceptInvitation(invite.value)), Done)
    return maja


def get(store: Store, matter: MatterId) -> Matter | None:
    """The message as it is now."""
    return store.read(lambda tx: tx.matters.get(matter))


def test_it_is_sealed_and_read_as_it_was_written(store: Store) -> None:
    """With what was answered."""
    anna, maja = person(store), coordinator(store)
    matter = leave(store, anna)
    do(store, maja, AnswerMatter(matter, f"Yes, {WORDS}"))

    [row] = store.read(lambda tx: tx.connection.execute(select(matters)).all())
    found = get(store, matter)

    assert WORDS.encode() not in row.words_sealed + row.answer_sealed
    assert found is not None
    assert (found.person, found.words, found.answer) == (anna, WORDS, f"Yes, {WORDS}")
    assert (found.language, found.state) == ("fa", MatterState.ANSWERED)


def test_numbers_tell_nothing_of_others(store: Store) -> None:
    """Random, of six digits; of more once many of these are taken. Nothing else tells the order."""
    anna = person(store)
    first = [leave(store, anna) for _n in range(5)]
    assert all(100_000 <= number <= 999_999 for number in first)
    assert len({later - sooner for sooner, later in pairwise(first)}) > 1

    crowd = [{**ROW, "id": number, "person_id": anna} for number in range(1, 10_001)]
    store.write(lambda tx: tx.connection.execute(insert(matters), crowd))
    number = store.write(lambda tx: tx.matters.add(anna, Subject.QUESTION, "", NOW))
    assert 1_000_000 <= number <= 9_999_999


ROW = {"state": "open", "words_sealed": b"", "at": NOW}


def test_the_disk_alone_does_not_tell_what_it_is_about(store: Store) -> None:
    """Neither in words nor by a length, a day or a number."""
    anna, maja = person(store), coordinator(store)
    member = store.read(lambda tx: tx.staff.of(maja))
    assert member is not None
    chosen = ((Subject.QUESTION, None), (Subject.STAFF, member.id), (Subject.DANGER, None))
    for subject, about in chosen:
        store.write(partial(write, anna, subject, about))

    rows = store.read(lambda tx: tx.connection.execute(select(matters)).mappings().all())
    told = [{name: shape(name, value) for name, value in row.items()} for row in rows]
    assert told[0] == told[1] == told[2]
    found = {(each.subject, each.about) for each in store.read(lambda tx: tx.matters.of(anna))}
    assert found == set(chosen)


def write(who: PersonId, subject: Subject, about: StaffId | None, tx: Transaction) -> MatterId:
    """Something."""
    return tx.matters.add(who, subject, "", NOW, about)


def shape(name: str, value: object) -> object:
    """What somebody without a key sees of a value."""
    if name == "id":
        return len(str(value))
    return len(value) if isinstance(value, bytes) else value


def test_the_oldest_waits_first_and_the_newest_is_ones_own_first(store: Store) -> None:
    """Closed ones wait no more, and are still one's own."""
    anna, ben = person(store), person(store, "1002")
    first, second, third = leave(store, anna), leave(store, ben), leave(store, anna)
    do(store, anna, CloseMatter(first))

    assert [each.id for each in store.read(lambda tx: tx.matters.open())] == [second, third]
    assert [each.id for each in store.read(lambda tx: tx.matters.of(anna))] == [third, first]


def test_an_answer_waits_in_the_outbox_and_may_be_answered(store: Store) -> None:
    """Where they are written to, sealed, after what is urgent."""
    anna, maja = person(store), coordinator(store)
    matter = leave(store, anna)

    do(store, maja, AnswerMatter(matter, WORDS))

    hers = select(outbox).where(outbox.c.person_id == anna)  # Maja hears that something is new
    [row] = store.read(lambda tx: tx.connection.execute(hers).all())
    assert WORDS.encode() not in row.content_sealed
    [due] = claim(store, TELEGRAM)
    assert (due.person, due.language, due.asks) == (anna, "fa", True)
    assert due.say is not None
    assert WORDS in str(due.say.text)


def test_it_goes_some_time_after_it_is_closed(store: Store) -> None:
    """Not while it waits, however old it is."""
    anna = person(store)
    agree(store, anna)
    closed, waits = leave(store, anna), leave(store, anna)
    do(store, anna, CloseMatter(closed))

    assert store.write(lambda tx: retain(tx, NOW + 89 * DAY, 90)).matters == 0
    assert store.write(lambda tx: retain(tx, NOW + 91 * DAY, 90)).matters == 1
    assert get(store, closed) is None
    assert waits != closed


def test_it_goes_with_whoever_wrote_and_stays_when_staff_go(store: Store) -> None:
    """A colleague who left is no reason to lose a message."""
    anna, maja = person(store), coordinator(store)
    matter = leave(store, anna)
    member = store.read(lambda tx: tx.staff.of(maja))
    assert member is not None
    store.write(lambda tx: tx.matters.hand(matter, member.id))

    do(store, NOBODY, RemoveMember(member.id))
    found = get(store, matter)
    assert found is not None
    assert found.holder is None

    do(store, anna, Forget())
    assert get(store, matter) is None


def test_it_is_the_same_persons_on_two_phones(store: Store) -> None:
    """Sealed anew under the key that stays."""
    anna, ben = two(store)
    maja = coordinator(store)
    matter = leave(store, ben)
    do(store, maja, AnswerMatter(matter, f"Yes, {WORDS}"))

    join(store, anna, ben)

    found = get(store, matter)
    assert found is not None
    assert (found.person, found.words, found.answer) == (anna, WORDS, f"Yes, {WORDS}")
    store.read(everything_opens)
    assert isinstance(do(store, ben, CloseMatter(matter)), Refused)


def test_whatever_is_opened_or_answered_again_stays(store: Store) -> None:
    """However long ago it was closed."""
    anna, maja = person(store), coordinator(store)
    agree(store, anna)
    first, second, third = (leave(store, anna) for _n in range(3))
    for matter in (first, second, third):
        do(store, anna, CloseMatter(matter))
    closing = store.read(lambda tx: tx.matters.closed_before(NOW + DAY))
    assert [each.id for each in closing] == [first, second, third]

    do(store, maja, ReopenMatter(first))
    do(store, maja, AnswerMatter(second, "More."))

    assert store.write(lambda tx: retain(tx, NOW + 91 * DAY, 90)).matters == 1
    assert [each.id for each in store.read(lambda tx: tx.matters.open())] == [first, second]
