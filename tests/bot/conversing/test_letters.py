"""Letters to the team as phones send them, on a real database: in bubbles, albums, and parts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.matters.matter import Matter
from domain.speech.messages import Kind
from tests.bot.conversing.chatting import Chat, opened


@pytest.fixture(params=["telegram", "signal"])
def chat(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Chat]:
    """Somebody who takes part, where the words for the team are awaited."""
    chat = opened(tmp_path, request.param)
    yield chat
    chat.store.close()


def written(chat: Chat) -> list[Matter]:
    """What stands in the database, the oldest first."""
    return list(chat.store.write(lambda tx: tx.matters.all()))


async def test_bubbles_of_one_batch_are_one_message(chat: Chat) -> None:
    """As they arrive when the bot was away; each is answered in order."""
    bubbles = ["Hello", "my room is cold", "can you help me?"]

    await chat.handle(*[chat.message(words) for words in ("/message", "1", *bubbles)])

    [matter] = written(chat)
    assert matter.words == "\n".join(bubbles)
    assert chat.tray.last().text.startswith("Added to your message")


async def test_an_album_with_a_caption_is_answered_once(chat: Chat) -> None:
    """Ten updates of a platform are one thing to whoever sent it."""
    await chat.handle(chat.message("/message"), chat.message("1"))
    many = len(chat.tray.rows)

    pictures = [chat.message(kind=Kind.PHOTO) for _picture in range(9)]
    await chat.handle(chat.message("My window is broken", kind=Kind.PHOTO), *pictures)

    [matter] = written(chat)
    assert matter.words == "My window is broken"
    assert len(chat.tray.rows) == many + 1


async def test_a_killed_program_has_lost_no_bubble(chat: Chat) -> None:
    """Each is stored when it is acknowledged, whatever comes after it."""
    await chat.handle(chat.message("/message"), chat.message("1"), chat.message("Hello"))
    again = opened_again(chat)

    await again.handle(again.message("my room is cold"))

    assert [each.words for each in written(again)] == ["Hello\nmy room is cold"]


def opened_again(chat: Chat) -> Chat:
    """Another program over the same database."""
    return Chat(chat.store, chat.tray, chat.registry, chat.channel, chat.now, written=chat.written)


async def test_the_offer_to_send_survives_the_program(chat: Chat) -> None:
    """The words wait sealed with the place, and are sent by a yes in any language."""
    said = await chat("The neighbour gave us apples")
    assert said.text.startswith("Shall I send this to the team?")

    await opened_again(chat)("да")

    assert [each.words for each in written(chat)] == ["The neighbour gave us apples"]
