"""Words that are unsure are thought about longer; nobody waits long for it, whatever happens."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest

from bot.conversing.pondering import MOST, REST, Pondering
from bot.conversing.rounds import Read
from domain.speech.languages import Intent
from domain.speech.messages import Incoming
from flows.contents import contents
from flows.engine.engine import Engine
from tests.bot.conversing import chatting
from tests.bot.conversing.chatting import CATALOGUES, opened
from tests.storage.samples import NOW, ZONE
from tests.translations.reading.meaning.made_up import made_up
from translations.reading.reader import Reader

UNSURE = "qwxz plimp"
SOON = 5.0  # seconds: far more than anything here takes


@dataclass
class Hands:
    """A steady clock that is set by hand."""

    now: float = 100.0

    def __call__(self) -> float:
        """What it shows."""
        return self.now


@dataclass
class Slow:
    """An embedder that is at work until it is let go, and counts what it was asked."""

    free: Event = field(default_factory=Event)
    begun: Event = field(default_factory=Event)
    asked: int = 0

    def watch(self, _sentence: str) -> None:
        """Called for each sentence."""
        self.asked += 1
        self.begun.set()
        assert self.free.wait(SOON)


def reads(*words: str, watch: Callable[[str], None] = lambda _words: None) -> list[Read]:
    """Messages that were read, by a reader whose made-up meaning takes all for a legal matter."""
    reader = Reader(CATALOGUES, ZONE, made_up(Intent.LEGAL, watch))
    engine = Engine(contents(), reader)
    return [
        Read(Incoming("t", "a", str(number), NOW, words=each), engine).read()
        for number, each in enumerate(words)
    ]


def heard(read: Read) -> Intent | None:
    """What it is taken for."""
    return read.engine.understand.intent(read.message.words)


async def test_what_is_unsure_is_pondered_and_nothing_else() -> None:
    """In the order in which it came."""
    asked: list[str] = []

    found = await Pondering().over(reads(UNSURE, "stop", "12", UNSURE, watch=asked.append))

    assert [heard(each) for each in found] == [Intent.LEGAL, Intent.STOP, None, Intent.LEGAL]
    assert asked == [UNSURE, UNSURE]


async def test_nobody_waits_for_who_is_busy() -> None:
    """What is not pondered in time stays as it was read, and for a while nobody asks again."""
    slow, clock = Slow(), Hands()
    pondering = Pondering(clock, patience=0.02)

    found = await pondering.over(reads(UNSURE, UNSURE, watch=slow.watch))
    again = await pondering.over(reads(UNSURE, watch=slow.watch))

    assert [heard(each) for each in [*found, *again]] == [None, None, None]
    slow.free.set()
    clock.now += REST
    [later] = await pondering.over(reads(UNSURE, watch=slow.watch))
    assert heard(later) is Intent.LEGAL
    assert slow.asked == 2  # what nobody waited for any more was not begun


async def test_what_was_pondered_in_time_is_kept() -> None:
    """Of a batch in which time ran out."""
    slow = Slow()

    def watch(sentence: str) -> None:
        if sentence != UNSURE:
            slow.watch(sentence)

    found = await Pondering(patience=0.3).over(reads(UNSURE, "plimp plimp qwxz", watch=watch))
    slow.free.set()

    assert [heard(each) for each in found] == [Intent.LEGAL, None]


async def test_others_wait_no_longer_than_their_patience() -> None:
    """Two channels at once have one thread."""
    slow = Slow()
    pondering = Pondering(patience=0.05)

    both = (pondering.over(reads(UNSURE, watch=slow.watch)) for _channel in range(2))
    found = await asyncio.wait_for(asyncio.gather(*both), SOON)
    slow.free.set()

    assert [heard(read) for [read] in found] == [None, None]
    assert slow.asked == 1


async def test_of_a_crowd_only_a_few_are_pondered() -> None:
    """The others are answered as they were read."""
    found = await Pondering(patience=SOON).over(reads(*[UNSURE] * (MOST + 3)))

    assert [heard(each) for each in found] == [Intent.LEGAL] * MOST + [None] * 3


async def test_a_failure_harms_nobody() -> None:
    """The words stay as they were read, those of others too."""

    def fail(_sentence: str) -> None:
        raise MemoryError

    found = await Pondering().over(reads(UNSURE, "stop", watch=fail))

    assert [heard(each) for each in found] == [None, Intent.STOP]


async def test_without_the_extra_nothing_is_pondered() -> None:
    """No thread is begun either."""
    engine = Engine(contents(), Reader(CATALOGUES, ZONE))
    read = Read(Incoming("t", "a", "1", NOW, words=UNSURE), engine).read()

    assert await Pondering().over([read]) == [read]
    assert not read.unsure


async def test_whoever_is_beyond_the_rate_is_not_pondered() -> None:
    """A flood costs no more than it did."""
    [read] = reads(UNSURE)
    hasty = Read(read.message, read.engine, hasty=True, unread=False)

    assert read.unsure
    assert not hasty.unsure


async def test_a_conversation_goes_where_pondering_leads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the transaction; without it the same words are not understood."""
    pondering = Reader(CATALOGUES, ZONE, made_up(Intent.PRIVACY))
    chat = opened(tmp_path)
    missed = await chat(UNSURE)
    monkeypatch.setattr(chatting, "READER", pondering)

    understood = await chat(UNSURE)

    privacy = await chat("/privacy")
    assert understood.text == privacy.text
    assert missed.text != privacy.text
    chat.store.close()
