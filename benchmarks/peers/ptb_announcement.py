"""python-telegram-bot as tutorials send to many: a semaphore of a second's worth, and gather."""
# ruff: noqa: D103 - the smallest bots that still read well

import asyncio
import sys

from telegram import Bot
from telegram.error import Forbidden, RetryAfter, TelegramError

WORDS = "Football on Sunday at three. Come along!"


async def send(bot: Bot, chat: int, slots: asyncio.Semaphore) -> None:
    async with slots:
        try:
            await bot.send_message(chat, WORDS)
        except RetryAfter as error:
            await asyncio.sleep(float(error.retry_after))  # type: ignore[arg-type]
            await bot.send_message(chat, WORDS)
        except Forbidden:
            return  # blocked
        await asyncio.sleep(1)


async def main(url: str, token: str, first: int, count: int, rate: float) -> None:
    async with Bot(token, f"{url}/bot", f"{url}/file/bot") as bot:
        await bot.get_updates(timeout=0)
        slots = asyncio.Semaphore(int(rate))
        sending = [send(bot, chat, slots) for chat in range(first, first + count)]
        results = await asyncio.gather(*sending, return_exceptions=True)
        lost = sum(isinstance(each, TelegramError) for each in results)
        sys.stderr.write(f"{lost} were lost\n")


if __name__ == "__main__":
    url, token, _path, first, count, rate = sys.argv[1:]
    asyncio.run(main(url, token, int(first), int(count), float(rate)))
