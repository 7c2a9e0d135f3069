"""A changed event in the tables: rows that wait say what is true now, and reach who is coming."""

from dataclasses import replace
from typing import TypeVar

from sqlalchemy import select

from domain.events.change import AnnounceEvent, CancelEvent, ChangeEvent, RelocateEvent
from domain.events.event import EventId
from domain.events.rsvp import Come
from domain.outcome import Command, Done, Refused
from domain.people.person import ChooseLanguage, DecideConsent, PersonId, Purpose
from domain.people.rights import Stop
from domain.speech.text import Content
from storage.outbox.rows import Priority
from storage.outbox.tables import outbox
from storage.store import Store
from tests.storage.acting import TELEGRAM, agree, claim, do
from tests.storage.samples import DAY, HOUR, NOW, an_event, new_event, people

V = TypeVar("V")
NOBODY = PersonId(0)
PARK = Content({"en": "Tivoli park", "ar": "حديقة تيفولي"})


def command(store: Store, wanted: Command[V]) -> V:
    """A coordinator's; what came of it."""
    done = do(store, NOBODY, wanted)
    assert isinstance(done, Done)
    return done.value


def an_event_with(store: Store, guests: list[PersonId]) -> EventId:
    """In two days, with room for all of them and for their lift."""
    event = an_event(store, new_event(seats=20, starts=NOW + 2 * DAY))
    for guest in guests:
        do(store, guest, ChooseLanguage("ar"))
        assert isinstance(do(store, guest, Come(event, 1, lift=True)), Done)
    return event


def rows(store: Store, kind: str, state: str) -> list[tuple[PersonId, object]]:
    """Whose rows of this kind are so, and when they are due."""
    chosen = select(outbox.c.person_id, outbox.c.due_at).where(
        outbox.c.kind == kind, outbox.c.state == state
    )
    found = store.read(lambda tx: tx.connection.execute(chosen.order_by(outbox.c.id)).all())
    return [(row.person_id, row.due_at) for row in found]


def test_those_who_come_are_told_though_they_want_no_news(store: Store) -> None:
    """But not who said STOP, and not who does not come; before any announcement."""
    anna, ben, carla, _daniel = people(store, 4)
    event = an_event_with(store, [anna, ben, carla])
    do(store, ben, DecideConsent(Purpose.BE_WRITTEN, given=False))
    do(store, carla, Stop())

    campaign = command(store, RelocateEvent(event, PARK))

    told = claim(store, TELEGRAM)
    assert {row.person for row in told if row.campaign == campaign} == {anna, ben}
    assert {row.priority for row in told} == {Priority.REMINDER}


def test_reminders_are_planned_anew_for_all_who_come(store: Store) -> None:
    """Once each, at the new time; those before are cancelled."""
    anna, ben = people(store, 2)
    event = an_event_with(store, [anna, ben])
    later = new_event(seats=20, starts=NOW + 4 * DAY)

    command(store, ChangeEvent(event, later))

    due = [NOW + 3 * DAY, NOW + 4 * DAY - 2 * HOUR]
    assert sorted(rows(store, "reminder", "waiting")) == sorted(
        (who, at) for who in (anna, ben) for at in due
    )
    assert len(rows(store, "reminder", "cancelled")) == 4
    command(store, CancelEvent(event))
    assert rows(store, "reminder", "waiting") == []


def test_an_invitation_under_way_says_what_is_true_now(store: Store) -> None:
    """Whoever has not got it gets it in the new words."""
    guests = people(store, 2)
    agree(store, *guests)
    for guest in guests:
        do(store, guest, ChooseLanguage("ar"))
    event = an_event(store, new_event(starts=NOW + 2 * DAY))
    command(store, AnnounceEvent(event, None, again=False))

    command(store, RelocateEvent(event, PARK))

    invited = claim(store, TELEGRAM)
    assert len(invited) == 2
    assert all("Tivoli park" in str(row.say and row.say.text) for row in invited)


def test_an_event_changes_only_with_room_for_who_comes(store: Store) -> None:
    """The row decides: somebody may come while a coordinator thinks."""
    event = an_event_with(store, people(store, 3))
    small = replace(new_event(capacity=2, seats=20, starts=NOW + 2 * DAY))
    few = replace(new_event(seats=2, starts=NOW + 2 * DAY))

    assert isinstance(do(store, NOBODY, ChangeEvent(event, small)), Refused)
    assert isinstance(do(store, NOBODY, ChangeEvent(event, few)), Refused)

    stored = store.read(lambda tx: tx.events.get(event))
    assert stored is not None
    assert (stored.capacity, stored.taken, stored.lifts) == (20, 3, 3)


def test_a_cancelled_event_is_nobodys_plan(store: Store) -> None:
    """Neither in what they see nor in what is kept of them."""
    [anna] = people(store, 1)
    event = an_event_with(store, [anna])

    command(store, CancelEvent(event))

    assert store.read(lambda tx: tx.events.coming_of(anna, NOW)) == []
    assert store.read(lambda tx: tx.events.upcoming(NOW)) == []
    assert isinstance(do(store, anna, Come(event, 1, lift=False)), Refused)
