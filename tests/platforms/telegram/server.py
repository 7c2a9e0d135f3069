"""The fake server as one object: for tests in the same process, and for the command line."""

import asyncio
from types import TracebackType
from typing import Any, Self

from tests.platforms.telegram.chats import Chat, Json, State
from tests.platforms.telegram.clock import Clock
from tests.platforms.telegram.faults import Fault, Faults
from tests.platforms.telegram.gate import Gate
from tests.platforms.telegram.journal import Call, Violation
from tests.platforms.telegram.rates import Rates
from tests.platforms.telegram.remote import Remote
from tests.platforms.telegram.simulate import User, membership
from tests.platforms.telegram.wire import Connection, Request
from tests.platforms.telegram.world import World

TOKEN = "4200000042:AAFakeTokenForTestsOnly_0123456789abcdef"
POISON: Json = {"message": {"message_id": "none", "date": [], "chat": None}}


class BotApi:
    """``async with BotApi() as api:`` serves on ``api.url`` until the block ends."""

    def __init__(
        self,
        token: str = TOKEN,
        rates: Rates | None = None,
        faults: Faults | None = None,
        *,
        port: int = 0,
        latency: tuple[float, float] | None = None,
        keep: int | None = None,
        history: int | None = None,
        strict: bool = True,
    ) -> None:
        self.token = token
        self.port = port
        self.world = World(rates or Rates(), faults or Faults(), keep, history)
        self.strict = strict
        self.latency = latency or ()
        self._gate = Gate(self.world, token)
        self._remote = Remote(self)
        self._connections: set[Connection] = set()
        self._server: asyncio.Server | None = None

    # Life.

    @property
    def url(self) -> str:
        """What the bot takes instead of the official server's address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        """python-telegram-bot's ``base_url``; ``base_file_url`` is its neighbour."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """python-telegram-bot's ``base_file_url``."""
        return f"{self.url}/file/bot"

    async def start(self) -> None:
        """Listen; ``port`` is known afterwards."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._connect, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening and break what is open."""
        await self._remote.close()
        await self.world.webhook.close()
        for connection in list(self._connections):
            connection.drop()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
        await asyncio.sleep(0)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self.stop()

    def _connect(self) -> Connection:
        connection = Connection(self._receive, self._connections)
        connection.latency = self.latency
        return connection

    def _receive(self, connection: Connection, request: Request) -> None:
        if request.target.startswith(b"/sim/"):
            self._remote.receive(connection, request)
        else:
            self._gate.receive(connection, request)

    # People and groups.

    def user(
        self,
        user_id: int = 1001,
        language_code: str | None = "en",
        first_name: str = "Ben",
        *,
        state: State = State.NEW,
    ) -> User:
        """A person; the same id gives the same person."""
        chat = self.world.chats.get(user_id)
        if chat is None:
            person: Json = {"id": user_id, "is_bot": False, "first_name": first_name}
            if language_code is not None:
                person["language_code"] = language_code
            json = {"id": user_id, "type": "private", "first_name": first_name}
            chat = Chat(user_id, json, person, state)
            self.world.chats[user_id] = chat
        return User(self.world, chat, self.strict)

    def group(self, added_by: User, group_id: int = -2001, title: str = "Livada") -> Chat:
        """A group that somebody has just added the bot to."""
        chat = Chat(group_id, {"id": group_id, "type": "group", "title": title})
        self.world.chats[group_id] = chat
        change = membership(self.world, chat, added_by.person, "left", "member")
        added_by.emit("my_chat_member", change)
        return chat

    def kick(self, group: Chat, by: User) -> None:
        """Remove the bot from a group."""
        group.state = State.KICKED
        change = membership(self.world, group, by.person, "member", "kicked")
        by.emit("my_chat_member", change)

    # Trouble.

    def fault(self, code: int | str = 500, times: int = 1, **more: Any) -> Fault:
        """Let the next calls fail; see `Fault` for ``method``, ``after`` and more."""
        fault = Fault(code, times, **more)
        self.world.faults.waiting.append(fault)
        return fault

    def poison(self, update: Json | None = None) -> int:
        """Queue an update that no library can parse."""
        (kind, content), *_ = (update or POISON).items()
        return self.world.updates.add(kind, content)

    def redeliver(self, update_id: int | None = None) -> int:
        """Deliver an update, by default the newest, once more under its old number."""
        return self.world.updates.repeat(update_id)

    # What happened.

    @property
    def clock(self) -> Clock:
        """The simulated time; ``api.clock.forward(49 * 3600)``."""
        return self.world.clock

    @property
    def calls(self) -> list[Call]:
        """The accepted calls, in order."""
        return list(self.world.journal.calls)

    @property
    def sent(self) -> list[Call]:
        """The accepted calls that put a new message somewhere."""
        return self.world.journal.sent()

    @property
    def violations(self) -> list[Violation]:
        """What the bot did wrong; a test should demand that there is nothing."""
        return self.world.journal.violations

    @property
    def counters(self) -> dict[str, int]:
        """How often each method was accepted, and refused with which code."""
        return dict(self.world.journal.counters)

    def transcript(self, chat_id: int) -> list[str]:
        """What stands in a chat now."""
        return self.world.chat(chat_id).transcript()
