"""Phones in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.lasting import lasts
from domain.people.person import PersonId
from domain.phones.phone import CODE_LASTS, MISS_LASTS, MOST_MISSES
from domain.speech.text import Text

TELEGRAM, SIGNAL = "telegram", "signal"
CODE = "4827193605"


def _nothing_waits(_person: PersonId, _channel: str) -> None:
    """A test about phones alone."""


@dataclass
class FakeLinks:
    """`domain.phones.phone.Links`; everybody has a phone with Telegram, unless a test says else.

    `lost` are phones that cannot be reached any more; `let_go` tells the outbox.
    """

    phones: dict[PersonId, list[str]] = field(default_factory=dict)
    chosen: dict[PersonId, str] = field(default_factory=dict)
    codes: dict[str, tuple[PersonId, datetime]] = field(default_factory=dict)
    missed: dict[PersonId, list[datetime]] = field(default_factory=dict)
    farewells: dict[tuple[PersonId, str], Text] = field(default_factory=dict)
    lost: set[tuple[PersonId, str]] = field(default_factory=set)
    changed: set[tuple[PersonId, str]] = field(default_factory=set)  # phones with new keys
    let_go: Callable[[PersonId, str], None] = _nothing_waits
    known: Callable[[PersonId], bool] = lambda _person: True
    at_the_desk: set[PersonId] = field(default_factory=set)  # staff with new keys
    joinings: dict[PersonId, Any] = field(default_factory=dict)  # as `tests.fakes.undoing` has them

    def channels(self, person: PersonId) -> Sequence[str]:
        """The channels they use, always in the same order."""
        return sorted(self.phones.get(person, [TELEGRAM] if self.known(person) else []))

    def preferred(self, person: PersonId) -> str:
        """The channel for what we start; some channel of theirs when none reaches them."""
        return self.reached(person) or next(iter(self.channels(person)), "")

    def reached(self, person: PersonId) -> str:
        """The channel they chose, or another that reaches them; empty when none does."""
        there = [each for each in self.channels(person) if (person, each) not in self.lost]
        chosen = self.chosen.get(person)
        return chosen if chosen in there else next(iter(there), "")

    def doubted(self, person: PersonId) -> frozenset[str]:
        """The channels of theirs with new keys; all of them for staff."""
        staff = person in self.at_the_desk
        there = self.channels(person)
        return frozenset(each for each in there if staff or (person, each) in self.changed)

    def doubt(self, person: PersonId, channel: str, at: datetime) -> None:  # noqa: ARG002 - for the journal
        """These keys are new."""
        self.changed.add((person, channel))

    def trust(self, person: PersonId, channel: str, at: datetime) -> None:  # noqa: ARG002 - for the journal
        """These keys are theirs."""
        self.changed.discard((person, channel))

    def undoable(self, person: PersonId, now: datetime) -> str:
        """The channel of the phone that typed the code, for a day."""
        joining = self.joinings.get(person)
        return joining.channel if joining is not None and joining.undoable(now) else ""

    def part(self, owner: PersonId, new: PersonId, channel: str) -> None:
        """The phone with this channel is the new person's."""
        self.phones[new] = [channel]
        self.phones[owner] = [each for each in self.channels(owner) if each != channel]
        self.changed = {
            (new if (who, where) == (owner, channel) else who, where) for who, where in self.changed
        }
        self.chosen.pop(owner, None)
        self._drop_codes(owner)

    def make(self, person: PersonId, until: datetime) -> str:
        """A code, in place of any before; CODE, unless somebody else has it."""
        self._drop_codes(person)
        every = (str(int(CODE) + n) for n in range(len(self.codes) + 1))
        code = next(each for each in every if each not in self.codes)
        self.codes[code] = (person, until)
        return code

    def owner(self, code: str, now: datetime) -> PersonId | None:
        """Whose code this is."""
        person, until = self.codes.get(code, (None, now))
        return person if lasts(until, now, CODE_LASTS) else None

    def misses(self, person: PersonId, now: datetime) -> int:
        """How many wrong codes still count, of somebody who has a phone."""
        missed = self.missed.get(person, []) if self.channels(person) else []
        return len([at for at in missed if lasts(at + MISS_LASTS, now, MISS_LASTS)])

    def miss(self, person: PersonId, now: datetime) -> None:
        """Count a wrong code; never more than MOST_MISSES."""
        if self.misses(person, now) < MOST_MISSES:
            self.missed.setdefault(person, []).append(now)

    def choose(self, person: PersonId, channel: str) -> None:
        """Start messages on this channel."""
        self.chosen[person] = channel

    def separate(self, person: PersonId, channel: str, farewell: Text, at: datetime) -> None:  # noqa: ARG002 - when, matters to the twin
        """Let go of the phone."""
        self.phones[person] = [each for each in self.channels(person) if each != channel]
        self.chosen.pop(person, None)
        self.joinings.pop(person, None)
        self.changed.discard((person, channel))
        self._drop_codes(person)
        self.let_go(person, channel)
        self.farewells[person, channel] = farewell

    def hand_over(self, person: PersonId, owner: PersonId) -> None:
        """Both phones are the owner's; what was chosen before goes on, and no code is left."""
        self.chosen.setdefault(owner, self.preferred(owner))
        phones = [*self.channels(owner), *self.channels(person)]
        self.lost = {each for each in self.lost if each[0] != person}
        self.changed |= {(owner, each) for who, each in self.changed if who == person}
        self._drop_codes(owner)
        self.unlink(person)
        self.phones[owner] = phones

    def unlink(self, person: PersonId) -> None:
        """They have no phone any more."""
        self._drop_codes(person)
        self.chosen.pop(person, None)
        self.changed = {each for each in self.changed if each[0] != person}
        self.phones[person] = []

    def _drop_codes(self, person: PersonId) -> None:
        self.codes = {code: owned for code, owned in self.codes.items() if owned[0] != person}
