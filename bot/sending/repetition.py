"""The same refusal again and again: what is one person's, and what must be everybody's.

An odd refusal is that person's alone. When several people in a row hear the same one, and nobody
gets through between them, something is wrong with us: the announcement stops, an operator hears.
"""

from collections import defaultdict
from datetime import datetime, timedelta

import structlog

from storage.outbox.repository import Due

IN_A_ROW = 3
STANDS = timedelta(hours=1)  # so long an operator sees it, unless others get through before
MOST_KINDS = 100  # of refusals that are remembered at once

log = structlog.get_logger()


class Refusals:
    """Those of one channel, apart for each announcement and for all that is none."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self._heard: dict[int | None, dict[str, set[str]]] = defaultdict(dict)
        self._alarm: tuple[str, bool, datetime] | None = None  # words, of an announcement, since

    def heard(self, row: Due, alike: str, detail: str, now: datetime) -> bool:
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
        self._raise(row.campaign, detail, now)
        return True

    def got_through(self, row: Due) -> None:
        """Somebody got theirs: what was refused before says nothing about everybody."""
        self._heard.pop(row.campaign, None)
        if self._alarm is not None and self._alarm[1] == (row.campaign is not None):
            self._alarm = None

    def alarm(self, now: datetime) -> str:
        """What an operator must look at; empty while all is well."""
        return self._alarm[0] if self._alarm and now - self._alarm[2] < STANDS else ""

    def _raise(self, campaign: int | None, detail: str, now: datetime) -> None:
        what = "messages" if campaign is None else f"announcement {campaign}, which is stopped"
        words = f"{IN_A_ROW} people in a row were refused {what}: {detail}"
        self._alarm = (words, campaign is not None, now)
        log.error(
            "refused in a row", channel=self._channel, campaign=campaign, people=IN_A_ROW,
            detail=detail,
        )  # fmt: skip
