"""People with a row in every table, and what each of them has, to be compared."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from sqlalchemy import func, select

from domain.advice.appointment import Appointment, BookSlot, SeekTime
from domain.advice.slot import Topic
from domain.events.car import OfferCar
from domain.events.rsvp import Come, Rsvp
from domain.matters.matter import LeaveMatter, Subject
from domain.outcome import Command, Done
from domain.people.person import (
    AgeGroup,
    ChooseLanguage,
    Interest,
    PersonId,
    TellAgeGroup,
    TellInterests,
)
from domain.people.pin import SetPin
from domain.phones.phone import Separate
from domain.surveys.survey import SurveyId
from storage.outbox.leasing import content_place
from storage.outbox.tables import outbox
from storage.people.tables import addresses, people
from storage.phones.tables import joinings
from storage.store import Store, Transaction
from tests.storage.acting import (
    SIGNAL,
    agree,
    do,
)
from tests.storage.samples import DAY, NOW, an_event, new_event, some_slots

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


def who_has(store: Store, channel: str) -> PersonId:
    """Whoever is behind the only phone with this channel."""
    there = select(addresses.c.person_id).where(addresses.c.channel == channel)
    return PersonId(store.read(lambda tx: tx.connection.scalars(there).one()))


def separate(store: Store, owner: PersonId, channel: str, minutes: int = 10) -> PersonId:
    """Undo the joining by this phone; who has the phone with Signal since."""
    assert do(store, owner, Separate(channel), minutes) == Done(value=True)
    return who_has(store, SIGNAL)


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
