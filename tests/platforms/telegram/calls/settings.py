"""The methods that describe the bot itself: commands, names, descriptions, per language.

Language codes are empty or exactly two lower-case letters that the server knows to be a language;
``kmr``, ``ckb``, ``pt-br`` and ``zh-hans`` are refused.
"""

import re
from typing import Any

from tests.platforms.telegram.calls.facts import Params
from tests.platforms.telegram.calls.methods import Method
from tests.platforms.telegram.calls.refusals import bad
from tests.platforms.telegram.chats import Json
from tests.platforms.telegram.world import World

LANGUAGE = re.compile(r"([a-z]{2})?")
COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
LIMITS = {"name": 64, "description": 512, "short_description": 120}


def language(params: Params) -> str:
    """The language code of a call."""
    code = str(params.get("language_code", ""))
    if not LANGUAGE.fullmatch(code):
        raise bad("invalid language code specified")
    return code


def scope(world: World, params: Params) -> str:
    """The scope of a call as one word."""
    wanted = params.get("scope", {"type": "default"})
    if "chat_id" in wanted:
        world.chat(wanted["chat_id"])
    return ":".join(str(v) for _, v in sorted(wanted.items(), reverse=True))


def set_commands(world: World, params: Params) -> bool:
    """``setMyCommands``."""
    key = ("commands", scope(world, params), language(params))
    commands = params["commands"]
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    world.settings[key] = commands
    return True


def get_commands(world: World, params: Params) -> Any:
    """``getMyCommands``: exactly what was set for this scope and language."""
    return world.settings.get(("commands", scope(world, params), language(params)), [])


def delete_commands(world: World, params: Params) -> bool:
    """``deleteMyCommands``."""
    world.settings.pop(("commands", scope(world, params), language(params)), None)
    return True


def setter(what: str) -> Method:
    """``setMyName`` and its like; an empty value takes the language's own value away."""

    def put(world: World, params: Params) -> bool:
        value, code = params.get(what, ""), language(params)
        if len(value) > LIMITS[what]:
            raise bad(f"FAKE: {what} is longer than {LIMITS[what]}")
        if what == "name" and not value and not code:
            raise bad("FAKE: the name in no particular language cannot be empty")
        world.settings[what, "", code] = value
        return True

    return put


def getter(what: str) -> Method:
    """``getMyName`` and its like, falling back to the value for all languages."""

    def get(world: World, params: Params) -> Json:
        code = language(params)
        general = world.settings.get((what, "", ""), "")
        return {what: world.settings.get((what, "", code)) or general}

    return get


def menu_button(world: World, params: Params) -> bool:
    """``setChatMenuButton``."""
    if "chat_id" in params:
        world.chat(params["chat_id"])
    place = str(params.get("chat_id", ""))
    world.settings["menu_button", place, ""] = params.get("menu_button", {"type": "default"})
    return True


def set_webhook(world: World, params: Params) -> bool:
    """``setWebhook``."""
    if params["url"]:
        world.updates.end_poll(bad("terminated by setWebhook request"))
    return world.webhook.set(params)


ON_THE_BOT: dict[str, Method] = {
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setMyName": setter("name"),
    "getMyName": getter("name"),
    "setMyDescription": setter("description"),
    "getMyDescription": getter("description"),
    "setMyShortDescription": setter("short_description"),
    "getMyShortDescription": getter("short_description"),
    "setChatMenuButton": menu_button,
    "setWebhook": set_webhook,
    "deleteWebhook": lambda world, params: world.webhook.delete(params),
    "getWebhookInfo": lambda world, _params: world.webhook.info(),
}
