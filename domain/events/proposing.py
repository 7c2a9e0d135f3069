"""Events that guests propose: a message to the team, which a coordinator may make an event.

Nothing is published before that, and only who is known to be 18 is asked to stand for an event.
"""

from datetime import timedelta

from domain.events.adding import add_one
from domain.events.event import EventId, NewEvent
from domain.events.notices import proposal_accepted
from domain.events.proposal import (
    LONGEST_PLACE,
    LONGEST_TITLE,
    LONGEST_WORDS,
    AcceptProposal,
    ProposeEvent,
)
from domain.matters.matter import NO_MATTER, LeaveMatter, MatterId, Proposal, Subject
from domain.matters.reading import readable
from domain.matters.rules import leave_matter
from domain.outcome import Done, Outcome, Refused
from domain.people.audience import Audience
from domain.speech.local_times import SKIPPED, exists, instant
from domain.speech.text import Content, _
from domain.speech.writing import Fault, Written, fault_in
from domain.work import Work

LASTS = timedelta(hours=2)
GROWN_UPS = _("Only people over 18 can propose an event. You can write to us about your idea.")
OVER = _("This day is over.")


def propose_event(command: ProposeEvent, work: Work) -> Outcome[MatterId]:
    """Its value is its number, as of every message."""
    if not work.people.get(work.person).grown:
        return Refused(GROWN_UPS)
    local = (command.day, command.clock, work.zone)
    if not exists(*local):
        return Refused(SKIPPED)
    starts = instant(*local)
    if starts <= work.now:
        return Refused(OVER)
    fault = _fault(command)
    if fault:
        return Refused(fault.text)
    left = leave_matter(LeaveMatter(Subject.PROPOSAL, command.title[:LONGEST_TITLE]), work)
    if isinstance(left, Done):
        proposal = Proposal(
            starts,
            command.place[:LONGEST_PLACE],
            command.about[:LONGEST_WORDS],
        )
        work.matters.attach(left.value, proposal)
    return left


def _fault(command: ProposeEvent) -> Fault | None:
    about = fault_in(command.about, Written.PROSE) if command.about else None
    lines = (fault_in(words, Written.LINE) for words in (command.title, command.place))
    return next(filter(None, (*lines, about)), None)


def accept_proposal(command: AcceptProposal, work: Work) -> Outcome[EventId]:
    """Its value is the event; whoever proposed it hears that, and comes as anybody."""
    matter = readable(command.matter, work)
    if matter is None or matter.proposal is None:
        return Refused(NO_MATTER)
    if matter.proposal.starts <= work.now:
        return Refused(OVER)
    event = add_one(_event(matter.words, matter.language, matter.proposal, command.languages), work)
    work.matters.close(matter.id, work.now)
    if not work.people.get(matter.person).stopped:
        work.posts.write(matter.person, proposal_accepted(matter.words, matter.proposal), work.now)
    return Done(event)


def _event(title: str, language: str, proposal: Proposal, languages: tuple[str, ...]) -> NewEvent:
    tags = languages or (language,)
    return NewEvent(
        title=Content({language: title}),
        description=Content({language: proposal.about}) if proposal.about else None,
        place=Content(dict.fromkeys(tags, proposal.place)),
        starts=proposal.starts,
        ends=proposal.starts + LASTS,
        capacity=None,
        interests=frozenset(),
        transport=None,
        audience=Audience(),
    )
