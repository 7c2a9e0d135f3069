"""People, events, times and a form that the tests of the tables share."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.advice.slot import NewSlots, Overlap, SlotId, Topic
from domain.events.event import EventId, NewEvent, Transport
from domain.people.audience import Audience
from domain.people.person import AgeGroup, Interest, PersonId
from domain.speech.text import Content
from domain.surveys.form import Choice, Form, Kind, Question
from storage.store import Store
from storage.transaction import Transaction

KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
OTHER_KEY = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA="
ZONE = ZoneInfo("Europe/Ljubljana")
NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PLACE = Content({"en": "Livada school"})


def person(
    store: Store, address: str = "1001", channel: str = "telegram", *, grown: bool = True
) -> PersonId:
    """Somebody who has just written, and is an adult unless they said else or are not `grown`."""
    [who] = _written(store, [(channel, address)], grown=grown)
    return who


def people(store: Store, many: int) -> list[PersonId]:
    """Several of them."""
    return _written(store, [("telegram", str(2000 + number)) for number in range(many)], grown=True)


def _written(store: Store, phones: list[tuple[str, str]], *, grown: bool) -> list[PersonId]:
    def written(tx: Transaction) -> list[PersonId]:
        known = [each.person for each in tx.conversations.of(phones, NOW)]
        for each in known:
            if grown and each.age_group is None:
                tx.people.set_age_group(each.id, AgeGroup.ADULT, NOW)
        return [each.id for each in known]

    return store.write(written)


def new_event(capacity: int | None = 20, seats: int = 0, starts: datetime = NOW + DAY) -> NewEvent:
    """Football, with so many places and so many seats in a car."""
    return NewEvent(
        title=Content({"en": "Football", "ar": "كرة القدم"}),
        description=None,
        place=PLACE,
        starts=starts,
        ends=starts + 2 * HOUR,
        capacity=capacity,
        interests=frozenset({Interest.SPORT}),
        transport=Transport(seats, PLACE, starts - HOUR) if seats else None,
        audience=Audience(languages=frozenset({"ar", "fa"})),
    )


def an_event(store: Store, event: NewEvent | None = None) -> EventId:
    """The event, stored."""
    return store.write(lambda tx: tx.events.add(event or new_event(), NOW))


def new_slots(many: int = 1, starts: datetime = NOW + DAY) -> NewSlots:
    """So many times of Ana, one after the other."""
    times = [(starts + n * HOUR, starts + n * HOUR + 0.75 * HOUR) for n in range(many)]
    topics = frozenset({Topic.INTERVIEW, Topic.FAMILY})
    return NewSlots("Ana", ("en", "fr"), topics, PLACE, tuple(times))


def some_slots(store: Store, many: int = 1, starts: datetime = NOW + DAY) -> Sequence[SlotId]:
    """The times, stored."""
    added = store.write(lambda tx: tx.appointments.add_slots(new_slots(many, starts)))
    assert not isinstance(added, Overlap)
    return added


def a_form(version: str = "1") -> Form:
    """Three questions: chosen, chosen several times, and free words."""
    choices = (Choice("good", Content({"en": "Good"})), Choice("bad", Content({"en": "Bad"})))
    rows = (
        Question("food", Kind.SELECT_ONE, Content({"en": "Food?"}), choices=choices),
        Question("rooms", Kind.SELECT_MULTIPLE, Content({"en": "Rooms?"}), choices=choices),
        Question("wish", Kind.TEXT, Content({"en": "A wish?"})),
    )
    return Form("stay", version, Content({"en": "Your stay"}), "en", ("en",), rows)
