"""Telegram as a channel."""

from bot.channels.telegram.bot_profile import Checked, Introduction
from bot.channels.telegram.channel import OFFICIAL, Telegram
from bot.channels.telegram.updates import CHANNEL

__all__ = ["CHANNEL", "OFFICIAL", "Checked", "Introduction", "Telegram"]
