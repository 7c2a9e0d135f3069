"""The connection to signal-cli: any order, any size, any character, and an end at any moment."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest
import uvloop

from bot.channels.base import Meaning
from bot.channels.signal.errors import CallError
from bot.channels.signal.methods import check
from bot.channels.signal.rpc import Rpc, connect
from tests.bot.channels.signal.signal_kit import ACCOUNT, event, eventually, said, scripted, turn

U = "11111111-1111-4111-8111-111111111111"


async def nobody(lines: Sequence[bytes]) -> None:
    """Takes events and does nothing with them."""
    del lines


async def test_two_hundred_calls_are_answered_in_any_order() -> None:
    """Each gets its own answer."""
    async with scripted() as (script, rpc):
        script.answers["send"] = lambda _call: None
        connection = await connect(rpc, ACCOUNT, nobody)
        calls = [
            asyncio.create_task(connection.call("send", recipient=[U], message=str(n)))
            for n in range(200)
        ]
        await eventually(lambda: len(script.calls) == 200)
        for call in reversed(script.calls):
            script.write({"jsonrpc": "2.0", "id": call["id"], "result": call["params"]["message"]})
        assert await asyncio.gather(*calls) == [str(n) for n in range(200)]
        await connection.close()


@pytest.mark.parametrize("words", ["x" * 300_000, "a\u2028b\u2029c\u0085d", "\ufffc", "😀" * 999])
async def test_a_line_is_taken_whole_whatever_stands_in_it(words: str) -> None:
    """Only a line feed ends it."""
    taken: list[bytes] = []

    async def take(lines: Sequence[bytes]) -> None:
        taken.extend(lines)

    async with scripted() as (script, rpc):
        connection = await connect(rpc, ACCOUNT, take)
        await connection.call("version")
        script.write(json.dumps(event(said(words)), ensure_ascii=False))
        await eventually(lambda: bool(taken))
        await connection.close()

    [line] = taken
    assert json.loads(line)["params"]["result"]["envelope"]["dataMessage"]["message"] == words


async def test_lines_that_come_together_are_taken_together() -> None:
    """One write to the database, not three."""
    groups: list[int] = []

    async def take(lines: Sequence[bytes]) -> None:
        groups.append(len(lines))

    async with scripted() as (script, rpc):
        connection = await connect(rpc, ACCOUNT, take)
        await connection.call("version")
        script.give(said("1"), said("2"), said("3"))
        await eventually(lambda: bool(groups))
        await connection.close()

    assert groups == [3]


async def test_an_answer_is_heard_after_the_events_before_it_are_safe() -> None:
    """So the end of receiving says that nothing is on its way."""
    order: list[str] = []

    async def take(lines: Sequence[bytes]) -> None:
        del lines
        await turn()
        order.append("kept")

    async with scripted() as (script, rpc):
        connection = await connect(rpc, ACCOUNT, take)
        await connection.call("version")

        def end(call: dict[str, Any]) -> None:
            answer = {"jsonrpc": "2.0", "id": call["id"], "result": {}}
            script.write(event(said("the last one")), answer)

        script.answers["unsubscribeReceive"] = end
        await connection.call("unsubscribeReceive", subscription=0)
        order.append("answered")
        await connection.close()

    assert order == ["kept", "answered"]


async def test_a_connection_that_ends_leaves_every_call_in_doubt() -> None:
    """They may have had their effect."""
    async with scripted() as (script, rpc):
        script.answers["send"] = lambda _call: None
        connection = await connect(rpc, ACCOUNT, nobody)
        calls = [
            asyncio.create_task(connection.call("send", recipient=[U], message="x"))
            for _ in range(3)
        ]
        await eventually(lambda: len(script.calls) == 3)
        script.end()
        results = await asyncio.gather(*calls, return_exceptions=True)
        await connection.close()

    assert [_meaning(each) for each in results] == [Meaning.UNCERTAIN] * 3


async def test_a_call_on_an_ended_connection_surely_did_not_leave() -> None:
    """It may be made again."""
    async with scripted() as (script, rpc):
        connection = await connect(rpc, ACCOUNT, nobody)
        await connection.call("version")
        script.end()
        await asyncio.wait([connection.ended])
        with pytest.raises(CallError) as caught:
            await connection.call("version")
        await connection.close()

    assert caught.value.meaning is Meaning.NETWORK


def test_a_call_as_the_connection_closes_surely_did_not_leave() -> None:
    """The transport knows before the reader does, and says so in a way of its own."""

    async def conversation() -> CallError:
        async with scripted() as (_script, rpc):
            connection = await connect(rpc, ACCOUNT, nobody)
            await connection.call("version")
            connection._writer.transport.abort()
            with pytest.raises(CallError) as ended:
                await connection.call("send", recipient=[U], message="x")
            await connection.close()
            return ended.value

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        assert runner.run(conversation()).meaning is Meaning.NETWORK


async def test_lines_that_are_no_objects_are_passed_over() -> None:
    """What stands beside them is heard."""
    async with scripted() as (script, rpc):
        connection = await connect(rpc, ACCOUNT, nobody)
        await connection.call("version")
        script.write("", "not json", "[]", "7", "[" * 100_000, '{"id":"elsewhere"}')
        assert await connection.call("listAccounts") == [{"number": ACCOUNT}]
        await connection.close()


async def test_the_account_is_named_where_it_must_be() -> None:
    """And only there."""
    async with scripted() as (script, rpc):
        connection: Rpc = await connect(rpc, ACCOUNT, nobody)
        await connection.call("listDevices")
        await connection.call("version")
        await connection.close()

    assert [call["params"] for call in script.calls] == [{"account": ACCOUNT}, {}]


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendReceipt", {}),
        ("send", {"recipient": U, "message": "x"}),
        ("send", {"recipient": [], "message": "x"}),
        ("send", {"recipients": [U], "message": "x"}),
        ("trust", {"recipient": [U], "trustAllKnownKeys": True}),
        ("trust", {"recipient": U}),
        ("remoteDelete", {"recipient": [U], "targetTimestamp": 12}),
        ("remoteDelete", {"recipient": [U], "targetTimestamp": "1795000000001"}),
        ("updateContact", {"recipient": U, "expiration": True}),
    ],
)
def test_a_call_that_signal_cli_would_misread_never_leaves(
    method: str, params: dict[str, Any]
) -> None:
    """It would read a list as a telephone number, and ignore a name it does not know."""
    with pytest.raises(ValueError, match=method) as caught:
        check(method, {"account": ACCOUNT, **params})
    assert U not in str(caught.value)


def _meaning(error: object) -> Meaning | None:
    return error.meaning if isinstance(error, CallError) else None
