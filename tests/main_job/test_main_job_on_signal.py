"""The whole main job on Signal, beside Telegram: numbers and words instead of buttons."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.campaigns.campaign import Counts
from tests.platforms.signal import Bubble, Person, SignalCli
from tests.platforms.signal.reading import plain
from tests.platforms.telegram import BotApi
from tests.survival.lipa_process import LIVELY, Program, running, until
from tests.survival.newcomers import PATIENCE, WRITTEN, Newcomer, hears_on_signal, said
from tests.survival.town import FOOTBALL, export, letter_counts, prepare_town, write_letter

ARABIC = "٠١٢٣٤٥٦٧٨٩"


@pytest.fixture
async def lipa(tmp_path: Path) -> AsyncIterator[Program]:
    """The program on both channels, with something in the town."""
    async with BotApi() as api, SignalCli() as signal:
        program = Program(tmp_path / "lipa", api, signal, **LIVELY).prepare()
        prepare_town(program)
        async with running(program):
            yield program
        assert api.violations == []


class Leila:
    """Reads a text, and writes the number beside what she wants, in her own digits."""

    def __init__(self, person: Person) -> None:
        self.person = person

    async def hears(self, *sentences: str) -> Bubble:
        """The next message with these words; others are passed over."""
        wanted = [said(sentence, "ar") for sentence in sentences]
        try:
            while True:
                bubble = await self.person.next_message(PATIENCE)
                if all(words in plain(bubble.text) for words in wanted):
                    return bubble
        except TimeoutError:
            raise AssertionError((wanted, self.person.transcript[-5:])) from None

    async def answers(self, *turns: tuple[str, str]) -> None:
        """Hear a question and write the number of an answer, again and again."""
        for question, answer in turns:
            await self.hears(question)
            self.person.answer(said(answer, "ar"), ARABIC)

    async def arrives(self) -> None:
        """Nobody knows her language before she says so."""
        self.person.say("مرحبا")
        await self.hears("English")
        self.person.answer("العربية")
        await self.hears("Hello! I am Lipa, a helper on your phone.")

    async def allows_news(self, lipa: Program) -> None:
        """What everybody is asked behind the first thing that is done."""
        await self.hears(WRITTEN)
        await until(lambda: not lipa.waiting(), "what was sent is recorded")
        self.person.answer(said("Yes", "ar"), ARABIC)
        await self.answers(("18 to 25", "18 to 25"), ("Skip", "Skip"))


async def test_a_newcomer_on_signal_books_and_comes_in_arabic(lipa: Program) -> None:
    """By numbers in her own digits, by words, by a quote and by a thumb."""
    signal = lipa.signal_cli
    assert signal is not None
    leila = Leila(signal.person(name="Leila"))
    await leila.arrives()

    await books_advice(leila, lipa)
    await comes_to_football(leila, lipa)

    [booked] = await export(lipa, "appointments")
    [coming] = await export(lipa, "rsvps")
    assert (booked["adviser"], booked["state"]) == ("Ana", "open")
    assert (coming["state"], coming["people"], coming["lift"]) == ("coming", 2, True)
    assert leila.person.timer > 0
    assert await lipa.stop() == 0


async def books_advice(leila: Leila, lipa: Program) -> None:
    """A topic by words, the rest by numbers."""
    leila.person.say("/legal")
    await leila.answers(("To book a time for you we need your yes.", "Yes"))
    await leila.hears("What do you need advice about? It is free.")
    leila.person.say("مقابلة اللجوء")
    await leila.answers(("Are you 18 or older?", "Yes"))
    await leila.answers(
        (
            "Which language do you want to speak there?",
            "Another language, with an interpreter",
        ),
    )
    for question in (
        "Which language do you speak best? Somebody will translate.",
        "Which time suits you?",
    ):
        await leila.hears(question)
        leila.person.say("١")
    await leila.hears("Booked.")
    await leila.allows_news(lipa)


async def comes_to_football(leila: Leila, lipa: Program) -> None:
    """Something else comes in between; the question is still there to be quoted."""
    leila.person.say("/events")
    await leila.hears("Here is what is on. Choose one to read more.")
    leila.person.say("١")
    event = await leila.hears("I'm coming")
    assert FOOTBALL["ar"] in plain(event.text)
    assert event.styled("BOLD") == [FOOTBALL["ar"]]
    leila.person.answer_quoting(said("I'm coming", "ar"), event)
    await leila.hears("See you there!")
    await leila.hears("👥 Change how many")
    leila.person.say(said("👥 Change how many", "ar"))
    await leila.hears("How many people are coming, you and others? Write a number.")
    leila.person.say("٢")
    lift = await leila.hears("Yes")
    await until(lambda: not lipa.waiting(), "what was sent is recorded")
    leila.person.react(lift, "👍")
    await leila.hears("See you there!")


async def test_news_comes_on_everybodys_channel(lipa: Program) -> None:
    """One letter, two platforms, each reader's language; a file and a bold title arrive whole."""
    signal = lipa.signal_cli
    assert signal is not None
    leila, ben = Leila(signal.person(name="Leila")), Newcomer(lipa.api, 2001, "en")
    await leila.arrives()
    await books_advice(leila, lipa)
    await ben.arrives("English")

    letter = write_letter(lipa.office, "Closed on Friday.", ar="مغلق يوم الجمعة.")

    await ben.hears("Closed on Friday.")
    await hears_on_signal(leila.person, "مغلق يوم الجمعة.")
    await until(lambda: not lipa.waiting(), "everything is out")
    assert letter_counts(lipa.office, letter) == Counts(sent=2)


async def test_nobody_is_lost_while_signal_cli_is_away(lipa: Program) -> None:
    """What is written meanwhile waits at Signal; afterwards everything goes on."""
    signal = lipa.signal_cli
    assert signal is not None
    ben = signal.person()
    await signal.kill()
    ben.say("hello")

    await signal.start()

    assert "English" in (await ben.next_message(PATIENCE)).text
