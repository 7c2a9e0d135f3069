"""What people do where there are no buttons: signs, edits, a 0, a timer, a new phone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversing.timers import GO_BY_THEMSELVES
from domain.advice.appointment import AppointmentState
from domain.speech.messages import Kind
from tests.bot.conversing.chatting import Chat, opened
from tests.bot.conversing.on_signal import (
    address,
    appointment,
    ben_on_signal,
    claim,
    remind,
    says,
    silent,
)
from tests.storage.samples import NOW, person

MENU = "What would you like to do?"


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody on Signal, whose timer is set."""
    yield from ben_on_signal(tmp_path)


@pytest.mark.parametrize("zero", ["0", "٠", "۰", "0️⃣", " 0. "])
async def test_a_zero_leads_to_the_menu(chat: Chat, zero: str) -> None:
    """From any question whose options are numbered, in any script's digits."""
    await chat("/language")

    assert (await chat(zero)).text == MENU


async def test_options_are_numbered_and_the_menu_is_0(chat: Chat) -> None:
    """The channel is told how to show it; on Telegram nothing of it is needed."""
    answer = await chat("/language")

    assert (answer.menu, answer.hint) == ("☰ Menu", "")


async def test_how_to_answer_is_said_after_a_miss(chat: Chat) -> None:
    """And not below each screen: the numbers speak for themselves."""
    missed = await chat("qwertz")
    understood = await chat("1")

    assert missed.hint == "Answer with a number. 0 is the menu."
    assert understood.hint == ""


async def test_a_stranger_hears_how_to_answer_once_and_of_the_timer_after_hello(
    tmp_path: Path,
) -> None:
    """Below the first screen in their language; hello comes before everything else."""
    chat = opened(tmp_path, "signal")
    for words in ("hello", "English", "/events", "/menu"):
        await chat.handle(replace(chat.message(words), address="2002"))
    says = [row.say for row in chat.tray.rows if row.say is not None]

    assert [say.explained for say in says] == [False, False, False, True, False, False]
    assert [bool(say.timer) for say in says] == [False, False, True, False, False, False]
    assert [bool(say.options) for say in says] == [True, False, False, True, True, True]
    chat.store.close()


async def test_a_thumb_is_a_yes_to_the_question_it_was_put_on(chat: Chat) -> None:
    """A sign on that message says it."""
    await says(chat, "/stop", "500")
    await says(chat, "/menu", "501")
    await says(chat, "write to me again", "502")

    await chat.handle(chat.message("👍🏽", quoted="502", kind=Kind.REACTION))

    assert "Good to have you back" in chat.tray.last().text


async def test_a_thumb_erases_nobody(chat: Chat) -> None:
    """/forget wants a clear answer."""
    await says(chat, "/forget", "501")

    assert await silent(chat, "👍🏽", quoted="501", kind=Kind.REACTION)
    await chat.handle(chat.message("yes", quoted="501"))

    assert {row.kind for row in claim(chat)} == {"erase", "goodbye"}


async def test_a_sign_on_anything_else_is_only_kind(chat: Chat) -> None:
    """On an older question, on a message without one, on one that we do not know."""
    await says(chat, "/forget", "501")
    await says(chat, "/menu", "502")

    assert await silent(chat, "👍", quoted="501", kind=Kind.REACTION)
    assert await silent(chat, "👍", quoted="502", kind=Kind.REACTION)
    assert await silent(chat, "👍", quoted="999", kind=Kind.REACTION)
    assert await silent(chat, "🌈", quoted="502", kind=Kind.REACTION)
    assert person(chat.store, channel="signal") == person(chat.store, channel="signal")


async def test_a_number_as_a_sign_chooses_an_option(chat: Chat) -> None:
    """1️⃣ on the menu."""
    await says(chat, "/menu", "502")

    await chat.handle(chat.message("1️⃣", quoted="502", kind=Kind.REACTION))

    assert chat.tray.last().text != MENU


@pytest.mark.parametrize(("sign", "state"), [("👍", "open"), ("2️⃣", "cancelled"), ("👎", "open")])
async def test_a_sign_on_a_reminder_answers_the_reminder(chat: Chat, sign: str, state: str) -> None:
    """A thumb is the first answer, "I will come"; only a clear 2 is the second."""
    taken = remind(chat, "601")
    await says(chat, "/events", "602")

    await chat.handle(chat.message(sign, quoted="601", kind=Kind.REACTION))

    assert appointment(chat, taken) is AppointmentState(state)


async def test_a_message_may_be_changed_while_its_question_stands(chat: Chat) -> None:
    """Somebody mends a typing mistake."""
    await chat("/language")
    wrong = chat.message("qqqq")
    await chat.handle(wrong)

    await chat.handle(chat.message("English", quoted=wrong.key, kind=Kind.EDITED))

    assert chat.tray.last().text.startswith("From now on")


async def test_a_message_changed_too_late_is_not_obeyed(chat: Chat) -> None:
    """Its question is answered, and another one stands."""
    await chat("/language")
    first = chat.message("English")
    await chat.handle(first)

    await chat.handle(chat.message("Slovenščina", quoted=first.key, kind=Kind.EDITED))

    assert chat.tray.last().text.startswith("That question is closed already.")


async def test_the_timer_is_set_once_and_told(tmp_path: Path) -> None:
    """In their language, before the question; what they set themselves stays."""
    chat = opened(tmp_path, "signal")

    await chat("/menu")
    notice, question = chat.tray.rows[-2:]
    await chat("/menu")

    assert notice.say is not None
    assert (notice.say.text, notice.say.timer) == (GO_BY_THEMSELVES, 4 * 7 * 24 * 3600)
    assert question.say is not None
    assert question.say.timer is None
    assert len(chat.tray.rows) == 3
    assert address(chat).timer_s == 4 * 7 * 24 * 3600
    chat.store.close()


async def test_a_timer_that_the_person_sets_is_kept(chat: Chat) -> None:
    """Without a word."""
    assert await silent(chat, "86400", kind=Kind.TIMER)

    assert address(chat).timer_s == 86400


async def test_a_new_phone_is_noted(chat: Chat) -> None:
    """Without a word; the person goes on."""
    assert await silent(chat, "", kind=Kind.CHANGED)

    assert address(chat).changed_at == NOW
