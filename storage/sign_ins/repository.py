"""Passphrases, codes from a phone, and passkeys of staff."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, union, update

from domain.staff.member import StaffId
from storage.database.engines import insert_for
from storage.database.instants import milliseconds
from storage.sealing import crypto
from storage.session import Session
from storage.sign_ins.tables import passkeys, sign_ins, tastes

ANSWERED_WITHIN = timedelta(minutes=5)  # a challenge


@dataclass(frozen=True, slots=True)
class SignIn:
    """A passphrase as argon2id has it, and the secret from which codes are made."""

    passphrase: str = field(repr=False)
    secret: str = field(repr=False)
    last_step: int
    left: int  # recovery codes


@dataclass(frozen=True, slots=True)
class Passkey:
    """A key that a device of theirs holds; `uses` is what it counted itself."""

    id: int
    member: StaffId
    credential: bytes
    public: bytes = field(repr=False)
    uses: int
    label: str
    made: datetime


class SignInTable:
    """How each member signs in. A row that was not written with our keys is none."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection
        self._keys = session.keys

    def of(self, member: StaffId) -> SignIn | None:
        """Their passphrase and secret; None when they have none, or it was put there by others."""
        row = self._row(member)
        if row is None:
            return None
        secret = self._keys.open(None, _place(member, row.passphrase), row.secret_sealed)
        if secret is None:
            return None
        return SignIn(row.passphrase, secret.decode(), row.last_step, len(row.recovery))

    def set(self, member: StaffId, passphrase: str, secret: str, recovery: Sequence[str]) -> None:
        """In place of what they had. `recovery` are codes that work once each."""
        values = {
            "staff_id": member,
            "passphrase": passphrase,
            "secret_sealed": self._seal(member, passphrase, secret),
            "last_step": 0,
            "recovery": [self._blind(member, code) for code in recovery],
        }
        self.drop(member)
        self._connection.execute(insert(sign_ins).values(values))

    def use_step(self, member: StaffId, step: int) -> bool:
        """A code of this time step is used up; False when it, or a later one, was used before."""
        mine = update(sign_ins).where(sign_ins.c.staff_id == member, sign_ins.c.last_step < step)
        return self._connection.execute(mine.values(last_step=step)).rowcount == 1

    def use_recovery(self, member: StaffId, code: str) -> bool:
        """This code is used up; False when it is none of theirs, or was used."""
        row = self._row(member)
        blind = self._blind(member, code)
        if row is None or blind not in row.recovery:
            return False
        left = [each for each in row.recovery if each != blind]
        mine = update(sign_ins).where(sign_ins.c.staff_id == member)
        self._connection.execute(mine.values(recovery=left))
        return True

    def drop(self, member: StaffId) -> None:
        """They have no passphrase any more; their passkeys stay."""
        self._connection.execute(delete(sign_ins).where(sign_ins.c.staff_id == member))

    def passkeys_of(self, member: StaffId) -> Sequence[Passkey]:
        """Theirs, the oldest first."""
        theirs = select(passkeys).where(passkeys.c.staff_id == member).order_by(passkeys.c.id)
        found = (self._passkey(row) for row in self._connection.execute(theirs))
        return [each for each in found if each is not None]

    def passkey(self, credential: bytes) -> Passkey | None:
        """Whoever's it is; None when it is nobody's."""
        found = select(passkeys).where(passkeys.c.credential == credential)
        row = self._connection.execute(found).first()
        return None if row is None else self._passkey(row)

    def add_passkey(
        self, member: StaffId, credential: bytes, public: bytes, label: str, now: datetime
    ) -> bool:
        """One more; False when somebody has it."""
        values = {
            "staff_id": member,
            "credential": credential,
            "public_sealed": crypto.seal(self._keys.house, _key_place(member, credential), public),
            "uses": 0,
            "label": label[:100],
            "made": now,
        }
        added = insert_for(self._connection.dialect.name, passkeys).values(values)
        return self._connection.execute(added.on_conflict_do_nothing()).rowcount == 1

    def use_passkey(self, passkey: Passkey, uses: int) -> None:
        """It counts so far now."""
        used = update(passkeys).where(passkeys.c.id == passkey.id)
        self._connection.execute(used.values(uses=uses))

    def drop_passkey(self, member: StaffId, number: int) -> None:
        """One of theirs; nothing happens when it is not."""
        gone = delete(passkeys).where(passkeys.c.staff_id == member, passkeys.c.id == number)
        self._connection.execute(gone)

    def drop_passkeys(self, member: StaffId) -> None:
        """All of theirs."""
        self._connection.execute(delete(passkeys).where(passkeys.c.staff_id == member))

    def set_up(self) -> frozenset[StaffId]:
        """Everybody who can sign in in a browser."""
        with_either = union(select(sign_ins.c.staff_id), select(passkeys.c.staff_id))
        return frozenset(map(StaffId, self._connection.scalars(with_either)))

    def change_passphrase(self, member: StaffId, passphrase: str) -> None:
        """Another one; their phone makes the same codes as before, and recovery codes stay."""
        known = self.of(member)
        if known is not None:
            sealed = self._seal(member, passphrase, known.secret)
            mine = update(sign_ins).where(sign_ins.c.staff_id == member)
            self._connection.execute(mine.values(passphrase=passphrase, secret_sealed=sealed))

    def renew_recovery(self, member: StaffId, recovery: Sequence[str]) -> None:
        """These codes work once each, in place of those before."""
        codes = [self._blind(member, code) for code in recovery]
        mine = update(sign_ins).where(sign_ins.c.staff_id == member)
        self._connection.execute(mine.values(recovery=codes))

    def challenge(self, now: datetime) -> bytes:
        """Something to be answered with a passkey, soon; nobody but us can make it."""
        said = milliseconds(now).to_bytes(8, "big") + secrets.token_bytes(16)
        return said + self._keys.blind("challenge", said.hex())

    def is_ours(self, challenge: bytes, now: datetime) -> bool:
        """Whether we made it, a short while ago."""
        said, proof = challenge[:24], challenge[24:]
        if not secrets.compare_digest(proof, self._keys.blind("challenge", said.hex())):
            return False
        age = milliseconds(now) - int.from_bytes(said[:8], "big")
        return 0 <= age < ANSWERED_WITHIN.total_seconds() * 1000

    def language(self, member: StaffId) -> str:
        """In which they read the desk; empty when they never chose."""
        chosen = select(tastes.c.language).where(tastes.c.staff_id == member)
        return self._connection.scalar(chosen) or ""

    def set_language(self, member: StaffId, language: str) -> None:
        """They read the desk in it from now on."""
        statement = insert_for(self._connection.dialect.name, tastes)
        chosen = statement.values(staff_id=member, language=language)
        self._connection.execute(
            chosen.on_conflict_do_update(index_elements=["staff_id"], set_={"language": language})
        )

    def _row(self, member: StaffId) -> Row[Any] | None:
        mine = select(sign_ins).where(sign_ins.c.staff_id == member)
        return self._connection.execute(mine).first()

    def _passkey(self, row: Row[Any]) -> Passkey | None:
        place = _key_place(row.staff_id, row.credential)
        public = self._keys.open(None, place, row.public_sealed)
        if public is None:
            return None
        return Passkey(
            row.id,
            StaffId(row.staff_id),
            row.credential,
            public,
            row.uses,
            row.label,
            row.made,
        )

    def _seal(self, member: StaffId, passphrase: str, secret: str) -> bytes:
        return crypto.seal(self._keys.house, _place(member, passphrase), secret.encode())

    def _blind(self, member: StaffId, code: str) -> str:
        return self._keys.blind("recovery", str(member), code).hex()


def _place(member: int, passphrase: str) -> str:
    """Bound to the passphrase, too: with another one in the row, the secret does not open."""
    return f"sign_ins.secret_sealed.{member}.{passphrase}"


def _key_place(member: int, credential: bytes) -> str:
    return f"passkeys.public_sealed.{member}.{credential.hex()}"
