"""Telegram as a channel."""

from bot.channels.telegram.channel import OFFICIAL, Telegram
from bot.channels.telegram.profile import Checked, Introduction

__all__ = ["OFFICIAL", "Checked", "Introduction", "Telegram"]
