"""A platform's "slow down": one chat is silent first, the channel once a second one hears it."""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.sending.pacing import Pacing


class Limits:
    """In which chats of a channel the platform has said it."""

    def __init__(self, channel: str, pacing: Pacing) -> None:
        self._channel = channel
        self._pacing = pacing
        self._until: dict[str, float] = {}  # by address; also those that are over

    def heard(self, address: str, pause: timedelta) -> bool:
        """It was said in this chat: whether it was said in another one, too, and is not over."""
        now = self._pacing.now()
        self._until = {chat: end for chat, end in self._until.items() if end > now}
        alone = not self._until.keys() - {address}
        self._rest(address, now + pause.total_seconds())
        return not alone

    def obey(self, chats: Mapping[str, datetime], now: datetime) -> None:
        """What the table says `now`, of this process or of another one before it."""
        for address, until in chats.items():
            self._rest(address, self._pacing.at(until, now))

    def _rest(self, address: str, until: float) -> None:
        self._until[address] = max(until, self._until.get(address, -math.inf))
        self._pacing.pause_chat(self._channel, address, until)
