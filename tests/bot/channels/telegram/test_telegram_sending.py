"""Sending: what arrives on the phone, what failures mean, and that nothing goes out twice."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.base import Channel, DeliveryError, Meaning
from domain.speech.messages import Button, File, Kind, Outgoing
from tests.bot.channels.telegram.telegram_kit import Hands, receiving, telegram
from tests.platforms.telegram import BotApi, Mode, Rates, State

LEAFLET = File("rights.pdf", "application/pdf", b"%PDF-1.7 \x00\xff")
YES_NO = (Button("p1:0", "Yes"), Button("p1:1", "No"))


async def send(api: BotApi, outgoing: Outgoing, address: str = "1001") -> str:
    """Send one message with a channel of its own."""
    channel = telegram(api.url)
    try:
        return await channel.send(address, outgoing)
    finally:
        await channel.close()


async def test_a_question_arrives_with_its_buttons() -> None:
    """And is named by Telegram's number."""
    async with BotApi() as api:
        ben = api.user(state=State.OPEN)

        name = await send(api, Outgoing("Shall I <book> it?", "Legal & free", YES_NO))

    assert ben.transcript == ["bot: Legal & free\n\nShall I <book> it? [Yes | No]"]
    assert name == str(ben.last.message_id)
    assert api.sent[0].params["link_preview_options"] == {"is_disabled": True}
    assert not api.violations


async def test_a_long_message_arrives_in_parts_with_the_buttons_on_the_last() -> None:
    """All of its parts are named, so that all can be erased."""
    text = "\n\n".join(f"{n} " + "word " * 240 for n in range(7))
    async with BotApi() as api:
        ben = api.user(state=State.OPEN)

        name = await send(api, Outgoing(text, "Your rights", YES_NO))

    parts = ben.bubbles
    assert name == ",".join(str(part.message_id) for part in parts)
    assert len(parts) == 3
    assert [len(part.buttons) for part in parts] == [0, 0, 2]
    assert "".join("".join(p.text for p in parts).split()) == "".join(f"Your rights{text}".split())


@pytest.mark.parametrize(
    ("text", "seen"),
    [("Keep this.", ["(document rights.pdf) Keep this. [Yes | No]"]), ("long", None)],
)
async def test_a_file_arrives_with_its_words(text: str, seen: list[str] | None) -> None:
    """Below it where they fit, else before it."""
    words = text if seen else "x" * 1500
    async with BotApi() as api:
        ben = api.user(state=State.OPEN)

        name = await send(api, Outgoing(words, buttons=YES_NO, file=LEAFLET))

    document = ben.last.message["document"]
    stored = api.world.files[document["file_id"]]
    assert (stored.content(), stored.media_type) == (LEAFLET.content, LEAFLET.media_type)
    assert [str(b) for b in ben.bubbles] == (seen or [words, "(document rights.pdf) [Yes | No]"])
    assert name.count(",") == len(ben.bubbles) - 1
    assert not api.violations


@pytest.mark.parametrize(
    ("state", "address"),
    [
        (State.NEW, "1001"),
        (State.BLOCKED, "1001"),
        (State.DEACTIVATED, "1001"),
        (State.OPEN, "999"),
        (State.OPEN, "not a number"),
    ],
)
async def test_somebody_who_cannot_be_reached_is_told_apart(state: State, address: str) -> None:
    """Also for files."""
    async with BotApi() as api:
        api.user(state=state)
        for outgoing in (Outgoing("hello"), Outgoing("hello", file=LEAFLET)):
            with pytest.raises(DeliveryError) as caught:
                await send(api, outgoing, address)

            assert caught.value.meaning is Meaning.UNREACHABLE
            assert caught.value.permanent


@pytest.mark.parametrize(
    ("code", "after", "meaning"),
    [
        (500, False, Meaning.NETWORK),
        (502, False, Meaning.NETWORK),
        (401, False, Meaning.ALARM),
        (404, False, Meaning.ALARM),
        (429, False, Meaning.LIMITED),
        ("reset", False, Meaning.UNCERTAIN),
        ("reset", True, Meaning.UNCERTAIN),
    ],
)
@pytest.mark.parametrize("file", [None, LEAFLET])
async def test_a_failure_has_the_same_meaning_for_words_and_files(
    code: int | str, after: bool, meaning: Meaning, file: File | None
) -> None:
    """Whether it was quick or went through the library."""
    async with BotApi() as api:
        api.user(state=State.OPEN)
        api.fault(code, after=after, retry_after=9)

        with pytest.raises(DeliveryError) as caught:
            await send(api, Outgoing("hello", file=file))

    assert caught.value.meaning is meaning
    if meaning is Meaning.LIMITED:
        assert caught.value.retry_after is not None
        assert caught.value.retry_after.total_seconds() == 9
        assert not caught.value.only_this_chat


async def test_a_limit_in_a_group_is_the_groups_own() -> None:
    """Others need not wait for it."""
    async with BotApi() as api:
        api.group(api.user(state=State.OPEN))
        api.fault(429)

        with pytest.raises(DeliveryError) as caught:
            await send(api, Outgoing("We talk in private only."), "-2001")

    assert caught.value.only_this_chat


@pytest.mark.parametrize("file", [None, LEAFLET])
async def test_a_message_that_stopped_half_way_goes_on_where_it_stopped(file: File | None) -> None:
    """No part arrives twice."""
    outgoing = Outgoing("a" * 4096 + " " + "b" * 4096 + " end", file=file)
    async with BotApi() as api:
        ben = api.user(state=State.OPEN)
        channel = telegram(api.url)
        api.fault(429, containing="bbb")
        api.fault(500, containing="end")
        if file:
            api.fault(500, method="sendDocument")

        names = [name async for name in _stubborn(channel, outgoing)]
        again = await channel.send("1001", outgoing)
        await channel.close()

    count = 4 if file else 3
    assert names[-1] == ",".join(str(bubble.message_id) for bubble in ben.bubbles[:count])
    assert len(names) == count
    assert [b.text[:1] for b in ben.bubbles[:3]] == ["a", "b", "e"]
    assert len(again.split(",")) == count


async def _stubborn(channel: Channel, outgoing: Outgoing) -> AsyncIterator[str]:
    while True:
        try:
            yield await channel.send("1001", outgoing)
        except DeliveryError as error:
            yield error.detail
        else:
            return


async def test_what_was_sent_can_be_erased() -> None:
    """Hundreds at once, all parts of each; what is too old or gone is passed over."""
    async with BotApi() as api:
        ben = api.user(state=State.OPEN)
        channel = telegram(api.url)
        long = await channel.send("1001", Outgoing("a" * 5000))
        names = [await channel.send("1001", Outgoing(str(n))) for n in range(150)]

        await channel.erase("1001", [long, *names, "99999"])
        await channel.erase("999", names)
        await channel.erase("1001", [])
        await channel.close()

    assert ben.transcript == []


async def test_each_message_is_named_once_when_it_is_erased() -> None:
    """However often the same one, or a part of it, was given; in the order in which they came."""
    async with BotApi() as api:
        api.user(state=State.OPEN)
        channel = telegram(api.url)
        named = [*map(str, range(7, 107)), "9", "8,7", "200,9,0007", "9", "300"]

        await channel.erase("1001", named)
        await channel.close()

    lists = [call.params["message_ids"] for call in api.calls if call.method == "deleteMessages"]
    assert lists == [[*range(7, 107)], [200, 300]]
    assert not api.violations


async def test_erasing_says_when_it_should_be_tried_again() -> None:
    """What is not erased because of the network can be erased later."""
    async with BotApi() as api:
        api.user(state=State.OPEN)
        channel = telegram(api.url)
        api.fault(500, method="deleteMessages")

        with pytest.raises(DeliveryError) as caught:
            await channel.erase("1001", ["5"])
        await channel.close()

    assert caught.value.meaning is Meaning.NETWORK


async def test_a_group_gets_one_answer_and_is_left() -> None:
    """We talk with people alone."""
    hands = Hands()
    async with BotApi() as api:
        group = api.group(api.user(state=State.OPEN))
        channel = telegram(api.url)

        async with receiving(channel, hands):
            await hands.until(1)
            said = hands.batches[0][0]
            await channel.send(said.address, Outgoing("Please write to me in private."))
            await channel.leave(said.address)
            await channel.leave(said.address)

    assert said.kind is Kind.GROUP
    assert group.state is State.KICKED


async def test_a_conversation_goes_back_and_forth() -> None:
    """Words, a button, a press: the whole way."""
    hands = Hands()
    async with BotApi(rates=Rates(Mode.ASSERT)) as api:
        ben = api.user()
        channel = telegram(api.url)

        async with receiving(channel, hands):
            ben.start("jZ3k_9")
            await hands.until(1)
            name = await channel.send("1001", Outgoing("Shall I?", buttons=YES_NO))
            ben.press("No")
            await hands.until(2)

    start, press = (said for batch in hands.batches for said in batch)
    assert start.words == "/start jZ3k_9"
    assert (press.press, press.quoted) == ("p1:1", name)
    assert not api.violations
