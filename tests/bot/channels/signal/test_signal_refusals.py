"""What a refusal, a silence or new keys make of a message."""

import logging
from datetime import timedelta
from typing import Any

import pytest

from bot.channels.base import Meaning
from bot.channels.signal.envelopes import CHANNEL
from domain.speech.messages import Kind, Outgoing
from tests.bot.channels.signal.signal_kit import (
    GOOD,
    LEILA,
    NOW,
    Hands,
    MemorySafe,
    failure,
    ok,
    open_channel,
    receiving,
    refused,
    scripted,
    signal_at,
    signal_on,
)
from tests.platforms.signal import Fault, SignalCli, Trouble

HELLO = Outgoing("Hello")


@pytest.mark.parametrize(
    ("answer", "meaning", "details"),
    [
        (
            refused(-5, "x", ok(13, "RATE_LIMIT_FAILURE", token="d0", retryAfterSeconds=3600)),
            Meaning.LIMITED,
            {"challenge": "d0", "retry_after": timedelta(hours=1), "perhaps": "13"},
        ),
        (refused(-5), Meaning.LIMITED, {"retry_after": timedelta(hours=1), "challenge": ""}),
        (
            refused(-5, "x", ok(13, "RATE_LIMIT_FAILURE", token="d0")),
            Meaning.LIMITED,
            {"challenge": "d0", "retry_after": timedelta(days=1)},
        ),
        (
            refused(-5, "x", ok(13, "RATE_LIMIT_FAILURE", retryAfterSeconds=86_400)),
            Meaning.LIMITED,
            {"challenge": "", "retry_after": timedelta(days=1)},
        ),
        (
            refused(-1, "Failed", ok(13, "NETWORK_FAILURE")),
            Meaning.UNCERTAIN,
            {"perhaps": "13"},
        ),
        (
            refused(-1, "Failed", ok(13, "UNREGISTERED_FAILURE")),
            Meaning.NETWORK,
            {"only_this_chat": True},
        ),
        (refused(-1, f"The user {LEILA} is not registered."), Meaning.NETWORK, {}),
        (refused(-1, "x", ok(13, "INVALID_PRE_KEY_FAILURE")), Meaning.NETWORK, {}),
        (ok(13, "INVALID_PRE_KEY_FAILURE"), Meaning.NETWORK, {}),
        (ok(13, "RATE_LIMIT_FAILURE"), Meaning.LIMITED, {}),
        ({"results": []}, Meaning.UNCERTAIN, {}),
        (refused(-1, "No recipients given"), Meaning.REFUSED, {}),
        (refused(-1, f"{LEILA} is not a valid recipient"), Meaning.REFUSED, {}),
        (refused(-1, "No message text or attachments given."), Meaning.CONTENT, {}),
        (refused(-1, "Invalid syntax for text style (x)"), Meaning.CONTENT, {}),
        (refused(-1, "Failed to parse the data URI of an attachment"), Meaning.CONTENT, {}),
        (refused(-1, "Group not found: x"), Meaning.REFUSED, {}),
        (refused(-3, "IO"), Meaning.NETWORK, {}),
        (refused(-32602, "Specified account does not exist"), Meaning.ALARM, {}),
        (refused(-32601, "Method not implemented"), Meaning.ALARM, {}),
        (refused(-32603, f"{LEILA}: No connection! (IOException)"), Meaning.NETWORK, {}),
        (refused(-32603, "Read timed out (SocketTimeoutException)"), Meaning.UNCERTAIN, {}),
        (refused(-32603, "ClassCastException"), Meaning.REFUSED, {}),
        (refused(-32603, f"Session not found: {LEILA}.1"), Meaning.REFUSED, {}),
        (refused(-32603, "Attachment is too large (AttachmentException)"), Meaning.CONTENT, {}),
        (refused(-32603, "Could not upload attachment (IOException)"), Meaning.NETWORK, {}),
        (
            refused(-32603, "Authorization failed! (AuthorizationFailedException)"),
            Meaning.ALARM,
            {},
        ),
        (refused(-7, "new"), Meaning.UNCERTAIN, {}),
    ],
)
async def test_every_refusal_has_a_meaning(
    answer: object, meaning: Meaning, details: dict[str, Any]
) -> None:
    """First what was said of the recipient, then the code, then the words."""
    async with scripted() as (script, rpc), open_channel(signal_on(rpc)) as channel:
        script.answers["send"] = answer
        error = await failure(channel, HELLO)

    assert error.meaning is meaning
    for name, value in details.items():
        assert getattr(error, name) == value


async def test_a_network_failure_while_signal_is_out_of_reach_did_not_arrive() -> None:
    """Then it is everybody's trouble, and no doubt about one message."""
    async with scripted() as (script, rpc), open_channel(signal_on(rpc)) as channel:
        script.answers["send"] = refused(-1, "Failed", ok(13, "NETWORK_FAILURE"))
        script.answers["listDevices"] = refused(-3, "No route")
        error = await failure(channel, HELLO)

    assert (error.meaning, error.only_this_chat) == (Meaning.NETWORK, False)


async def test_a_message_whose_answer_was_lost_may_be_found_by_its_time() -> None:
    """A receipt for something sent in between proves it, one for what is sent next does not."""
    async with scripted() as (script, rpc), open_channel(signal_on(rpc)) as channel:
        script.answers["send"] = lambda _call: script.end()
        error = await failure(channel, HELLO)

    at = round(NOW.timestamp() * 1000)
    assert error.meaning is Meaning.UNCERTAIN
    assert error.perhaps == f"~{at}-{at}"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (f"Session not found: {LEILA}.1", "Session not found: +38640123456.2", True),
        ('No key for "Leila" (NullPointerException)', "No key for (NullPointerException)", True),
        ("Session not found", "ClassCastException", False),
    ],
)
async def test_two_refusals_are_the_same_whoever_they_name(
    one: str, other: str, *, same: bool
) -> None:
    """By a fingerprint from which nobody can be read."""
    errors = []
    async with scripted() as (script, rpc), open_channel(signal_on(rpc)) as channel:
        for words in (one, other):
            script.answers["send"] = refused(-32603, words)
            errors.append(await failure(channel, HELLO))

    assert (errors[0].alike == errors[1].alike) is same
    assert all(LEILA not in each.alike for each in errors)


async def test_a_session_that_is_lost_is_one_persons() -> None:
    """Two who lose theirs are refused alike, and the others are written to."""
    async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli)) as channel:
        ann, ben, eve = (cli.person(3000 + each) for each in range(3))
        cli.fault(Trouble.SESSION, recipient=ann.uuid)
        cli.fault(Trouble.SESSION, recipient=ben.uuid)
        errors = [await failure(channel, HELLO, each.uuid) for each in (ann, ben)]
        await channel.send(eve.uuid, HELLO)

    assert [error.meaning for error in errors] == [Meaning.REFUSED] * 2
    assert errors[0].alike == errors[1].alike
    assert eve.last.text == "Hello"


async def test_only_a_group_is_out_of_reach_when_a_group_is_not_found() -> None:
    """Nobody else is given up for such words."""
    async with scripted() as (script, rpc), open_channel(signal_on(rpc)) as channel:
        script.answers["send"] = refused(-1, "Group not found: x")
        group, person = [await failure(channel, HELLO, each) for each in ("group.bGlwYQ==", LEILA)]

    assert (group.meaning, person.meaning) == (Meaning.UNREACHABLE, Meaning.REFUSED)


async def test_without_a_connection_a_message_surely_did_not_leave() -> None:
    """It goes as soon as signal-cli is back."""
    async with open_channel(signal_on("unix:/nowhere/at/all")) as channel:
        assert (await failure(channel, HELLO)).meaning is Meaning.NETWORK


async def test_nobody_is_given_up_for_one_unregistered_failure() -> None:
    """Signal must have said so on three days, while it was in reach."""
    async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli)) as channel:
        ben = cli.person()
        await channel.send(ben.uuid, HELLO)
        meanings = []
        with cli.world.faults.during(Fault(Trouble.UNREGISTERED, times=99)):
            for _day in range(5):
                meanings.append((await failure(channel, HELLO, ben.uuid)).meaning)
                cli.clock.forward(86_400)

    assert meanings == [Meaning.NETWORK] * 3 + [Meaning.UNREACHABLE] * 2


async def test_new_keys_are_trusted_once_and_told() -> None:
    """The message goes; what follows from it others decide."""
    safe, hands = MemorySafe(), Hands()
    async with SignalCli(version=GOOD) as cli:
        channel = signal_at(cli, safe)
        async with receiving(channel, hands):
            ben = cli.person()
            await channel.send(ben.uuid, HELLO)
            ben.change_phone()
            await channel.send(ben.uuid, Outgoing("again"))
            await hands.until(1)

    [[changed]] = hands.batches
    assert (changed.kind, changed.address, changed.channel) == (Kind.CHANGED, ben.uuid, CHANNEL)
    assert ben.last.text == "again"


async def test_keys_that_change_again_at_once_are_the_networks_trouble() -> None:
    """It is tried once, not for ever."""
    async with scripted() as (script, rpc), open_channel(signal_on(rpc)) as channel:
        script.answers |= {"send": refused(-4, "x", ok(13, "IDENTITY_FAILURE")), "trust": {}}
        error = await failure(channel, HELLO)

    assert error.meaning is Meaning.NETWORK
    assert script.methods.count("send") == 2


async def test_nothing_about_people_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """No words, numbers or uuids."""
    with caplog.at_level(logging.DEBUG):
        async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli)) as channel:
            ben = cli.person(name="Benjamin")
            for trouble in (Trouble.IO, Trouble.NETWORK, Trouble.UNREGISTERED, Trouble.LIMIT):
                cli.fault(trouble)
                await failure(channel, Outgoing("A secret", timer=60, farewell=True), ben.uuid)

    for secret in ("secret", "Benjamin", ben.uuid, cli.account):
        assert secret not in caplog.text
