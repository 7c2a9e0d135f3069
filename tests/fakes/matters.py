"""What people wrote to the team, in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.matters.matter import Matter, MatterId, MatterState, Proposal, Subject
from domain.people.person import PersonId
from domain.staff.member import StaffId


@dataclass
class FakeMatters:
    """`domain.matters.matter.Matters`; everybody reads English."""

    rows: dict[MatterId, Matter] = field(default_factory=dict)
    closed: dict[MatterId, datetime] = field(default_factory=dict)
    young: Callable[[PersonId], bool] = lambda _person: False

    def get(self, matter: MatterId) -> Matter | None:
        """The matter."""
        return self.rows.get(matter)

    def of(self, person: PersonId) -> Sequence[Matter]:
        """What this person wrote, the newest first."""
        return [each for each in self.rows.values() if each.person == person][::-1]

    def open(self) -> Sequence[Matter]:
        """All that is not closed, the oldest first."""
        return [each for each in self.rows.values() if each.state is not MatterState.CLOSED]

    def add(
        self, person: PersonId, subject: Subject, words: str, at: datetime, due: datetime
    ) -> MatterId:
        """Store a new one."""
        number = MatterId(max(self.rows, default=0) + 1)
        state = MatterState.OPEN
        young = self.young(person)
        self.rows[number] = Matter(
            number, person, subject, words, state, at, due, "en", young=young
        )
        return number

    def answer(self, matter: MatterId, words: str) -> None:
        """Store what was answered; it is not closed any more."""
        self.closed.pop(matter, None)
        now = replace(self.rows[matter], answer=words, state=MatterState.ANSWERED)
        self.rows[matter] = now

    def attach(self, matter: MatterId, proposal: Proposal) -> None:
        """The event that it proposes."""
        self.rows[matter] = replace(self.rows[matter], proposal=proposal)

    def hand(self, matter: MatterId, member: StaffId) -> None:
        """It is this colleague's."""
        self.rows[matter] = replace(self.rows[matter], holder=member)

    def close(self, matter: MatterId, at: datetime) -> None:
        """It is over."""
        self.closed[matter] = at
        self.rows[matter] = replace(self.rows[matter], state=MatterState.CLOSED)

    def reopen(self, matter: MatterId) -> None:
        """It waits again."""
        del self.closed[matter]
        self.rows[matter] = replace(self.rows[matter], state=MatterState.OPEN)

    def closed_before(self, instant: datetime) -> Sequence[Matter]:
        """All that was closed before this instant."""
        return [self.rows[number] for number, at in self.closed.items() if at < instant]
