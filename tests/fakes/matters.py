"""What people wrote to the team, in memory."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import count
from typing import Any

from domain.matters.canned import Canned, CannedId
from domain.matters.matter import Matter, MatterId, MatterState, Proposal, Subject
from domain.people.person import PersonId
from domain.staff.member import StaffId


@dataclass
class FakeMatters:
    """`domain.matters.matter.Matters`."""

    rows: dict[MatterId, Matter] = field(default_factory=dict)
    closed: dict[MatterId, datetime] = field(default_factory=dict)
    young: Callable[[PersonId], bool] = lambda _person: False
    reads: Callable[[PersonId], str] = lambda _person: "en"
    numbers: Iterator[int] = field(default_factory=lambda: count(1))  # none is given twice
    begun: set[Subject] = field(default_factory=set)
    inside: dict[bytes, str] = field(default_factory=dict)
    answers: dict[CannedId, Canned] = field(default_factory=dict)

    def get(self, matter: MatterId) -> Matter | None:
        """The matter."""
        return next(iter(self._now([self.rows[matter]] if matter in self.rows else [])), None)

    def of(self, person: PersonId) -> Sequence[Matter]:
        """What this person wrote, the newest first."""
        return self._now(each for each in self.rows.values() if each.person == person)[::-1]

    def open(self) -> Sequence[Matter]:
        """All that is not closed, the oldest first."""
        return self._now(a for a in self.rows.values() if a.state is not MatterState.CLOSED)

    def add(
        self,
        person: PersonId,
        subject: Subject,
        words: str,
        at: datetime,
        about: StaffId | None = None,
        keys: Sequence[bytes] = (),
        *,
        young: bool = False,
    ) -> MatterId:
        """Store a new one; tests find it by 1, 2, 3."""
        number = MatterId(next(self.numbers))
        written = Matter(number, person, subject, words, MatterState.OPEN, at, about=about)
        written = replace(written, young=young)
        if keys:
            written = replace(written, words="", box=self._box(words), keys=len(keys))
        self.rows[number] = written
        return number

    def sealed(self) -> frozenset[Subject]:
        """What is sealed to its readers."""
        return frozenset(self.begun)

    def begin_sealing(self, subject: Subject) -> None:
        """From now on."""
        self.begun.add(subject)

    def answer_sealed(
        self, matter: MatterId, words: str, day: date, keys: Sequence[bytes], *, kept: bool
    ) -> None:
        """An answer in a box."""
        assert keys
        self.answer(matter, words if kept else "")
        self._set(matter, answer_box=self._box(words), answered_on=day)

    def erase_answer(self, matter: MatterId) -> None:
        """It was read."""
        if matter in self.rows and self.rows[matter].answer_box:
            self._set(matter, answer="")

    def share(self, matter: MatterId, box: bytes, answer_box: bytes) -> None:
        """The same boxes, for one more."""
        self._set(matter, box=box)
        if answer_box:
            self._set(matter, answer_box=answer_box)

    def _box(self, words: str) -> bytes:
        """A box is as shut as any: `inside` knows what is in it."""
        box = b"box %d" % len(self.inside)
        self.inside[box] = words
        return box

    def reword(self, matter: MatterId, words: str) -> None:
        """In place of what was written."""
        self._set(matter, words=words)

    def answer(self, matter: MatterId, words: str) -> None:
        """Store what was answered; it is not closed any more."""
        self.closed.pop(matter, None)
        self._set(matter, answer=words, answer_box=b"", answered_on=None)
        self._set(matter, state=MatterState.ANSWERED)

    def attach(self, matter: MatterId, proposal: Proposal) -> None:
        """The event that it proposes."""
        self._set(matter, proposal=proposal)

    def hand(self, matter: MatterId, member: StaffId, note: str = "") -> None:
        """It is this colleague's."""
        self._set(matter, holder=member, note=note)

    def listed(self, *states: MatterState) -> Sequence[Matter]:
        """Those in these states, without anything that was written."""
        found = self._now(each for each in self.rows.values() if each.state in states)
        bare = [replace(each, words="", answer="", note="", proposal=None) for each in found]
        return [replace(e, box=b"", keys=0, answer_box=b"", answered_on=None) for e in bare]

    def recent(self, many: int) -> Sequence[Matter]:
        """The newest."""
        return self._now(self.rows.values())[::-1][:many]

    def canned(self) -> Sequence[Canned]:
        """By name."""
        return sorted(self.answers.values(), key=lambda each: (each.name, each.id))

    def keep_canned(self, number: CannedId | None, name: str, words: Mapping[str, str]) -> CannedId:
        """A new one, or this one, if it is there."""
        if number is None:
            number = CannedId(max(self.answers, default=0) + 1)
        elif number not in self.answers:
            return number
        self.answers[number] = Canned(number, name, words)
        return number

    def drop_canned(self, number: CannedId) -> None:
        """It goes."""
        self.answers.pop(number, None)

    def close(self, matter: MatterId, at: datetime) -> None:
        """It is over."""
        if matter in self.rows:
            self.closed[matter] = at
        self._set(matter, state=MatterState.CLOSED)

    def remove(self, matter: MatterId) -> None:
        """It goes."""
        self.rows.pop(matter, None)
        self.closed.pop(matter, None)

    def reopen(self, matter: MatterId, state: MatterState = MatterState.OPEN) -> None:
        """It waits again, or is as before."""
        self.closed.pop(matter, None)
        self._set(matter, state=state)

    def closed_before(self, instant: datetime) -> Sequence[Matter]:
        """All that was closed before this instant."""
        return self._now(self.rows[number] for number, at in self.closed.items() if at < instant)

    def unlink(self, person: PersonId) -> None:
        """What they wrote goes with them."""
        self.rows = {number: row for number, row in self.rows.items() if row.person != person}
        self.closed = {number: at for number, at in self.closed.items() if number in self.rows}

    def hand_over(self, person: PersonId, owner: PersonId) -> None:
        """What the one wrote is the other's."""
        for each in self.of(person):
            self._set(each.id, person=owner)

    def _now(self, rows: Iterable[Matter]) -> list[Matter]:
        """In their order, with the language of whoever wrote, and whether they are under 18 now."""
        return [
            replace(
                row,
                young=row.young or self.young(row.person),
                language=self.reads(row.person),
                closed_at=self.closed.get(row.id),
            )
            for row in sorted(rows, key=lambda row: (row.at, row.id))
        ]

    def _set(self, matter: MatterId, **values: Any) -> None:
        if matter in self.rows:
            self.rows[matter] = replace(self.rows[matter], **values)
