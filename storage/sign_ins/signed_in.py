"""Who has signed in: a random token in a cookie, of which only an HMAC is stored.

A session ends half an hour after it was last used, and twelve hours after it began.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import orjson
from sqlalchemy import Row, delete, insert, select, update

from domain.staff.member import StaffId
from storage.sealing import crypto
from storage.session import Session
from storage.sign_ins.tables import sessions

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
NOTED = timedelta(minutes=1)  # how often it is written that a session is used


class Stage(StrEnum):
    """What whoever has a session still has to show."""

    CODE = "code"  # the passphrase was right
    SETTING_UP = "setting up"  # an invitation was right: they choose how to sign in
    IN = "in"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One session. `kept` is what one page left for the next; `name` is fit for a form."""

    member: StaffId
    stage: Stage
    began: datetime
    seen: datetime
    browser: str
    kept: Mapping[str, Any]
    name: str


class SessionTable:
    """The sessions of all members."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection
        self._keys = session.keys

    def begin(self, member: StaffId, stage: Stage, browser: str, now: datetime) -> str:
        """A new session; the token that goes into the cookie, and nowhere else."""
        token = secrets.token_urlsafe(32)
        values = {
            "token": self._blind(token),
            "staff_id": member,
            "stage": stage.value,
            "began": now,
            "seen": now,
            "browser": browser[:60],
        }
        self._connection.execute(insert(sessions).values(values))
        return token

    def of(self, token: str, now: datetime) -> SignedIn | None:
        """The session of this token; None when there is none, or its time is over."""
        found = select(sessions).where(sessions.c.token == self._blind(token), *_lasting(now))
        row = self._connection.execute(found).first()
        return None if row is None else self._signed_in(row)

    def whose(self, token: str) -> StaffId | None:
        """Whose session this is, or was until not long ago; None when nobody knows."""
        found = select(sessions.c.staff_id).where(sessions.c.token == self._blind(token))
        member = self._connection.scalar(found)
        return None if member is None else StaffId(member)

    def all_of(self, member: StaffId, now: datetime) -> Sequence[SignedIn]:
        """Where this member is signed in, the last used first."""
        theirs = select(sessions).where(sessions.c.staff_id == member, *_lasting(now))
        rows = self._connection.execute(theirs.order_by(sessions.c.seen.desc(), sessions.c.token))
        return [self._signed_in(row) for row in rows]

    def open(self, now: datetime) -> frozenset[StaffId]:
        """Everybody who is signed in somewhere."""
        found = select(sessions.c.staff_id).where(
            sessions.c.stage == Stage.IN.value, *_lasting(now)
        )
        return frozenset(map(StaffId, self._connection.scalars(found)))

    def use(self, token: str, now: datetime) -> None:
        """It was used at this instant."""
        mine = update(sessions).where(sessions.c.token == self._blind(token))
        self._connection.execute(mine.values(seen=now))

    def keep(self, token: str, kept: Mapping[str, Any]) -> None:
        """What the next page finds, in place of what was kept before."""
        blind = self._blind(token)
        sealed = crypto.seal(self._keys.house, _place(blind), orjson.dumps(kept)) if kept else None
        mine = update(sessions).where(sessions.c.token == blind)
        self._connection.execute(mine.values(kept_sealed=sealed))

    def end(self, token: str) -> None:
        """Nobody is signed in with it any more."""
        self._connection.execute(delete(sessions).where(sessions.c.token == self._blind(token)))

    def end_named(self, member: StaffId, name: str) -> None:
        """One of this member's, as the list names it; nothing happens when it is not theirs."""
        rows = self._connection.scalars(
            select(sessions.c.token).where(sessions.c.staff_id == member)
        )
        named = [token for token in rows if _name(token) == name]
        self._connection.execute(delete(sessions).where(sessions.c.token.in_(named)))

    def end_others(self, member: StaffId, name: str) -> None:
        """All of theirs but the one of this name."""
        rows = self._connection.scalars(
            select(sessions.c.token).where(sessions.c.staff_id == member)
        )
        others = [token for token in rows if _name(token) != name]
        self._connection.execute(delete(sessions).where(sessions.c.token.in_(others)))

    def let_go(self, now: datetime) -> int:
        """Delete those whose time is over; how many there were."""
        over = delete(sessions).where(
            (sessions.c.began <= now - LONGEST) | (sessions.c.seen <= now - IDLE)
        )
        return self._connection.execute(over).rowcount

    def _signed_in(self, row: Row[Any]) -> SignedIn:
        opened = None
        if row.kept_sealed is not None:
            opened = self._keys.open(None, _place(row.token), row.kept_sealed)
        return SignedIn(
            StaffId(row.staff_id),
            Stage(row.stage),
            row.began,
            row.seen,
            row.browser,
            {} if opened is None else orjson.loads(opened),
            _name(row.token),
        )

    def _blind(self, token: str) -> bytes:
        return self._keys.blind("session", token)


def _lasting(now: datetime) -> tuple[Any, ...]:
    return (sessions.c.began > now - LONGEST, sessions.c.seen > now - IDLE)


def _place(token: bytes) -> str:
    return f"sessions.kept_sealed.{token.hex()}"


def _name(token: bytes) -> str:
    """Of an HMAC that nobody can turn into a cookie; half of it is enough to tell them apart."""
    return token.hex()[:16]
