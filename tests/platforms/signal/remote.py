"""The simulation over HTTP on a port of this machine: ``/sim/<name>``, for other processes.

Parameters are a JSON object (POST) or the query (GET); the answer is JSON, or status 400 with
``{"error": ...}``.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import orjson

from tests.platforms.signal.bubble import Bubble
from tests.platforms.signal.calls.refusals import Json
from tests.platforms.signal.person import Person
from tests.platforms.signal.phone import NotPossible
from tests.platforms.signal.rates import Bucket, Mode, Rates
from tests.platforms.telegram.wire import Connection, Request

if TYPE_CHECKING:
    from tests.platforms.signal.simulation import SignalCli

MISTAKES = (AssertionError, KeyError, ValueError, TypeError, NotPossible, TimeoutError)
SWITCHES = ("silent", "loaded", "online")


def seen(bubble: Bubble) -> Json:
    """A message as it stands on the phone."""
    about: Json = {"timestamp": bubble.timestamp, "text": bubble.text, "own": bubble.own}
    about |= {"labels": bubble.labels, "styles": bubble.styles, "quote": bubble.quote}
    files = [[file.name, file.media_type, len(file.data)] for file in bubble.files]
    return about | {"files": files, "earlier": bubble.earlier, "poll": bubble.poll}


class Remote:
    """Translates requests into what `SignalCli` and `Person` can do."""

    def __init__(self, signal: "SignalCli") -> None:
        self.signal = signal
        self.port = 0
        self._server: asyncio.Server | None = None
        self._connections: set[Connection] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        names = [name for name in dir(self) if name.startswith("do_")]
        self._actions: dict[str, Callable[[Json], Any]] = {
            name.removeprefix("do_"): getattr(self, name) for name in names
        }

    async def start(self, port: int = 0) -> int:
        """Listen; the port."""
        loop = asyncio.get_running_loop()
        made = lambda: Connection(self._receive, self._connections)  # noqa: E731
        self._server = await loop.create_server(made, "127.0.0.1", port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self.port

    async def close(self) -> None:
        """End what still waits."""
        for task in self._tasks:
            task.cancel()
        for connection in list(self._connections):
            connection.drop()
        if self._server is not None:
            self._server.close()
        await asyncio.sleep(0)

    def _receive(self, connection: Connection, request: Request) -> None:
        name = request.target.removeprefix(b"/sim/").partition(b"?")[0].decode()
        task = asyncio.get_running_loop().create_task(self._serve(connection, request, name))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, connection: Connection, request: Request, name: str) -> None:
        try:
            result = self._actions[name](request.params())
            result = await result if isinstance(result, Awaitable) else result
            connection.answer(200, orjson.dumps(result, default=str))
        except MISTAKES as mistake:
            words = f"{type(mistake).__name__}: {mistake}"
            connection.answer(400, orjson.dumps({"error": words}))

    # People. `who` is a number.

    def _person(self, params: Json) -> Person:
        return self.signal.person(int(params["who"]))

    def _bubble(self, params: Json) -> Bubble:
        return self._person(params).bubbles_ever[int(params["message"])]

    def do_person(self, params: Json) -> Json:
        """``who``, ``name``, ``phone``."""
        who, name = int(params["who"]), params.get("name", "Ben")
        return {"uuid": self.signal.person(who, name, params.get("phone")).uuid}

    def do_say(self, params: Json) -> Json:
        """``who``, ``text``."""
        return {"timestamp": self._person(params).say(params["text"])}

    def do_answer(self, params: Json) -> Json:
        """``who``, ``label``, ``digits``."""
        person, digits = self._person(params), params.get("digits", "")
        return {"timestamp": person.answer(params["label"], digits)}

    def do_quote(self, params: Json) -> Json:
        """``who``, ``message``, ``text``."""
        bubble = self._bubble(params)
        return {"timestamp": self._person(params).quote(bubble, params["text"])}

    def do_react(self, params: Json) -> Json:
        """``who``, ``message``, ``emoji``."""
        bubble, emoji = self._bubble(params), params.get("emoji", "👍")
        return {"timestamp": self._person(params).react(bubble, emoji)}

    def do_act(self, params: Json) -> Json:
        """``who``, ``name`` of a method of `Person`, ``given``: everything else they can do."""
        name, given = str(params["name"]), params.get("given", [])
        if name.startswith("_"):
            raise KeyError(name)
        return {"timestamp": getattr(self._person(params), name)(*given)}

    # The daemon, trouble and time.

    async def do_kill(self, params: Json) -> Json:
        """``unsaved``: the process dies."""
        await self.signal.kill(int(params.get("unsaved", 0)))
        return {}

    async def do_start(self, _params: Json) -> Json:
        """It begins again."""
        await self.signal.start()
        return {}

    def do_fault(self, params: Json) -> Json:
        """``trouble``, ``times`` and the rest of `Fault`."""
        self.signal.fault(**params)
        return {}

    def do_switch(self, params: Json) -> Json:
        """``silent``, ``loaded``, ``online``: true or false."""
        for name in SWITCHES:
            if name in params:
                setattr(self.signal, name, bool(params[name]))
        return {name: getattr(self.signal, name) for name in SWITCHES}

    def do_rates(self, params: Json) -> Json:
        """``mode``; ``total`` as burst and seconds."""
        total = Bucket(*params["total"]) if "total" in params else None
        self.signal.world.rates = Rates(Mode(params["mode"]), total)
        return {}

    def do_clock(self, params: Json) -> Json:
        """``forward``: seconds."""
        self.signal.clock.forward(float(params.get("forward", 0)))
        return {"now": self.signal.clock.now()}

    # What happened.

    async def do_wanted(self, params: Json) -> Json:
        """``timeout``: wait until somebody has subscribed."""
        async with asyncio.timeout(float(params.get("timeout", 10))):
            await self.signal.wanted()
        return {}

    async def do_next(self, params: Json) -> Json:
        """``who``, ``timeout``: the next message of the bot."""
        return seen(await self._person(params).next_message(float(params.get("timeout", 5))))

    def do_chat(self, params: Json) -> list[Json]:
        """``who``: everything that stands there."""
        return [seen(bubble) for bubble in self._person(params).screen]

    def do_transcript(self, params: Json) -> list[str]:
        """``who``."""
        return self._person(params).transcript

    def do_calls(self, params: Json) -> list[Json]:
        """``since``, ``method``."""
        calls = self.signal.calls[int(params.get("since", 0)) :]
        return [asdict(call) for call in calls if params.get("method") in (None, call.method)]

    def do_violations(self, _params: Json) -> list[Json]:
        """What the bot did wrong."""
        return [asdict(violation) for violation in self.signal.violations]

    def do_counters(self, _params: Json) -> Json:
        """Counts of calls, and of events that still wait."""
        world = self.signal.world
        return self.signal.counters | {"waiting": len(world.waiting) + len(world.cache)}
