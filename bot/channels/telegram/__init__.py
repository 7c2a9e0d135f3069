"""Telegram as a channel."""

from bot.channels.telegram.bot_profile import Checked, Introduction
from bot.channels.telegram.channel import OFFICIAL, Telegram

__all__ = ["OFFICIAL", "Checked", "Introduction", "Telegram"]
