"""Whether we may write when there is news: asked once something was done, and never before.

It is asked outside of the conversation, so that nobody has to answer it: behind the first thing
that somebody booked, came to or answered, and once more behind the third one if they left it open.
"""

from domain.people.doors import NEWS
from domain.people.person import Purpose
from domain.speech.messages import Option, Say
from domain.speech.text import _
from domain.work import Desk
from flows.engine.kit import LATER

ASKED_AFTER = (1, 3)  # things; never twice in a row
NEWS_QUESTION = _(
    "May we write to you when there is news, for example a new event? Never at night."
)
NEWS_ANSWERS = (Option("yes", _("Yes")), Option("no", _("No")), Option(LATER, _("Later")))


def news_later(desk: Desk) -> Say | None:
    """The question, for whoever has just done something; None when it is not to be asked now."""
    if desk.person.stopped or desk.shut or not desk.person.takes_part or _decided(desk):
        return None
    if _done(desk) not in ASKED_AFTER:
        return None
    return Say(NEWS_QUESTION, options=NEWS_ANSWERS, asks=NEWS())


def _decided(desk: Desk) -> bool:
    """A yes or no since they take part is an answer for good; it can be changed where it stands."""
    decided = Purpose.BE_WRITTEN in desk.person.consents
    for each in desk.records.decisions(desk.person.id):
        decided = each.purpose is Purpose.BE_WRITTEN
    return decided


def _done(desk: Desk) -> int:
    """How much they have booked, said about events, and answered."""
    who, records = desk.person.id, desk.records
    return sum(map(len, (records.appointments(who), records.rsvps(who), records.surveys(who))))
