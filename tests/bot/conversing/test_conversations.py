"""The shell around the engine: batches, failures, quotes and old menus, on a real database."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.running import logs
from bot.sending.rendering import Renderer
from domain.advice.appointment import AppointmentId
from domain.advice.notices import of_appointment
from domain.advice.slot import Topic
from domain.people.doors import MENU
from domain.reminders.reminder import Thing
from domain.speech.languages import Intent
from domain.work import Desk
from flows.engine.kit import Ask, Flow, Step, never
from flows.engine.registry import Entry, Registry
from storage.outbox.repository import Settled, State
from storage.store import Transaction
from tests.bot.conversing.chatting import SPEAK, Chat, opened
from tests.storage.samples import DAY, NOW, person, some_slots


@dataclass(frozen=True)
class Nothing:
    """A draft without fields."""


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """A chat on a database of its own."""
    logs.set_up("critical")
    chat = opened(tmp_path)
    yield chat
    chat.store.close()


async def test_a_menu_button_leads_to_the_menu_however_old_it_is(chat: Chat) -> None:
    """Nobody is told that the way home is from an older message."""
    answer = await chat("events")
    await chat("/privacy")

    menu = await chat(press=answer.buttons[-1].data)

    assert menu.text == "What would you like to do?"


async def test_words_that_quote_a_reminder_answer_the_reminder(chat: Chat) -> None:
    """Also when another question was asked since."""
    [slot] = some_slots(chat.store, 1, NOW + 2 * DAY)
    ben = person(chat.store)
    taken = chat.store.write(lambda tx: tx.appointments.take(slot, ben, Topic.FAMILY, "en", NOW))
    assert isinstance(taken, int)
    send_reminder(chat, taken)
    await chat("/events")

    answer = await chat("2", quoted="77")

    assert answer.text.startswith("Cancelled. Thank you for telling us")
    assert chat.store.write(lambda tx: tx.appointments.open_of(ben, chat.now)) == []


def send_reminder(chat: Chat, appointment: int) -> None:
    """The reminder of the day before, sent as message 77."""
    ben = person(chat.store)
    starts, ahead = NOW + 2 * DAY, timedelta(hours=24)
    chat.now = starts - ahead

    def send(tx: Transaction) -> None:
        tx.outbox.remind(ben, Thing.APPOINTMENT, appointment, ahead, chat.now, starts)
        [row] = tx.outbox.claim("telegram", chat.now, 9, chat.now + timedelta(minutes=1))
        booked = tx.appointments.get(AppointmentId(appointment))
        assert booked is not None
        row = replace(row, say=of_appointment(booked, booked.topic.bring))
        tx.outbox.keep_words([row])
        tx.outbox.settle([Settled(row, State.SENT, chat.now, "77")])

    chat.store.write(send)


async def test_a_message_that_fails_is_set_aside_after_three_tries(chat: Chat) -> None:
    """The person hears one calm sentence, and what was decided before stays."""
    tries = []

    def broken(_draft: Nothing, _desk: Desk) -> Ask:
        tries.append(1)
        raise RuntimeError("a word of theirs")

    flow = Flow("menu", Nothing, {"way": Step(broken, never)})
    chat.registry = Registry({"menu": flow}, {Intent.MENU: Entry(MENU())})

    answer = await chat("/menu")

    assert answer.text.startswith("Sorry, something went wrong on our side.")
    assert len(tries) == 3


async def test_a_message_delivered_twice_is_answered_once(chat: Chat) -> None:
    """Channels deliver twice; we act once."""
    message = chat.message("/menu")

    await chat.handle(message)
    await chat.handle(message)

    assert len(chat.tray.rows) == 1


async def test_messages_of_one_person_are_answered_in_order(chat: Chat) -> None:
    """Even when they arrive in one batch."""
    await chat.handle(chat.message("/events"), chat.message("/help"), chat.message("/menu"))

    texts = [Renderer(SPEAK).outgoing(row, row.say).text for row in chat.tray.rows if row.say]
    assert [text.split()[0] for text in texts] == ["Nothing", "In", "What"]
