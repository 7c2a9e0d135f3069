"""What staff have typed into a page and not sent yet: it survives whatever happens to the page."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import orjson
from sqlalchemy import delete, select

from domain.staff.member import StaffId
from storage.database.engines import insert_for
from storage.sealing import crypto
from storage.session import Session
from storage.sign_ins.tables import drafts

KEPT = timedelta(days=30)
Fields = Mapping[str, Sequence[str]]


class DraftTable:
    """One draft of each page for each member, sealed under the house key."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection
        self._keys = session.keys

    def of(self, member: StaffId, page: str) -> Fields:
        """What they typed there last; empty when there is nothing."""
        mine = select(drafts.c.fields_sealed).where(
            drafts.c.staff_id == member, drafts.c.page == page
        )
        sealed = self._connection.scalar(mine)
        opened = None if sealed is None else self._keys.open(None, _place(member, page), sealed)
        fields: Fields = {} if opened is None else orjson.loads(opened)
        return fields

    def keep(self, member: StaffId, page: str, fields: Fields, now: datetime) -> None:
        """In place of what was kept of this page."""
        sealed = crypto.seal(self._keys.house, _place(member, page), orjson.dumps(fields))
        statement = insert_for(self._connection.dialect.name, drafts)
        kept = statement.values(staff_id=member, page=page, fields_sealed=sealed, at=now)
        self._connection.execute(
            kept.on_conflict_do_update(
                index_elements=["staff_id", "page"], set_={"fields_sealed": sealed, "at": now}
            )
        )

    def drop(self, member: StaffId, page: str) -> None:
        """It was sent, or thrown away."""
        mine = delete(drafts).where(drafts.c.staff_id == member, drafts.c.page == page)
        self._connection.execute(mine)

    def let_go(self, now: datetime) -> int:
        """Delete what nobody has touched for long; how many there were."""
        old = delete(drafts).where(drafts.c.at <= now - KEPT)
        return self._connection.execute(old).rowcount


def _place(member: int, page: str) -> str:
    return f"drafts.fields_sealed.{member}.{page}"
