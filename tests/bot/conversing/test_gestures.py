"""What people do where there are no buttons: signs, quotes, edits, a 0, a timer, a new phone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversing.timers import GO_BY_THEMSELVES
from bot.running import logs
from domain.advice.appointment import AppointmentId, AppointmentState
from domain.advice.notices import of_appointment
from domain.advice.slot import Topic
from domain.people.person import PersonId
from domain.reminders.reminder import Thing
from domain.speech.messages import Kind, Outgoing, Say
from domain.speech.text import Verbatim
from storage.outbox.repository import Due, Settled, State
from storage.people.tables import addresses
from storage.store import Transaction
from tests.bot.conversing.chatting import Chat, opened
from tests.storage.samples import DAY, NOW, person, some_slots

MENU = "What would you like to do?"


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody on Signal, whose timer is set."""
    logs.set_up("critical")
    chat = opened(tmp_path, "signal")
    ben = person(chat.store, channel="signal")
    chat.store.write(lambda tx: tx.conversations.set_timer(ben, "signal", 3600))
    yield chat
    chat.store.close()


async def says(chat: Chat, words: str, name: str) -> str:
    """Ben writes, and the last answer arrives under this name."""
    answer = await chat(words)
    chat.arrive(chat.tray.rows[-1], name)
    return answer.text


async def later(chat: Chat, words: str, **more: Any) -> Outgoing:
    """The answer to what Ben writes three seconds later."""
    chat.now += timedelta(seconds=3)
    return await chat(words, **more)


def name_of(chat: Chat, seconds: float) -> str:
    """What Signal calls a message that is sent so many seconds from now."""
    return str(round((chat.now + timedelta(seconds=seconds)).timestamp() * 1000))


async def silent(chat: Chat, words: str, **more: Any) -> bool:
    """Whether nothing was answered."""
    before = len(chat.tray.rows)
    await chat.handle(chat.message(words, **more))
    return len(chat.tray.rows) == before


@pytest.mark.parametrize("zero", ["0", "٠", "۰", "0️⃣", " 0. "])
async def test_a_zero_leads_to_the_menu(chat: Chat, zero: str) -> None:
    """From any question whose options are numbered, in any script's digits."""
    await chat("/language")

    assert (await chat(zero)).text == MENU


async def test_options_are_numbered_and_the_menu_is_0(chat: Chat) -> None:
    """The channel is told how to show it; on Telegram nothing of it is needed."""
    answer = await chat("/language")

    assert (answer.menu, answer.hint) == ("☰ Menu", "Answer with a number. 0 is the menu.")


async def test_a_thumb_is_a_yes_to_the_question_it_was_put_on(chat: Chat) -> None:
    """/forget asks once; a sign on that message says it."""
    await says(chat, "/forget", "501")

    await chat.handle(chat.message("👍🏽", quoted="501", kind=Kind.REACTION))

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


async def test_a_number_that_quotes_an_older_question_changes_nothing(chat: Chat) -> None:
    """It would be read as an answer to the new one."""
    await says(chat, "/menu", "501")
    await says(chat, "/language", "502,503")

    answer = await chat("1", quoted="501")

    assert answer.text.startswith("That question is closed already.")
    chat.arrive(chat.tray.rows[-1], "504,505")
    assert (await chat("1", quoted="505")).text.startswith("From now on")


async def test_a_number_that_quotes_what_nobody_remembers_changes_nothing(chat: Chat) -> None:
    """It may have been a question of months ago; the one that stands is asked again."""
    await says(chat, "/language", "501")

    answer = await chat("1", quoted="77")

    assert answer.text.startswith("That question is closed already.")
    assert "Please choose your language." in answer.text


async def test_a_quote_may_be_quicker_than_our_own_note(chat: Chat) -> None:
    """The question is on the phone, and how the platform calls it is not written down yet."""
    await chat("/language")

    assert (await chat("1", quoted="501")).text.startswith("From now on")


@pytest.mark.parametrize(("seconds", "obeyed"), [(1, True), (-1, False)])
async def test_a_quote_of_something_older_is_not_of_what_is_on_its_way(
    chat: Chat, seconds: int, obeyed: bool
) -> None:
    """A process sent a question and did not live to note it; its name tells that it is older."""
    await chat("/language")
    named = round((chat.now + timedelta(seconds=seconds)).timestamp() * 1000)

    answer = await chat("1", quoted=str(named))

    assert answer.text.startswith("From now on") is obeyed


async def test_a_question_that_came_twice_answers_itself_alone(chat: Chat) -> None:
    """Two processes died with it in their hands; the number written to it answers no later one."""
    await chat("/language")
    first = chat.tray.rows[-1]
    answer = await later(chat, "1", quoted=name_of(chat, 1))
    assert answer.text.startswith("From now on")
    sent_by_the_second = name_of(chat, 1)
    chat.now += timedelta(seconds=3)
    chat.arrive(first, name_of(chat, 0))

    answer = await chat("1", quoted=sent_by_the_second)

    assert answer.text.startswith("That question is closed already.")


async def test_what_waits_to_be_tried_again_stands_before_what_follows(chat: Chat) -> None:
    """It is due later than the next question was made, and it still goes first."""
    await chat("/language")
    first = chat.tray.rows[-1]
    await later(chat, "1", quoted=name_of(chat, 1))
    sent_by_the_second = name_of(chat, 1)
    again = chat.now + timedelta(minutes=3)
    doubt = Settled(first, State.WAITING, chat.now, "~10-20", "uncertain: no answer", again)
    kept = replace(doubt, lease_until=again + timedelta(minutes=1))  # by the sender, who waits
    chat.store.write(lambda tx: tx.outbox.settle([kept]))

    answer = await later(chat, "1", quoted=sent_by_the_second)

    assert answer.text.startswith("That question is closed already.")


async def test_a_question_that_was_noted_under_a_later_name_is_still_answered(chat: Chat) -> None:
    """It went twice, and the person answers the first one that they see."""
    await chat("/language")
    sent_by_the_first = name_of(chat, 1)
    chat.now += timedelta(seconds=3)
    chat.arrive(chat.tray.rows[-1], name_of(chat, 0))

    assert (await chat("1", quoted=sent_by_the_first)).text.startswith("From now on")


async def test_a_quote_of_an_unnoted_reminder_answers_no_question(chat: Chat) -> None:
    """Which of the two a process sent before it died, nobody knows; the question is asked again."""
    ben = person(chat.store, channel="signal")
    chat.store.write(
        lambda tx: tx.outbox.remind(ben, Thing.APPOINTMENT, 1, DAY, chat.now, chat.now + DAY)
    )
    await chat("/language")

    answer = await later(chat, "1", quoted=name_of(chat, 1))

    assert answer.text.startswith("That question is closed already.")


@pytest.mark.parametrize("name", ["999999999999999", "9" * 18, "-5", "x", "²"])
async def test_a_name_that_is_no_name_harms_nothing(chat: Chat, name: str) -> None:
    """A phone may say anything."""
    await says(chat, "/language", "501")

    assert "language" in (await chat("1", quoted=name)).text


async def test_a_quote_of_the_unknown_is_not_of_a_letter_on_its_way(chat: Chat) -> None:
    """It would be read as bare words, and answer whatever stands."""
    await says(chat, "/language", "501")
    ben = person(chat.store, channel="signal")
    letter = Say(Verbatim("🔔 Somebody comes with you."))
    chat.store.write(lambda tx: tx.outbox.write(ben, letter, chat.now - timedelta(seconds=9)))
    named = round(chat.now.timestamp() * 1000)

    answer = await chat("1", quoted=str(named))

    assert answer.text.startswith("That question is closed already.")


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


def test_a_receipt_proves_what_was_uncertain(chat: Chat) -> None:
    """By its name, or by the time in which its answer was lost."""
    named, lost, other = doubted(chat, "1795000000001"), doubted(chat, "~10-20"), doubted(chat, "")

    rows = proven(chat, ["15", "1795000000001", "21"])

    assert rows == sorted([named, lost])
    assert other not in rows
    assert proven(chat, ["15"]) == []


def test_a_receipt_of_another_message_proves_nothing(chat: Chat) -> None:
    """Clocks differ a little: its name may lie in the time in which an answer was lost."""
    doubted(chat, "~1795000000000-1795000001000")
    remind(chat, "1795000000500,1795000000600")

    assert proven(chat, ["1795000000500", "1795000000600"]) == []
    assert len(proven(chat, ["1795000000700"])) == 1


def test_a_receipt_of_somebody_else_proves_nothing(chat: Chat) -> None:
    """Names are unique only within a chat."""
    doubted(chat, "1795000000001")

    assert proven(chat, ["1795000000001"], address="1002") == []


# -- the stage ---------------------------------------------------------------------------------


def address(chat: Chat) -> Any:
    """What is known about Ben's address."""
    return chat.store.read(lambda tx: tx.connection.execute(select(addresses)).one())


def claim(chat: Chat) -> list[Due]:
    """What waits for anybody to send it."""
    later = chat.now + timedelta(minutes=1)
    return chat.store.write(lambda tx: tx.outbox.claim("signal", chat.now, 9, later))


def appointment(chat: Chat, number: int) -> AppointmentState:
    """What became of an appointment."""
    found = chat.store.read(lambda tx: tx.appointments.get(AppointmentId(number)))
    assert found is not None
    return found.state


def remind(chat: Chat, name: str) -> int:
    """An appointment in two days, and its reminder on the phone under this name."""
    [slot] = some_slots(chat.store, 1, NOW + 2 * DAY)
    ben = person(chat.store, channel="signal")
    taken = chat.store.write(lambda tx: tx.appointments.take(slot, ben, Topic.FAMILY, "en", NOW))
    assert isinstance(taken, int)
    chat.now = NOW + DAY
    chat.store.write(lambda tx: sent_reminder(tx, ben, taken, chat.now, name))
    return taken


def sent_reminder(tx: Transaction, ben: PersonId, taken: int, now: datetime, name: str) -> None:
    """As the sender does it."""
    tx.outbox.remind(ben, Thing.APPOINTMENT, taken, DAY, now, now + DAY)
    [row] = tx.outbox.claim("signal", now, 9, now + timedelta(minutes=1))
    booked = tx.appointments.get(AppointmentId(taken))
    assert booked is not None
    row = replace(row, say=of_appointment(booked, booked.topic.bring))
    tx.outbox.keep_words([row])
    tx.outbox.settle([Settled(row, State.SENT, now, name)])


def doubted(chat: Chat, name: str) -> int:
    """A row of Ben's that may have arrived, under this name or within these times."""
    ben = person(chat.store, channel="signal")

    def act(tx: Transaction) -> int:
        tx.outbox.remind(ben, Thing.APPOINTMENT, 1, DAY, NOW, NOW + DAY)
        [row] = tx.outbox.claim("signal", NOW, 1, NOW + timedelta(minutes=1))
        doubt = Settled(row, State.UNCERTAIN, NOW, name, "uncertain: no answer")
        tx.outbox.settle([doubt])
        return row.id

    return chat.store.write(act)


def proven(chat: Chat, names: Sequence[str], address: str = "1001") -> list[int]:
    """Which rows a receipt of these names settles."""
    return sorted(chat.store.write(lambda tx: tx.outbox.delivered("signal", address, names, NOW)))
