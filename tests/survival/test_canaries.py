"""Nothing that people write or are is in any log, nor readable in any file; forgotten is forgotten.

Once with the program as it is, once with one whose every handler fails the first time and quotes
all that it was given.
"""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import tests
from domain.surveys.survey import AddSurvey
from storage.workbooks.workbook import read_workbook
from tests.platforms.telegram import BotApi
from tests.storage.workbooks.books import Rows, book
from tests.survival.canaries import (
    ANSWER,
    FAREWELL,
    LATITUDE,
    PHONE,
    PIN,
    Canary,
    every_byte,
    found,
    sealed,
)
from tests.survival.lipa_process import LIVELY, Program, running, until
from tests.survival.newcomers import said, seen
from tests.survival.town import FOOTBALL, prepare_town

ROOT = str(Path(tests.__file__).parent.parent)
CLUMSY = (sys.executable, "-m", "tests.survival.clumsy")
QUESTIONS: Rows = [
    ("type", "name", "label"),
    ("select_one colours", "one", "Which colour?"),
    ("select_multiple colours", "some", "Which colours?"),
    ("integer", "number", "How many?"),
    ("text", "words", "What else?"),
    ("text", "more", "And then?"),
]
COLOURS: Rows = [
    ("list_name", "name", "label"),
    ("colours", "red", "Red"),
    ("colours", "blue", "Blue"),
]


@pytest.fixture(params=["as it is", "clumsy"])
async def lipa(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Program]:
    """The program, which logs all it can, with something in every flow."""
    loud = {"LIPA_LOG_LEVEL": "debug", "PYTHONPATH": ROOT}
    async with BotApi() as api:
        program = Program(tmp_path / "lipa", api, **LIVELY, **loud).prepare()
        prepare_town(program)
        for name in ("first", "second"):
            settings = [("form_title", "form_id"), (name, name)]
            form = read_workbook(book(survey=QUESTIONS, choices=COLOURS, settings=settings)).form
            program.office.perform(AddSurvey(form))
        program.command = CLUMSY if request.param == "clumsy" else program.command
        async with running(program):
            yield program
        assert api.violations == []


async def test_nobody_can_be_read_and_the_forgotten_are_gone(lipa: Program) -> None:
    """Strings that were never heard before go in everywhere, and come out nowhere."""
    canary = Canary(lipa.api)
    await says_anything(canary)
    await is_welcomed(canary)
    await comes_and_books(canary)
    await answers(canary)
    await leaves_a_message(canary)
    await drives_and_proposes(canary)
    await has_a_number(canary)
    secrets = sealed(lipa.folder / "lipa.db")

    assert found(canary.sung, every_byte(lipa.folder), lipa.words.encode()) == []

    await is_forgotten(canary, lipa)
    assert await lipa.stop() == 0
    kept = every_byte(lipa.folder)
    assert found(canary.sung, kept, lipa.words.encode()) == []
    assert [each for each in secrets if each in kept] == []
    assert len(canary.sung) > 60
    assert found(list(FOOTBALL.values())[:2], kept) == list(FOOTBALL.values())[:2]  # it can find
    assert ("ClumsyError" in lipa.words) is (lipa.command == CLUMSY)
    assert found([lipa.api.token, lipa.settings["LIPA_SECRET_KEYS"]], lipa.words.encode()) == []


async def says_anything(canary: Canary) -> None:
    """Everything that can come in, and where it does not belong."""
    sing = canary.sing
    await canary.asks(f"/start {sing()}")
    await canary.mumbles()
    await canary.shows(contact={"phone_number": PHONE, "first_name": sing(), "vcard": sing()})
    await canary.shows(location={"latitude": LATITUDE, "longitude": LATITUDE})
    file = {"file_id": sing(), "file_unique_id": sing(), "file_name": sing(), "mime_type": sing()}
    await canary.shows(document=file, caption=sing())
    voice = {"file_id": sing(), "file_unique_id": sing(), "duration": 3}
    await canary.shows(voice=voice, caption=sing())
    origin = {"type": "hidden_user", "sender_user_name": sing(), "date": 1}
    await canary.shows(text=sing(), forward_origin=origin)
    await canary.meddles(sing())
    await canary.meddles(f"o1:{sing()}")
    words = canary.user.say(sing())
    await canary.user.next_message()
    canary.user.edit(words, sing())
    await canary.user.next_message()
    await canary.asks(f"/{sing()} {sing()}")


async def is_welcomed(canary: Canary) -> None:
    """All questions of the welcome, each with words that fit none."""
    await canary.goes_through("English")
    await canary.asks("/privacy")
    await canary.goes_through("Read it again and decide", "Yes")
    await canary.asks("/privacy")
    await canary.goes_through("🔔 Tell me when there is news")
    await canary.asks("/privacy")
    await canary.goes_through("✏ Correct something", "My age", "18 to 25")
    for aside in ("/language", "/privacy", "/help", "/appointments", "/menu"):
        await canary.asks(aside)
        await canary.mumbles()


async def comes_and_books(canary: Canary) -> None:
    """An event with a lift, and advice."""
    await canary.asks("/events")
    await canary.goes_through(FOOTBALL["en"], "I'm coming", "👥 Change how many")
    await canary.mumbles()
    await canary.asks("2")
    await canary.goes_through("Yes")
    await canary.asks("/legal")
    await canary.goes_through("Asylum interview", "🌐 Another language")
    await canary.goes_through("Another language, with an interpreter")
    for _language_and_time in range(2):
        await canary.mumbles()
        await canary.chooses_first()


async def leaves_a_message(canary: Canary) -> None:
    """Words for the team, and one more begun and not sent."""
    await canary.asks("/message")
    await canary.goes_through("a question or a wish")
    await canary.asks(canary.sing())
    await canary.asks("/message")
    await canary.goes_through("✍ Write a new message", "something is not right")


async def drives_and_proposes(canary: Canary) -> None:
    """Where a car stands, and an event in words of their own."""
    await canary.asks("/events")
    await canary.goes_through(FOOTBALL["en"], "🚗 Lifts", "🚘 I can take people with me")
    await canary.mumbles()
    await canary.asks("3")
    await canary.asks(canary.sing())
    await canary.asks("00:30")
    await canary.asks("/events")
    await canary.chooses("💡 Propose an event")
    await canary.asks(canary.sing())
    await canary.mumbles()
    for words in ("31 December", "18:00", canary.sing(), canary.sing()):
        await canary.asks(words)
    await canary.goes_through("Yes")


async def has_a_number(canary: Canary) -> None:
    """Said three times: twice to set it, and after the messages of the last hour were hidden."""
    await canary.asks("/privacy")
    await canary.goes_through("👥 Others see my phone", "🔢 A number")
    await canary.asks(PIN)
    await canary.asks(PIN)
    await canary.asks("/hide")
    await canary.asks("/appointments")
    await canary.asks(PIN)


async def answers(canary: Canary) -> None:
    """Every type of question: one survey is sent, another left in the middle of free text."""
    await canary.asks("/survey")
    await answers_all_but_words(canary, "first")
    await canary.asks(canary.sing())
    await canary.asks(canary.sing())
    await canary.goes_through("Send")
    await canary.asks("/survey")
    await answers_all_but_words(canary, "second")
    await canary.asks(canary.sing())
    await canary.asks("/menu")


async def answers_all_but_words(canary: Canary, survey: str) -> None:
    """As far as the free text."""
    await canary.goes_through(survey, "Begin", "Red", "✔ Done")
    await canary.mumbles()
    await canary.asks(str(ANSWER))


async def is_forgotten(canary: Canary, lipa: Program) -> None:
    """Asked once more, then everything goes, here and on the phone."""
    await canary.asks("/forget")
    await until(lambda: not lipa.waiting(), "what was sent is recorded")
    farewell = await canary.chooses("Yes, erase everything")
    assert said(FAREWELL, "en") in seen(farewell)
    assert canary.user.bubbles == [farewell]
    await until(lambda: not lipa.waiting(), "the farewell is recorded")
