"""Events that guests propose: a message to the team, which a coordinator may make an event.

Nothing is published before that, and nobody under 18 is asked to stand for an event.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from domain.audience import Audience
from domain.campaigns import add_one
from domain.events import NewEvent
from domain.matters import (
    NO_MATTER,
    LeaveMatter,
    MatterId,
    Proposal,
    Subject,
    leave_matter,
    readable,
)
from domain.messages import Say
from domain.outcome import Done, Outcome, Refused
from domain.text import Content, Moment, Text, Verbatim, _, lines

if TYPE_CHECKING:
    from domain.work import Work

LASTS = timedelta(hours=2)
LONGEST_TITLE, LONGEST_PLACE, LONGEST_WORDS = 100, 200, 1000

GROWN_UPS = _("Only people over 18 can propose an event. You can write to us about your idea.")
OVER = _("This day is over.")


@dataclass(frozen=True, slots=True)
class ProposeEvent:
    """I want to do this with others, then and there (local day and time)."""

    title: str = field(repr=False)
    day: date
    clock: time
    place: str = field(repr=False)
    about: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AcceptProposal:
    """It takes place; a place is called the same in all these languages."""

    matter: MatterId
    languages: tuple[str, ...]


def propose_event(command: ProposeEvent, work: "Work") -> Outcome:
    """The key is its number, as of every message."""
    if work.people.get(work.person).young:
        return Refused(GROWN_UPS)
    starts = datetime.combine(command.day, command.clock, work.zone)
    if starts <= work.now:
        return Refused(OVER)
    left = leave_matter(LeaveMatter(Subject.PROPOSAL, command.title[:LONGEST_TITLE]), work)
    if isinstance(left, Done):
        proposal = Proposal(
            starts.astimezone(work.now.tzinfo),
            command.place[:LONGEST_PLACE],
            command.about[:LONGEST_WORDS],
        )
        work.matters.attach(MatterId(int(left.key)), proposal)
    return left


def accept_proposal(command: AcceptProposal, work: "Work") -> Outcome:
    """The key is the event; whoever proposed it hears that, and comes as anybody."""
    matter = readable(command.matter, work)
    if matter is None or matter.proposal is None:
        return Refused(NO_MATTER)
    if matter.proposal.starts <= work.now:
        return Refused(OVER)
    event = add_one(_event(matter.words, matter.language, matter.proposal, command.languages), work)
    work.matters.close(matter.id, work.now)
    if not work.people.get(matter.person).stopped:
        work.posts.write(matter.person, accepted(matter.words, matter.proposal), work.now)
    return Done(str(event))


def accepted(title: str, proposal: Proposal) -> Say:
    """What arrives on their phone."""
    return Say(
        lines(
            _("🔔 Your event takes place."),
            _("👉 {event}", event=Verbatim(title)),
            *facts(proposal),
            _("To say that you come, write /events."),
            between="\n",
        )
    )


def facts(proposal: Proposal) -> tuple[Text, ...]:
    """When and where, and what it is about."""
    when = _("📅 {day}", day=Moment(proposal.starts))
    where = _("📍 {place}", place=Verbatim(proposal.place))
    return (when, where, *([Verbatim(proposal.about)] if proposal.about else []))


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
