"""Staff over their table. Names are sealed under the house key, invitations are fingerprints."""

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, exists, insert, select, update

from domain.people.person import PersonId
from domain.staff.member import INVITE, INVITE_LENGTH, INVITE_LETTERS, Duty, Member, Role, StaffId
from storage.people.tables import addresses
from storage.sealing import crypto
from storage.session import Session
from storage.staff.tables import staff

_changed = exists().where(
    addresses.c.person_id == staff.c.person_id, addresses.c.changed_at.is_not(None)
)


UNREADABLE = "?"  # the name of whoever's name does not open; they work here all the same


class StaffTable:
    """`domain.staff.member.Staff` over the table.

    Whether somebody is trusted stands at their addresses: no keys there are new and unconfirmed.
    """

    def __init__(self, session: Session) -> None:
        self._connection = session.connection
        self._keys = session.keys

    def all(self) -> Sequence[Member]:
        """Everybody who works here, in the order they were invited."""
        return list(self._select())

    def get(self, member: StaffId) -> Member | None:
        """By the number; None when there is none, or no more."""
        return next(self._select(staff.c.id == member), None)

    def of(self, person: PersonId) -> Member | None:
        """The member whose phone this is; None for everybody else."""
        return next(self._select(staff.c.person_id == person), None)

    def doubted(self) -> Sequence[Member]:
        """Those whose phone has new keys that nobody has confirmed."""
        return list(self._select(_changed))

    def invited(self, code: str, now: datetime) -> Member | None:
        """Whose invitation this is; None when it is nobody's, was used, or its time is over."""
        fits = staff.c.invite_blind == self._fingerprint(code)
        return next(self._select(fits, staff.c.invited_until > now), None)

    def add(self, name: str, role: Role) -> StaffId:
        """Somebody new, who has no phone and no invitation yet."""
        values = {"role": role.value, "name_sealed": b""}
        added = self._connection.execute(insert(staff).values(values).returning(staff.c.id))
        member = StaffId(added.scalar_one())
        sealed = crypto.seal(self._keys.house, _place(member), name.encode())
        self._set(member, name_sealed=sealed)
        return member

    def invite(self, member: StaffId, role: Role, until: datetime) -> str:
        """A new code for them, in place of any before."""
        letters = (secrets.choice(INVITE_LETTERS) for _letter in range(INVITE_LENGTH))
        code = INVITE + "".join(letters)
        blind = self._fingerprint(code)
        self._set(member, role=role.value, invite_blind=blind, invited_until=until)
        return code

    def accept(self, code: str, person: PersonId, now: datetime) -> StaffId | None:
        """One statement finds and uses the invitation: of several phones one is told yes."""
        mine = staff.c.invite_blind == self._fingerprint(code)
        taken = update(staff).where(mine, staff.c.invited_until > now).returning(staff.c.id)
        values = {"person_id": person, "invite_blind": None, "invited_until": None}
        found = self._connection.scalar(taken.values(values))
        return None if found is None else StaffId(found)

    def remove(self, member: StaffId) -> None:
        """Delete the row; the person behind it stays, as anybody."""
        self._connection.execute(delete(staff).where(staff.c.id == member))

    def confirm(self, member: StaffId) -> None:
        """Trust the keys behind their phones as they are now."""
        theirs = select(staff.c.person_id).where(staff.c.id == member).scalar_subquery()
        confirmed = update(addresses).where(addresses.c.person_id == theirs)
        self._connection.execute(confirmed.values(changed_at=None))

    def entrust(self, member: StaffId, duties: frozenset[Duty]) -> None:
        """These are their duties, in place of those before."""
        self._set(member, duties=",".join(["", *sorted(duties), ""]) if duties else ",")

    def doubt(self, person: PersonId, at: datetime) -> None:
        """Whoever is staff must be confirmed again, on every phone."""
        is_staff = exists().where(staff.c.person_id == person)
        doubted = update(addresses).where(addresses.c.person_id == person, is_staff)
        self._connection.execute(doubted.values(changed_at=at))

    def hand_over(self, person: PersonId, owner: PersonId) -> None:
        """What `person` was, `owner` is; two memberships in one hand become the owner's."""
        if self.of(owner) is not None:
            self._connection.execute(delete(staff).where(staff.c.person_id == person))
        moved = update(staff).where(staff.c.person_id == person)
        self._connection.execute(moved.values(person_id=owner))

    def _select(self, *where: ColumnElement[bool]) -> Iterator[Member]:
        chosen = select(staff, _changed.label("changed")).where(*where).order_by(staff.c.id)
        return map(self._member, self._connection.execute(chosen))

    def _member(self, row: Row[Any]) -> Member:
        name = self._keys.open(None, _place(row.id), row.name_sealed)
        person = None if row.person_id is None else PersonId(row.person_id)
        return Member(
            StaffId(row.id),
            UNREADABLE if name is None else name.decode(),
            Role(row.role),
            person,
            row.invited_until,
            trusted=not row.changed,
            duties=frozenset(Duty(each) for each in row.duties.split(",") if each),
        )

    def _set(self, member: StaffId, **values: Any) -> None:
        self._connection.execute(update(staff).where(staff.c.id == member).values(**values))

    def _fingerprint(self, code: str) -> bytes:
        return self._keys.blind("invitation", code)


def _place(member: StaffId) -> str:
    return f"staff.name_sealed.{member}"
