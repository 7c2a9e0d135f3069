"""What platforms tell about an address behind which there is nobody, or nobody any more."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.people.rights import Forget
from domain.rules import perform
from domain.speech.messages import Incoming, Kind
from storage.outbox.repository import RowKind
from storage.outbox.tables import outbox
from storage.store import Store
from storage.subjects import metadata
from tests.bot.conversing.chatting import Chat, opened
from tests.storage.samples import NOW, person

KINDS = [Kind.LEFT, Kind.RETURNED, Kind.TIMER, Kind.CHANGED, Kind.REACTION, Kind.EDITED]


@pytest.fixture(params=["telegram", "signal"])
def chat(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Chat]:
    """On either channel."""
    chat = opened(tmp_path, request.param)
    yield chat
    chat.store.close()


def rows(store: Store) -> Mapping[str, int]:
    """How many each table has."""
    count = {each.name: select(func.count()).select_from(each) for each in metadata.sorted_tables}
    return store.read(
        lambda tx: {name: tx.connection.scalar(many) or 0 for name, many in count.items()}
    )


def told(chat: Chat, address: str, kind: Kind, key: str = "f1") -> Incoming:
    """A fact about this address."""
    words = "👍" if kind is Kind.REACTION else "60"
    quoted = "12" if kind is Kind.REACTION else ""
    return Incoming(chat.channel, address, key, NOW, kind, words, quoted=quoted)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_stranger_who_does_not_write_leaves_no_row(chat: Chat, kind: Kind) -> None:
    """In no table at all, however often the platform says it; others of the batch are heard."""
    before = rows(chat.store)

    await chat.handle(told(chat, "2002", kind))
    await chat.handle(told(chat, "2002", kind), told(chat, "2003", kind, "f2"))
    assert rows(chat.store) == before
    await chat.handle(told(chat, "2002", kind), chat.message("/help"))

    assert rows(chat.store)["people"] == 1
    assert "113" in chat.tray.last().text


@pytest.mark.parametrize("kind", KINDS)
async def test_whoever_was_forgotten_stays_so(chat: Chat, kind: Kind) -> None:
    """They block the bot, or put a sign on its farewell."""
    ben = person(chat.store, "1001", chat.channel)
    chat.store.write(lambda tx: perform(Forget(), tx.work(ben, NOW)))
    before = rows(chat.store)

    await chat.handle(told(chat, "1001", kind))

    assert before["people"] == 0
    assert rows(chat.store) == before


@pytest.mark.parametrize("again", [1, 3])
@pytest.mark.parametrize("together", [False, True])
async def test_a_second_tap_on_erase_brings_nobody_back(
    chat: Chat, again: int, *, together: bool
) -> None:
    """A slow phone is tapped twice; it is not asked for a language after the farewell."""
    asked = await chat("/forget")
    yes = next(button.data for button in asked.buttons if "Yes" in button.label)
    taps = [replace(chat.message(press=yes), quoted="7") for _tap in range(1 + again)]
    said = len(chat.tray.rows)

    for batch in [taps] if together else [[tap] for tap in taps]:
        await chat.handle(*batch)

    assert rows(chat.store)["people"] == 0
    assert len(chat.tray.rows) == said
    await chat.handle(replace(chat.message(press=yes), quoted="8"))
    assert rows(chat.store)["people"] == 1  # another message's button is a word of a stranger


async def test_who_writes_after_a_fact_is_heard(chat: Chat) -> None:
    """In one batch, each in its turn."""
    fact = told(chat, "2002", Kind.LEFT)
    words = Incoming(chat.channel, "2002", "f2", NOW, Kind.WORDS, "hello")

    await chat.handle(fact, words)

    assert rows(chat.store)["people"] == 2
    assert chat.tray.rows[-1].address == "2002"


async def test_whoever_is_known_is_noted_as_gone(chat: Chat) -> None:
    """And once only: the fingerprint of the message is kept."""
    ben = person(chat.store, "1001", chat.channel)

    await chat.handle(told(chat, "1001", Kind.LEFT))

    [known] = chat.store.write(lambda tx: tx.conversations.of([(chat.channel, "1001")], NOW))
    assert (known.person.id, known.reachable) == (ben, False)
    assert rows(chat.store)["inbox"] == 1


@pytest.mark.parametrize("language", ["fa", "ar"])
async def test_who_has_chosen_no_language_hears_the_farewell_in_that_of_the_question(
    chat: Chat, language: str
) -> None:
    """Which is the one that the platform believes to be theirs."""
    for words in ("/start", "/forget", "1"):
        await chat.handle(replace(chat.message(words), address="2002", language=language))

    goodbye = select(outbox.c.language).where(outbox.c.kind == RowKind.GOODBYE.value)
    assert chat.store.read(lambda tx: tx.connection.scalars(goodbye).all()) == [language]
