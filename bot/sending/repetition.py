"""The same refusal again and again: what is one person's, and what must be everybody's.

An odd refusal is that person's alone. When several people in a row hear the same one, and nobody
gets through between them, something is wrong with us: the announcement stops, an operator hears.
"""

from collections import defaultdict

import structlog

from bot.clock import Steady
from storage.outbox.repository import Due

IN_A_ROW = 3
STANDS = 3600.0  # seconds; so long an operator sees it, unless others get through before
MOST_KINDS = 100  # of refusals that are remembered at once

log = structlog.get_logger()


class Refusals:
    """Those of one channel, apart for each announcement and for all that is none."""

    def __init__(self, channel: str, steady: Steady) -> None:
        self._channel = channel
        self._steady = steady
        self._heard: dict[int | None, dict[str, set[str]]] = defaultdict(dict)
        self._alarm: tuple[str, bool, float] | None = None  # words, of an announcement, since

    def heard(self, row: Due, alike: str, detail: str) -> bool:
        """Somebody was refused: whether this is so of too many in a row by now.

        `alike` is equal for refusals that are the same; `detail` is what an operator may read.
        """
        kinds = self._heard[row.campaign]
        if len(kinds) >= MOST_KINDS:
            kinds.clear()
        people = kinds.setdefault(alike, set())
        people.add(row.address)
        if len(people) < IN_A_ROW:
            return False
        self._heard.pop(row.campaign)
        self._raise(row.campaign, detail)
        return True

    def got_through(self, row: Due) -> None:
        """Somebody got theirs: what was refused before says nothing about everybody."""
        self._heard.pop(row.campaign, None)
        if self._alarm is not None and self._alarm[1] == (row.campaign is not None):
            self._alarm = None

    def alarm(self) -> str:
        """What an operator must look at; empty while all is well."""
        alarm = self._alarm
        return alarm[0] if alarm and self._steady() - alarm[2] < STANDS else ""

    def _raise(self, campaign: int | None, detail: str) -> None:
        what = "messages" if campaign is None else f"announcement {campaign}, which is stopped"
        words = f"{IN_A_ROW} people in a row were refused {what}: {detail}"
        self._alarm = (words, campaign is not None, self._steady())
        log.error(
            "refused in a row", channel=self._channel, campaign=campaign, people=IN_A_ROW,
            detail=detail,
        )  # fmt: skip
