"""Receiving: nothing is acknowledged before it is handled, and nothing stops the asking."""

import logging

import pytest

from bot.channels.telegram import Telegram
from domain.speech.messages import Kind
from tests.bot.channels.telegram.telegram_kit import (
    SECONDS,
    Hands,
    Pauses,
    receiving,
    telegram,
    turn,
)
from tests.platforms.telegram import BotApi


def waiting(api: BotApi) -> int:
    """How many updates the bot has not acknowledged."""
    return len(api.world.updates.waiting)


async def test_what_people_say_is_handed_over_in_order() -> None:
    """And health knows that Telegram answers."""
    hands = Hands()
    async with BotApi() as api:
        channel = telegram(api.url)
        ben, celia = api.user(), api.user(1002)
        ben.say("one")
        celia.say("two")
        ben.say("three")

        async with receiving(channel, hands):
            await hands.until(3)

    assert hands.words == ["one", "two", "three"]
    assert channel.last_poll == SECONDS
    assert not api.violations


async def test_health_is_known_at_once_when_nobody_writes() -> None:
    """The first poll does not wait."""
    async with BotApi() as api:
        channel = telegram(api.url)

        async with receiving(channel, Hands()):
            while channel.last_poll is None:
                await turn()

    assert channel.last_poll == SECONDS


async def test_a_batch_is_acknowledged_only_after_it_is_handled() -> None:
    """While the hands are at work, Telegram still keeps everything."""
    kept = []
    async with BotApi() as api:

        class Looking(Hands):
            async def __call__(self, batch: object) -> None:
                kept.append(waiting(api))
                await super().__call__(batch)  # type: ignore[arg-type]  # as above

        hands = Looking()
        ben = api.user()
        ben.say("one")
        ben.say("two")

        async with receiving(telegram(api.url), hands):
            await hands.until(2)
            ben.say("three")
            await hands.until(3)

    assert kept == [2, 1]


async def test_a_batch_that_failed_comes_again() -> None:
    """As often as it takes, a little later each time."""
    hands, pauses = Hands(), Pauses()
    hands.trouble = [RuntimeError("Amina's words"), RuntimeError("again")]
    async with BotApi() as api:
        api.user().say("one")

        async with receiving(telegram(api.url, sleep=pauses), hands):
            await hands.until(1)

    assert hands.words == ["one"]
    assert [round(pause) for pause in pauses.taken] in ([0, 1], [1, 1])


async def test_a_poll_that_hangs_is_renewed_once_telegram_is_found(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Sending has noticed an outage, and its end: nobody waits for the old poll to give up."""
    hands = Hands()
    async with BotApi() as api:
        api.user().say("one")
        api.fault("timeout", method="getUpdates")
        channel = telegram(api.url)

        async with receiving(channel, hands):
            while not api.counters.get("fault timeout"):
                await turn()
            await channel.probe()
            await hands.until(1)

    assert hands.words == ["one"]
    assert "did not answer" not in caplog.text
    assert not api.violations


async def test_a_failure_is_logged_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    """They might be somebody's."""
    hands = Hands()
    hands.trouble = [RuntimeError("Amina's words")]
    async with BotApi() as api:
        api.user().say("one")
        with caplog.at_level(logging.DEBUG):
            async with receiving(telegram(api.url, sleep=Pauses()), hands):
                await hands.until(1)

    assert "RuntimeError" in caplog.text
    assert "Amina" not in caplog.text


async def test_a_poisoned_update_is_set_aside_and_passed_over() -> None:
    """Those beside it are handled, and it never comes again."""
    hands, aside = Hands(), list[tuple[str, str]]()
    async with BotApi() as api:
        channel = telegram(api.url, set_aside=lambda key, kind: aside.append((key, kind)))
        ben = api.user()
        ben.say("before")
        number = api.poison()
        ben.say("after")

        async with receiving(channel, hands):
            await hands.until(2)
            ben.say("later")
            await hands.until(3)

    assert hands.words == ["before", "after", "later"]
    assert aside == [(f"update:{number}", "message")]
    assert channel.counts["set_aside"] == 1


async def test_edits_come_after_what_they_change() -> None:
    """Also of the same message, and nothing is counted as passed over."""
    hands = Hands()
    async with BotApi() as api:
        channel = telegram(api.url)
        ben = api.user()

        async with receiving(channel, hands):
            number = ben.say("one")
            await hands.until(1)
            ben.edit(number, "two")
            ben.say("three")
            await hands.until(3)

    assert hands.words == ["one", "two", "three"]
    assert channel.counts["edited_message"] == 0


async def test_a_message_delivered_twice_keeps_its_key() -> None:
    """So that whoever handles it can tell."""
    hands = Hands()
    async with BotApi() as api:
        api.user().say("one")

        async with receiving(telegram(api.url), hands):
            await hands.until(1)
            api.redeliver()
            await hands.until(2)

    first, again = (said for batch in hands.batches for said in batch)
    assert first == again


async def test_a_press_is_answered_even_while_the_hands_fail() -> None:
    """The little clock on the button stops; answering twice does no harm."""
    hands = Hands()
    hands.trouble = [RuntimeError()]
    async with BotApi() as api:
        ben = api.user()
        ben.start()
        channel = telegram(api.url, sleep=Pauses())
        pressed = api.world.press("p1:0")
        query = {"id": pressed.id, "from": ben.person, "chat_instance": "1", "data": "p1:0"}
        ben.emit("callback_query", query)

        async with receiving(channel, hands):
            await hands.until(2)
            while not pressed.answered:
                await turn()

    assert [said.kind for said in hands.batches[0]] == [Kind.WORDS, Kind.PRESS]


async def test_a_hundred_presses_do_not_wait_for_their_answers() -> None:
    """Even when Telegram never takes them."""
    hands = Hands()
    async with BotApi() as api:
        ben = api.user()
        api.fault("timeout", times=100, method="answerCallbackQuery")
        for number in range(100):
            query = {"id": str(number), "from": ben.person, "chat_instance": "1", "data": "p"}
            ben.emit("callback_query", query)

        async with receiving(telegram(api.url), hands):
            await hands.until(100)

    assert [len(batch) for batch in hands.batches] == [100]


async def test_blocking_and_returning_come_in() -> None:
    """They cost no attempt to send."""
    hands = Hands()
    async with BotApi() as api:
        ben = api.user()
        ben.start()
        ben.block()
        ben.unblock()

        async with receiving(telegram(api.url), hands):
            await hands.until(3)

    kinds = [said.kind for batch in hands.batches for said in batch]
    assert kinds == [Kind.WORDS, Kind.LEFT, Kind.RETURNED]


async def test_updates_without_a_number_do_not_make_a_storm() -> None:
    """They cannot be acknowledged, so asking again waits."""
    aside = list[str]()
    pauses = Pauses()
    async with BotApi() as api:
        channel = telegram(api.url, set_aside=lambda key, _: aside.append(key), sleep=pauses)
        polling = channel._polling

        pause = polling._acknowledge([{"message": {}}, None])

    assert pause > 0
    assert polling._offset == 0


async def test_a_webhooks_updates_are_handed_over_the_same_way() -> None:
    """Its 200 may be given when `take` returns."""
    hands = Hands()
    async with BotApi() as api:
        ben = api.user()
        message = {"message_id": 1, "from": ben.person, "chat": ben.chat.json, "text": "one"}
        channel = telegram(api.url)

        await channel.take([{"update_id": 5, "message": message}], hands)
        await channel.close()

    assert hands.words == ["one"]


async def test_a_webhook_is_set_and_watched() -> None:
    """Whoever removes it, it comes back; and health knows that Telegram answers."""
    urls, pauses = list[str](), Pauses()
    async with BotApi() as api:
        webhook = api.world.webhook

        def look() -> None:
            urls.append(webhook.target.url if webhook.target else "")
            if len(urls) == 3:
                raise InterruptedError
            webhook.delete({})

        pauses.then = look
        channel = telegram(api.url, sleep=pauses)
        with pytest.raises(InterruptedError):
            await channel.watch_webhook("http://127.0.0.1:9/hook", "a-secret")
        await channel.close()

    assert urls == ["http://127.0.0.1:9/hook", "", "http://127.0.0.1:9/hook"]
    assert channel.last_poll == SECONDS


def test_a_channel_is_a_channel() -> None:
    """The name under which people are known here."""
    channel: Telegram = telegram("http://127.0.0.1:9")

    assert channel.name == "telegram"
    assert channel.last_poll is None or isinstance(channel.last_poll, float)
