"""All walkers, until nobody has anything left to do."""

from collections.abc import Callable, Sequence
from random import Random

from tests.survival.texters import TextWalker
from tests.survival.walkers import GOALS, OWN_NAMES, Walker


class Crowd:
    """All walkers, arriving in groups; each `make` takes its turn."""

    def __init__(self, random: Random, *makes: Callable[..., Walker]) -> None:
        self.walkers: list[Walker] = []
        self._random = random
        self._makes = makes

    def arrive(self, many: int, goals: Sequence[str] = GOALS) -> None:
        """So many more begin at once."""
        for _ in range(many):
            number = 10_000 + len(self.walkers)
            language = self._random.choice(sorted(OWN_NAMES))
            random = Random(self._random.random())
            make = self._makes[len(self.walkers) % len(self._makes)]
            walker = make(number, language, random, goals)
            self.walkers.append(walker)
            walker.begin()

    @property
    def settled(self) -> bool:
        """Whether everybody is done."""
        return not self.walking

    @property
    def walking(self) -> int:
        """How many are not done."""
        return sum(not walker.done for walker in self.walkers)

    def stuck(self) -> list[list[str]]:
        """The last words on the phones of some who are not done."""
        stuck = [walker for walker in self.walkers if not walker.done][:3]
        return [
            [f"{w.replies} of {w.updates}", *w.user.transcript[:9], "…", *w.user.transcript[-5:]]
            for w in stuck
        ]

    @property
    def texters(self) -> list[TextWalker]:
        """Those on Signal."""
        return [walker for walker in self.walkers if isinstance(walker, TextWalker)]

    @property
    def pressers(self) -> list[Walker]:
        """Those on Telegram."""
        return [walker for walker in self.walkers if not isinstance(walker, TextWalker)]
