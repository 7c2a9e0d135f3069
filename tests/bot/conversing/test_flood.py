"""Who writes faster than people do is let go unread; what must never be lost is still done."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.conversing.flood import MOST_KNOWN, TOO_FAST, Flood
from domain.speech.languages import Intent
from domain.speech.messages import Incoming
from flows.engine.ear.heard import Chosen, Missed, Stale, Valued, Wanted
from flows.engine.kit import Number, Words
from storage.people.tables import people
from tests.bot.conversing.chatting import Chat, opened
from tests.storage.samples import NOW

RATE = 20


@dataclass
class Watch:
    """A clock that stands until it is moved."""

    seconds: float = 0

    def __call__(self) -> float:
        """Seconds since it was made."""
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    """The clock of the flood."""
    return Watch()


@pytest.fixture
def flood(watch: Watch) -> Flood:
    """Twenty a minute."""
    return Flood(RATE, watch)


@pytest.fixture
def chat(tmp_path: Path, flood: Flood) -> Iterator[Chat]:
    """Ben at the menu, with a limit."""
    chat = opened(tmp_path)
    chat.flood = flood
    yield chat
    chat.store.close()


def message(address: str = "1001") -> Incoming:
    """Any message."""
    return Incoming("telegram", address, "k", NOW, words="x")


def test_twenty_at_once_are_read_and_then_one_every_three_seconds(
    flood: Flood, watch: Watch
) -> None:
    """Of each person."""
    assert [flood.too_fast(message()) for _ in range(21)] == [False] * 20 + [True]
    assert not flood.too_fast(message("somebody else"))

    watch.seconds = 3
    assert [flood.too_fast(message()) for _ in range(2)] == [False, True]


def test_without_a_rate_nobody_is_too_fast() -> None:
    """For benchmarks, and for those who know all who write."""
    assert not any(Flood(0).too_fast(message()) for _ in range(1000))


def test_they_are_told_once_until_they_rest(flood: Flood, watch: Watch) -> None:
    """A flood gets one answer."""
    for _ in range(30):
        flood.too_fast(message())
    assert [flood.tells(message()) for _ in range(3)] == [True, False, False]

    watch.seconds = 61
    assert flood.tells(message())


@pytest.mark.parametrize(
    ("heard", "many"),
    [
        (Wanted(Intent.STOP), 5),
        (Wanted(Intent.FORGET), 5),
        (Wanted(Intent.HUMAN), 5),
        (Wanted(Intent.EVENTS), 0),
        (Chosen("yes"), 60),
        (Chosen("_back"), 0),
        (Valued(3), 60),
        (Stale(), 0),
        (Missed(), 0),
    ],
)
def test_some_pass_but_no_flood_of_them(flood: Flood, heard: object, many: int) -> None:
    """Each kind has a rate of its own."""
    passed = [flood.passes(message(), heard, Number(0, 9)) for _ in range(100)]  # type: ignore[arg-type]  # each kind of it

    assert passed == [True] * many + [False] * (100 - many)


def test_free_text_is_no_answer_then(flood: Flood) -> None:
    """Whatever is written would be one."""
    assert not flood.passes(message(), Valued("words"), Words(500))


def test_little_is_remembered_of_who_rests(flood: Flood, watch: Watch) -> None:
    """A million strangers cost no memory."""
    for number in range(MOST_KNOWN):
        flood.too_fast(message(str(number)))
    watch.seconds = 61

    flood.too_fast(message("one more"))

    assert len(flood._paces) == 1


def test_a_crowd_is_not_looked_through_for_each_stranger(flood: Flood, watch: Watch) -> None:
    """Once a minute: while all are busy there is nobody to drop, and looking costs."""
    for number in range(MOST_KNOWN):
        flood.too_fast(message(str(number)))
    watch.seconds = 61
    flood.too_fast(message("first"))
    swept = flood._swept

    for number in range(MOST_KNOWN):
        flood.too_fast(message(f"again {number}"))

    assert flood._swept == swept == 61
    assert len(flood._paces) == MOST_KNOWN + 1


async def test_a_hundred_messages_get_twenty_answers_and_one_word(chat: Chat) -> None:
    """All are acknowledged; nobody answers the rest."""
    await chat.handle(*(chat.message("blah") for _ in range(100)))

    said = [row.say.text for row in chat.tray.rows if row.say is not None]
    assert (len(said), said.count(TOO_FAST)) == (RATE + 1, 1)


async def test_stop_is_heard_in_the_midst_of_it(chat: Chat) -> None:
    """Also behind a hundred others."""
    before, after = ([chat.message("blah") for _ in range(100)] for _ in range(2))

    await chat.handle(*before, chat.message("Stop, please"), *after)

    assert chat.store.read(lambda tx: tx.connection.scalars(select(people.c.stopped)).all()) == [
        True
    ]


async def test_an_answer_to_the_open_question_counts(chat: Chat) -> None:
    """A button of the menu still leads there; an old one does not."""
    await chat.handle(*(chat.message("/menu") for _ in range(50)))
    open_ = [row.say.prompt for row in chat.tray.rows if row.say is not None and row.say.prompt][-1]
    answers = len(chat.tray.rows)

    await chat.handle(*(chat.message(press="1:0") for _ in range(50)))
    assert len(chat.tray.rows) == answers
    await chat.handle(chat.message(press=f"{open_}:0"))

    assert len(chat.tray.rows) == answers + 1


async def test_endless_words_are_not_even_looked_at(chat: Chat) -> None:
    """Whoever is in haste and urgent is brief."""
    await chat.handle(*(chat.message("x") for _ in range(RATE + 1)))
    answers = len(chat.tray.rows)

    await chat.handle(chat.message("STOP " * 100), chat.message("\ufdfa" * 4096))

    assert len(chat.tray.rows) == answers
