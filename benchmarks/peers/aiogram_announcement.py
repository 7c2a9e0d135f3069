"""One careful loop over aiogram's client: even spacing, a pause for every 429, blocked counted."""
# ruff: noqa: D103 - the smallest bots that still read well

import asyncio
import sys

import uvloop
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramForbiddenError, TelegramRetryAfter
from aiogram_client import client

WORDS = "Football on Sunday at three. Come along!"


async def send(bot: Bot, chat: int) -> None:
    try:
        await bot.send_message(chat, WORDS)
    except TelegramRetryAfter as error:
        await asyncio.sleep(error.retry_after)
        await send(bot, chat)
    except TelegramForbiddenError:
        return  # blocked
    except TelegramAPIError:
        sys.stderr.write("one was lost\n")


async def main(url: str, token: str, first: int, count: int, rate: float) -> None:
    loop = asyncio.get_running_loop()
    bot = client(url, token)
    await bot.get_updates(timeout=0)
    tasks = []
    at = loop.time()
    for chat in range(first, first + count):
        at += 1 / rate
        await asyncio.sleep(max(0.0, at - loop.time()))
        tasks.append(asyncio.create_task(send(bot, chat)))
    await asyncio.gather(*tasks)
    await bot.session.close()


if __name__ == "__main__":
    url, token, _path, first, count, rate = sys.argv[1:]
    uvloop.run(main(url, token, int(first), int(count), float(rate)))
