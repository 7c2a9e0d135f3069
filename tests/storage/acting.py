"""People with two phones, for the tests of the tables."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import func, select

from domain.campaigns.campaign import NewCampaign, Recipients
from domain.outcome import Command, Done, Outcome
from domain.people.audience import Audience
from domain.people.person import DecideConsent, PersonId, Purpose
from domain.phones.phone import Join, Joined, MakeCode
from domain.rules import perform
from domain.speech.messages import Option, Prompt, Say
from domain.speech.text import Verbatim
from storage.advice.tables import appointments, seekers
from storage.conversations.tables import conversations
from storage.events.tables import cars, events, rsvps
from storage.outbox.leasing import content_place
from storage.outbox.repository import Due, Reply, State
from storage.outbox.tables import outbox
from storage.people.tables import addresses
from storage.sealing import crypto
from storage.store import Store, Transaction
from tests.storage.samples import NOW, person

TELEGRAM, SIGNAL = "telegram", "signal"
V = TypeVar("V")
MINUTE = timedelta(minutes=1)
QUESTION = Say(Verbatim("?"), options=(Option("yes", Verbatim("Yes")),), asks=Prompt("a", "b", {}))


def do(store: Store, who: PersonId, command: Command[V], minutes: int = 0) -> Outcome[V]:
    """A person's command, so long after now."""
    return store.write(lambda tx: perform(command, tx.work(who, NOW + minutes * MINUTE)))


def code_of(store: Store, who: PersonId, minutes: int = 0) -> str:
    """A code, as it stands on a phone."""
    made = do(store, who, MakeCode(), minutes)
    assert isinstance(made, Done)
    return made.value


def two(store: Store, name: str = "") -> tuple[PersonId, PersonId]:
    """Somebody with Telegram, who will own everything, and somebody with Signal."""
    return person(store, f"tg{name}", TELEGRAM), person(store, f"sig{name}", SIGNAL)


def join(store: Store, owner: PersonId, other: PersonId) -> Joined:
    """Both phones in one hand; what was given up."""
    joined = do(store, other, Join(code_of(store, owner)))
    assert isinstance(joined, Done)
    assert joined.value
    return joined.value


def agree(store: Store, *persons: PersonId) -> None:
    """They said yes to everything."""
    for who in persons:
        for purpose in Purpose:
            do(store, who, DecideConsent(purpose, given=True))


def claim(store: Store, channel: str, minutes: int = 0) -> list[Due]:
    """What is due there."""
    now = NOW + minutes * MINUTE
    return store.write(lambda tx: tx.outbox.claim(channel, now, 100, now + MINUTE))


def reply(who: PersonId, channel: str, say: Say = QUESTION) -> Reply:
    """An answer to somebody."""
    return Reply(who, channel, "x", "en", say)


def announce(store: Store, minutes: int = 0) -> None:
    """A message to everybody who may be written to."""
    campaign = NewCampaign("x", QUESTION, Recipients(Audience()), NOW + minutes * MINUTE)
    store.write(lambda tx: tx.campaigns.add(campaign, NOW))


def waiting(store: Store, kind: str = "reminder") -> list[tuple[PersonId, str]]:
    """Whose rows of this kind wait, and on which channel."""
    rows = select(outbox.c.person_id, outbox.c.channel).where(
        outbox.c.kind == kind, outbox.c.state == State.WAITING.value
    )
    found = store.read(lambda tx: tx.connection.execute(rows.order_by(outbox.c.id)).all())
    return [(row.person_id, row.channel) for row in found]


def channels(store: Store, who: PersonId) -> Sequence[str]:
    """Where they can write to us."""
    return store.read(lambda tx: tx.links.channels(who))


def everything_opens(tx: Transaction) -> None:
    """No row is left that its person's key does not open."""
    for row in tx.connection.execute(select(addresses)):
        place = f"addresses.address_sealed.{row.person_id}"
        crypto.open(tx.keys.of(row.person_id), place, row.address_sealed)
    for row in tx.connection.execute(select(conversations)):
        place = f"conversations.place_sealed.{row.person_id}"
        crypto.open(tx.keys.of(row.person_id), place, row.place_sealed)
    for row in tx.connection.execute(select(cars)):
        place = f"cars.place_sealed.{row.id}"
        crypto.open(tx.keys.of(row.person_id), place, row.place_sealed)
    for table in (appointments, seekers):
        for row in tx.connection.execute(select(table)):
            place = f"{table.name}.topic_sealed.{row.person_id}"
            crypto.open(tx.keys.of(row.person_id), place, row.topic_sealed)
    for row in tx.connection.execute(select(outbox).where(outbox.c.content_sealed.is_not(None))):
        key = tx.keys.house if row.person_id is None else tx.keys.of(row.person_id)
        crypto.open(key, content_place(row.id), row.content_sealed)


def places_add_up(store: Store) -> None:
    """What the events count is what people hold."""
    held = (
        select(func.coalesce(func.sum(rsvps.c.people), 0))
        .where(rsvps.c.event_id == events.c.id, rsvps.c.state.in_(("coming", "offered")))
        .scalar_subquery()
    )
    rows = store.read(lambda tx: tx.connection.execute(select(events.c.taken, held)).all())
    assert all(taken == people_ for taken, people_ in rows)
