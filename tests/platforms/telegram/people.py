"""Load: many people, each going through a script, answering as soon as the bot has replied.

They live inside the server, so they cost no HTTP; what is measured is the bot.
"""

import asyncio
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

from tests.platforms.telegram.chats import Bubble, Json, State
from tests.platforms.telegram.simulate import NotPossible, User

if TYPE_CHECKING:
    from tests.platforms.telegram.server import BotApi

FIRST_ID = 10_000_000


@dataclass(slots=True, frozen=True)
class Turn:
    """Words, or the index or label of a button on the newest message that has one.

    The turn ends after ``replies`` new or edited messages, or, with ``expect``, with the first
    one that contains these words.
    """

    text: str | None = None
    press: int | str | None = None
    replies: int = 1
    expect: str | None = None


class Walker:
    """One person on the way through the script."""

    def __init__(self, people: "People", user: User) -> None:
        self.people = people
        self.user = user
        self.at = -1
        self.since = 0.0
        self.missing = 0
        self.waiting = False
        self.buttons: Bubble | None = None
        user.chat.watcher = self.watch

    def next(self) -> None:
        """Take the next turn, or begin the script anew."""
        self.at += 1
        if self.at == len(self.people.script):
            self.at = -1
            self.people.completed_one(self)
            return
        turn = self.people.script[self.at]
        self.missing = turn.replies
        self.waiting = True
        self.since = perf_counter()
        self.people.turns += 1
        try:
            self._do(turn)
        except NotPossible as problem:
            self.people.failed_one(self, str(problem))

    def watch(self, bubble: Bubble, change: str) -> None:
        """See what the bot wrote."""
        if change == "delete":
            return
        if bubble.buttons:
            self.buttons = bubble
        if not self.waiting:
            return
        turn = self.people.script[self.at]
        self.missing -= 1
        done = turn.expect in bubble.text if turn.expect is not None else self.missing == 0
        if done:
            self.waiting = False
            self.people.latencies.append(perf_counter() - self.since)
            self.people.loop.call_soon(self.next)

    def _do(self, turn: Turn) -> None:
        if turn.text is not None:
            self.user.say(turn.text)
        elif self.buttons is None:
            raise NotPossible("no buttons yet")
        elif isinstance(turn.press, int):
            buttons = self.buttons.buttons
            if turn.press >= len(buttons):
                raise NotPossible(f"no button {turn.press}")
            self.user.press_data(self.buttons, buttons[turn.press]["callback_data"])
        else:
            self.user.press(turn.press or 0, self.buttons.message_id)


class People:
    """All of them. ``conversations`` is how many runs of the script there are together.

    ``ramp`` spreads the first words over so many seconds.
    """

    def __init__(
        self,
        api: "BotApi",
        script: list[Turn],
        count: int,
        conversations: int,
        turn_timeout: float = 30,
        ramp: float = 0,
    ) -> None:
        self.api = api
        self.script = script
        self.count = min(count, conversations)
        self.to_begin = conversations
        self.conversations = conversations
        self.turn_timeout = turn_timeout
        self.ramp = ramp
        self.loop = asyncio.get_running_loop()
        self.finished = asyncio.Event()
        self.latencies: list[float] = []
        self.problems: dict[str, int] = {}
        self.turns = self.completed = self.failed = 0
        self.began = self.ended = 0.0
        self.walkers: list[Walker] = []
        self._watch: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Let everybody begin."""
        self.began = perf_counter()
        self.api.strict = False
        for number in range(self.count):
            user = self.api.user(FIRST_ID + number, state=State.OPEN)
            self.walkers.append(Walker(self, user))
        for number, walker in enumerate(self.walkers):
            self._begin(walker, self.ramp * number / self.count)
        self._look()

    def completed_one(self, walker: Walker) -> None:
        """Count a conversation; begin another while there are some to do."""
        self.completed += 1
        self._begin(walker)

    def failed_one(self, walker: Walker, problem: str) -> None:
        """Count a conversation that cannot go on."""
        self.failed += 1
        self.problems[problem] = self.problems.get(problem, 0) + 1
        walker.at = -1
        walker.waiting = False
        self._begin(walker)

    def result(self) -> Json:
        """Numbers, in seconds and milliseconds."""
        seconds = (self.ended or perf_counter()) - self.began
        times = sorted(self.latencies)
        about: dict[str, Any] = {"people": self.count, "conversations": self.conversations}
        about |= {"completed": self.completed, "failed": self.failed, "turns": self.turns}
        about |= {"seconds": round(seconds, 3)}
        about["updates_per_second"] = round(len(times) / seconds, 1) if seconds else 0
        about["p50_ms"], about["p99_ms"] = _share(times, 0.5), _share(times, 0.99)
        about |= {"max_ms": _share(times, 1), "problems": self.problems}
        about["violations"] = len(self.api.violations)
        return about | {"counters": self.api.counters}

    def _begin(self, walker: Walker, delay: float = 0) -> None:
        if self.to_begin > 0:
            self.to_begin -= 1
            self.loop.call_later(delay, walker.next)
        elif self.completed + self.failed >= self.conversations and not self.finished.is_set():
            self.ended = perf_counter()
            self.finished.set()
            if self._watch is not None:
                self._watch.cancel()

    def _look(self) -> None:
        """Give up on turns that take too long."""
        now = perf_counter()
        for walker in self.walkers:
            if walker.waiting and now - walker.since > self.turn_timeout:
                self.failed_one(walker, f"no reply to turn {walker.at}")
        if not self.finished.is_set():
            self._watch = self.loop.call_later(1, self._look)


def _share(times: list[float], share: float) -> float:
    if not times:
        return 0.0
    return round(times[min(int(len(times) * share), len(times) - 1)] * 1000, 2)
