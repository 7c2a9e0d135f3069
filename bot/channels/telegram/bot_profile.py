"""What Telegram shows of the bot before anybody has written: commands and descriptions."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telegram import Bot, BotCommand

from bot.channels.base import DeliveryError, Meaning

LANGUAGE = re.compile(r"([a-z]{2})?")  # Telegram takes no other codes; empty is everybody else
LONGEST_COMMAND = 256
LONGEST_DESCRIPTION = 512
LONGEST_SHORT = 120
LONGEST_NAME = 64
MENDING = {
    Meaning.ALARM: "Telegram refuses the token. Copy it again from @BotFather"
    " into LIPA_TELEGRAM_TOKEN ({detail}).",
    Meaning.NETWORK: "Telegram cannot be reached ({detail})."
    " Is the network up, and LIPA_TELEGRAM_API_URL right?",
    Meaning.UNCERTAIN: "What answers at LIPA_TELEGRAM_API_URL is not Telegram's Bot API"
    " ({detail}).",
    Meaning.LIMITED: "Telegram asks us to wait ({detail}). Try again later.",
}


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the bot says of itself in one language. `commands` are names and descriptions."""

    commands: Sequence[tuple[str, str]]
    description: str
    short_description: str
    name: str = ""  # empty: as it was given to BotFather


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether the bot can be reached: its user name, or else a sentence that says what to mend."""

    username: str = ""
    mend: str = ""


async def check(bot: Bot) -> Checked:
    """Ask Telegram who we are. A refusal raises nothing: `mend` says what to do."""
    try:
        me = await bot.get_me()
    except DeliveryError as error:
        sentence = MENDING.get(error.meaning, "Telegram answered: {detail}.")
        return Checked(mend=sentence.format(detail=error.detail))
    return Checked(username=me.username or "")


async def introduce(bot: Bot, texts: Mapping[str, Introduction], log: logging.Logger) -> None:
    """Set what has changed. Nothing here is worth stopping for."""
    known = {code: text for code, text in texts.items() if LANGUAGE.fullmatch(code)}
    if "" not in known and "en" in known:
        known[""] = known["en"]
    for code, text in known.items():
        try:
            await _introduce(bot, code or None, text)
        except DeliveryError as error:
            log.warning("The introduction (%s) was not set: %s", code or "all", error.detail)
            if not error.refused:
                return  # the others would fail as well; the next start tries again


async def _introduce(bot: Bot, code: str | None, text: Introduction) -> None:
    await _set_commands(bot, code, text)
    description = text.description[:LONGEST_DESCRIPTION]
    if (await bot.get_my_description(language_code=code)).description != description:
        await bot.set_my_description(description, language_code=code)
    short = text.short_description[:LONGEST_SHORT]
    if (await bot.get_my_short_description(language_code=code)).short_description != short:
        await bot.set_my_short_description(short, language_code=code)
    name = text.name[:LONGEST_NAME]
    if name and (await bot.get_my_name(language_code=code)).name != name:
        await bot.set_my_name(name, language_code=code)


async def _set_commands(bot: Bot, code: str | None, text: Introduction) -> None:
    wanted = [(name, about[:LONGEST_COMMAND]) for name, about in text.commands]
    current = await bot.get_my_commands(language_code=code)
    if [(command.command, command.description) for command in current] != wanted:
        commands = [BotCommand(name, about) for name, about in wanted]
        await bot.set_my_commands(commands, language_code=code)
