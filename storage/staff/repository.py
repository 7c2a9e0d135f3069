"""Staff over their table. Names are sealed under the house key, invitations are fingerprints."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, exists, insert, select, update

from domain.people.person import PersonId
from domain.staff.member import (
    INVITE,
    INVITE_LASTS,
    INVITE_LENGTH,
    INVITE_LETTERS,
    Duty,
    Hours,
    Member,
    Role,
    StaffId,
)
from storage.database.columns import lasting
from storage.database.instants import milliseconds
from storage.people.addresses import all_are_theirs, note_keys
from storage.people.tables import addresses
from storage.sealing import crypto
from storage.sealing.boxes import Pair
from storage.sealing.journal import Word
from storage.session import Session
from storage.sign_ins.tables import passkeys, sessions, sign_ins
from storage.staff.tables import staff

_changed = exists().where(
    addresses.c.person_id == staff.c.person_id, addresses.c.changed_at.is_not(None)
)


UNREADABLE = "?"  # the name of whoever's name does not open; they work here all the same
REMOVED, YES, NO = "staff", "yes", "no"  # as the journal has them


@dataclass(frozen=True, slots=True)
class Undone:
    """What a backup has brought back: a member, or with `duty` that alone; who said no to it."""

    member: StaffId
    duty: Duty | None
    word: Word


class StaffTable:
    """`domain.staff.member.Staff` over the table.

    Whether somebody is trusted stands at their addresses: no keys there are new and unconfirmed.

    Each row carries a seal that only the keys can make. One that was changed behind our back, or
    whose phone was, is nobody's: none of the questions finds it, and nothing but `remove` touches
    it. What was once true can be put back whole by whoever keeps old rows; the seal cannot tell.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
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

    def forged(self) -> Sequence[StaffId]:
        """The numbers of rows that were changed without the keys; for `lipa check`."""
        rows = self._connection.execute(select(staff).order_by(staff.c.id)).all()
        return [StaffId(row.id) for row in rows if not self._is_genuine(row)]

    def invited(self, code: str, now: datetime) -> Member | None:
        """Whose invitation this is; None when it is nobody's, was used, or its time is over."""
        fits = staff.c.invite_blind == self._fingerprint(code)
        return next(self._select(fits, lasting(staff.c.invited_until, now, INVITE_LASTS)), None)

    def add(self, name: str, role: Role) -> StaffId:
        """Somebody new, who has no phone and no invitation yet."""
        values = {"role": role.value, "name_sealed": b""}
        added = self._connection.execute(insert(staff).values(values).returning(staff.c.id))
        member = StaffId(added.scalar_one())
        sealed = crypto.seal(self._keys.house, _place(member), name.encode())
        self._write(member, name_sealed=sealed)
        return member

    def invite(self, member: StaffId, role: Role, until: datetime) -> str:
        """A new code for them, in place of any before."""
        letters = (secrets.choice(INVITE_LETTERS) for _letter in range(INVITE_LENGTH))
        code = INVITE + "".join(letters)
        blind = self._fingerprint(code)
        self._set(member, role=role.value, invite_blind=blind, invited_until=until)
        return code

    def accept(self, code: str, person: PersonId | None, now: datetime) -> StaffId | None:
        """One statement uses the invitation up: of several phones one is told yes."""
        invited = self.invited(code, now)
        if invited is None:
            return None
        mine = (staff.c.id == invited.id, staff.c.invite_blind == self._fingerprint(code))
        used = update(staff).where(*mine).values(invite_blind=None, invited_until=None)
        if not self._connection.execute(used).rowcount:
            return None
        phone = {} if person is None else {"person_id": person}
        self._write(invited.id, **phone)
        return invited.id

    def shut_out(self, member: StaffId) -> None:
        """Whatever they sign in with goes, and where they are signed in."""
        for table in (sign_ins, passkeys, sessions):
            self._connection.execute(delete(table).where(table.c.staff_id == member))

    def change_role(self, member: StaffId, role: Role) -> None:
        """They work here in this role."""
        self._set(member, role=role.value)

    def remove(self, member: StaffId, at: datetime) -> bool:
        """Delete the row, forged or not; the person behind it stays, as anybody."""
        row = self._row(member)
        if row is None:
            return False
        gone = delete(staff).where(staff.c.id == member)
        self._note(row, REMOVED, NO, at)
        return self._connection.execute(gone).rowcount == 1

    def confirm(self, member: StaffId, at: datetime) -> None:
        """Trust the keys behind their phones as they are at this instant."""
        row = self._row(member)
        if row is not None and row.person_id is not None:
            note_keys(self._session, PersonId(row.person_id), at, trusted=True)

    def entrust(self, member: StaffId, duties: frozenset[Duty], at: datetime) -> None:
        """These are their duties, in place of those before."""
        row = self._row(member)
        if row is None or row.seal != self._seal(row):
            return
        for duty in sorted(duties ^ _duties(row)):
            self._note(row, duty.value, YES if duty in duties else NO, at)
        written = ",".join(["", *sorted(duties), ""]) if duties else ","
        self._set(member, duties=written, duties_at=at)

    def set_hours(self, member: StaffId, hours: Hours | None) -> None:
        """In minutes of the day; both the same: never."""
        first, until = (0, 0) if hours is None else (_minutes(hours.first), _minutes(hours.until))
        self._set(member, told_from=first, told_until=until)

    def give_key(self, member: StaffId, public: bytes, wrapped: bytes) -> None:
        """This is their pair of keys, in place of any before, and not proven yet."""
        self._set(member, public_key=public, private_wrapped=wrapped, proven=False)

    def prove_key(self, member: StaffId, public: bytes) -> None:
        """This key of theirs is proven; nothing happens when it is theirs no more."""
        row = self._row(member)
        if row is not None and row.public_key == public:
            self._set(member, proven=True)

    def pair(self, member: StaffId) -> Pair | None:
        """Their keys as they are stored; None when they have none, or the row is not genuine."""
        row = self._row(member)
        if row is None or row.public_key is None or row.seal != self._seal(row):
            return None
        return Pair(row.public_key, row.private_wrapped)

    def undone(self, words: Mapping[tuple[bytes, str], Word]) -> Iterator[Undone]:
        """Who works here although they were removed, or has a duty that was taken from them.

        `words` is what was said last about (fingerprint, what).
        """
        for row in self._connection.execute(select(staff).order_by(staff.c.id)).all():
            removed = words.get((self._mark(row), REMOVED))
            if removed is not None:
                yield Undone(StaffId(row.id), None, removed)
            elif row.seal == self._seal(row):
                for duty in sorted(_duties(row)):
                    word = words.get((self._mark(row), duty.value))
                    if word is not None and word.said == NO and _is_newer(word, row):
                        yield Undone(StaffId(row.id), duty, word)

    def doubt(self, person: PersonId, at: datetime) -> None:
        """Whoever is staff must be confirmed again, on every phone."""
        is_staff = exists().where(staff.c.person_id == person)
        doubted = update(addresses).where(addresses.c.person_id == person, is_staff)
        self._connection.execute(doubted.values(changed_at=at))

    def hand_over(self, person: PersonId, owner: PersonId, at: datetime) -> None:
        """What `person` was, `owner` is; two memberships in one hand become the owner's."""
        theirs = select(staff.c.id).where(staff.c.person_id == person)
        member = self._connection.scalar(theirs)
        if member is None:
            return
        if self.of(owner) is not None:
            self.remove(member, at)
        else:
            self._set(member, person_id=owner)

    def _select(self, *where: ColumnElement[bool]) -> Iterator[Member]:
        chosen = select(staff, _changed.label("changed")).where(*where).order_by(staff.c.id)
        rows = self._connection.execute(chosen).all()
        return (self._member(row) for row in rows if self._is_genuine(row))

    def _is_genuine(self, row: Row[Any]) -> bool:
        """Whether the row is as we wrote it, and so are the phones that lead to its desk."""
        if row.seal != self._seal(row):
            return False
        return row.person_id is None or all_are_theirs(self._session, PersonId(row.person_id))

    def _seal(self, row: Row[Any]) -> bytes:
        until = None if row.invited_until is None else milliseconds(row.invited_until)
        invite = None if row.invite_blind is None else row.invite_blind.hex()
        parts: tuple[Any, ...] = (row.person_id, row.role, row.duties, invite, until)
        if row.public_key is not None:  # rows without a key are sealed as they were before
            parts += (row.public_key.hex(), row.private_wrapped.hex(), row.proven)
        said = ["" if part is None else str(part) for part in parts]
        return self._keys.blind("staff", str(row.id), *said)

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
            duties=_duties(row),
            key=row.public_key or b"",
            proven=row.proven,
            hours=_hours(row),
        )

    def _set(self, member: StaffId, **values: Any) -> None:
        """Change a row and seal it anew; a forged one is left as it is, and never made genuine."""
        row = self._row(member)
        if row is not None and row.seal == self._seal(row):
            self._write(member, **values)

    def _write(self, member: StaffId, **values: Any) -> None:
        mine = update(staff).where(staff.c.id == member)
        if values:
            self._connection.execute(mine.values(**values))
        row = self._row(member)
        if row is not None:
            self._connection.execute(mine.values(seal=self._seal(row)))

    def _row(self, member: StaffId) -> Row[Any] | None:
        return self._connection.execute(select(staff).where(staff.c.id == member)).first()

    def _note(self, row: Row[Any], about: str, said: str, at: datetime) -> None:
        self._session.words.append(Word(self._mark(row), at, about, said))

    def _mark(self, row: Row[Any]) -> bytes:
        """Of this member alone: numbers come again after a restore, a sealed name never does."""
        return self._keys.blind("member", row.name_sealed.hex())

    def _fingerprint(self, code: str) -> bytes:
        return self._keys.blind("invitation", code)


def _duties(row: Row[Any]) -> frozenset[Duty]:
    return frozenset(Duty(each) for each in row.duties.split(",") if each)


def _hours(row: Row[Any]) -> Hours | None:
    if row.told_from >= row.told_until:
        return None
    return Hours(*(time(*divmod(each, 60)) for each in (row.told_from, row.told_until)))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _is_newer(word: Word, row: Row[Any]) -> bool:
    since = row.duties_at
    return since is None or milliseconds(word.at) > milliseconds(since)


def _place(member: StaffId) -> str:
    return f"staff.name_sealed.{member}"
