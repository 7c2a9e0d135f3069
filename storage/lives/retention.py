"""What is kept no longer than it is needed. Runs daily; a second run finds nothing to do."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from domain.people.person import PersonId
from storage.conversations.tables import conversations
from storage.keeping import Kept, Over, Purged
from storage.lives.forgetting import erase
from storage.people.tables import people
from storage.session import Session
from storage.subjects import KEPT, PURGED

STRANGERS = timedelta(hours=24)
SHORTEST = 1
LONGEST = 365  # days that an operator may choose
BACKUPS = timedelta(days=35)  # the journal knows this much; no backup may be kept for longer

_last_seen = func.coalesce(
    conversations.c.updated_at, people.c.seen_at, type_=people.c.seen_at.type
)


@dataclass(frozen=True, slots=True)
class Retained:
    """How much of what was let go in one run; all is 0 when there was nothing to do."""

    people: int = 0
    conversations: int = 0
    messages: int = 0  # fingerprints in the inbox
    posts: int = 0  # rows of the outbox
    responses: int = 0  # whose free text went
    appointments: int = 0  # unlinked from the person
    rsvps: int = 0
    matters: int = 0  # with all that was written in them
    looks: int = 0  # rows of the audit
    grown: int = 0  # people who are under 18 no more


def retain(session: Session, now: datetime, days: int) -> Retained:
    """Let go of everything whose time is over, in the journal, too; `days` is LIPA_RETENTION_DAYS.

    Fewer days than SHORTEST count as that many, more than LONGEST as that.
    """
    over = Over(now, min(max(days, SHORTEST), LONGEST))
    gone = Counter({"people": _strangers(session, now)})
    every: tuple[Kept | Purged, ...] = (*KEPT, *PURGED)
    for each in every:
        if each.purge is not None:
            many = each.purge(session, over)
            gone.update({each.counted: many} if each.counted else {})
    session.erased = True
    session.unneeded = now - BACKUPS
    return Retained(**gone)


def _strangers(session: Session, now: datetime) -> int:
    """People who allowed nothing, a day after their last message; not while we expect them."""
    expected = [each.expects(now) for each in KEPT if each.expects is not None]
    found = (
        select(people.c.id)
        .join(conversations, isouter=True)
        .where(people.c.takes_part.is_(False), people.c.may_be_written.is_(False))
        .where(_last_seen < now - STRANGERS, *(~each for each in expected))
    )
    silent = set(session.connection.scalars(found))
    session.held.people(silent)  # whoever is writing just now is no stranger once that is done
    strangers = [PersonId(each) for each in session.connection.scalars(found) if each in silent]
    erase(session, strangers, now)
    return len(strangers)
