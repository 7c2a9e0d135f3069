"""The fake signal-cli with many people beside it: ``python -m benchmarks.signal_server …``.

Options are those of ``python -m tests.platforms.signal``. The people live in its process, as the
fake Bot API server's do, so that the bot's process is all that is measured.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import uvloop

from tests.platforms.signal import __main__ as fake
from tests.platforms.signal.faults import Trouble
from tests.platforms.signal.person import Person
from tests.platforms.signal.remote import Remote
from tests.platforms.signal.simulation import SignalCli
from tests.platforms.telegram.people import People, Turn

PATIENCE = 60.0  # seconds until a person gives up


class Chat:
    """A person's screen, as those who walk through a script look at it."""

    def __init__(self, person: Person) -> None:
        self._person = person

    @property
    def watcher(self) -> Callable[[Any, str], None] | None:
        """Whoever looks at it."""
        return self._person.watcher

    @watcher.setter
    def watcher(self, watch: Callable[[Any, str], None]) -> None:
        def seen(bubble: Any, change: str) -> None:
            watch(SimpleNamespace(text=bubble.text, buttons=[]), change)

        self._person.watcher = seen


@dataclass
class User:
    """A person who only writes."""

    chat: Chat
    say: Callable[[str], int]


class Api:
    """The part of the fake Bot API server that `People` needs, on Signal."""

    strict = False

    def __init__(self, signal: SignalCli) -> None:
        self._signal = signal

    @property
    def violations(self) -> list[Any]:
        """What the bot did wrong."""
        return list(self._signal.violations)

    @property
    def counters(self) -> dict[str, int]:
        """How often each method was called."""
        return self._signal.counters

    def user(self, number: int, **_state: Any) -> User:
        """Somebody with Signal."""
        person = self._signal.person(number)
        return User(Chat(person), person.say)


class Crowded(Remote):
    """What can be asked of the simulation, and of many people at once."""

    people: People | None = None

    def do_people(self, params: dict[str, Any]) -> dict[str, Any]:
        """``script``, ``people``, ``conversations``, ``ramp``: start, or see how it goes."""
        if "script" in params:
            script = [Turn(**turn) for turn in params["script"]]
            numbers = int(params["people"]), int(params["conversations"])
            api: Any = Api(self.signal)
            self.people = People(api, script, *numbers, PATIENCE, float(params["ramp"]))
            self.people.start()
        assert self.people is not None
        return self.people.result() | {"finished": self.people.finished.is_set()}

    def do_crowd(self, params: dict[str, Any]) -> dict[str, int]:
        """``first``, ``count``; ``gone`` and ``failing``: shares of those who cannot be reached.

        Whoever fails does so once, before anything has arrived.
        """
        chance, count = random.Random(1), Counter[str]()
        for number in range(params["first"], params["first"] + params["count"]):
            person, drawn = self.signal.person(number), chance.random()
            if drawn < params["gone"]:
                person.unregister()
                count["gone"] += 1
            elif drawn < params["gone"] + params["failing"]:
                self.signal.fault(Trouble.NETWORK, recipient=person.uuid)
                count["failing"] += 1
        return count

    def do_sent(self, params: dict[str, Any]) -> dict[str, float]:
        """What was sent with the words ``containing``: how often, to how many, how long it took."""
        calls = [call for call in self.signal.sent if params["containing"] in call.text]
        times = [call.at for call in calls]
        seconds = times[-1] - times[0] if times else 0.0
        return {"sent": len(calls), "people": len({c.to for c in calls}), "seconds": seconds}


if __name__ == "__main__":
    setattr(fake, "Remote", Crowded)  # noqa: B010 - the one place that makes it
    uvloop.run(fake.serve(fake.parser().parse_args()))
