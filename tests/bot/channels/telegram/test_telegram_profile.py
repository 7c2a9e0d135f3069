"""What Telegram shows of the bot, and what `lipa check` says."""

import logging

import pytest

from bot.channels.telegram import Introduction
from tests.bot.channels.telegram.telegram_kit import telegram
from tests.platforms.telegram import BotApi

ENGLISH = Introduction([("menu", "What I can do"), ("help", "A person")], "Hello", "Help")
ARABIC = Introduction([("menu", "القائمة")], "مرحبا", "مساعدة", name="ليبا")
TEXTS = {"en": ENGLISH, "ar": ARABIC, "ckb": ENGLISH, "fa-AF": ARABIC}


def changes(api: BotApi) -> list[str]:
    """The calls that set something, with their language."""
    calls = (call for call in api.calls if call.method.lower().startswith("set"))
    return [f"{call.method} {call.params.get('language_code', '')}".strip() for call in calls]


async def test_the_introduction_is_set_once_and_again_only_where_it_changed() -> None:
    """English is also for everybody else; codes that Telegram does not take are left out."""
    async with BotApi() as api:
        channel = telegram(api.url)

        await channel.introduce(TEXTS)
        first = changes(api)
        await channel.introduce(TEXTS)
        second = changes(api)[len(first) :]
        await channel.introduce(TEXTS | {"ar": ENGLISH})
        third = changes(api)[len(first) :]
        await channel.close()

    assert {name.partition(" ")[2] for name in first} == {"", "en", "ar"}
    assert "setMyName ar" in first
    assert second == []
    assert third == ["setMyCommands ar", "setMyDescription ar", "setMyShortDescription ar"]
    assert not api.violations


@pytest.mark.parametrize("code", [400, 429, 500, "reset"])
async def test_an_introduction_that_fails_stops_nothing(
    code: int | str, caplog: pytest.LogCaptureFixture
) -> None:
    """It is only said in the log."""
    async with BotApi() as api:
        channel = telegram(api.url)
        api.fault(code, method="setMyCommands", description="invalid language code specified")

        with caplog.at_level(logging.WARNING):
            await channel.introduce(TEXTS)
        await channel.close()

    assert "was not set" in caplog.text


async def test_a_check_gives_the_name_for_deep_links() -> None:
    """Known from then on."""
    async with BotApi() as api:
        channel = telegram(api.url)

        checked = await channel.check()
        await channel.close()

    assert (checked.username, checked.mend) == ("lipa_test_bot", "")
    assert channel.username == "lipa_test_bot"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (401, "LIPA_TELEGRAM_TOKEN"),
        (404, "LIPA_TELEGRAM_TOKEN"),
        (502, "LIPA_TELEGRAM_API_URL"),
        ("reset", "LIPA_TELEGRAM_API_URL"),
        (429, "Try again later"),
        (400, "Telegram answered"),
    ],
)
async def test_a_check_that_fails_says_what_to_mend(code: int | str, sentence: str) -> None:
    """In one sentence, and no name is known."""
    async with BotApi() as api:
        channel = telegram(api.url)
        api.fault(code, method="getMe")

        checked = await channel.check()
        await channel.close()

    assert sentence in checked.mend
    assert channel.username == checked.username == ""
