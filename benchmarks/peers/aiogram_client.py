"""aiogram's client for a Bot API server elsewhere."""

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer


def client(url: str, token: str) -> Bot:
    """The client."""
    return Bot(token, AiohttpSession(api=TelegramAPIServer.from_base(url)))
