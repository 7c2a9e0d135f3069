"""Whoever was talked into joining two phones has everything again: row by row, and no more."""

from collections.abc import Mapping, Sequence
from datetime import time
from itertools import count as count_from
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from domain.advice.appointment import Appointment, BookSlot, CancelAppointment, SeekTime
from domain.advice.slot import SlotId, Topic
from domain.events.car import OfferCar
from domain.events.event import EventId
from domain.events.rsvp import Come, Rsvp, StayAway
from domain.matters.matter import LeaveMatter, Subject
from domain.outcome import Command, Done, Refused
from domain.people.person import (
    AgeGroup,
    ChooseLanguage,
    DecideConsent,
    Interest,
    PersonId,
    Purpose,
    TellAgeGroup,
    TellInterests,
)
from domain.people.pin import SetPin
from domain.people.rights import Forget, Stop
from domain.phones.phone import Join, Separate
from domain.rules import perform
from domain.surveys.survey import SurveyId
from storage.lives.retention import retain
from storage.matters.tables import matters
from storage.outbox.leasing import content_place
from storage.outbox.repository import Settled, State
from storage.outbox.tables import outbox
from storage.people.tables import addresses, people
from storage.phones.repository import LinkTable
from storage.phones.tables import joinings
from storage.store import Store, Transaction
from tests.storage.acting import (
    MINUTE,
    QUESTION,
    SIGNAL,
    TELEGRAM,
    agree,
    claim,
    code_of,
    do,
    everything_opens,
    join,
    places_add_up,
    reply,
    two,
    waiting,
)
from tests.storage.samples import DAY, NOW, an_event, new_event, person, some_slots

A_DAY = 24 * 60  # in minutes
LEFT_OUT = {"person_id", "id", "other_id", "seen_at", "decided_at", "pin_open_until"}
NOT_COMPARED = {"joinings", "link_codes", "conversations", "outbox"}  # with a test of their own

Told = Mapping[str, Any]


def everything_of(store: Store, who: PersonId) -> Told:
    """All rows of somebody, opened, without the numbers that stand for people."""

    def read(tx: Transaction) -> Told:
        rows = tx.lives.everything(who)
        pin = tx.people.pin(who)
        kept = {
            table: sorted(_plain(table, row) for row in found)
            for table, found in rows.items()
            if table not in NOT_COMPARED
        }
        barred = sorted(tx.appointments.barred(who))
        return kept | {"pin": pin and pin.digits, "barred": barred}

    return store.read(read)


def _plain(table: str, row: Mapping[str, Any]) -> str:
    numbered = table in ("appointments", "matters", "cars", "consents")
    left_out = LEFT_OUT - {"id"} if numbered else LEFT_OUT
    return repr(sorted((k, v) for k, v in row.items() if k not in left_out and k != "prefers"))


def lead_a_life(store: Store, who: PersonId, other: PersonId) -> None:
    """Rows in every table that has any of people."""
    [slot] = some_slots(store, 1, NOW + (2 if who < other else 3) * DAY)
    event = an_event(store, new_event(starts=NOW + 4 * DAY))
    agree(store, who)
    commands: list[Command[Any]] = [
        ChooseLanguage("fa" if who < other else "sl"),
        TellAgeGroup(AgeGroup.YOUNG if who < other else AgeGroup.ADULT),
        TellInterests((Interest.SPORT,)),
        SetPin("4827" if who < other else "9163"),
        Come(event, 2, lift=False),
        OfferCar(event, 3, "The gate", time(9)),
        BookSlot(slot, Topic.FAMILY, "fa"),
        SeekTime(Topic.OTHER, "fa"),
        LeaveMatter(Subject.QUESTION, f"Where? {who}"),
    ]
    for command in commands:
        assert isinstance(do(store, who, command), Done), command
    store.write(lambda tx: tx.surveys.mark_answered(who, SurveyId("stay"), ""))
    [car] = store.read(lambda tx: tx.cars.driven_by(who))
    store.write(lambda tx: tx.cars.board(car.id, other, 1))


BOTH = pytest.mark.parametrize("separated", [TELEGRAM, SIGNAL])


def who_has(store: Store, channel: str) -> PersonId:
    """Whoever is behind the only phone with this channel."""
    there = select(addresses.c.person_id).where(addresses.c.channel == channel)
    return PersonId(store.read(lambda tx: tx.connection.scalars(there).one()))


def separate(store: Store, owner: PersonId, channel: str, minutes: int = 10) -> PersonId:
    """Undo the joining by this phone; who has the phone with Signal since."""
    assert do(store, owner, Separate(channel), minutes) == Done(value=True)
    return who_has(store, SIGNAL)


@BOTH
def test_each_has_everything_again(store: Store, separated: str) -> None:
    """Rows of every table, each value as it was, whichever phone is separated."""
    anna, ben = two(store)
    carla = person(store, "c", "terminal")
    lead_a_life(store, anna, ben)
    lead_a_life(store, ben, anna)
    store.write(lambda tx: tx.appointments.keep_apart(ben, carla))
    before = [everything_of(store, who) for who in (anna, ben)]
    planned = len(waiting(store))

    join(store, anna, ben)
    new = separate(store, anna, separated)

    assert everything_of(store, anna) == before[0]
    assert everything_of(store, new) == before[1]
    assert len(waiting(store)) == planned
    assert {who for who, _channel in waiting(store)} == {anna, new}
    assert set(waiting(store)) == {(anna, TELEGRAM), (new, SIGNAL)}
    assert set(before[0]) > {"cars", "rides", "seekers", "answered", "matters", "appointments"}
    places_add_up(store)
    store.read(everything_opens)


@BOTH
def test_what_nobody_told_before_is_not_told_after(store: Store, separated: str) -> None:
    """The owner of the code had said nothing, and has nothing of the other's; STOP included."""
    anna, ben = two(store)
    lead_a_life(store, ben, ben)
    do(store, ben, Stop())
    before = [everything_of(store, who) for who in (anna, ben)]

    join(store, anna, ben)
    assert store.read(lambda tx: tx.people.get(anna)).stopped
    new = separate(store, anna, separated)

    assert [everything_of(store, who) for who in (anna, new)] == before
    assert waiting(store) == []


def test_stop_since_then_holds_on_both_phones(store: Store) -> None:
    """Nobody knows who said it."""
    anna, ben = two(store)
    agree(store, anna, ben)
    join(store, anna, ben)
    do(store, anna, Stop())

    new = separate(store, anna, SIGNAL)

    assert store.read(lambda tx: tx.people.get(anna).stopped and tx.people.get(new).stopped)


def test_what_was_given_up_is_taken_again(store: Store) -> None:
    """A time and places that both had; what the owner did with the rest stands."""
    anna, ben = two(store)
    first, second, third = some_slots(store, 3, NOW + 3 * DAY)
    event = an_event(store, new_event(starts=NOW + 3 * DAY))
    for who, slot in ((anna, first), (ben, second)):
        do(store, who, BookSlot(slot, Topic.FAMILY, "en"))
        do(store, who, Come(event, 2, lift=False))
    do(store, ben, BookSlot(third, Topic.INTERVIEW, "en"))
    join(store, anna, ben)
    [_hers, interview] = store.read(lambda tx: tx.appointments.open_of(anna, NOW))
    do(store, anna, CancelAppointment(interview.id))

    new = separate(store, anna, SIGNAL)

    booked = {who: booked_by(store, who) for who in (anna, new)}
    assert [each.slot.id for each in booked[anna]] == [first]
    assert [each.slot.id for each in booked[new]] == [second]
    for who in (anna, new):
        coming = coming(store, who)
        assert [(each.event, each.people) for each in coming] == [(event, 2)]
    places_add_up(store)


def test_what_somebody_else_took_meanwhile_is_said(store: Store) -> None:
    """On the phone that gave it up, and nothing else suffers."""
    anna, ben = two(store)
    carla = person(store, "c", "terminal")
    first, second = some_slots(store, 2, NOW + 3 * DAY)
    for who, slot in ((anna, first), (ben, second)):
        do(store, who, BookSlot(slot, Topic.FAMILY, "en"))
    join(store, anna, ben)
    do(store, carla, BookSlot(second, Topic.FAMILY, "en"))

    new = separate(store, anna, TELEGRAM)

    assert store.read(lambda tx: tx.appointments.open_of(new, NOW)) == []
    assert "somebody else has taken it" in said_to(store, SIGNAL)


def test_a_yes_in_place_of_a_no_goes_back(store: Store) -> None:
    """The owner's no stands again; what the owner left for good is left."""
    anna, ben = two(store)
    one, other = (an_event(store, new_event(starts=NOW + n * DAY)) for n in (3, 4))
    for event in (one, other):
        do(store, ben, Come(event, 3, lift=False))
        do(store, anna, Come(event, 1, lift=False))
        do(store, anna, StayAway(event))
    join(store, anna, ben)
    do(store, anna, StayAway(other))

    new = separate(store, anna, SIGNAL)

    coming = store.read(lambda tx: tx.events.coming_of(new, NOW))
    assert [(each.event, each.people) for each in coming] == [(one, 3)]
    rsvp = store.read(lambda tx: tx.events.rsvp(one, anna))
    assert rsvp is not None
    assert not rsvp.holds
    places_add_up(store)


@BOTH
def test_what_was_added_since_stays_with_the_owner(store: Store, separated: str) -> None:
    """But what we said on the other phone goes with it, and opens there."""
    anna, ben = two(store)
    join(store, anna, ben)
    matter = do(store, anna, LeaveMatter(Subject.QUESTION, "Since then"))
    assert isinstance(matter, Done)
    [asked] = store.write(
        lambda tx: tx.outbox.add_replies([reply(anna, SIGNAL)], NOW, lease_until=NOW + MINUTE)
    )
    store.write(lambda tx: tx.outbox.settle([Settled(asked, State.SENT, NOW, message="7")]))

    new = separate(store, anna, separated)

    assert [each.words for each in store.read(lambda tx: tx.matters.of(anna))] == ["Since then"]
    assert store.read(lambda tx: tx.outbox.prompt(asked.id, new)) == QUESTION
    assert store.read(lambda tx: tx.outbox.prompt(asked.id, anna)) is None
    store.read(everything_opens)


@BOTH
def test_both_phones_hear_of_it(store: Store, separated: str) -> None:
    """The one by a farewell, in its language, the other by a notice when it did not ask."""
    anna, ben = two(store)
    do(store, ben, ChooseLanguage("sl"))
    do(store, anna, ChooseLanguage("fr"))
    join(store, anna, ben)
    claim(store, TELEGRAM)
    command = Separate(separated)
    store.write(lambda tx: perform(command, tx.work(anna, NOW + 10 * MINUTE, separated)))

    [farewell] = claim(store, separated, 10)
    assert farewell.kind == "goodbye"
    assert "separated again" in said_to(store, SIGNAL if separated == TELEGRAM else TELEGRAM)
    assert farewell.language == ("sl" if separated == SIGNAL else "fr")


def test_an_answer_goes_to_who_they_are_now(store: Store) -> None:
    """Whoever separates the owner's phone from the one that typed the code is the new person."""
    anna, ben = two(store)
    join(store, anna, ben)

    def act(tx: Transaction) -> None:
        perform(Separate(TELEGRAM), tx.work(anna, NOW + MINUTE, SIGNAL))
        tx.conversations.keep({anna: {"at": "a"}}, NOW)
        tx.outbox.add_replies([reply(anna, SIGNAL)], NOW, lease_until=None)

    store.write(act)

    new = who_has(store, SIGNAL)
    assert [row.person for row in claim(store, SIGNAL, 1)] == [new]
    both = [(TELEGRAM, "tg"), (SIGNAL, "sig")]
    known = store.write(lambda tx: tx.conversations.of(both, NOW))
    assert [each.person.id for each in known] == [anna, new]
    assert [each.place for each in known] == [None, None]


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


def said_to(store: Store, channel: str) -> str:
    """All words that wait for that phone or have gone there, as they are stored."""

    def read(tx: Transaction) -> str:
        said = (outbox.c.channel == channel, outbox.c.kind == "say")
        rows = tx.connection.execute(select(outbox).where(*said)).all()
        there = [row for row in rows if row.content_sealed]
        opened = (
            tx.keys.open(row.person_id, content_place(row.id), row.content_sealed) for row in there
        )
        return " ".join((each or b"").decode() for each in opened)

    return store.read(read)


def everybody(store: Store) -> set[PersonId]:
    """Whoever there is."""
    return {
        PersonId(n) for n in store.read(lambda tx: tx.connection.scalars(select(people.c.id)).all())
    }


def count(store: Store) -> int:
    """How many joinings are remembered."""
    return store.read(lambda tx: tx.connection.scalar(select(func.count(joinings.c.id))) or 0)


def booked_by(store: Store, who: PersonId) -> Sequence[Appointment]:
    """Their open appointments."""
    return store.read(lambda tx: tx.appointments.open_of(who, NOW))


def coming(store: Store, who: PersonId) -> Sequence[Rsvp]:
    """Where they come."""
    return store.read(lambda tx: tx.events.coming_of(who, NOW))
