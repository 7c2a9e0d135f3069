"""What somebody changes or deletes on their phone after it has reached us, on both channels."""

from pathlib import Path

import pytest

from domain.matters.matter import Matter
from domain.people.person import DecideConsent, Purpose
from domain.rules import perform
from domain.speech.messages import Kind
from domain.staff.audit import Looked, View, Why
from domain.staff.member import StaffId
from tests.bot.conversing.chatting import Chat, opened
from tests.bot.conversing.on_signal import silent
from tests.storage.samples import NOW, person

SENT = "Your first words were sent already. Please write the correction as a new message."


@pytest.fixture(params=["telegram", "signal"])
def chat(request: pytest.FixtureRequest, tmp_path: Path) -> Chat:
    """Ben, who takes part."""
    chat = opened(tmp_path, request.param)
    ben = person(chat.store, channel=request.param)
    chat.store.write(lambda tx: tx.conversations.set_timer(ben, request.param, 3600))
    return chat


def matters(chat: Chat) -> list[Matter]:
    """What he wrote to the team."""
    ben = person(chat.store, channel=chat.message("").channel)
    return list(chat.store.read(lambda tx: tx.matters.of(ben)))


async def writes(chat: Chat, words: str) -> str:
    """He writes this to the team; what his phone calls it."""
    await chat("/message")
    if matters(chat):
        await chat("Write a new message")
    await chat("a question or a wish")
    message = chat.message(words)
    await chat.handle(message)
    return message.called


async def test_changed_words_that_were_sent_are_said_to_be_sent(chat: Chat) -> None:
    """They stand as they were, and he is told what to do."""
    name = await writes(chat, "My room is colt")

    await chat.handle(chat.message("My room is cold", quoted=name, kind=Kind.EDITED))

    assert chat.tray.last().text.startswith(SENT)
    assert [each.words for each in matters(chat)] == ["My room is colt"]


async def test_deleted_words_that_nobody_has_read_are_taken_back(chat: Chat) -> None:
    """And those of another message stay."""
    await writes(chat, "The first one")
    name = await writes(chat, "The second one")

    await chat.handle(chat.message("", quoted=name, kind=Kind.DELETED))

    assert chat.tray.last().text.startswith("Your message is taken back.")
    assert [each.words for each in matters(chat)] == ["The first one"]
    assert await silent(chat, "", quoted=name, kind=Kind.DELETED)


async def test_deleted_words_that_somebody_has_read_are_said_to_be_read(chat: Chat) -> None:
    """We do not say that nobody knows what somebody does."""
    name = await writes(chat, "My room is cold")
    [matter] = matters(chat)
    looked = Looked(NOW, StaffId(1), View.MESSAGE, str(matter.id), Why.DESK)
    chat.store.write(lambda tx: tx.audit.note(looked))

    await chat.handle(chat.message("", quoted=name, kind=Kind.DELETED))

    assert chat.tray.last().text.startswith("Somebody here has read your message already.")
    assert len(matters(chat)) == 1


async def test_one_of_several_that_were_sent_as_one_is_not_taken_out(chat: Chat) -> None:
    """What belongs together stays together; he reads that it has reached us."""
    first = await writes(chat, "My room is cold")
    second = chat.message("And wet")
    await chat.handle(second)

    for name in (first, second.called):
        await chat.handle(chat.message("", quoted=name, kind=Kind.DELETED))
        assert chat.tray.last().text.startswith("What you deleted on your phone had reached us")
    await chat.handle(chat.message("And dry", quoted=second.called, kind=Kind.EDITED))
    assert chat.tray.last().text.startswith(SENT)
    assert [each.words for each in matters(chat)] == ["My room is cold\nAnd wet"]


@pytest.mark.parametrize(
    ("where", "answers"),
    [
        ("/menu", ["yes"]),
        ("/language", ["Send this to the team", "yes"]),
        ("not taking part", ["yes", "yes", "yes"]),
    ],
)
async def test_a_sentence_that_was_no_wish_is_sent_and_taken_back(
    chat: Chat, where: str, answers: list[str]
) -> None:
    """It is his message as much as any other, once he has said yes."""
    if where.startswith("/"):
        await chat(where)
    else:
        ben = person(chat.store, channel=chat.channel)
        no = DecideConsent(Purpose.TAKE_PART, given=False)
        chat.store.write(lambda tx: perform(no, tx.work(ben, NOW)))
    sentence = chat.message("My room is colt in winter")
    await chat.handle(sentence)
    for answer in answers:
        assert not matters(chat)
        await chat(answer)
    assert len(matters(chat)) == 1

    await chat.handle(chat.message("", quoted=sentence.called, kind=Kind.DELETED))
    assert chat.tray.last().text.startswith("Your message is taken back.")
    assert not matters(chat)


async def test_what_was_not_sent_is_not_said_to_be_sent(chat: Chat) -> None:
    """He wrote it where it was not understood, and mends it there; or called it off."""
    await chat("/language")
    wrong = chat.message("qqqq")
    await chat.handle(wrong)
    await chat.handle(chat.message("English", quoted=wrong.called, kind=Kind.EDITED))
    assert chat.tray.last().text.startswith("From now on")

    assert await silent(chat, "", quoted=wrong.called, kind=Kind.DELETED)
    assert not matters(chat)


async def test_nobody_unknown_is_known_by_a_deletion(tmp_path: Path) -> None:
    """It is no first word."""
    chat = opened(tmp_path, "signal")

    assert await silent(chat, "", quoted="5", kind=Kind.DELETED)
