"""What becomes of codes that join phones."""

from sqlalchemy import delete

from storage.keeping import Kept, Over, Shown, dropped, go_with_them
from storage.phones.tables import link_codes
from storage.session import Session


def _purge(session: Session, over: Over) -> int:
    old = delete(link_codes).where(link_codes.c.expires_at <= over.now)
    return session.connection.execute(old).rowcount


KEPT: tuple[Kept, ...] = (
    Kept(
        table=link_codes,
        until="holds 15 minutes, a wrong one an hour; the row goes within a day",
        unlink=go_with_them,
        hand_over=dropped(link_codes),
        purge=_purge,
        show=Shown(),
    ),
)
