"""Calls and updates against the published names and types."""

from typing import Any

import pytest

from tests.platforms.telegram import BotApi
from tests.platforms.telegram.calls.extract_facts import extract
from tests.platforms.telegram.calls.facts import Facts, WrongCall
from tests.platforms.telegram.conftest import Call

FACTS = Facts()
BUTTON = {"text": "Yes", "callback_data": "y"}


def test_every_type_and_method_can_be_checked() -> None:
    """Nothing in the facts is beyond us: 10.0 has 176 methods."""
    for name in [*FACTS.types, *FACTS.unions]:
        FACTS.check(name)
    for method in FACTS.methods:
        FACTS._call(method)

    assert (FACTS.version, len(FACTS.methods)) == ("10.0", 176)


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"chat_id": 1, "txt": "a"}, "unknown parameter txt"),
        ("sendMessage", {"text": "a"}, "required parameter chat_id"),
        ("sendMessage", {"chat_id": 1.5, "text": "a"}, "chat_id must be"),
        ("sendMessage", {"chat_id": 1, "text": 5}, "text must be a string"),
        ("sendMessage", {"chat_id": 1, "text": "a", "reply_markup": "{"}, "is no JSON"),
        ("sendMessage", {"chat_id": 1, "text": "a", "reply_markup": {"keys": []}}, "no keyboard"),
        ("deleteMessages", {"chat_id": 1, "message_ids": ["1"]}, "message_ids[0] has the wrong"),
        ("setMyCommands", {"commands": [{"command": "a"}]}, "needs description"),
        ("sendMessage", {"chat_id": 1, "text": "a", "protect_content": "maybe"}, "a boolean"),
    ],
)
def test_planted_mistakes_are_found(method: str, params: dict[str, Any], words: str) -> None:
    """Each complaint says what and where."""
    with pytest.raises(WrongCall) as wrong:
        FACTS.parse(method, params)

    assert words in str(wrong.value)


def test_a_misspelt_button_field_is_found() -> None:
    """The check goes down to the button."""
    markup = {"inline_keyboard": [[BUTTON, {"text": "No", "callbackdata": "n"}]]}

    with pytest.raises(WrongCall, match=r"inline_keyboard\[0\]\[1\].*no field callbackdata"):
        FACTS.parse("sendMessage", {"chat_id": 1, "text": "a", "reply_markup": markup})


def test_strings_become_their_types() -> None:
    """Forms carry strings only."""
    params = {"chat_id": "-5", "text": "5", "protect_content": "True", "message_thread_id": "3"}

    parsed = FACTS.parse("sendMessage", params)

    assert parsed == {"chat_id": -5, "text": "5", "protect_content": True, "message_thread_id": 3}


async def test_a_wrong_call_is_refused_and_remembered(api: BotApi, call: Call) -> None:
    """A bot under test cannot miss it."""
    api.user().start()

    answer = await call("sendMessage", chat_id=1001, text="a", disable_preview=True)

    assert answer["description"].startswith("Bad Request: FAKE: unknown parameter disable_preview")
    assert [v.what for v in api.violations] == ["unknown parameter disable_preview of sendMessage"]


async def test_every_update_is_valid(api: BotApi, call: Call) -> None:
    """Whatever people do, the bot hears of it in the published form."""
    ben = api.user(language_code="pt-br")
    await call("getUpdates", allowed_updates=["message_reaction", *FACTS.types["Update"]][:30])
    first = ben.start("code")
    markup = {"inline_keyboard": [[BUTTON]]}
    sent = await call("sendMessage", chat_id=1001, text="Well?", reply_markup=markup)
    ben.press("Yes")
    ben.say("quoting", quoting=sent["result"]["message_id"])
    ben.send_sticker()
    ben.send_location()
    ben.send_contact()
    for kind in ("document", "voice", "photo"):
        ben.send_file(kind, caption="words")
    ben.edit(first, "changed")
    ben.react(sent["result"]["message_id"], "👍")
    ben.block()
    ben.unblock()
    api.kick(api.group(ben), ben)

    updates = (await call("getUpdates"))["result"]

    assert [FACTS.problem("Update", u) for u in updates] == [None] * 15


def test_facts_are_extracted_from_the_pages() -> None:
    """Required fields, constants and unions are recognised; descriptions are left behind."""
    field = {"name": "type", "type": "String", "required": True}
    emoji = {"name": "E", "annotations": [field | {"description": "Type, always “emoji”"}]}
    union = {"name": "R", "annotations": [], "description": "One of\n - E\n - F"}
    method = {"name": "getE", "annotations": [{**field, "name": "id", "description": "Id"}]}
    schema = {"api": {"version": "1"}, "items": [{"children": [emoji, union, method]}]}

    facts = extract(schema)

    assert facts["types"] == {"E": {"type": "!=emoji"}}
    assert facts["unions"] == {"R": ["E", "F"]}
    assert facts["methods"] == {"getE": {"id": "!String"}}
