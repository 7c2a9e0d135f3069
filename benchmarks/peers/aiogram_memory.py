"""aiogram on uvloop, its state in memory: the fastest bot that forgets everything when it stops."""
# ruff: noqa: D103 - the smallest bots that still read well

import sys

import uvloop
from aiogram import Dispatcher
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram_client import client
from aiogram_survey import router


async def main(url: str, token: str) -> None:
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(router)
    await dispatcher.start_polling(client(url, token))


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], sys.argv[2]))
