"""The door of the Bot API: from an HTTP request to a method, and back."""

from typing import Any

import orjson

from tests.platforms.telegram.calls.facts import Params, WrongCall
from tests.platforms.telegram.calls.methods import ON_MESSAGES, Method
from tests.platforms.telegram.calls.refusals import Refused, bad
from tests.platforms.telegram.calls.settings import ON_THE_BOT
from tests.platforms.telegram.faults import Fault
from tests.platforms.telegram.journal import Call
from tests.platforms.telegram.wire import Connection, Request
from tests.platforms.telegram.world import World

METHODS = ON_MESSAGES | ON_THE_BOT
QUIET = {"getUpdates", "getMe", "getFile", "getWebhookInfo", "getChat"}
NOT_FOUND = b'{"ok":false,"error_code":404,"description":"Not Found"}'
UNAUTHORIZED = b'{"ok":false,"error_code":401,"description":"Unauthorized"}'


class Gate:
    """Answers ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``."""

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.bot = f"/bot{token}/".encode()
        self.file = f"/file/bot{token}/".encode()
        self._names = {m.lower().encode(): m for m in world.facts.methods}

    def receive(self, connection: Connection, request: Request) -> None:
        """Answer a request to the Bot API or for a file."""
        target = request.target
        if b"%" in target:
            target = target.replace(b"%3A", b":").replace(b"%3a", b":")
        if target.startswith(self.bot):
            self._call(connection, request, target[len(self.bot) :].partition(b"?")[0])
        elif target.startswith(self.file):
            self._download(connection, target[len(self.file) :].decode())
        elif target.startswith((b"/bot", b"/file/bot")):
            connection.answer(401, UNAUTHORIZED)
        else:
            connection.answer(404, NOT_FOUND)

    def _call(self, connection: Connection, request: Request, name: bytes) -> None:
        method = self._names.get(name.lower())
        if method is None:
            connection.answer(404, NOT_FOUND)
            return
        try:
            result = self._take(connection, method, request)
        except WrongCall as wrong:
            self.world.violate(method, str(wrong))
            connection.answer(400, bad(f"FAKE: {wrong}").body)
        except Refused as refused:
            self._refuse(connection, method, refused)
        else:
            if result is not None:
                connection.answer(200, b'{"ok":true,"result":' + orjson.dumps(result) + b"}")

    def _take(self, connection: Connection, method: str, request: Request) -> Any:
        """The result of a call; None where the answer is given otherwise, or never."""
        world = self.world
        params = world.facts.parse(method, request.params())
        fault = world.faults.take(method, params) if world.faults else None
        if fault is not None and not fault.after:
            self._fail(connection, fault)
            return None
        if method == "getUpdates":
            self._poll(connection, params, fault)
            return None
        result = self._act(method, params)
        world.journal.counters[method] += 1
        if fault is not None:
            self._fail(connection, fault)
            return None
        return result

    def _refuse(self, connection: Connection, method: str, refused: Refused) -> None:
        self.world.journal.counters[f"{method} {refused.code}"] += 1
        if "FAKE: " in refused.description:
            self.world.violate(method, refused.description.partition("FAKE: ")[2])
        connection.answer(refused.code, refused.body, refused.headers)

    def _act(self, method: str, params: Params) -> Any:
        act: Method | None = METHODS.get(method)
        if act is None:
            raise bad(f"FAKE: {method} is not simulated")
        result = act(self.world, params)
        if method not in QUIET:
            number = result.get("message_id") if type(result) is dict else None
            journal = self.world.journal
            journal.calls.append(Call(self.world.clock.now(), method, params, number))
        return result

    def _poll(self, connection: Connection, params: Params, fault: Fault | None) -> None:
        if fault is None:
            self.world.updates.ask(connection, params)
            return
        self.world.updates.confirm(params)
        self._fail(connection, fault)

    def _fail(self, connection: Connection, fault: Fault) -> None:
        self.world.journal.counters[f"fault {fault.code}"] += 1
        if fault.code == "reset":
            connection.drop()
        elif fault.code != "timeout":
            refusal = fault.refusal()
            connection.answer(refusal.code, refusal.body, refusal.headers)

    def _download(self, connection: Connection, path: str) -> None:
        stored = next((f for f in self.world.files.values() if f.path == path), None)
        if stored is None:
            connection.answer(404, NOT_FOUND)
        else:
            connection.answer(200, stored.content(), kind=b"application/octet-stream")
