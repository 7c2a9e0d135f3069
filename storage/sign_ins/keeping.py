"""What becomes of sessions and drafts: they go in time."""

from storage.keeping import Over, Purged
from storage.session import Session
from storage.sign_ins.signed_in import SessionTable
from storage.sign_ins.tables import drafts, sessions
from storage.sign_ins.typed_forms import DraftTable


def _purge_sessions(session: Session, over: Over) -> int:
    return SessionTable(session).let_go(over.now)


def _purge_drafts(session: Session, over: Over) -> int:
    return DraftTable(session).let_go(over.now)


PURGED: tuple[Purged, ...] = (
    Purged(sessions, _purge_sessions),
    Purged(drafts, _purge_drafts),
)
