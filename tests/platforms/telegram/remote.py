"""The simulation over HTTP: ``/sim/<name>``, for tests in another process.

Parameters are a JSON object (POST) or the query (GET); the answer is JSON, or status 400 with
``{"error": ...}``.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import orjson

from tests.platforms.telegram.calls.facts import Params, WrongCall
from tests.platforms.telegram.calls.refusals import Refused
from tests.platforms.telegram.chats import Bubble, Json, State
from tests.platforms.telegram.people import People, Turn
from tests.platforms.telegram.rates import Mode, Rates
from tests.platforms.telegram.simulate import NotPossible, User
from tests.platforms.telegram.wire import Connection, Request

if TYPE_CHECKING:
    from tests.platforms.telegram.server import BotApi

Action = Callable[[Params], Any]
MISTAKES = (KeyError, ValueError, TypeError, NotPossible, Refused, WrongCall, TimeoutError)


def seen(bubble: Bubble) -> Json:
    """A message as it stands on the phone, for another process."""
    about = {"message_id": bubble.message_id, "text": bubble.text, "kind": bubble.kind}
    return about | {"labels": bubble.labels, "message": bubble.message, "edits": bubble.edits}


class Remote:
    """Translates requests into what `BotApi` and `User` can do."""

    def __init__(self, api: "BotApi") -> None:
        self.api = api
        self.people: People | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._actions: dict[str, Action] = {
            name.removeprefix("do_"): getattr(self, name)
            for name in dir(self)
            if name.startswith("do_")
        }

    def receive(self, connection: Connection, request: Request) -> None:
        """Answer one request."""
        name = request.target[len(b"/sim/") :].partition(b"?")[0].decode()
        try:
            action = self._actions[name]
            result = action(request.params())
        except MISTAKES as mistake:
            _refuse(connection, mistake)
            return
        if isinstance(result, Awaitable):
            task = asyncio.get_running_loop().create_task(self._later(connection, result))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            return
        _answer(connection, result)

    async def close(self) -> None:
        """End what still waits."""
        for task in self._tasks:
            task.cancel()

    async def _later(self, connection: Connection, result: Awaitable[Any]) -> None:
        try:
            _answer(connection, await result)
        except MISTAKES as mistake:
            _refuse(connection, mistake)

    def _user(self, params: Params) -> User:
        return self.api.user(int(params["user"]))

    # People.

    def do_user(self, params: Params) -> Json:
        """``id``, ``language_code``, ``first_name``, ``state``."""
        state = State(params.get("state", "new"))
        language = params.get("language_code", "en")
        name = params.get("first_name", "Ben")
        user = self.api.user(int(params["id"]), language, name, state=state)
        return {"id": user.id, "state": user.chat.state}

    def do_users(self, params: Params) -> Json:
        """``first_id``, ``count``, ``language_code``, ``state``: many people at once."""
        state, first = State(params.get("state", "open")), int(params.get("first_id", 1001))
        for number in range(first, first + int(params["count"])):
            self.api.user(number, params.get("language_code", "en"), state=state)
        return {"users": len(self.api.world.chats)}

    def do_say(self, params: Params) -> Json:
        """``user``, ``text``, ``quoting``, ``group``."""
        user = self._user(params)
        number = user.say(params["text"], params.get("quoting"), params.get("group"))
        return {"message_id": number}

    def do_press(self, params: Params) -> Json:
        """``user``, ``button`` (words or index), ``message``."""
        press = self._user(params).press(params["button"], params.get("message"))
        return {"id": press.id, "data": press.data}

    def do_pressed(self, params: Params) -> Json:
        """``id``: how the bot answered a press."""
        press = self.api.world.presses[params["id"]]
        return {"answered": press.answered, "answers": press.answers}

    def do_tap(self, params: Params) -> Json:
        """``user``, ``text``: a key under the text field."""
        return {"message_id": self._user(params).tap(params["text"])}

    def do_send(self, params: Params) -> Json:
        """``user``, and ``content`` as in a Message."""
        number = self._user(params).send(params["content"], params.get("quoting"))
        return {"message_id": number}

    def do_file(self, params: Params) -> Json:
        """``user``, ``kind``, ``size``, ``name``."""
        user, size = self._user(params), int(params.get("size", 1000))
        return {"message_id": user.send_file(params["kind"], size, params.get("name", ""))}

    def do_sticker(self, params: Params) -> Json:
        """``user``."""
        return {"message_id": self._user(params).send_sticker()}

    def do_edit(self, params: Params) -> Json:
        """``user``, ``message``, ``text``."""
        self._user(params).edit(params["message"], params["text"])
        return {}

    def do_block(self, params: Params) -> Json:
        """``user``."""
        self._user(params).block()
        return {}

    def do_unblock(self, params: Params) -> Json:
        """``user``."""
        self._user(params).unblock()
        return {}

    def do_group(self, params: Params) -> Json:
        """``user``, ``group``: the person adds the bot to a group."""
        return {"id": self.api.group(self._user(params), int(params["group"])).id}

    # Trouble and time.

    def do_fault(self, params: Params) -> Json:
        """``code``, ``times``, ``method``, ``containing`` and the rest of `Fault`."""
        self.api.fault(**params)
        return {}

    def do_poison(self, params: Params) -> Json:
        """``update``, or nothing."""
        return {"update_id": self.api.poison(params.get("update"))}

    def do_redeliver(self, params: Params) -> Json:
        """``update_id``, by default the newest."""
        return {"update_id": self.api.redeliver(params.get("update_id"))}

    def do_rates(self, params: Params) -> Json:
        """``mode``, ``per_second``, ``chat``, ``burst``: new limits from now on."""
        self.api.world.rates = Rates(**(params | {"mode": Mode(params["mode"])}))
        return {}

    def do_swapped(self, params: Params) -> list[Any]:
        """``actions``: ``[[name, params], ...]``, whose updates arrive in reverse order."""
        with self.api.world.updates.swapped():
            return [self._actions[name](inner) for name, inner in params["actions"]]

    def do_clock(self, params: Params) -> Json:
        """``forward``: seconds."""
        self.api.clock.forward(float(params.get("forward", 0)))
        return {"now": self.api.clock.now()}

    # What happened.

    async def do_polled(self, params: Params) -> Json:
        """``timeout``: wait until the bot has asked for updates, or has set its webhook."""
        async with asyncio.timeout(float(params.get("timeout", 10))):
            await self.api.world.updates.polled.wait()
        return {}

    async def do_next(self, params: Params) -> Json:
        """``user``, ``timeout``: the next message of the bot."""
        timeout = float(params.get("timeout", 5))
        return seen(await self._user(params).next_message(timeout))

    def do_transcript(self, params: Params) -> list[str]:
        """``chat``."""
        return self.api.transcript(int(params["chat"]))

    def do_chat(self, params: Params) -> list[Json]:
        """``chat``: its messages in full."""
        bubbles = self.api.world.chat(int(params["chat"])).bubbles.values()
        return [seen(b) | {"own": b.own} for b in bubbles]

    def do_calls(self, params: Params) -> list[Json]:
        """``since``, ``method``: accepted calls."""
        method = params.get("method")
        calls = self.api.calls[int(params.get("since", 0)) :]
        return [asdict(c) for c in calls if method in (None, c.method)]

    def do_violations(self, _params: Params) -> list[Json]:
        """What the bot did wrong."""
        return [asdict(v) for v in self.api.violations]

    def do_counters(self, _params: Params) -> Json:
        """Counts of calls, and of updates."""
        updates = self.api.world.updates
        waiting = {"updates waiting": len(updates.waiting), "updates delivered": updates.delivered}
        return self.api.counters | waiting

    def do_people(self, params: Params) -> Json:
        """``script``, ``people`` and the rest of `People`: start a load, or see how it goes."""
        if "script" in params:
            script = [Turn(**turn) for turn in params["script"]]
            people = int(params["people"])
            conversations = int(params.get("conversations", people))
            pace = (float(params.get("turn_timeout", 30)), float(params.get("ramp", 0)))
            self.people = People(self.api, script, people, conversations, *pace)
            self.people.start()
        if self.people is None:
            raise KeyError("script")
        return self.people.result() | {"finished": self.people.finished.is_set()}


def _answer(connection: Connection, result: Any) -> None:
    connection.answer(200, orjson.dumps(result, default=str))


def _refuse(connection: Connection, mistake: Exception) -> None:
    words = f"{type(mistake).__name__}: {mistake}"
    connection.answer(400, orjson.dumps({"error": words}))
