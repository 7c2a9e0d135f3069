"""What may be sent, edited and deleted, and the server's words when not."""

from typing import Any

import pytest

from tests.platforms.telegram import BotApi, State
from tests.platforms.telegram.conftest import Call

MANY = [[{"text": str(i), "callback_data": str(i)}] for i in range(101)]


def inline(*buttons: dict[str, Any]) -> dict[str, Any]:
    """A keyboard of one row."""
    return {"inline_keyboard": [list(buttons)]}


def button(data: str, **more: Any) -> dict[str, Any]:
    """An inline button."""
    return {"text": "Yes", "callback_data": data, **more}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n"}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "ž" * 4097}, "message is too long"),
        ({"text": "ž" * 16385}, "text is too long"),
        ({"text": "a", "parse_mode": "HTLM"}, "unsupported parse_mode"),
        ({"text": "<p>", "parse_mode": "html"}, "can't parse entities: Unsupported start tag"),
        ({"text": "a", "reply_markup": inline(button("š" * 33))}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "reply_markup": inline(button(""))}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "reply_markup": inline({"text": "x"})}, "Text buttons are unallowed"),
        ({"text": "a", "reply_markup": inline(button("a", url="https://e.org"))}, "2 actions"),
        ({"text": "a", "reply_markup": inline(*[button("a")] * 9)}, "more than 8 buttons"),
        ({"text": "a", "reply_markup": {"inline_keyboard": MANY}}, "more than 100 buttons"),
        ({"text": "a", "reply_parameters": {"message_id": 77}}, "message to be replied not found"),
        ({"text": "a", "chat_id": 5}, "chat not found"),
        ({"text": "a", "chat_id": "@nobody"}, "chat not found"),
    ],
)
async def test_what_is_refused(api: BotApi, call: Call, params: dict[str, Any], words: str) -> None:
    """The answer is a 400 with these words, and nothing arrives."""
    ben = api.user()
    ben.start()

    answer = await call("sendMessage", **({"chat_id": 1001} | params))

    assert answer["error_code"] == 400
    assert words in answer["description"]
    assert ben.transcript == ["you: /start"]


@pytest.mark.parametrize("text", ["ž" * 4096, f"<b>{'😀' * 4096}</b>", "&amp;" * 4096])
async def test_the_longest_text(api: BotApi, call: Call, text: str) -> None:
    """4096 code points after parsing."""
    api.user().start()

    answer = await call("sendMessage", chat_id=1001, text=text, parse_mode="HTML")

    assert len(answer["result"]["text"]) == 4096


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.NEW, "Forbidden: bot can't initiate conversation with a user"),
        (State.BLOCKED, "Forbidden: bot was blocked by the user"),
        (State.DEACTIVATED, "Forbidden: user is deactivated"),
    ],
)
async def test_people_out_of_reach(api: BotApi, call: Call, state: State, words: str) -> None:
    """A 403 says why."""
    api.user(7, state=state)

    answer = await call("sendMessage", chat_id=7, text="a")

    assert (answer["error_code"], answer["description"]) == (403, words)


async def test_a_group_that_became_a_supergroup(api: BotApi, call: Call) -> None:
    """The answer names the new chat."""
    api.group(api.user(), -5).migrated_to = -1005

    answer = await call("sendMessage", chat_id=-5, text="a")

    assert answer["parameters"] == {"migrate_to_chat_id": -1005}


async def test_an_edit_without_a_keyboard_removes_it(api: BotApi, call: Call) -> None:
    """The person sees the new words and no buttons; the same edit again changes nothing."""
    ben = api.user(state=State.OPEN)
    sent = await call("sendMessage", chat_id=1001, text="a", reply_markup=inline(button("y")))
    edit = {"chat_id": 1001, "message_id": sent["result"]["message_id"], "text": "b"}

    assert ben.transcript == ["bot: a [Yes]"]
    assert (await call("editMessageText", **edit))["ok"]
    assert ben.transcript == ["bot: b"]
    again = await call("editMessageText", **edit)
    assert again["description"].startswith("Bad Request: message is not modified: ")


async def test_edits_of_what_is_not_ours(api: BotApi, call: Call) -> None:
    """Missing messages and those of people cannot be edited."""
    number = api.user().start()

    theirs = await call("editMessageText", chat_id=1001, message_id=number, text="b")
    missing = await call("editMessageText", chat_id=1001, message_id=99, text="b")

    assert theirs["description"] == "Bad Request: message can't be edited"
    assert missing["description"] == "Bad Request: message to edit not found"


async def test_deletion_ends_after_48_hours(api: BotApi, call: Call) -> None:
    """A day later it works, also for what the person wrote; two days later it does not."""
    ben = api.user()
    numbers = [ben.say(text) for text in "abc"]
    api.clock.forward(24 * 3600)
    one = await call("deleteMessage", chat_id=1001, message_id=numbers[0])
    api.clock.forward(24 * 3600 + 1)

    late = await call("deleteMessage", chat_id=1001, message_id=numbers[1])
    gone = await call("deleteMessage", chat_id=1001, message_id=numbers[0])
    many = await call("deleteMessages", chat_id=1001, message_ids=numbers)
    too_many = await call("deleteMessages", chat_id=1001, message_ids=list(range(101)))

    assert one["result"] is many["result"] is True
    assert late["description"] == "Bad Request: message can't be deleted"
    assert gone["description"] == "Bad Request: message to delete not found"
    assert "too many message identifiers" in too_many["description"]
    assert ben.transcript == ["you: b", "you: c"]


async def test_a_message_that_is_named_twice_is_noticed(api: BotApi, call: Call) -> None:
    """It is deleted once, and a bot that lists it again is told of it by the test."""
    ben = api.user()
    number = ben.say("a")

    done = await call("deleteMessages", chat_id=1001, message_ids=[number, 5, number])

    assert done["result"] is True
    assert [violation.what for violation in api.violations] == ["the same message twice"]
    api.violations.clear()


async def test_presses_expire(api: BotApi, call: Call) -> None:
    """After 150 seconds a press can be answered no more."""
    ben = api.user(state=State.OPEN)
    await call("sendMessage", chat_id=1001, text="a", reply_markup=inline(button("y")))
    press, late = ben.press("Yes"), ben.press(0)

    first = await call("answerCallbackQuery", callback_query_id=press.id, text="Good")
    long = await call("answerCallbackQuery", callback_query_id=late.id, text="x" * 201)
    api.clock.forward(151)
    second = await call("answerCallbackQuery", callback_query_id=late.id)

    assert first["ok"]
    assert press.answers == [{"text": "Good"}]
    assert not long["ok"]
    assert "query is too old and response timeout expired or query ID is invalid" in str(second)
    assert not late.answered


@pytest.mark.parametrize("code", ["ckb", "kmr", "pt-br", "SL", "zh-hans"])
async def test_language_codes(call: Call, code: str) -> None:
    """Two lower-case letters or nothing."""
    commands = [{"command": "start", "description": "Begin"}]

    refused = await call("setMyCommands", commands=commands, language_code=code)
    accepted = await call("setMyCommands", commands=commands, language_code="fa")
    kept = await call("getMyCommands", language_code="fa")

    assert refused["description"] == "Bad Request: invalid language code specified"
    assert accepted["ok"]
    assert kept["result"] == commands


async def test_names_and_descriptions(call: Call) -> None:
    """A language without its own description shows the general one."""
    await call("setMyDescription", description="General")
    await call("setMyDescription", description="Splošno", language_code="sl")

    assert (await call("setMyName", name="x" * 65))["ok"] is False
    assert (await call("setMyShortDescription", short_description="x"))["ok"]
    for code, words in {"sl": "Splošno", "ar": "General"}.items():
        said = await call("getMyDescription", language_code=code)
        assert said["result"] == {"description": words}


async def test_small_things(api: BotApi, call: Call) -> None:
    """Typing, reactions, locations, leaving groups."""
    ben = api.user()
    number = ben.start()
    group = api.group(ben)
    thumb = [{"type": "emoji", "emoji": "👍"}]

    assert (await call("sendChatAction", chat_id=1001, action="typing"))["ok"]
    assert not (await call("sendChatAction", chat_id=1001, action="thinking"))["ok"]
    assert (await call("setMessageReaction", chat_id=1001, message_id=number, reaction=thumb))["ok"]
    assert (await call("sendLocation", chat_id=1001, latitude=46.0, longitude=14))["ok"]
    assert (await call("leaveChat", chat_id=group.id))["ok"]
    kicked = await call("sendMessage", chat_id=group.id, text="a")
    assert kicked["description"] == "Forbidden: bot was kicked from the group chat"
    assert ben.chat.actions == ["typing"]
    assert ben.chat.reactions[number] == thumb
