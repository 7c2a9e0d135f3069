"""What becomes of who works here."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists

from domain.operator.policy import LONGEST_AUDIT, SHORTEST_AUDIT
from domain.people.person import PersonId
from domain.staff.audit import Looked, View, Why
from domain.staff.member import StaffId
from storage.giving_back import Stays
from storage.keeping import Kept, Over, Purged, Shown
from storage.people.tables import people
from storage.session import Session
from storage.staff.audit import AuditTable
from storage.staff.repository import StaffTable
from storage.staff.tables import audit, staff


def _hand_over(session: Session, person: PersonId, owner: PersonId, at: datetime) -> None:
    """Whoever has learnt a code must not come to the desk with it: they are confirmed anew."""
    table = StaffTable(session)
    members = [each.id for each in map(table.of, (person, owner)) if each is not None]
    table.hand_over(person, owner, at)
    table.doubt(owner, at)
    for member in members:
        _note(session, member, Why.JOINED, at)


def _leave(session: Session, person: PersonId, at: datetime) -> None:
    """That they work here no longer is known without them, also to a backup."""
    table = StaffTable(session)
    member = table.of(person)
    if member is not None:
        table.remove(member.id, at)
        _note(session, member.id, Why.REMOVED, at)


def _note(session: Session, member: StaffId, why: Why, at: datetime) -> None:
    AuditTable(session).note(Looked(at, member, View.STAFF, str(member), why))


def _purge_audit(session: Session, over: Over) -> int:
    """By a time of its own, which no operator can make so short that nobody could ask in time."""
    days = min(max(session.policy.audit_days, SHORTEST_AUDIT), LONGEST_AUDIT)
    return AuditTable(session).let_go(over.now - timedelta(days=days))


def _expects(_now: datetime) -> ColumnElement[bool]:
    return exists().where(staff.c.person_id == people.c.id)


KEPT: tuple[Kept, ...] = (
    Kept(
        table=staff,
        until="until they are removed, or erased",
        unlink=_leave,
        hand_over=_hand_over,
        give_back=Stays("a phone of the desk is never joined"),
        show=Shown(house=True),
        expects=_expects,
    ),
)
PURGED: tuple[Purged, ...] = (Purged(audit, _purge_audit, "looks"),)
