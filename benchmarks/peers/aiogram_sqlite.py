"""aiogram on uvloop, its state in SQLite, one commit for each update, answers kept at the end.

sqlite3 is called on the loop itself: quicker here than any thread that would stand in between.
"""
# ruff: noqa: D102, D103 - the smallest bots that still read well

import json
import sqlite3
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import uvloop
from aiogram import Dispatcher
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StorageKey
from aiogram.types import TelegramObject
from aiogram_client import client
from aiogram_survey import router

TABLES = "CREATE TABLE states (chat INTEGER PRIMARY KEY, state TEXT, data TEXT)"
SET_STATE = (
    "INSERT INTO states (chat, state, data) VALUES (?, ?, '{}')"
    " ON CONFLICT (chat) DO UPDATE SET state = excluded.state"
)
SET_DATA = (
    "INSERT INTO states (chat, state, data) VALUES (?, NULL, ?)"
    " ON CONFLICT (chat) DO UPDATE SET data = excluded.data"
)


class SqliteStorage(BaseStorage):
    """States and data in a table; `commit` ends each update."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute(TABLES)

    async def set_state(self, key: StorageKey, state: State | str | None = None) -> None:
        name = state.state if isinstance(state, State) else state
        self._connection.execute(SET_STATE, (key.chat_id, name))

    async def get_state(self, key: StorageKey) -> str | None:
        return self._read("state", key)

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        self._connection.execute(SET_DATA, (key.chat_id, json.dumps(dict(data))))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return dict(json.loads(self._read("data", key) or "{}"))

    async def close(self) -> None:
        self._connection.close()

    async def commit(
        self, handler: Callable[..., Awaitable[Any]], update: TelegramObject, data: dict[str, Any]
    ) -> Any:
        result = await handler(update, data)
        self._connection.commit()
        return result

    def _read(self, column: str, key: StorageKey) -> str | None:
        query = f"SELECT {column} FROM states WHERE chat = ?"  # noqa: S608 - our own names
        row = self._connection.execute(query, (key.chat_id,)).fetchone()
        return None if row is None else row[0]


async def main(url: str, token: str, path: str) -> None:
    storage = SqliteStorage(path)
    dispatcher = Dispatcher(storage=storage)
    dispatcher.update.outer_middleware(storage.commit)
    dispatcher.include_router(router)
    await dispatcher.start_polling(client(url, token))


if __name__ == "__main__":
    uvloop.run(main(*sys.argv[1:4]))
