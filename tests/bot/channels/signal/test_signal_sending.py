"""Sending: what stands on the phone, and what a refusal makes of a message."""

import asyncio

import pytest

from bot.channels.base import DeliveryError, Meaning
from bot.channels.signal import Signal
from domain.speech.messages import MENU_PRESS, Button, File, Outgoing
from tests.bot.channels.signal.signal_kit import (
    GOOD,
    LEILA,
    failure,
    ok,
    open_channel,
    refused,
    scripted,
    signal_at,
    signal_on,
    turn,
)
from tests.platforms.signal import SignalCli, Trouble

HELLO = Outgoing("Hello")
ASK = Outgoing(
    "Are you coming?",
    "Football",
    (Button("1:0", "Yes"), Button("1:1", "No"), Button(MENU_PRESS, "☰ Menu")),
    hint="Answer with a number.",
)
LONG = Outgoing("One.\n\n" + "word " * 350 + "\n\n" + "last " * 350)


async def test_a_question_stands_on_the_phone_with_a_bold_title_and_numbers() -> None:
    """And its name is its timestamp."""
    async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli)) as channel:
        ben = cli.person()
        name = await channel.send(ben.uuid, ASK)

    assert ben.last.styled("BOLD") == ["Football"]
    assert ben.last.labels == ["Yes", "No", "☰ Menu"]
    assert name == str(ben.last.timestamp)


async def test_a_long_message_goes_in_parts_and_goes_on_where_it_stopped() -> None:
    """Nobody gets a part twice."""
    async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli)) as channel:
        ben = cli.person()
        cli.fault(Trouble.CLOSE, containing="last last")
        error = await failure(channel, LONG, ben.uuid)
        name = await _insist(channel, LONG, ben.uuid)

    assert error.meaning is Meaning.UNCERTAIN
    assert name == ",".join(str(bubble.timestamp) for bubble in ben.bubbles)
    assert [bubble.text[-5:] for bubble in ben.bubbles] == ["(1/2)", "(2/2)"]


async def test_a_file_comes_with_its_words() -> None:
    """As one message."""
    file = File("an event.ics", "text/calendar", b"BEGIN")
    async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli)) as channel:
        ben = cli.person()
        await channel.send(ben.uuid, Outgoing("Saturday", file=file))

    assert ben.last.text == "Saturday"
    assert [(each.name, each.data) for each in ben.last.files] == [("an event.ics", b"BEGIN")]


@pytest.mark.parametrize(("version", "spoken"), [(GOOD, [True]), ("0.13.19", [None])])
async def test_a_recording_is_a_voice_note_where_that_can_be(
    version: str, spoken: list[bool | None]
) -> None:
    """An older signal-cli sends it as a file, and is not asked for more."""
    file = File("welcome.aac", "audio/aac", b"voice")
    async with SignalCli(version=version) as cli, open_channel(signal_at(cli)) as channel:
        ben = cli.person()
        await channel.send(ben.uuid, Outgoing("", file=file))
        asked = [call.params.get("voiceNote") for call in cli.sent]

    assert [each.data for each in ben.last.files] == [b"voice"]
    assert asked == spoken


async def test_a_box_is_ticked_in_place_as_often_as_phones_allow() -> None:
    """Each edit names the newest; quotes may name any."""
    async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli)) as channel:
        ben = cli.person()
        name = await channel.send(ben.uuid, Outgoing("0"))
        for number in range(1, 12):
            name = await channel.send(ben.uuid, Outgoing(str(number), instead_of=name))

    assert [bubble.text for bubble in ben.bubbles] == ["10", "11"]


async def test_what_is_too_old_to_be_edited_is_sent_anew() -> None:
    """Phones take edits for a day."""
    async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli)) as channel:
        ben = cli.person()
        name = await channel.send(ben.uuid, Outgoing("old"))
        cli.clock.forward(86_400)
        await channel.send(ben.uuid, Outgoing("new", instead_of=name))

    assert [bubble.text for bubble in ben.bubbles] == ["old", "new"]


async def test_a_timer_is_set_before_the_words_and_never_keeps_them() -> None:
    """A failure is logged only."""
    async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli)) as channel:
        ben = cli.person()
        await channel.send(ben.uuid, Outgoing("one", timer=604_800))
        assert ben.timer == 604_800
    async with scripted() as (script, rpc), open_channel(signal_on(rpc)) as channel:
        script.answers |= {"updateContact": refused(-1, "no"), "send": ok()}
        assert await channel.send(LEILA, Outgoing("two", timer=60))


async def test_after_a_farewell_signal_cli_forgets_them() -> None:
    """Keys, sessions and contact."""
    async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli)) as channel:
        await channel.send(cli.person().uuid, Outgoing("Goodbye", farewell=True))

        assert [call.method for call in cli.calls][-2:] == ["send", "removeContact"]
        assert cli.calls[-1].params["forget"] is True


async def test_messages_are_deleted_for_everyone() -> None:
    """All parts, the edits, and no message that phones keep anyway."""
    async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli)) as channel:
        ben = cli.person()
        await channel.send(ben.uuid, Outgoing("old"))
        old = str(ben.last.timestamp)
        cli.clock.forward(3 * 86_400)
        names = [await channel.send(ben.uuid, each) for each in (HELLO, LONG)]
        await channel.erase(ben.uuid, [old, *names])

    assert [bubble.text for bubble in ben.bubbles] == ["old"]


async def test_each_message_is_deleted_once() -> None:
    """However often it was named: a changed message keeps the name of the one it replaced."""
    async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli)) as channel:
        ben = cli.person()
        one, two = [await channel.send(ben.uuid, HELLO) for _ in range(2)]
        await channel.erase(ben.uuid, [one, two, one, f"{two},{one}", two])

        assert cli.counters["remoteDelete"] == 2
        assert ben.bubbles == []


async def test_many_deletions_are_spread_and_go_on_where_they_stopped() -> None:
    """Signal takes 60 messages to one person, then one a second."""
    async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli)) as channel:
        ben = cli.person()
        names = [await channel.send(ben.uuid, HELLO) for _ in range(25)]
        with pytest.raises(DeliveryError) as caught:
            await channel.erase(ben.uuid, names)
        assert caught.value.only_this_chat
        await channel.erase(ben.uuid, names)

        assert ben.bubbles == []
        assert cli.counters["remoteDelete"] == 25


async def test_a_group_is_answered_as_a_group_and_left() -> None:
    """By its own name."""
    async with scripted() as (script, rpc), open_channel(signal_on(rpc)) as channel:
        script.answers |= {"send": ok(), "quitGroup": refused(-1, "Group not found")}
        await channel.send("group.bGlwYQ==", HELLO)
        await channel.leave("group.bGlwYQ==")

    [sent, left] = [call for call in script.calls if call["method"] in ("send", "quitGroup")]
    assert sent["params"]["groupId"] == left["params"]["groupId"] == "bGlwYQ=="
    assert "recipient" not in sent["params"]


async def test_two_hundred_messages_may_be_under_way_at_once() -> None:
    """Answers come in any order."""
    async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli)) as channel:
        people = [cli.person(2000 + n) for n in range(200)]
        await channel.send(cli.person().uuid, HELLO)
        cli.swap(50)
        names = await asyncio.gather(*(channel.send(each.uuid, HELLO) for each in people))

    assert names == [str(each.last.timestamp) for each in people]


async def _insist(channel: Signal, outgoing: Outgoing, who: str) -> str:
    """Once there is a connection again."""
    while True:
        try:
            return await channel.send(who, outgoing)
        except DeliveryError:
            await turn()
