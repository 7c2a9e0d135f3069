"""Signal as a channel, over signal-cli."""

from bot.channels.signal.channel import Signal
from bot.channels.signal.check import Finding
from bot.channels.signal.safe import Raw, Safe, Waiting

__all__ = ["Finding", "Raw", "Safe", "Signal", "Waiting"]
