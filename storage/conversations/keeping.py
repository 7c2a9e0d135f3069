"""What becomes of where people are in their conversations, and of what came in."""

from datetime import timedelta

from storage.conversations.inbox import InboxTable
from storage.conversations.tables import conversations, inbox
from storage.keeping import Kept, Over, Purged, Shown, dropped, go_with_them, rows_before
from storage.session import Session

PLACES = timedelta(days=7)


def _purge_places(session: Session, over: Over) -> int:
    old = rows_before(conversations, conversations.c.updated_at, over.now - PLACES)
    return old(session)


def _purge_inbox(session: Session, over: Over) -> int:
    return InboxTable(session).purge(over.now)


KEPT: tuple[Kept, ...] = (
    Kept(
        table=conversations,
        until="7 days after the last message",
        unlink=go_with_them,
        hand_over=dropped(conversations),
        purge=_purge_places,
        counted="conversations",
        show=Shown(by_person=True, structured=frozenset({"place_sealed"})),
    ),
)
PURGED: tuple[Purged, ...] = (Purged(inbox, _purge_inbox, "messages"),)
