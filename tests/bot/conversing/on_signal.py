"""Ben on Signal, where there are no buttons: what he says, and what reaches him."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.running import logs
from domain.advice.appointment import AppointmentId, AppointmentState
from domain.advice.notices import of_appointment
from domain.advice.slot import Topic
from domain.people.person import PersonId
from domain.reminders.reminder import Thing
from domain.speech.messages import Outgoing
from storage.outbox.repository import Due, Settled, State
from storage.people.tables import addresses
from storage.store import Transaction
from tests.bot.conversing.chatting import Chat, opened
from tests.storage.samples import DAY, NOW, person, some_slots


def ben_on_signal(folder: Path, url: str = "") -> Iterator[Chat]:
    """His chat, whose timer is set, until the test is over."""
    logs.set_up("critical")
    chat = opened(folder, "signal", url)
    ben = person(chat.store, channel="signal")
    chat.store.write(lambda tx: tx.conversations.set_timer(ben, "signal", 3600))
    yield chat
    chat.store.close()


async def says(chat: Chat, words: str, name: str) -> str:
    """Ben writes, and the last answer arrives under this name."""
    answer = await chat(words)
    chat.arrive(chat.tray.rows[-1], name)
    return answer.text


async def later(chat: Chat, words: str, **more: Any) -> Outgoing:
    """The answer to what Ben writes three seconds later."""
    chat.now += timedelta(seconds=3)
    return await chat(words, **more)


def name_of(chat: Chat, seconds: float) -> str:
    """What Signal calls a message that is sent so many seconds from now."""
    return str(round((chat.now + timedelta(seconds=seconds)).timestamp() * 1000))


async def silent(chat: Chat, words: str, **more: Any) -> bool:
    """Whether nothing was answered."""
    before = len(chat.tray.rows)
    await chat.handle(chat.message(words, **more))
    return len(chat.tray.rows) == before


def address(chat: Chat) -> Any:
    """What is known about Ben's address."""
    return chat.store.read(lambda tx: tx.connection.execute(select(addresses)).one())


def claim(chat: Chat) -> list[Due]:
    """What waits for anybody to send it."""
    later = chat.now + timedelta(minutes=1)
    return chat.store.write(lambda tx: tx.outbox.claim("signal", chat.now, 9, later))


def appointment(chat: Chat, number: int) -> AppointmentState:
    """What became of an appointment."""
    found = chat.store.read(lambda tx: tx.appointments.get(AppointmentId(number)))
    assert found is not None
    return found.state


def remind(chat: Chat, name: str) -> int:
    """An appointment in two days, and its reminder on the phone under this name."""
    [slot] = some_slots(chat.store, 1, NOW + 2 * DAY)
    ben = person(chat.store, channel="signal")
    taken = chat.store.write(lambda tx: tx.appointments.take(slot, ben, Topic.FAMILY, "en", NOW))
    assert isinstance(taken, int)
    chat.now = NOW + DAY
    chat.store.write(lambda tx: sent_reminder(tx, ben, taken, chat.now, name))
    return taken


def sent_reminder(tx: Transaction, ben: PersonId, taken: int, now: datetime, name: str) -> None:
    """As the sender does it."""
    tx.outbox.remind(ben, Thing.APPOINTMENT, taken, DAY, now, now + DAY)
    [row] = tx.outbox.claim("signal", now, 9, now + timedelta(minutes=1))
    booked = tx.appointments.get(AppointmentId(taken))
    assert booked is not None
    row = replace(row, say=of_appointment(booked, booked.topic.bring))
    tx.outbox.keep_words([row])
    tx.outbox.settle([Settled(row, State.SENT, now, name)])


def doubted(chat: Chat, name: str) -> int:
    """A row of Ben's that may have arrived, under this name or within these times."""
    ben = person(chat.store, channel="signal")

    def act(tx: Transaction) -> int:
        tx.outbox.remind(ben, Thing.APPOINTMENT, 1, DAY, NOW, NOW + DAY)
        [row] = tx.outbox.claim("signal", NOW, 1, NOW + timedelta(minutes=1))
        doubt = Settled(row, State.UNCERTAIN, NOW, name, "uncertain: no answer")
        tx.outbox.settle([doubt])
        return row.id

    return chat.store.write(act)


def proven(chat: Chat, names: Sequence[str], address: str = "1001") -> list[int]:
    """Which rows a receipt of these names settles."""
    return sorted(chat.store.write(lambda tx: tx.outbox.delivered("signal", address, names, NOW)))
