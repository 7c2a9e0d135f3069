"""What becomes of where people are in their conversations, and of what came in."""

from datetime import timedelta

from sqlalchemy import exists, select, update

from storage.conversations.inbox import InboxTable
from storage.conversations.tables import conversations, inbox
from storage.giving_back import Stays
from storage.keeping import Kept, Over, Purged, Shown, dropped, go_with_them, rows_before
from storage.people.tables import people
from storage.session import Session

PLACES = timedelta(days=7)


def _purge_places(session: Session, over: Over) -> int:
    """When they were last seen stands in one place only; it goes on at the person."""
    ended = conversations.c.updated_at < over.now - PLACES
    last = select(conversations.c.updated_at).where(conversations.c.person_id == people.c.id)
    theirs = exists().where(
        conversations.c.person_id == people.c.id,
        conversations.c.updated_at > people.c.seen_at,
        ended,
    )
    seen = update(people).where(theirs).values(seen_at=last.scalar_subquery())
    session.connection.execute(seen)
    return rows_before(conversations, conversations.c.updated_at, over.now - PLACES)(session)


def _purge_inbox(session: Session, over: Over) -> int:
    return InboxTable(session).purge(over.now)


KEPT: tuple[Kept, ...] = (
    Kept(
        table=conversations,
        until="7 days after the last message",
        unlink=go_with_them,
        hand_over=dropped(conversations),
        give_back=Stays("where somebody was a day ago is of no use any more"),
        purge=_purge_places,
        counted="conversations",
        show=Shown(by_person=True, structured=frozenset({"place_sealed"})),
    ),
)
PURGED: tuple[Purged, ...] = (Purged(inbox, _purge_inbox, "messages"),)
