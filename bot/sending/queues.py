"""Rows that wait in memory: a lane for each address, so that everybody is written to in order.

A lane is *ready*, *asleep* (its chat must rest, or a failed message waits for its next try) or
*busy* (one message is on its way; never two).
"""

import heapq
import math
from bisect import insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count
from operator import attrgetter

from storage.outbox.repository import Due, Priority

_urgency = attrgetter("priority")


@dataclass(slots=True)
class ChatQueue:
    """What waits for one address, the most urgent first."""

    address: str = field(repr=False)
    rows: list[Due] = field(default_factory=list)
    busy: bool = False
    asleep: bool = False


class ChatQueues:
    """All lanes of one channel. Replies and what we start are asked for apart."""

    def __init__(self) -> None:
        self._lanes: dict[str, ChatQueue] = {}
        self._ready: dict[bool, list[tuple[int, int, Due, ChatQueue]]] = {False: [], True: []}
        self._asleep: list[tuple[float, int, ChatQueue]] = []
        self._turns = count()
        self._ids: set[int] = set()
        self._waiting = 0

    def __len__(self) -> int:
        return self._waiting

    @property
    def held(self) -> int:
        """How many rows are here, or on their way and not recorded."""
        return len(self._ids)

    @property
    def awake(self) -> int:
        """How many rows could go as soon as the channel lets them."""
        return self._waiting - len(self._asleep)

    def holds(self, row: int) -> bool:
        """Whether a row is here, or on its way and not recorded."""
        return row in self._ids

    def add(self, row: Due) -> None:
        """Put a row in its lane; one that is here already is not taken twice."""
        if row.id in self._ids:
            return
        self._ids.add(row.id)
        lane = self._lanes.get(row.address)
        if lane is None:
            lane = self._lanes[row.address] = ChatQueue(row.address)
        insort(lane.rows, row, key=_urgency)
        self._waiting += 1
        if lane.rows[0] is row:
            self._offer(lane)

    def next(self, *, started: bool) -> ChatQueue | None:
        """The lane whose turn it is; it stays first until it is begun or put to sleep."""
        ready = self._ready[started]
        while ready:
            _priority, _turn, row, lane = ready[0]
            if not lane.busy and not lane.asleep and lane.rows and lane.rows[0] is row:
                return lane
            heapq.heappop(ready)
        return None

    def begin(self, lane: ChatQueue) -> Due:
        """The lane's first row, which goes now; the lane is busy until that has ended."""
        lane.busy = True
        self._waiting -= 1
        return lane.rows.pop(0)

    def finish(self, lane: ChatQueue) -> None:
        """What was begun is over; the next row of the lane may come."""
        lane.busy = False
        if lane.rows:
            self._offer(lane)
        else:
            self._lanes.pop(lane.address, None)

    def again(self, lane: ChatQueue, row: Due, at: float) -> None:
        """What was begun goes once more, before all else in its lane, not before `at`."""
        lane.busy = False
        lane.rows.insert(0, row)
        self._waiting += 1
        self.sleep(lane, at)

    def sleep(self, lane: ChatQueue, until: float) -> None:
        """Nothing of this lane goes before `until`, whatever comes into it."""
        lane.asleep = True
        heapq.heappush(self._asleep, (until, next(self._turns), lane))

    def wake(self, now: float) -> None:
        """Lanes that have slept enough are ready."""
        while self._asleep and self._asleep[0][0] <= now:
            lane = heapq.heappop(self._asleep)[2]
            lane.asleep = False
            self._offer(lane)

    def wake_all(self) -> None:
        """Whoever sleeps looks again whether it may go."""
        self.wake(math.inf)

    @property
    def wakes_at(self) -> float:
        """When the next sleeping lane is ready."""
        return self._asleep[0][0] if self._asleep else math.inf

    def take(self, wanted: Callable[[Due], bool]) -> list[Due]:
        """Remove rows that were not begun. They count as here until they are forgotten."""
        taken: list[Due] = []
        for lane in list(self._lanes.values()):
            gone = [row for row in lane.rows if wanted(row)]
            if gone:
                taken += gone
                lane.rows = [row for row in lane.rows if not wanted(row)]
                self._offer(lane)
        self._waiting -= len(taken)
        return taken

    def take_lane(self, lane: ChatQueue) -> list[Due]:
        """Remove all that waits for one address."""
        taken, lane.rows = lane.rows, []
        self._waiting -= len(taken)
        return taken

    def forget(self, rows: Iterable[int]) -> None:
        """These are recorded; should they come again, they are new."""
        self._ids.difference_update(rows)

    def _offer(self, lane: ChatQueue) -> None:
        if not lane.rows and not lane.busy and not lane.asleep:
            self._lanes.pop(lane.address, None)
        elif lane.rows and not lane.busy and not lane.asleep:
            row = lane.rows[0]
            entry = (row.priority, next(self._turns), row, lane)
            heapq.heappush(self._ready[row.priority > Priority.REPLY], entry)
