"""Staff and the audit in memory."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any

from domain.lasting import lasts
from domain.people.person import PersonId
from domain.staff.audit import Looked, View
from domain.staff.member import INVITE_LASTS, Duty, Hours, Member, Role, StaffId

INVITATION = "staff-abcdefghjkmn"


@dataclass
class FakeStaff:
    """`domain.staff.member.Staff`; the first invitation is INVITATION."""

    rows: dict[StaffId, Member] = field(default_factory=dict)
    codes: dict[StaffId, str] = field(default_factory=dict)
    changed: set[PersonId] = field(default_factory=set)  # whose phone has new keys
    sign_in: Callable[[PersonId], None] = lambda _person: None
    numbers: Iterator[int] = field(default_factory=lambda: count(1))  # none is given twice

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
        found = [row for member, row in self.rows.items() if self.codes.get(member) == code]
        return next((m for m in found if lasts(m.invited_until, now, INVITE_LASTS)), None)

    def add(self, name: str, role: Role) -> StaffId:
        """Somebody new."""
        member = StaffId(next(self.numbers))
        self.rows[member] = Member(member, name, role)
        return member

    def invite(self, member: StaffId, role: Role, until: datetime) -> str:
        """A new code for them."""
        code = INVITATION if INVITATION not in self.codes.values() else f"{INVITATION}{member}"
        if member in self.rows:
            self.codes[member] = code
        self._set(member, role=role, invited_until=until)
        return code

    def accept(self, code: str, person: PersonId | None, now: datetime) -> StaffId | None:
        """The invitation is taken, if there is one."""
        invited = self.invited(code, now)
        if invited is None:
            return None
        if person is not None:
            self._give(invited.id, person)
        self.codes.pop(invited.id, None)
        self._set(invited.id, invited_until=None)
        return invited.id

    def shut_out(self, member: StaffId) -> None:
        """Nobody signs in in a browser here."""

    def _give(self, member: StaffId, person: PersonId) -> None:
        if any(each.person == person and each.id != member for each in self.rows.values()):
            raise ValueError("a phone is one member's only")
        self.codes.pop(member, None)
        self._set(member, person=person, invited_until=None, trusted=person not in self.changed)

    def change_role(self, member: StaffId, role: Role) -> None:
        """They work here in this role."""
        self._set(member, role=role)

    def remove(self, member: StaffId, at: datetime) -> bool:  # noqa: ARG002 - for the journal
        """Erase them."""
        return self._drop(member)

    def _drop(self, member: StaffId) -> bool:
        self.codes.pop(member, None)
        return self.rows.pop(member, None) is not None

    def confirm(self, member: StaffId, at: datetime) -> None:  # noqa: ARG002 - for the journal
        """Trust their phone."""
        if member in self.rows:
            self.changed.difference_update({self.rows[member].person})
        self._set(member, trusted=True)

    def entrust(self, member: StaffId, duties: frozenset[Duty], at: datetime) -> None:  # noqa: ARG002 - for the journal
        """These are their duties."""
        self._set(member, duties=duties)

    def set_hours(self, member: StaffId, hours: Hours | None) -> None:
        """When they hear of what is new."""
        self._set(member, hours=hours)

    def give_key(self, member: StaffId, public: bytes, wrapped: bytes) -> None:
        """A pair of keys, not proven yet."""
        assert wrapped
        self._set(member, key=public, proven=False)

    def prove_key(self, member: StaffId, public: bytes) -> None:
        """It is proven."""
        if member in self.rows and self.rows[member].key == public:
            self._set(member, proven=True)

    def doubt(self, member: StaffId) -> None:
        """Their phone has new keys; whoever works here with it later is doubted, too."""
        person = self.rows[member].person
        self.changed.update(set() if person is None else {person})
        self._set(member, trusted=False)

    def unlink(self, person: PersonId) -> None:
        """Whoever is forgotten works here no more."""
        member = self.of(person)
        if member is not None:
            self._drop(member.id)

    def hand_over(self, person: PersonId, owner: PersonId) -> None:
        """What the one was the other is; whoever has learnt a code must be confirmed anew."""
        there = self.of(owner)
        member = self.of(person)
        if member is not None and there is not None:
            self._drop(member.id)
        elif member is not None:
            self._give(member.id, owner)
        now = self.of(owner)
        if now is not None:
            self.doubt(now.id)

    def _set(self, member: StaffId, **values: Any) -> None:
        if member in self.rows:
            self.rows[member] = replace(self.rows[member], **values)

    def employ(
        self, person: PersonId, role: Role, name: str = "Maja", duties: Iterable[Duty] = ()
    ) -> StaffId:
        """This person works here."""
        member = self.add(name, role)
        self._give(member, person)
        self.sign_in(person)
        self._set(member, duties=frozenset(duties))
        return member


@dataclass
class FakeAudit:
    """`domain.staff.audit.Audit` that can be read."""

    rows: list[Looked] = field(default_factory=list)

    def note(self, looked: Looked) -> None:
        """One more row."""
        self.rows.append(looked)

    def looked_at(self, view: View, about: str) -> bool:
        """Whether somebody looked."""
        return any((row.view, row.about) == (view, about) for row in self.rows)
