"""The bot that is measured must be a bot that works."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from benchmarks.lipa import open_store, serving
from benchmarks.parts.conversation import SCRIPT
from benchmarks.peers.survey import HELLO, LANGUAGES, QUESTIONS, TELL_US, THANKS
from benchmarks.population import FIRST, announce_to, counts
from storage.store import Store, Transaction
from storage.surveys.sealed_answers import open_answers, response_owner
from storage.surveys.tables import responses
from tests.platforms.telegram import BotApi, People, State, Turn

WORDS = "More evenings, please."


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """The fake server, in this process."""
    async with BotApi() as server:
        yield server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A database of its own."""
    opened = open_store(tmp_path / "bot.db")
    yield opened
    opened.close()


def kept(work: Transaction) -> list[dict[str, object]]:
    """The answers of everybody."""
    unwrap = work.keys.keyring.unwrap
    return [
        open_answers(unwrap(row.key_wrapped, response_owner(row.id)), row.id, row.answers_sealed)
        for row in work.connection.execute(select(responses))
    ]


async def test_the_bot_holds_the_survey(api: BotApi, store: Store) -> None:
    """Six turns are answered as the peers answer them, and what was said is kept."""
    ben = api.user()
    async with serving(api.url, api.token, store):
        ben.start()
        for _question in range(4):
            await ben.next_message()
            ben.press(0)
        await ben.next_message()
        ben.say(WORDS)
        await ben.next_message()

    said = [bubble.text for bubble in ben.bubbles]
    assert said == [HELLO, *(question for question, _answers in QUESTIONS), TELL_US, THANKS]
    assert tuple(ben.bubbles[0].labels) == LANGUAGES
    assert store.read(kept) == [{"q0": "c0", "q1": "c0", "q2": "c0", "words": WORDS}]


async def test_everybody_can_answer_again(api: BotApi, store: Store) -> None:
    """The script of the load leads through the survey as often as there are conversations."""
    async with serving(api.url, api.token, store):
        people = People(api, [Turn(**turn) for turn in SCRIPT], count=3, conversations=6)
        people.start()
        async with asyncio.timeout(30):
            await people.finished.wait()

    assert (people.completed, people.failed) == (6, 0)
    assert api.violations == []
    assert len(store.read(kept)) == 6


async def test_the_announcement_reaches_everybody(api: BotApi, tmp_path: Path) -> None:
    """The population that is written to exists, and its messages are counted."""
    people = [api.user(FIRST + number, state=State.OPEN) for number in range(5)]
    database = tmp_path / "many.db"
    campaign = announce_to(database, len(people))

    reopened = open_store(database)
    async with serving(api.url, api.token, reopened):
        async with asyncio.timeout(10):
            for person in people:
                await person.next_message()
    reopened.close()

    assert counts(database, campaign).sent == len(people)
