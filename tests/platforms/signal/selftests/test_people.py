"""What people do, and how the bot is told of it; what the bot does, and how people see it."""

import pytest

from tests.platforms.signal import ACCOUNT, File, NotPossible, SignalCli
from tests.platforms.signal.conftest import Bot
from tests.platforms.signal.reading import choices

QUESTION = "How was it?\n\u200f1. good\n(2) bad\n٣) ok\n፬. other\n3️⃣ no\n\n0. Menu"


async def test_an_event_has_the_recorded_shape(signal: SignalCli, bot: Bot) -> None:
    """Member by member."""
    leila = signal.person(name="Leila")
    leila.say("/start")
    event = await bot.event()
    stamp = event["envelope"]["timestamp"]
    assert event["account"] == ACCOUNT
    assert event["envelope"] == {
        "source": leila.uuid,
        "sourceNumber": None,
        "sourceUuid": leila.uuid,
        "sourceName": "Leila",
        "sourceDevice": 1,
        "timestamp": stamp,
        "serverReceivedTimestamp": stamp + 120,
        "serverDeliveredTimestamp": stamp + 150,
        "dataMessage": {
            "timestamp": stamp,
            "message": "/start",
            "expiresInSeconds": 0,
            "viewOnce": False,
        },
    }


async def test_a_conversation(signal: SignalCli, bot: Bot) -> None:
    """Words, numbers as they stand there or in other digits, a quote, a sign."""
    leila = signal.person()
    sent = (await bot.send(leila.uuid, QUESTION, textStyle=["0:11:BOLD"]))["result"]
    question = await leila.next_message()
    assert question.timestamp == sent["timestamp"]
    assert question.styled("BOLD") == ["How was it?"]
    receipt = (await bot.event())["envelope"]["receiptMessage"]
    assert (receipt["isDelivery"], receipt["timestamps"]) == (True, [sent["timestamp"]])

    leila.answer("ok")
    leila.answer("ok", "۰۱۲۳۴۵۶۷۸۹")
    leila.quote(question, "bad")
    leila.react(question)
    leila.answer_quoting("good", question)
    assert [(await bot.data())["message"] for _ in range(2)] == ["٣", "۳"]
    quoted = await bot.data()
    assert (quoted["message"], quoted["quote"]["id"]) == ("bad", question.timestamp)
    assert quoted["quote"]["text"] == QUESTION
    assert (await bot.data())["reaction"]["targetSentTimestamp"] == question.timestamp
    assert (await bot.data())["message"] == "1"
    with pytest.raises(NotPossible, match="no answer 'nice'"):
        leila.answer("nice")


def test_numbers_are_read_as_people_read_them() -> None:
    """In any digits and brackets; a year or a time is no number of an answer."""
    found = [(choice.value, choice.label) for choice in choices(QUESTION)]
    assert found == [(1, "good"), (2, "bad"), (3, "ok"), (4, "other"), (3, "no"), (0, "Menu")]
    assert choices("2026 is a year\n9:30 in the morning\nno number") == []


async def test_edits_deletions_files_and_the_timer(signal: SignalCli, bot: Bot) -> None:
    """Everything else that people send."""
    ben = signal.person()
    first = ben.say("on")
    ben.edit(first, "one")
    ben.delete(first)
    ben.send_voice()
    ben.send_photo("look")
    ben.send_file("letter.pdf")
    ben.send_sticker()
    ben.set_timer(3600)
    ben.say_in_group("hello all")
    ben.type()

    events = [(await bot.event())["envelope"] for _ in range(10)]
    messages = [event["dataMessage"] for event in events if "dataMessage" in event]
    assert events[1]["editMessage"]["targetSentTimestamp"] == first
    assert events[1]["editMessage"]["dataMessage"]["message"] == "one"
    assert messages[1]["remoteDelete"] == {"timestamp": first}
    [voice], [photo], [letter] = [message["attachments"] for message in messages[2:5]]
    assert (voice["contentType"], voice["filename"]) == ("audio/aac", None)
    assert (photo["width"], messages[3]["message"]) == (640, "look")
    assert letter["filename"] == "letter.pdf"
    assert (messages[6]["expiresInSeconds"], messages[6]["message"]) == (3600, None)
    assert messages[7]["groupInfo"]["groupName"] == "Livada"
    assert events[9]["typingMessage"]["action"] == "STARTED"


async def test_files_are_kept_and_coordinators_answer_by_hand(signal: SignalCli, bot: Bot) -> None:
    """The bytes of a file are there for who knows its id, which is no path."""
    ben = signal.person()
    ben.send_file("letter.pdf")
    [letter] = (await bot.data())["attachments"]
    data = await bot("getAttachment", id=letter["id"], recipient=ben.uuid)
    assert data["result"] == {"data": "JVBERg=="}
    assert (await bot("getAttachment", id="../x"))["error"]["code"] == -1
    signal.coordinator_types(ben, "I am Ana")
    event = (await bot.event())["envelope"]
    assert event["syncMessage"]["sentMessage"]["destinationUuid"] == ben.uuid
    assert ben.transcript == ["bot: I am Ana"]


async def test_what_the_bot_does_to_a_phone(signal: SignalCli, bot: Bot) -> None:
    """Files, edits, deletions, signs, receipts, typing, the timer."""
    ben = signal.person()
    note = "data:text/calendar;filename=my%20day.ics;base64,QkVHSU4="
    sent = (await bot.send(ben.uuid, "with a file", attachment=[note]))["result"]["timestamp"]
    assert ben.last.files == (File("text/calendar", b"BEGIN", "my day.ics"),)
    edit = (await bot.send(ben.uuid, "another", editTimestamp=sent))["result"]["timestamp"]
    assert (ben.last.text, ben.last.earlier) == ("another", ["with a file"])
    said = ben.say("hm")
    await bot("sendReceipt", recipient=ben.uuid, targetTimestamp=said, type="read")
    await bot("sendReaction", recipient=[ben.uuid], emoji="👀", targetTimestamp=said)
    await bot("sendTyping", recipient=[ben.uuid])
    assert (ben.read_by_bot, ben.typing) == ([said], True)
    assert ben.bubbles_ever[said].reactions == {"bot": "👀"}
    await bot("updateContact", recipient=ben.uuid, expiration=60)
    await bot.send(ben.uuid, "gone in a minute")
    signal.clock.forward(61)
    await bot("remoteDelete", recipient=[ben.uuid], targetTimestamp=edit)
    assert (ben.timer, ben.transcript) == (60, ["you: hm"])


async def test_phones_that_are_off_blocked_or_gone(signal: SignalCli, bot: Bot) -> None:
    """A block is never told; who has left is."""
    ben = signal.person()
    ben.sleep()
    assert "result" in await bot.send(ben.uuid, "one")
    assert ben.bubbles == []
    ben.wake()
    assert ben.last.text == "one"
    ben.block()
    assert "result" in await bot.send(ben.uuid, "two")
    assert ben.last.text == "one"
    ben.unregister()
    [gone] = (await bot.send(ben.uuid, "three"))["error"]["data"]["response"]["results"]
    assert gone["type"] == "UNREGISTERED_FAILURE"


async def test_polls_came_later(signal: SignalCli, bot: Bot) -> None:
    """Before 0.13.23 nobody knows them."""
    ben = signal.person()
    poll = {"recipient": [ben.uuid], "question": "Which?", "option": ["a", "b"], "noMulti": True}
    assert (await bot("sendPollCreate", **poll))["error"]["code"] == -32601
    signal.world.version = "0.14.5"
    assert "result" in await bot("sendPollCreate", **poll)
    ben.vote(ben.last, 1)
    assert (await bot.data())["pollVote"]["optionIndexes"] == [1]
    ben.set_timer(60)
    assert (await bot.data())["isExpirationUpdate"] is True


async def test_lines_are_as_long_and_strange_as_people_write(signal: SignalCli, bot: Bot) -> None:
    """Signs that look like the end of a line are none; before 0.14 long texts are cut."""
    ben = signal.person()
    strange = "a\u2028b\u2029c\u0085d"
    ben.say(strange)
    ben.say("é" * 150_000)
    assert (await bot.data())["message"] == strange
    cut = await bot.data()
    assert (len(cut["message"]), cut["attachments"][0]["contentType"]) == (
        1000,
        "text/x-signal-plain",
    )
    for number in range(1000):
        ben.say(str(number))
    assert [(await bot.data())["message"] for _ in range(1000)] == [str(n) for n in range(1000)]
