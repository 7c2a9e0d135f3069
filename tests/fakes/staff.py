"""Staff and the audit in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.people.person import PersonId
from domain.staff.audit import Looked
from domain.staff.member import Duty, Member, Role, StaffId

INVITATION = "staff-abcdefghjkmn"


@dataclass
class FakeStaff:
    """`domain.staff.member.Staff`; the first invitation is INVITATION."""

    rows: dict[StaffId, Member] = field(default_factory=dict)
    codes: dict[StaffId, str] = field(default_factory=dict)

    def all(self) -> Sequence[Member]:
        """Everybody who works here."""
        return list(self.rows.values())

    def get(self, member: StaffId) -> Member | None:
        """The member."""
        return self.rows.get(member)

    def of(self, person: PersonId) -> Member | None:
        """The member whose phone this is."""
        return next((each for each in self.rows.values() if each.person == person), None)

    def doubted(self) -> Sequence[Member]:
        """Those whose phone has new keys."""
        return [each for each in self.rows.values() if not each.trusted]

    def invited(self, code: str, now: datetime) -> Member | None:
        """Whose invitation this is."""
        found = [self.rows[member] for member, known in self.codes.items() if known == code]
        return next((m for m in found if m.invited_until and m.invited_until > now), None)

    def add(self, name: str, role: Role) -> StaffId:
        """Somebody new."""
        member = StaffId(max(self.rows, default=0) + 1)
        self.rows[member] = Member(member, name, role)
        return member

    def invite(self, member: StaffId, role: Role, until: datetime) -> str:
        """A new code for them."""
        code = INVITATION if INVITATION not in self.codes.values() else f"{INVITATION}{member}"
        self.codes[member] = code
        self.rows[member] = replace(self.rows[member], role=role, invited_until=until)
        return code

    def link(self, member: StaffId, person: PersonId) -> None:
        """The invitation is taken."""
        self.codes.pop(member, None)
        self.rows[member] = replace(self.rows[member], person=person, invited_until=None)

    def remove(self, member: StaffId) -> None:
        """Erase them."""
        del self.rows[member]

    def confirm(self, member: StaffId) -> None:
        """Trust their phone."""
        self.rows[member] = replace(self.rows[member], trusted=True)

    def entrust(self, member: StaffId, duties: frozenset[Duty]) -> None:
        """These are their duties."""
        self.rows[member] = replace(self.rows[member], duties=duties)

    def doubt(self, member: StaffId) -> None:
        """Their phone has new keys."""
        self.rows[member] = replace(self.rows[member], trusted=False)

    def employ(
        self, person: PersonId, role: Role, name: str = "Maja", duties: Iterable[Duty] = ()
    ) -> StaffId:
        """This person works here."""
        member = self.add(name, role)
        self.link(member, person)
        self.entrust(member, frozenset(duties))
        return member


@dataclass
class FakeAudit:
    """`domain.staff.audit.Audit` that can be read."""

    rows: list[Looked] = field(default_factory=list)

    def note(self, looked: Looked) -> None:
        """One more row."""
        self.rows.append(looked)
