"""What becomes of messages to the team."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists

from domain.matters.matter import MatterState
from domain.people.person import PersonId
from storage.giving_back import Given
from storage.keeping import Kept, Over, Shown, go_with_them
from storage.matters.repository import MatterTable
from storage.matters.tables import matters
from storage.people.tables import people
from storage.session import Session


def _hand_over(session: Session, person: PersonId, owner: PersonId, _at: datetime) -> None:
    MatterTable(session).hand_over(person, owner)


def _purge(session: Session, over: Over) -> int:
    return MatterTable(session).purge(over.long_ago)


def _expects(_now: datetime) -> ColumnElement[bool]:
    return exists().where(
        matters.c.person_id == people.c.id, matters.c.state != MatterState.CLOSED.value
    )


KEPT: tuple[Kept, ...] = (
    Kept(
        table=matters,
        until="until they leave, or retention after it is closed",
        unlink=go_with_them,
        hand_over=_hand_over,
        give_back=Given(matters),
        purge=_purge,
        counted="matters",
        show=Shown(structured=frozenset({"proposal_sealed"})),
        expects=_expects,
    ),
)
