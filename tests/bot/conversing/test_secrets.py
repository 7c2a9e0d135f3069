"""A number that is typed does not stay on the phone, where the platform lets us delete it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.people.pin import SetPin
from domain.rules import perform
from storage.outbox.repository import Priority, RowKind
from tests.bot.conversing.chatting import Chat, opened

NUMBER = "4711"


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody who has a number."""
    chat = opened(tmp_path)
    who = [("telegram", "1001")]
    [ben] = chat.store.write(lambda tx: tx.conversations.of(who, chat.now))
    earlier = chat.now - timedelta(hours=1)
    chat.store.write(lambda tx: perform(SetPin(NUMBER), tx.work(ben.person.id, earlier)))
    yield chat
    chat.store.close()


async def says(chat: Chat, words: str, name: str) -> str:
    """A message that the channel calls so, and the answer."""
    await chat.handle(replace(chat.message(words), name=name))
    return chat.tray.last().text


def to_be_deleted(chat: Chat) -> list[tuple[str, ...]]:
    """What the channel will be told to delete now; the answers are on their way already."""
    for row in chat.tray.rows:
        chat.arrive(row, "")
    until = chat.now + timedelta(minutes=1)
    claimed = chat.store.write(
        lambda tx: tx.outbox.claim("telegram", chat.now, 9, until, Priority.REST)
    )
    return [row.erase for row in claimed if row.kind == RowKind.ERASE]


@pytest.mark.parametrize("typed", [NUMBER, "1234", "٤٧١١", "my number is 47 11"])
async def test_the_number_goes_right_or_wrong(chat: Chat, typed: str) -> None:
    """In whatever digits; what else was written stays."""
    await says(chat, "/appointments", "11")
    await says(chat, typed, "12")

    assert to_be_deleted(chat) == [("12",)]


@pytest.mark.parametrize("typed", ["I forgot it", "/menu"])
async def test_words_stay(chat: Chat, typed: str) -> None:
    """They tell nobody anything."""
    await says(chat, "/appointments", "11")
    await says(chat, typed, "12")

    assert to_be_deleted(chat) == []


async def test_digits_that_are_no_secret_stay(chat: Chat) -> None:
    """Where no number of theirs is asked for."""
    await says(chat, "/events", "11")
    await says(chat, NUMBER, "12")

    assert to_be_deleted(chat) == []


async def test_nothing_is_tried_where_the_platform_lets_nobody(chat: Chat) -> None:
    """There a message has no name, and people are told to delete it."""
    await says(chat, "/appointments", "")
    await says(chat, NUMBER, "")

    assert to_be_deleted(chat) == []
