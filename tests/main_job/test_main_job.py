"""The whole main job, over real HTTP, with the real program and the real commands."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic

import pytest

from domain.campaigns.campaign import Counts
from tests.platforms.telegram import BotApi, State
from tests.survival.lipa_process import LIVELY, Program, running, until
from tests.survival.newcomers import Newcomer, seen
from tests.survival.town import (
    FOOTBALL,
    add_advice,
    add_event,
    add_survey,
    counts,
    export,
    letter_counts,
    prepare_town,
    write_letter,
)

TOPICS = "What do you need advice about? It is free."
PEOPLE = "How many people are coming, you and others? Write a number."
PRAISE = "الشاي كان طيبا"
KEYS = "LIPA_SECRET_KEYS"
SOON = 5.0  # seconds, on a busy machine, until what a coordinator wrote is noticed and on the phone
PROMPTLY = 10.0  # seconds to stop in


@pytest.fixture
async def lipa(tmp_path: Path) -> AsyncIterator[Program]:
    """The program, running."""
    async with BotApi() as api, running(Program(tmp_path / "lipa", api, **LIVELY).prepare()) as it:
        yield it
        assert api.violations == []


async def test_a_newcomer_comes_books_and_answers_in_arabic(tmp_path: Path) -> None:
    """From the handbook's setup to exported rows, while the program never stops."""
    async with BotApi() as api:
        lipa = await set_up(Program(tmp_path / "lipa", api, **LIVELY))
        async with running(lipa):
            await lives_through_it_all(Newcomer(api, 1001, "ar"), lipa)
            await rows_are_right(lipa)
            begun = monotonic()
            assert await lipa.stop() == 0
            assert monotonic() - begun < PROMPTLY
        assert api.violations == []


async def set_up(lipa: Program) -> Program:
    """As the handbook says: an `.env`, and `lipa setup`, which makes the keys."""
    kept = [f"{name}={word}" for name, word in lipa.settings.items() if name != KEYS]
    (lipa.folder / ".env").write_text("\n".join(kept))
    lipa.settings.clear()
    assert "service_feedback" in (await lipa.tell("setup")).out
    return lipa


async def lives_through_it_all(leila: Newcomer, lipa: Program) -> None:
    """What people come for, one thing in the middle of the other."""
    _, event, survey, _ = await asyncio.gather(
        add_advice(lipa), add_event(lipa), add_survey(lipa), leila.arrives("العربية")
    )
    leila.says("/legal")
    await leila.hears(TOPICS)
    await is_invited(leila, lipa, event)
    await comes_to_football(leila)
    await books_advice(leila)
    await answers_a_survey(leila, lipa, survey)


async def is_invited(leila: Newcomer, lipa: Program, event: str) -> None:
    """An announcement is on the phone almost at once, in the reader's language."""
    announced = (await lipa.tell("event", "announce", event, "--json")).json
    begun = monotonic()
    invitation = await leila.user.next_message(SOON)
    assert monotonic() - begun < SOON
    assert FOOTBALL["ar"] in seen(invitation)
    assert announced["recipients"] == 1
    told, again = await asyncio.gather(
        counts(lipa, announced["campaign"]), lipa.tell("event", "announce", event)
    )
    assert told == {"sent": 1}
    assert (again.code, again.is_one_sentence) == (1, True)


async def comes_to_football(leila: Newcomer) -> None:
    """A button in the middle of something else, which goes on; later she brings somebody."""
    leila.presses("🚗 I'm coming, I need a lift")
    await leila.hears("See you there!", TOPICS)
    leila.says("/events", "١")
    await leila.hears("🚗 Lifts")
    leila.presses("👥 Change how many")
    await leila.hears(PEOPLE)
    leila.says("٢")
    await leila.hears("Yes")
    leila.presses("Yes")
    await leila.hears("See you there!")
    leila.says("/legal")
    await leila.hears(TOPICS)


async def books_advice(leila: Newcomer) -> None:
    """A topic by words, the rest by number and button."""
    leila.says("مقابلة اللجوء")
    await leila.hears("Which language do you want to speak there?")
    leila.presses("Another language, with an interpreter")
    await leila.hears("Which language do you speak best? Somebody will translate.")
    leila.says("١")
    await leila.hears("Which time suits you?")
    leila.user.press(0)
    await leila.hears("Booked.")
    leila.presses("🎒 What to bring")
    await leila.hears("Please bring your card and all letters about your interview.")


async def answers_a_survey(leila: Newcomer, lipa: Program, survey: str) -> None:
    """Typed words, Arabic digits and free text, once invited."""
    assert (await lipa.tell("survey", "send", survey, "--json")).json["recipients"] == 1
    await leila.hears("Answer now")
    leila.presses("Answer now")
    await leila.hears("Begin")
    leila.presses("Begin")
    await leila.hears("Skip")
    leila.says("نعم")
    assert "كم مرة؟" in seen(await leila.hears("Skip"))
    leila.says("٣")
    assert "ما الجيد؟" in seen(await leila.hears("Skip"))
    leila.says(PRAISE)
    await leila.hears("That was all. Shall we send your answers?")
    leila.presses("Send")
    await leila.hears("Thank you! Your answers help to make things better.")


async def rows_are_right(lipa: Program) -> None:
    """What a coordinator takes into a table."""
    [answers], [coming], [booked] = await asyncio.gather(
        export(lipa, "responses", "--survey", "party"),
        export(lipa, "rsvps"),
        export(lipa, "appointments"),
    )
    assert answers["_language"] == "ar"
    assert (answers["came"], answers["times"], answers["better"]) == ("yes", 3, PRAISE)
    assert (coming["state"], coming["people"], coming["lift"]) == ("coming", 2, True)
    assert (booked["adviser"], booked["topic"], booked["state"]) == ("Ana", "interview", "open")
    assert booked["language"] == "ar"


async def test_news_comes_in_everybodys_language(lipa: Program) -> None:
    """English and Slovene readers each get their own words; who has blocked us is counted."""
    ben, cilka = Newcomer(lipa.api, 2001, "en"), Newcomer(lipa.api, 2002, "sl")
    await ben.arrives("English")
    await cilka.arrives("Slovenščina")
    cilka.user.chat.state = State.BLOCKED  # and Telegram has not told us yet

    first = write_letter(lipa.office, "Closed on Friday.", sl="V petek je zaprto.")
    await ben.hears("Closed on Friday.")
    await until(lambda: not lipa.waiting(), "the first one is out")
    assert letter_counts(lipa.office, first) == Counts(sent=1, unreachable=1)

    cilka.user.unblock()
    cilka.says("/menu")
    await cilka.hears("What would you like to do?")
    second = write_letter(lipa.office, "Open again.", sl="Spet odprto.")
    await ben.hears("Open again.")
    assert "Spet odprto." in seen(await cilka.user.next_message())
    await until(lambda: not lipa.waiting(), "the second one is out")
    assert letter_counts(lipa.office, second) == Counts(sent=2)


async def test_a_link_leads_to_its_event_and_groups_are_left(lipa: Program) -> None:
    """A stranger with a link sees the event also without a yes; groups are told why not."""
    prepare_town(lipa)
    ben = Newcomer(lipa.api, 4001, "en")
    group = lipa.api.group(ben.user)
    await until(lambda: left(lipa.api, group.id), "it has left the group")

    await ben.arrives("English", code="event-1", takes_part=False)

    assert FOOTBALL["en"] in seen(await ben.hears("I'm coming"))
    [explanation] = lipa.api.transcript(group.id)
    assert explanation.startswith("bot: I only talk with one person at a time.")


def left(api: BotApi, group: int) -> bool:
    """Whether the bot has left a group."""
    return any(call.method == "leaveChat" and call.chat_id == group for call in api.calls)
