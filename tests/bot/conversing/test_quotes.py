"""Which question a quote answers, and what a receipt proves: also while nobody has noted a name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.reminders.reminder import Thing
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from storage.outbox.repository import Settled, State
from tests.bot.conversing.chatting import Chat
from tests.bot.conversing.on_signal import (
    ben_on_signal,
    doubted,
    later,
    name_of,
    proven,
    remind,
    says,
)
from tests.storage.samples import DAY, person


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody on Signal, whose timer is set."""
    yield from ben_on_signal(tmp_path)


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
