"""Somebody whose row cannot be opened is told so calmly; everybody else is answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.running import logs
from bot.sending.rendering import Renderer
from domain.speech.messages import Incoming, Kind, Say
from flows.engine.engine import CALM
from storage.conversations.tables import conversations, inbox
from storage.rotation import rotate
from storage.sealing.crypto import Keyring
from storage.store import StorageError, Store
from tests.bot.conversing.chatting import SPEAK, TRAITS, Chat, opened
from tests.storage.samples import KEY, NOW, OTHER_KEY, ZONE, person
from tests.storage.shutting import damage, shut


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Ben, who has a conversation, and others who may come."""
    logs.set_up("critical")
    chat = opened(tmp_path)
    yield chat
    chat.store.close()


def message(address: str, key: str, kind: Kind = Kind.WORDS, words: str = "/menu") -> Incoming:
    """What somebody wrote."""
    return Incoming("telegram", address, key, NOW, kind, words)


def answered(chat: Chat) -> list[str]:
    """The addresses of all answers that were stored, as the sender would find them."""
    claimed = chat.store.write(lambda tx: tx.outbox.claim("telegram", NOW, 50, NOW))
    return sorted({row.address for row in [*chat.tray.rows, *claimed]})


@pytest.mark.parametrize("how", ["the key is missing", "the place is damaged"])
async def test_in_a_batch_only_they_are_not_answered(chat: Chat, how: str) -> None:
    """They hear the calm sentence, and their message is set aside without its words."""
    await chat("/menu")
    ben = person(chat.store)
    if how == "the key is missing":
        shut(chat.store, ben)
    else:
        damage(chat.store, conversations, "place_sealed", person_id=ben)
    chat.tray.rows.clear()

    await chat.handle(message("1001", "a"), message("1002", "b"), message("1003", "c"))

    [excuse] = chat.store.write(lambda tx: tx.outbox.claim("telegram", NOW, 50, NOW))
    assert (excuse.address, excuse.person, excuse.say) == ("1001", None, Say(CALM))
    assert {row.address for row in chat.tray.rows} == {"1002", "1003"}
    kinds = chat.store.read(lambda tx: tx.connection.scalars(select(inbox.c.error)).all())
    assert [kind for kind in kinds if kind] == ["row not opened"]


async def test_they_are_handled_once(chat: Chat) -> None:
    """A channel that delivers the message again hears nothing new."""
    shut(chat.store, person(chat.store))

    await chat.handle(message("1001", "a"))
    await chat.handle(message("1001", "a"))

    assert answered(chat) == ["1001"]
    assert len(chat.store.write(lambda tx: tx.outbox.claim("telegram", NOW, 50, NOW))) == 1


@pytest.mark.parametrize("words", ["STOP", "/stop", "قف"])
async def test_stop_wins_all_the_same(chat: Chat, words: str) -> None:
    """Else we would write to them again once their key is back."""
    ben = person(chat.store)
    shut(chat.store, ben)

    await chat.handle(message("1001", "a", words=words))

    stopped = chat.store.read(lambda tx: tx.people.get(ben).stopped)
    [answer] = chat.store.write(lambda tx: tx.outbox.claim("telegram", NOW, 50, NOW))
    assert stopped
    assert answer.say is not None
    assert answer.say != Say(CALM)


async def test_whoever_asks_for_help_reads_whom_to_call(chat: Chat) -> None:
    """It needs nothing that is sealed."""
    shut(chat.store, person(chat.store))

    await chat.handle(message("1001", "a", words="/help"))

    [answer] = chat.store.write(lambda tx: tx.outbox.claim("telegram", NOW, 50, NOW))
    assert answer.say is not None
    assert "113" in Renderer(SPEAK).outgoing(answer, answer.say, TRAITS["telegram"]).text
    assert chat.store.read(lambda tx: tx.connection.scalars(select(inbox.c.error)).all()) == [None]


async def test_what_a_platform_tells_of_them_is_still_noted(chat: Chat) -> None:
    """It concerns no sealed word."""
    shut(chat.store, person(chat.store))

    await chat.handle(message("1001", "a", Kind.LEFT))

    [who] = chat.store.write(lambda tx: tx.conversations.of([("telegram", "1001")], NOW))
    assert (who.reachable, who.opens) == (False, False)


async def test_after_a_rotation_elsewhere_messages_wait(chat: Chat, tmp_path: Path) -> None:
    """This process lacks the new key: nothing is set aside, and the channel keeps what came."""
    await chat("/menu")
    rotated_elsewhere(tmp_path)
    chat.tray.rows.clear()

    with pytest.raises(StorageError, match="start it again"):
        await chat.handle(message("1001", "a"), message("1002", "b"))

    assert chat.tray.rows == []
    assert None in chat.store.read(lambda tx: tx.connection.scalars(select(inbox.c.error)).all())


def rotated_elsewhere(folder: Path) -> None:
    """Another process changes the secret keys."""
    both = Keyring.parse(f"{OTHER_KEY},{KEY}")
    other = Store.open(f"sqlite:///{folder}/lipa.db", both, ZONE)
    rotate(other)
    other.close()
