"""aiogram on uvloop with SQLAlchemy's asynchronous sessions on PostgreSQL, one commit an update.

Each update has a session of its own, which the state machine's storage uses. A person's updates
wait for each other: a quick one would otherwise read what the one before has not committed yet.
"""
# ruff: noqa: D102, D103 - the smallest bots that still read well

import sys
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from typing import Any

import uvloop
from aiogram import Dispatcher
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StorageKey
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.types import TelegramObject
from aiogram_client import client
from aiogram_survey import router
from sqlalchemy import JSON, BigInteger
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

current: ContextVar[AsyncSession] = ContextVar("current")


class Base(DeclarativeBase):
    """The tables."""


class Conversation(Base):
    """Where somebody is, and what they have answered."""

    __tablename__ = "conversations"
    chat: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    state: Mapped[str | None] = mapped_column(default=None)
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class PostgresStorage(BaseStorage):
    """States and data in a row; `commit` ends each update."""

    def __init__(self, url: str) -> None:
        self.engine = create_async_engine(url, pool_size=20, max_overflow=0)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    async def set_state(self, key: StorageKey, state: State | str | None = None) -> None:
        row = await self._row(key)
        row.state = state.state if isinstance(state, State) else state

    async def get_state(self, key: StorageKey) -> str | None:
        if current.get(None) is None:  # each update has a task, which begins here
            current.set(self._sessions())
        return (await self._row(key)).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        (await self._row(key)).data = dict(data)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return dict((await self._row(key)).data)

    async def close(self) -> None:
        await self.engine.dispose()

    async def commit(
        self, handler: Callable[..., Awaitable[Any]], update: TelegramObject, data: dict[str, Any]
    ) -> Any:
        async with current.get() as session:
            result = await handler(update, data)
            await session.commit()
            return result

    async def _row(self, key: StorageKey) -> Conversation:
        session = current.get()
        row = await session.get(Conversation, key.chat_id)
        if row is None:
            row = Conversation(chat=key.chat_id, data={})
            session.add(row)
            await session.flush()
        return row


async def main(url: str, token: str, database: str) -> None:
    storage = PostgresStorage(database.replace("postgresql://", "postgresql+asyncpg://"))
    async with storage.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    dispatcher = Dispatcher(storage=storage, events_isolation=SimpleEventIsolation())
    dispatcher.update.outer_middleware(storage.commit)
    dispatcher.include_router(router)
    await dispatcher.start_polling(client(url, token))


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], sys.argv[2], sys.argv[-1]))
