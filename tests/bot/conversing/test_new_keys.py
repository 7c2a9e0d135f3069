"""The shell around a phone whose keys become new in the middle of a conversation."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.speech.messages import Kind
from tests.bot.conversing.chatting import Chat, opened

IS_NEW = "This phone is new to us"


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[Chat]:
    """Somebody who has used Signal for long."""
    chat = opened(tmp_path, "signal")
    yield chat
    chat.store.close()


async def test_what_was_half_said_before_is_dropped(phone: Chat) -> None:
    """Whoever holds the phone now does not go on with it, and back does not show it."""
    await phone("/message")
    asked = await phone("1")
    assert "Write it here" in asked.text
    await phone.handle(phone.message(kind=Kind.CHANGED))

    answer = await phone("back")

    assert "What would you like to do?" in answer.text


async def test_new_keys_and_what_is_said_with_them_come_in_one_batch(phone: Chat) -> None:
    """The words meet the phone as it is after the keys have changed."""
    await phone("/appointments")
    await phone.handle(phone.message(kind=Kind.CHANGED), phone.message("/appointments"))

    assert IS_NEW in phone.tray.last().text
