"""What becomes of codes that join phones, and of what can be undone of a joining."""

from sqlalchemy import delete

from domain.phones.phone import UNDONE_WITHIN
from storage.giving_back import Stays
from storage.keeping import Hidden, Kept, Over, Shown, dropped, go_with_them, rows_before
from storage.phones.tables import joinings, link_codes
from storage.session import Session


def _purge(session: Session, over: Over) -> int:
    old = delete(link_codes).where(link_codes.c.expires_at <= over.now)
    return session.connection.execute(old).rowcount


def _purge_joinings(session: Session, over: Over) -> int:
    return rows_before(joinings, joinings.c.at, over.now - UNDONE_WITHIN)(session)


KEPT: tuple[Kept, ...] = (
    Kept(
        table=link_codes,
        until="holds 15 minutes, a wrong one an hour; the row goes within a day",
        unlink=go_with_them,
        hand_over=dropped(link_codes),
        give_back=Stays("a code, or a guess, was theirs under another number"),
        purge=_purge,
        show=Shown(),
    ),
    Kept(
        table=joinings,
        until="a day after phones were joined, or until they are separated",
        unlink=go_with_them,
        hand_over=dropped(joinings),
        give_back=Stays("it says what is given back"),
        purge=_purge_joinings,
        show=Hidden("it tells what somebody else brought, if one of the two was tricked"),
    ),
)
