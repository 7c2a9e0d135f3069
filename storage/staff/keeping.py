"""What becomes of who works here."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists

from domain.people.person import PersonId
from storage.keeping import Kept, Shown, go_with_them
from storage.people.tables import people
from storage.session import Session
from storage.staff.repository import StaffTable
from storage.staff.tables import staff


def _hand_over(session: Session, person: PersonId, owner: PersonId, at: datetime) -> None:
    """Whoever has learnt a code must not come to the desk with it: they are confirmed anew."""
    table = StaffTable(session)
    table.hand_over(person, owner)
    table.doubt(owner, at)


def _expects(_now: datetime) -> ColumnElement[bool]:
    return exists().where(staff.c.person_id == people.c.id)


KEPT: tuple[Kept, ...] = (
    Kept(
        table=staff,
        until="until they are removed, or erased",
        unlink=go_with_them,
        hand_over=_hand_over,
        show=Shown(house=True),
        expects=_expects,
    ),
)
