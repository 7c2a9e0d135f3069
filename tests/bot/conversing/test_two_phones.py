"""The shell around a conversation that joins two phones: who hears what, and what is kept."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sending.rendering import Renderer
from storage.outbox.repository import Due
from tests.bot.conversing.chatting import SPEAK, Chat, Tray, opened

CODE = re.compile(r"/link (\d{4} \d{3} \d{3})")


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[Chat]:
    """Somebody who has used Telegram for long."""
    chat = opened(tmp_path)
    yield chat
    chat.store.close()


def new_phone(phone: Chat) -> Chat:
    """The same database, and Signal, where nobody has written yet."""
    return replace(phone, tray=Tray(phone.store), channel="signal", written=100)


async def joined(phone: Chat) -> Chat:
    """The other phone, with the code typed."""
    other = new_phone(phone)
    shown = await phone("/link")
    shown = await phone(press=shown.buttons[0].data)
    found = CODE.search(shown.text)
    assert found is not None
    asked = await other(f"/link {found[1]}")
    assert "Is the other phone yours?" in asked.text
    assert "This phone is now joined." in (await other(press=asked.buttons[0].data)).text
    for row in phone.tray.rows:
        phone.arrive(row, str(row.id))
    return other


def claim(chat: Chat, channel: str) -> list[Due]:
    """What waits for a phone."""
    until = chat.now + timedelta(minutes=1)
    return chat.store.write(lambda tx: tx.outbox.claim(channel, chat.now, 9, until))


def claimed(chat: Chat, channel: str) -> Iterator[Due]:
    """All that waits there, each once the one before has arrived."""
    while rows := claim(chat, channel):
        for row in rows:
            chat.arrive(row, f"n{row.id}")
            yield row


def said(row: Due) -> str:
    """What its reader sees."""
    assert row.say is not None
    return Renderer(SPEAK).outgoing(row, row.say).text


async def test_a_code_joins_a_phone_that_has_never_written(phone: Chat) -> None:
    """It is answered in the owner's language, and the owner's phone is told."""
    await joined(phone)

    [notice] = claim(phone, "telegram")
    assert notice.address == "1001"
    assert said(notice).startswith("Another phone (Signal) was joined to you just now.")


async def test_a_conversation_goes_on_from_phone_to_phone(phone: Chat) -> None:
    """Whoever is asked on the one may answer on the other."""
    other = await joined(phone)

    await phone("/forget")
    answer = await other("no")

    assert answer.text.startswith("Good. Nothing has changed.")


async def test_the_same_code_delivered_twice_joins_once(phone: Chat) -> None:
    """The platform's second delivery changes nothing and says nothing."""
    other = await joined(phone)
    before = len(other.tray.rows)
    again = replace(other.message("/link 0000000000"), key=f"k{other.written - 1}")

    await other.handle(again)

    assert len(other.tray.rows) == before


async def test_a_phone_that_separates_itself_hears_only_the_farewell(phone: Chat) -> None:
    """And the other one has its conversation as before."""
    other = await joined(phone)
    shown = await other("/link")
    [button] = [each for each in shown.buttons if each.label == "Separate this phone (Signal)"]
    await other(press=button.data)
    before = len(other.tray.rows)
    for row in other.tray.rows:
        other.arrive(row, str(row.id))

    await other.handle(other.message("yes"))

    assert len(other.tray.rows) == before
    [*_erasures, farewell] = claim(other, "signal")
    assert said(farewell).startswith("This phone is separated again.")
    notice, news = claimed(phone, "telegram")
    assert said(notice).startswith("Another phone (Signal) was joined to you just now.")
    assert "separated again" in said(news)
    assert (await phone("/link")).buttons[0].label == "Show a code"
    assert "What would you like to do?" in (await other("hello")).text  # it has its own again
