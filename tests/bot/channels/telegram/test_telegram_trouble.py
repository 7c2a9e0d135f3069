"""Trouble while receiving: waited out, said aloud, and never the end of it."""

import logging

import pytest

from tests.bot.channels.telegram.telegram_kit import Hands, Pauses, receiving, telegram
from tests.platforms.telegram import TOKEN, BotApi


@pytest.mark.parametrize("code", [500, 502, "reset", 429])
async def test_trouble_on_the_way_is_waited_out(code: int | str) -> None:
    """With pauses that grow to some seconds and no further: people wait for the end of it."""
    hands, pauses = Hands(), Pauses()
    async with BotApi() as api:
        api.user().say("one")
        api.fault(code, times=12, method="getUpdates", retry_after=3)

        async with receiving(telegram(api.url, sleep=pauses), hands):
            await hands.until(1)

    assert len(pauses.taken) == 12
    assert pauses.taken[0] >= (3 if code == 429 else 0.3)
    assert 3 <= pauses.taken[-1] <= 4


async def test_a_429_is_obeyed_to_the_second() -> None:
    """However long it is."""
    hands, pauses = Hands(), Pauses()
    async with BotApi() as api:
        api.user().say("one")
        api.fault(429, method="getUpdates", retry_after=600)

        async with receiving(telegram(api.url, sleep=pauses), hands):
            await hands.until(1)

    assert pauses.taken == [600]


@pytest.mark.parametrize("code", [401, 404])
async def test_a_refused_token_raises_the_alarm_until_it_is_accepted(
    code: int, caplog: pytest.LogCaptureFixture
) -> None:
    """The asking goes on, once a minute, and says each time what to mend."""
    hands, pauses, alarms = Hands(), Pauses(), list[str]()
    async with BotApi() as api:
        channel = telegram(api.url, sleep=pauses)
        pauses.then = lambda: alarms.append(channel.alarm)
        api.user().say("one")
        api.fault(code, times=3, method="getUpdates")

        async with receiving(channel, hands):
            await hands.until(1)

    assert pauses.taken == [60, 60, 60]
    assert all("LIPA_TELEGRAM_TOKEN" in alarm for alarm in alarms)
    assert caplog.text.count("LIPA_TELEGRAM_TOKEN") == 3
    assert channel.alarm == ""


async def test_a_second_program_raises_the_alarm_and_is_waited_out() -> None:
    """It may be an old process on its way out."""
    hands, pauses, alarms = Hands(), Pauses(), list[str]()
    async with BotApi() as api:
        channel = telegram(api.url, sleep=pauses)
        pauses.then = lambda: alarms.append(channel.alarm)
        words = "terminated by other getUpdates request"
        api.user().say("one")
        api.fault(409, times=2, method="getUpdates", description=words)

        async with receiving(channel, hands):
            await hands.until(1)

    assert ["second one running" in alarm for alarm in alarms] == [True, True]
    assert channel.alarm == ""


async def test_a_forgotten_webhook_is_removed() -> None:
    """The settings say that we ask; what waits is not lost."""
    hands = Hands()
    async with BotApi() as api:
        api.world.webhook.set({"url": "http://127.0.0.1:9/hook"})
        api.user().say("one")

        async with receiving(telegram(api.url, sleep=Pauses()), hands):
            await hands.until(1)

    assert hands.words == ["one"]


async def test_the_token_stands_in_no_log_and_no_repr(caplog: pytest.LogCaptureFixture) -> None:
    """Whatever goes wrong, at the most talkative level."""
    hands, texts = Hands(), list[str]()
    with caplog.at_level(logging.DEBUG):
        async with BotApi() as api:
            channel = telegram(api.url, sleep=Pauses())
            api.user().say("one")
            for code in (401, 404, 409, 429, 500, "reset"):
                api.fault(code, method="getUpdates")
            async with receiving(channel, hands):
                await hands.until(1)
            await channel.check()
        gone = telegram(api.url)
        texts.append((await gone.check()).mend)
        texts += map(repr, (channel, channel._request, channel._polling))
        await gone.close()

    secret = TOKEN.partition(":")[2]
    assert caplog.records
    assert secret not in caplog.text
    assert all(secret not in text for text in texts)
