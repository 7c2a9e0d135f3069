"""Until when a joining can be undone, what /forget erases, and that it is undone whole or not."""

from itertools import count as count_from

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nacl.public import PrivateKey
from sqlalchemy import func, select, update

from domain.advice.appointment import BookSlot, SeekTime
from domain.advice.slot import SlotId, Topic
from domain.events.event import EventId
from domain.events.rsvp import Come, StayAway
from domain.matters.matter import LeaveMatter, Subject
from domain.outcome import Done, Refused
from domain.people.person import (
    DecideConsent,
    PersonId,
    Purpose,
)
from domain.people.rights import Forget
from domain.phones.phone import Join, Separate
from domain.rules import perform
from domain.surveys.survey import SurveyId
from storage.lives.retention import retain
from storage.matters.packing import box_place
from storage.matters.tables import matters
from storage.people.tables import people
from storage.phones.repository import LinkTable
from storage.sealing import boxes
from storage.store import Store
from tests.storage.acting import (
    MINUTE,
    SIGNAL,
    TELEGRAM,
    agree,
    announce,
    claim,
    code_of,
    do,
    everything_opens,
    join,
    places_add_up,
    two,
)
from tests.storage.leading_lives import (
    A_DAY,
    count,
    everybody,
    everything_of,
    lead_a_life,
    said_to,
    separate,
    who_has,
)
from tests.storage.samples import DAY, NOW, an_event, new_event, person, some_slots


@pytest.mark.parametrize(("minutes", "undone"), [(A_DAY - 1, True), (A_DAY, False)])
def test_it_can_be_undone_for_a_day(store: Store, minutes: int, undone: bool) -> None:
    """Then a phone that is separated is a stranger's, and nothing is kept of the joining."""
    anna, ben = two(store)
    agree(store, anna, ben)
    join(store, anna, ben)
    store.write(lambda tx: retain(tx, NOW + minutes * MINUTE, 90))

    assert do(store, anna, Separate(SIGNAL), minutes) == Done(value=undone)

    [known] = store.write(lambda tx: tx.conversations.of([(SIGNAL, "sig")], NOW))
    assert known.new is not undone
    assert count(store) == 0


def test_retention_lets_go_of_it(store: Store) -> None:
    """Also where nobody separates anything."""
    anna, ben = two(store)
    agree(store, anna, ben)
    join(store, anna, ben)
    assert count(store) == 1

    store.write(lambda tx: retain(tx, NOW + (A_DAY + 1) * MINUTE, 90))

    assert count(store) == 0


@pytest.mark.parametrize("channel", [TELEGRAM, SIGNAL])
def test_forgetting_reaches_what_the_phone_in_hand_brought(store: Store, channel: str) -> None:
    """Whoever talked somebody into joining cannot erase what is theirs."""
    anna, ben = two(store)
    lead_a_life(store, anna, ben)
    lead_a_life(store, ben, anna)
    before = {TELEGRAM: everything_of(store, anna), SIGNAL: everything_of(store, ben)}
    join(store, anna, ben)

    store.write(lambda tx: perform(Forget(), tx.work(anna, NOW + 10 * MINUTE, channel)))

    other = SIGNAL if channel == TELEGRAM else TELEGRAM
    assert store.read(lambda tx: tx.connection.scalar(select(func.count(people.c.id)))) == 1
    left = everything_of(store, who_has(store, other))
    assert left["matters"] == before[other]["matters"]
    assert left["appointments"] == before[other]["appointments"]
    assert "goodbye" in [row.kind for row in claim(store, channel, 10)]
    assert "separated again" in said_to(store, other)
    places_add_up(store)


def test_from_one_to_the_next(store: Store) -> None:
    """Phones are separated before the next joining, and each of them is undone for itself."""
    anna, ben = two(store)
    carla = person(store, "c", TELEGRAM)
    for who, other in ((anna, ben), (ben, anna)):
        lead_a_life(store, who, other)
    before = [everything_of(store, who) for who in (anna, ben, carla)]
    join(store, anna, ben)
    code = code_of(store, carla)
    assert isinstance(do(store, anna, Join(code)), Refused)
    new = separate(store, anna, TELEGRAM)

    assert isinstance(do(store, new, Join(code), 10), Done)
    assert do(store, carla, Separate(SIGNAL), 20) == Done(value=True)

    last = who_has(store, SIGNAL)
    assert [everything_of(store, who) for who in (anna, last, carla)] == before
    assert count(store) == 0


def test_nothing_is_left_half_undone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fails, and wherever, all is as it was, and can be undone later."""
    anna, ben = two(store)
    lead_a_life(store, anna, ben)
    lead_a_life(store, ben, anna)
    before = [everything_of(store, who) for who in (anna, ben)]
    join(store, anna, ben)
    joined = everything_of(store, anna)

    def fails(*_args: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(LinkTable, "part", fails)
        with pytest.raises(RuntimeError):
            do(store, anna, Separate(SIGNAL))
    assert everything_of(store, anna) == joined

    new = separate(store, anna, SIGNAL)
    assert [everything_of(store, who) for who in (anna, new)] == before


def test_a_row_that_does_not_open_stops_nothing(store: Store) -> None:
    """It stays where it is, and is found by a look at all of it."""
    anna, ben = two(store)
    lead_a_life(store, ben, anna)
    join(store, anna, ben)
    broken = update(matters).where(matters.c.person_id == anna).values(words_sealed=b"broken")
    store.write(lambda tx: tx.connection.execute(broken))

    new = separate(store, anna, SIGNAL)

    assert len(store.read(lambda tx: tx.matters.of(anna))) == 1
    assert store.read(lambda tx: tx.appointments.open_of(new, NOW))


def test_a_box_goes_over_and_back_shut(store: Store) -> None:
    """Its reader opens it as before, and its length tells nothing on either side."""
    anna, ben = two(store)
    private = PrivateKey.generate()
    keys = [bytes(private.public_key)]
    number = store.write(lambda tx: tx.matters.add(ben, Subject.DANGER, "Help me", NOW, None, keys))
    sizes = sizes_of_matters(store)
    join(store, anna, ben)
    assert sizes_of_matters(store) == sizes

    new = separate(store, anna, SIGNAL)

    [matter] = store.read(lambda tx: tx.matters.of(new))
    assert (matter.id, matter.subject, matter.words) == (number, Subject.DANGER, "")
    assert boxes.open(bytes(private), box_place("words", number), matter.box) == b"Help me"
    assert sizes_of_matters(store) == sizes


def test_an_announcement_to_both_is_no_hindrance(store: Store) -> None:
    """Joined they were counted once; what went away of it stays gone, whoever goes, and how."""
    anna, ben = two(store)
    agree(store, anna, ben)
    announce(store)
    store.write(lambda tx: [tx.campaigns.expand(each, NOW) for each in tx.campaigns.due(NOW)])
    join(store, anna, ben)

    new = separate(store, anna, SIGNAL)

    for who in (anna, new):
        assert do(store, who, Forget(), 60) == Done(None)


def sizes_of_matters(store: Store) -> list[tuple[int, int]]:
    """How long subject and words are, as a thief sees them."""
    sizes = select(func.length(matters.c.subject_sealed), func.length(matters.c.words_sealed))
    return [tuple(row) for row in store.read(lambda tx: tx.connection.execute(sizes).all())]


WHAT = st.sampled_from(["come", "away", "book", "seek", "wait", "answer", "write", "yes", "no"])
ADDRESS = count_from(1)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.tuples(WHAT, st.booleans(), st.integers(0, 1)), max_size=12))
def test_whatever_they_did_before(sqlite_store: Store, steps: list[tuple[str, bool, int]]) -> None:
    """In any order, also about the same things."""
    store = sqlite_store
    anna, ben = two(store, str(next(ADDRESS)))
    events = [an_event(store, new_event(starts=NOW + n * DAY)) for n in (3, 4)]
    slots = iter(some_slots(store, 12, NOW + next(ADDRESS) * DAY))
    for minute, (what, hers, which) in enumerate(steps):
        act(store, anna if hers else ben, what, which, (events[which], next(slots)), minute)
    before = [everything_of(store, who) for who in (anna, ben)]
    join(store, anna, ben)
    known = everybody(store)

    assert do(store, anna, Separate(SIGNAL), 30) == Done(value=True)

    [new] = everybody(store) - known
    assert [everything_of(store, who) for who in (anna, new)] == before
    places_add_up(store)
    store.read(everything_opens)
    for who in (anna, new):
        do(store, who, Forget(), 60)


def act(
    store: Store, who: PersonId, what: str, which: int, things: tuple[EventId, SlotId], minute: int
) -> None:
    """One thing that somebody does."""
    event, slot = things
    topic = (Topic.FAMILY, Topic.INTERVIEW)[which]
    purpose = tuple(Purpose)[which]
    match what:
        case "come":
            do(store, who, Come(event, 2, lift=False), minute)
        case "away":
            do(store, who, StayAway(event), minute)
        case "book":
            do(store, who, BookSlot(slot, topic, "en"), minute)
        case "seek":
            do(store, who, SeekTime(topic, "en"), minute)
        case "wait":
            store.write(lambda tx: tx.events.wait(event, who, 1, NOW + minute * MINUTE))
        case "answer":
            store.write(lambda tx: tx.surveys.mark_answered(who, SurveyId("stay"), str(which)))
        case "write":
            do(store, who, LeaveMatter(Subject.QUESTION, f"{minute}"), minute)
        case _:
            do(store, who, DecideConsent(purpose, given=what == "yes"), minute)
