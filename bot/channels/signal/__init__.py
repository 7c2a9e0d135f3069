"""Signal as a channel, over signal-cli."""

from bot.channels.signal.channel import Signal
from bot.channels.signal.check import SignalFinding
from bot.channels.signal.envelopes import CHANNEL
from bot.channels.signal.event_store import EventStore, RawEvent, WaitingEvent

__all__ = ["CHANNEL", "EventStore", "RawEvent", "Signal", "SignalFinding", "WaitingEvent"]
