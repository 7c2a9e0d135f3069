"""Everything of one person becomes another's: they are the same, on two phones.

What was sealed under the key of the one is sealed anew under the other's, each value in its place;
nothing is left that only a dropped key would open.
"""

from datetime import datetime

from sqlalchemy import delete, func, update

from domain.people.person import PersonId
from domain.phones.phone import Joined
from domain.speech.messages import Say
from domain.speech.text import Text
from storage.lives import undoing
from storage.lives.brought import Before
from storage.outbox import letters
from storage.outbox.routing import redirect
from storage.people.tables import people
from storage.phones.repository import LinkTable
from storage.session import Session
from storage.subjects import KEPT


def join(
    session: Session,
    person: PersonId,
    owner: PersonId,
    notice: Text,
    at: datetime,
    given_up: Joined,
) -> None:
    """Give everything of `person`, who is nobody any more, to `owner`, and use up the code.

    What was theirs, and what was given up, is remembered for as long as it can be undone.
    """
    phones = LinkTable(session)
    phones.drop_codes(owner)
    for channel in phones.channels(owner):
        letters.add_notice(session, owner, channel, Say(notice), at)
    before, blind = Before.of(session, person, owner), phones.blind(person)
    prefers = func.coalesce(people.c.prefers, phones.preferred(owner))
    # As of now, or what the journal says of the joining address would be done once more to both.
    kept = {"prefers": prefers, "seen_at": at, "decided_at": at}
    session.connection.execute(update(people).where(people.c.id == owner).values(kept))
    for each in KEPT:
        each.hand_over(session, person, owner, at)
    session.keys.drop(person)
    session.connection.execute(delete(people).where(people.c.id == person))
    undoing.remember(session, owner, blind, before.brought(session, owner, given_up), at)
    redirect(session.connection, [owner])
    session.joined[person] = owner
    session.erased = True
