"""Two phones are joined and separated again while the program is killed: never half of it.

The real program on both databases; on PostgreSQL only where there is a server.
"""

import asyncio
import contextlib
import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from bot.clock import system_clock
from domain.matters.matter import LeaveMatter, Subject
from domain.people.person import PersonId, Purpose
from domain.rules import perform
from storage.store import Transaction
from tests.platforms.signal import Bubble as SignalBubble
from tests.platforms.signal import Person, SignalCli
from tests.platforms.signal.reading import plain
from tests.platforms.telegram import BotApi, Bubble, State, User
from tests.storage.database.postgres_for_tests import KEY
from tests.survival.lipa_process import LIVELY, Program, running
from tests.survival.newcomers import UNSEEN

PAIRS = 4
KILLS = int(os.environ.get("LIPA_CHAOS_KILLS", "3"))  # noqa: TID251 - not a setting of Lipa's
SEED = 20261128
A_MOMENT = 1.5  # seconds without an answer, after which people write again
MOST_TIMES = 60
CODE = re.compile(r"/link ([\d ]{10,})")


@pytest.fixture(params=["sqlite", "postgresql"])
async def lipa(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Program]:
    """The program on both channels, prepared and not running."""
    where: dict[str, str] = {}
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")()
        where = {"LIPA_DATABASE_URL": url, "LIPA_SECRET_KEYS": KEY}
    async with BotApi() as api, SignalCli() as signal:
        program = Program(tmp_path / "lipa", api, signal, **LIVELY, **where).prepare()
        yield program
        if program.process is not None:
            with contextlib.suppress(ProcessLookupError):
                await program.kill()
        program.close()
        assert api.violations == []


class Pair:
    """Somebody with Telegram, and their other phone with Signal."""

    def __init__(self, user: User, person: Person) -> None:
        self.user, self.person = user, person

    async def joins(self) -> None:
        """A code is shown here and written there, again until it is so."""
        for _time in range(MOST_TIMES):
            shown = await self._on_telegram("/link")
            if "You use Lipa on these phones" in shown:
                return
            code = CODE.search(await self._on_telegram("Show a code"))
            if code is None:
                continue
            asked = await self._on_signal(f"/link {code[1].strip()}")
            if "Is the other phone yours?" in asked:
                await self._on_signal("Yes")
        raise AssertionError((self.user.transcript[-6:], self.person.transcript[-6:]))

    async def separates(self) -> None:
        """From Telegram, again until it is so."""
        for _time in range(MOST_TIMES):
            if "You can use Lipa on Telegram and on Signal" in await self._on_telegram("/link"):
                return
            asked = await self._on_telegram("Separate the other phone (Signal)")
            if "Shall we separate" in asked:
                await self._on_telegram("Yes, separate")
        raise AssertionError((self.user.transcript[-6:], self.person.transcript[-6:]))

    async def _on_telegram(self, words: str) -> str:
        return await heard(self.user.next_message, lambda: self.user.say(words))

    async def _on_signal(self, words: str) -> str:
        return await heard(self.person.next_message, lambda: self.person.say(words))


async def heard(
    hears: Callable[[float], Awaitable[Bubble | SignalBubble]], says: Callable[[], object]
) -> str:
    """All that is answered until nothing more comes for a moment."""
    words: list[str] = []
    says()
    with contextlib.suppress(TimeoutError):
        while True:
            bubble = await hears(0.3 if words else A_MOMENT)
            words.append(plain(bubble.text).translate(UNSEEN))
    return "\n".join(words)


def come(lipa: Program, channel: str, addresses: list[str]) -> None:
    """They have said yes to everything, and each has written something."""

    def act(tx: Transaction) -> None:
        now = lipa.office.now
        for known in tx.conversations.of([(channel, each) for each in addresses], now):
            tx.people.set_language(known.person.id, "en")
            for purpose in Purpose:
                tx.people.set_consent(known.person.id, purpose, given=True, at=now)
            words = LeaveMatter(Subject.QUESTION, f"from {known.address}")
            perform(words, tx.work(known.person.id, now))

    lipa.office.store.write(act)


def pairs(lipa: Program) -> list[Pair]:
    """So many people who have been here before, on each of their phones."""
    signal = lipa.signal_cli
    assert signal is not None
    users = [lipa.api.user(700_000 + each, state=State.OPEN) for each in range(PAIRS)]
    people = [signal.person(800_000 + each, name=f"n{each}") for each in range(PAIRS)]
    come(lipa, "telegram", [str(each.id) for each in users])
    come(lipa, "signal", [each.uuid for each in people])
    lipa.close()
    return [Pair(*phones) for phones in zip(users, people, strict=True)]


def has(lipa: Program, channel: str, address: str) -> tuple[PersonId, list[str]]:
    """Whose phone it is, and what they have written."""

    def look(tx: Transaction) -> tuple[PersonId, list[str]]:
        [known] = tx.conversations.of([(channel, address)], system_clock())
        return known.person.id, sorted(each.words for each in tx.matters.of(known.person.id))

    with closing(lipa.open()) as store:
        return store.write(look)


async def test_phones_are_joined_and_separated_under_kills(lipa: Program) -> None:
    """All of it is with one person, or each has their own again."""
    everybody, random = pairs(lipa), Random(SEED)
    for act in (Pair.joins, Pair.separates):
        acting = [asyncio.create_task(act(each)) for each in everybody]
        for _kill in range(KILLS):
            async with running(lipa):
                await asyncio.sleep(random.uniform(0.1, 0.6))
        async with running(lipa):
            await asyncio.gather(*acting)
            checked = await lipa.tell("check")
        assert "✔ keys" in checked.out, checked
        for pair in everybody:
            agrees(lipa, pair, joined=act is Pair.joins)


def agrees(lipa: Program, pair: Pair, *, joined: bool) -> None:
    """What is kept is what they were told."""
    here, there = (str(pair.user.id), pair.person.uuid)
    words = [f"from {here}", f"from {there}"]
    first, second = has(lipa, "telegram", here), has(lipa, "signal", there)
    assert (first[0] == second[0]) is joined
    assert [first[1], second[1]] == ([sorted(words)] * 2 if joined else [[each] for each in words])
