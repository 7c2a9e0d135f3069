"""Outages of Telegram, and the real program in the middle of them: killed, stopped, doubled.

All that people wrote is answered afterwards, all that was announced has arrived, in order.
"""

import asyncio
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from bot.sending.delivery import UNLIMITED_WINDOW, window_of
from domain.campaigns.campaign import CampaignId, Counts
from storage.outbox.tables import outbox
from tests.platforms.telegram import BotApi, Fault, User
from tests.storage.database.postgres_for_tests import KEY, MakeUrl
from tests.survival.lipa_process import LIVELY, Program, running, until
from tests.survival.town import letter_counts, residents, write_letter

MENU = "What would you like to do?"
PEOPLE = 6
SLOW = 45.0  # seconds; calls that hang are given up after fifteen, and tried once more
UP, DOWN = 1.5, 2.5  # seconds of a network that comes and goes
RATE = 100
LOST_ANSWERS = Fault("reset", 10**6, after=True)
LOST_MESSAGES = Fault("reset", 10**6, method="sendMessage", after=True)
HALF_OPEN = Fault("timeout", 10**6)


class Talk:
    """People who write now and then; how often they were answered."""

    def __init__(self, lipa: Program, users: list[User]) -> None:
        self._lipa = lipa
        self._users = users
        self.asked = 0

    def ask(self) -> None:
        """Each of them once more."""
        self.asked += 1
        for user in self._users:
            user.say("/menu")

    @property
    def answers(self) -> Counter[int]:
        """How many answers each of them has got."""
        menus = [call for call in self._lipa.api.sent if MENU in call.text]
        return Counter(int(call.chat_id) for call in menus)

    async def answered(self, seconds: float = SLOW) -> None:
        """Until all of them are, and nothing is on its way."""

        def done() -> bool:
            answers = self.answers
            return min(answers[user.id] for user in self._users) >= self.asked

        await until(done, "everybody is answered", seconds, lambda: self.answers)

    @property
    def doubled(self) -> int:
        """How many answers came once more than they were asked for."""
        return self.answers.total() - self.asked * len(self._users)


def states(lipa: Program) -> Counter[str]:
    """What became of all that was to leave."""
    return lipa.office.read(
        lambda tx: Counter(tx.connection.scalars(outbox.select().with_only_columns(outbox.c.state)))
    )


def over(lipa: Program, *letters: CampaignId) -> bool:
    """Whether nothing waits any more."""
    return not states(lipa)["waiting"] and not any(
        letter_counts(lipa.office, letter).waiting for letter in letters
    )


async def test_a_network_that_comes_and_goes(lipa: Program) -> None:
    """What may have arrived goes again after each end of it, three times at most.

    Every second time questions are answered, and only messages are lost.
    """
    talk = Talk(lipa, residents(lipa, PEOPLE))
    async with running(lipa):
        for lost in (LOST_ANSWERS, LOST_MESSAGES) * 2:
            with lipa.api.world.faults.during(lost):
                talk.ask()
                await asyncio.sleep(DOWN)
            await asyncio.sleep(UP)
        await talk.answered()
        await until(lambda: over(lipa), "nothing waits", SLOW, lambda: states(lipa))

        assert set(states(lipa)) <= {"sent", "uncertain"}
        assert max(talk.answers.values()) <= 3 * talk.asked
        assert await lipa.stop() == 0


async def test_a_platform_that_takes_calls_and_never_answers(lipa: Program) -> None:
    """Whoever wrote meanwhile is answered soon after it answers again; a letter says the truth."""
    users = residents(lipa, PEOPLE)
    talk = Talk(lipa, users)
    async with running(lipa):
        with lipa.api.world.faults.during(HALF_OPEN):
            letter = write_letter(lipa.office, "The office is closed")
            talk.ask()
            await asyncio.sleep(DOWN)
        await talk.answered()
        await until(lambda: over(lipa, letter), "nothing waits", SLOW, lambda: states(lipa))

        read = {call.chat_id for call in lipa.api.sent if "closed" in call.text}
        counts = letter_counts(lipa.office, letter)
        assert counts == Counts(sent=len(read), uncertain=PEOPLE - len(read))
        assert talk.doubled == 0


async def test_stopped_and_killed_in_an_outage(lipa: Program) -> None:
    """To stop takes a bounded time; the next ones begin in it, and lose nothing either."""
    talk = Talk(lipa, residents(lipa, PEOPLE))
    await lipa.start()
    with ExitStack() as outage:
        talk.ask()
        await until(lambda: bool(talk.answers), "somebody is answered")
        outage.enter_context(lipa.api.world.faults.during(HALF_OPEN))
        letter = write_letter(lipa.office, "The office is closed")
        talk.ask()
        await asyncio.sleep(0.5)
        assert await lipa.stop() == 0
        await lipa.start(polls=False)
        await until(lambda: lipa.words.count('"started"') == 2, "it runs again")
        await asyncio.sleep(0.5)
        await lipa.kill()
    async with running(lipa):
        await talk.answered()
        await until(lambda: over(lipa, letter), "nothing waits", SLOW, lambda: states(lipa))

        counts = letter_counts(lipa.office, letter)
        assert counts.sent + counts.uncertain == PEOPLE
        assert talk.doubled <= UNLIMITED_WINDOW


async def test_two_processes_in_an_outage(tmp_path: Path, postgres_url: MakeUrl) -> None:
    """One leads all the while, the other stands by; whoever leads in the end knows of it."""
    url = postgres_url()
    settings = LIVELY | {"LIPA_DATABASE_URL": url, "LIPA_SECRET_KEYS": KEY}
    settings |= {"LIPA_TELEGRAM_RATE": str(RATE)}
    async with BotApi(latency=(0.02, 0.06)) as api:
        first, second = (Program(tmp_path / name, api, **settings) for name in ("one", "two"))
        users = residents(first, 60)
        talk = Talk(first, users[:PEOPLE])
        async with running(first), running(second):
            letter = write_letter(first.office, "The office is closed")
            await until(lambda: len(api.sent) > 20, "some have got it")
            with api.world.faults.during(LOST_ANSWERS):
                talk.ask()
                await until(lambda: "out of reach" in first.words, "it is noticed")
                await first.kill()
                await until(lambda: "leading" in second.words, "the other leads")
                await asyncio.sleep(1.0)
            await talk.answered()
            await until(lambda: over(second, letter), "nothing waits", SLOW)

            read = Counter(call.chat_id for call in api.sent if "closed" in call.text)
            assert set(read) == {user.id for user in users}
            assert read.total() - len(users) <= 2 * window_of(RATE)
            assert set(states(second)) <= {"sent", "uncertain"}
        assert not api.violations
