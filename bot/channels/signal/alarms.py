"""What an operator must mend about Signal: one sentence each, for as long as it is so."""

import logging

from bot.channels.signal.versions import OLDEST

NOT_THERE = "signal-cli does not answer at LIPA_SIGNAL_RPC: is it running?"
NO_ACCOUNT = (
    "signal-cli does not have the account of LIPA_SIGNAL_ACCOUNT. If it was started without a"
    " network, restart it; otherwise register the account."
)
TOO_OLD = f"signal-cli is older than {OLDEST}: such versions lose messages. Install a newer one."
NOT_REACHED = "signal-cli cannot reach Signal: is the network up, and signal-cli recent?"
REFUSED = "Signal refuses our account or this version of signal-cli: look at signal-cli's log."


class Alarms:
    """All that is wrong now, by what it is about. Each is logged when it begins."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._said: dict[str, str] = {}

    def __contains__(self, about: str) -> bool:
        return about in self._said

    @property
    def text(self) -> str:
        """Every sentence; empty while all is well."""
        return " ".join(self._said.values())

    def say(self, about: str, sentence: str) -> None:
        """This is wrong from now on; an empty sentence says that it is well."""
        if sentence and self._said.get(about) != sentence:
            self._log.error(sentence)
        if sentence:
            self._said[about] = sentence
        else:
            self._said.pop(about, None)
