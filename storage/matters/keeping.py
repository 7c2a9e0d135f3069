"""What becomes of messages to the team."""

from collections.abc import Collection
from datetime import datetime

import orjson
from sqlalchemy import ColumnElement, exists, select

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


class _GivenMatters(Given):
    """What is sealed of them has one length, and what readers alone open stays shut."""

    def give(
        self, session: Session, owner: PersonId, person: PersonId, names: Collection[str]
    ) -> None:
        """As they are handed over; one that does not open stays, since nobody could read it."""
        numbers = [number for name in names for number in orjson.loads(name)]
        theirs = select(matters).where(matters.c.person_id == owner, matters.c.id.in_(numbers))
        rows = session.connection.execute(theirs).all()
        opened = [row.id for row in rows if self._sealed_anew(session, row, owner, person)]
        MatterTable(session).hand_over(owner, person, matters.c.id.in_(opened))


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
        give_back=_GivenMatters(matters),
        purge=_purge,
        counted="matters",
        show=Shown(structured=frozenset({"proposal_sealed", "subject_sealed"})),
        expects=_expects,
    ),
)
