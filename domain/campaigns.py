"""Campaigns: one message to many people, queued once, counted to the last person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NewType, Protocol

from domain.audience import Audience
from domain.events import Event, EventId, NewEvent
from domain.messages import Option, Prompt, Say
from domain.outcome import Done, Outcome, Refused
from domain.series import LONGEST, NO_SERIES, ContinueSeries, EndSeries, Repeats, Series, times
from domain.staff import StaffId
from domain.surveys import SurveyId
from domain.text import Content, Lines, Moment, Show, Span, Text, Verbatim, _, lines

if TYPE_CHECKING:
    from domain.work import Work

CampaignId = NewType("CampaignId", int)

EVENT_FEEDBACK = SurveyId("event_feedback")
MORNING_AFTER = time(9)
NO_EVENT = _("There is no such event to come.")
BEGUN = _("This event would have begun already.")


class Missing(StrEnum):
    """What to do for readers whose language an announcement lacks."""

    FALLBACK = "fallback"  # they read it in the language that is closest
    SKIP = "skip"  # they are left out, and counted as skipped


class CampaignState(StrEnum):
    """How far a campaign is."""

    PROPOSED = "proposed"  # somebody else must confirm it first
    PLANNED = "planned"  # its recipients are chosen when it falls due
    RUNNING = "running"
    STOPPED = "stopped"  # by a coordinator
    FAILED = "failed"  # its content was refused; `reason` says how


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who gets a campaign: an audience, or those coming to an event; never twice a survey.

    `concerned`: it belongs to what they said yes to before, so it is no news and needs no yes.
    """

    audience: Audience = field(default_factory=Audience)
    coming_to: EventId | None = None
    unless_answered: tuple[SurveyId, str] | None = None  # survey and occasion
    concerned: bool = False


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """A message to many. `about` names what is announced, so that twice is noticed."""

    about: str
    say: Say
    recipients: Recipients
    due: datetime
    not_after: datetime | None = None
    missing: Missing = Missing.FALLBACK
    proposed_by: StaffId | None = None  # it waits for somebody else to confirm it


@dataclass(frozen=True, slots=True)
class Counts:
    """Where a campaign's messages are. They always add up to the recipients."""

    waiting: int = 0
    sent: int = 0
    failed: int = 0
    unreachable: int = 0
    uncertain: int = 0
    skipped: int = 0
    expired: int = 0
    cancelled: int = 0

    @property
    def recipients(self) -> int:
        """Everybody it was meant for."""
        return (
            self.waiting
            + self.sent
            + self.failed
            + self.unreachable
            + self.uncertain
            + self.skipped
            + self.expired
            + self.cancelled
        )


@dataclass(frozen=True, slots=True)
class Announce:
    """Tell this to an audience, now or at `due`."""

    text: Content
    audience: Audience
    missing: Missing
    due: datetime | None
    coming_to: EventId | None = None  # instead of the audience: those who said yes to this event


@dataclass(frozen=True, slots=True)
class AddEvent:
    """Add this event, perhaps with a rule by which it comes again; announcing it is apart."""

    event: NewEvent
    repeats: Repeats | None = None


@dataclass(frozen=True, slots=True)
class AnnounceEvent:
    """Invite the event's audience. `again` allows a second time."""

    event: EventId
    due: datetime | None
    again: bool


@dataclass(frozen=True, slots=True)
class SendSurvey:
    """Ask everybody who has not answered this survey."""

    survey: SurveyId
    due: datetime | None


@dataclass(frozen=True, slots=True)
class ConfirmCampaign:
    """I have read what a colleague wants to announce, and it may go."""

    campaign: CampaignId


@dataclass(frozen=True, slots=True)
class StopCampaign:
    """Send no more of this; what was sent stays sent."""

    campaign: CampaignId


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as a coordinator sees it."""

    id: CampaignId
    about: str
    state: CampaignState
    reason: str
    due: datetime
    recipients: int
    counts: Counts
    text: Text = field(default=Verbatim(""), repr=False)
    proposed_by: StaffId | None = None


class CampaignLookups(Protocol):
    """What may be asked about campaigns."""

    def reach(self, recipients: Recipients) -> int:
        """How many people would get a message now."""
        ...

    def proposed(self, besides: StaffId) -> Sequence[CampaignId]:
        """What waits for somebody to confirm it and is not by them, the oldest first."""
        ...

    def about(self, about: str) -> CampaignId | None:
        """The newest campaign about this that was not stopped."""
        ...

    def show(self, campaign: CampaignId) -> Campaign | None:
        """How it goes; None when there is no such campaign."""
        ...


class Campaigns(CampaignLookups, Protocol):
    """What rules may do with campaigns."""

    def add(self, campaign: NewCampaign, at: datetime) -> CampaignId:
        """Store it; when it is due by `at`, its messages are queued in the same breath."""
        ...

    def stop(self, campaign: CampaignId) -> bool:
        """Cancel what waits; False when there is no such campaign."""
        ...

    def confirm(self, campaign: CampaignId, at: datetime) -> None:
        """What was proposed is planned, and begins now if it is due."""
        ...

    def rewrite(self, about: str, say: Say, not_after: datetime) -> None:
        """Whoever has not got what was announced about this gets it in these words."""
        ...


def announce(command: Announce, work: "Work") -> Outcome:
    """A plain announcement; above a size that the operator sets, a colleague must confirm it."""
    recipients = recipients_of(command.audience, command.coming_to)
    campaign = NewCampaign(
        f"after:{command.coming_to}" if command.coming_to else "announcement",
        Say(command.text),
        recipients,
        command.due or work.now,
        None,
        command.missing,
        _proposer(recipients, work),
    )
    return Done(str(work.campaigns.add(campaign, work.now)))


def recipients_of(audience: Audience, coming_to: EventId | None) -> Recipients:
    """Those who said yes to an event have asked to hear what becomes of it."""
    if coming_to is None:
        return Recipients(audience)
    return Recipients(coming_to=coming_to, concerned=True)


def _proposer(recipients: Recipients, work: "Work") -> StaffId | None:
    """Who only proposes it, because it goes to so many that a colleague must confirm it."""
    member = work.staff.of(work.person) if work.person else None
    most = work.policy.confirm_above
    alone = member is None or not most or work.campaigns.reach(recipients) <= most
    return None if member is None or alone else member.id


def confirm_campaign(command: ConfirmCampaign, work: "Work") -> Outcome:
    """Never by whoever proposed it."""
    found, member = work.campaigns.show(command.campaign), work.staff.of(work.person)
    if found is None or found.state is not CampaignState.PROPOSED:
        return Refused(_("There is no such campaign."))
    if member is not None and member.id == found.proposed_by:
        return Refused(_("Somebody else must confirm it."))
    work.campaigns.confirm(command.campaign, work.now)
    return Done()


def add_event(command: AddEvent, work: "Work") -> Outcome:
    """A coordinator adds an event to come; those who came are asked about it afterwards."""
    if command.event.starts <= work.now:
        return Refused(BEGUN)
    if command.repeats is None:
        return Done(str(add_one(command.event, work)))
    first = command.event.starts.astimezone(work.zone).date()
    if not first <= command.repeats.until <= first + LONGEST:
        return Refused(_("It can come again for a year at most."))
    return Done(str(begin_series(command.event, command.repeats, work)))


def add_one(new: NewEvent, work: "Work") -> EventId:
    """One event, and what is asked after it."""
    event = work.events.add(new, work.now)
    plan_feedback(event, new, work)
    return event


def begin_series(first: NewEvent, repeats: Repeats, work: "Work") -> EventId:
    """Store the rule and its first times; the first of them all."""
    series = Series(work.events.add_series(first, repeats), first, repeats)
    return continue_one(series, work)[0]


def continue_series(_command: ContinueSeries, work: "Work") -> Outcome:
    """The key says how many times were planned."""
    return Done(str(sum(len(continue_one(each, work)) for each in work.events.series())))


def continue_one(series: Series, work: "Work") -> Sequence[EventId]:
    """Plan its times of the next weeks that are not planned yet."""
    planned = []
    for day, event in times(series, work.now, work.zone):
        number = work.events.add_time(series.id, day, event, work.now)
        if number is not None:
            plan_feedback(number, event, work)
            planned.append(number)
    return planned


def end_series(command: EndSeries, work: "Work") -> Outcome:
    """Each time that is planned is cancelled alone, if it must be."""
    return Done() if work.events.end_series(command.event) else Refused(NO_SERIES)


def announce_event(command: AnnounceEvent, work: "Work") -> Outcome:
    """An invitation with a button; it is worth nothing once the event has begun."""
    event = work.events.get(command.event)
    if event is None or event.cancelled or event.starts <= (command.due or work.now):
        return Refused(NO_EVENT)
    about = f"event:{event.id}"
    if not command.again and work.campaigns.about(about) is not None:
        return Refused(
            _(
                "This event was announced already. To announce it once more, the command line has "
                "--again."
            )
        )
    recipients = Recipients(event.audience)
    campaign = NewCampaign(
        about,
        invitation(event),
        recipients,
        command.due or work.now,
        event.starts,
        proposed_by=_proposer(recipients, work),
    )
    return Done(str(work.campaigns.add(campaign, work.now)))


def send_survey(command: SendSurvey, work: "Work") -> Outcome:
    """Everybody who said yes to messages and has not answered."""
    form = work.surveys.form(command.survey)
    if form is None:
        return Refused(_("There is no survey {survey}.", survey=command.survey))
    say = survey_question(
        _("May we ask you a few questions? {title}", title=form.title), command.survey
    )
    recipients = Recipients(unless_answered=(command.survey, ""))
    return _add(work, f"survey:{command.survey}", say, recipients, command.due)


def stop_campaign(command: StopCampaign, work: "Work") -> Outcome:
    """What waits is cancelled at once."""
    if not work.campaigns.stop(command.campaign):
        return Refused(_("There is no such campaign."))
    return Done()


def plan_feedback(event_id: EventId, event: NewEvent, work: "Work") -> None:
    """On the morning after, ask those who came how it was."""
    if work.surveys.form(EVENT_FEEDBACK) is None:
        return
    ends = event.ends.astimezone(work.zone)
    due = datetime.combine(ends.date() + timedelta(days=1), MORNING_AFTER, work.zone)
    occasion = str(event_id)
    say = survey_question(_("How was it? {event}", event=event.title), EVENT_FEEDBACK, occasion)
    recipients = Recipients(coming_to=event_id, unless_answered=(EVENT_FEEDBACK, occasion))
    campaign = NewCampaign(
        f"feedback:{event_id}",
        say,
        recipients,
        due.astimezone(work.now.tzinfo),
        due.astimezone(work.now.tzinfo) + timedelta(days=3),
    )
    work.campaigns.add(campaign, work.now)


def invitation(event: Event) -> Say:
    """An event as people are invited to it."""
    return Say(
        event_details(event),
        title=event.title,
        options=(Option("come", _("I'm coming")), Option("more", _("More about it"))),
        asks=Prompt("events", "invited", {"event": event.id}),
    )


def event_details(event: Event) -> Lines:
    """What everybody should know of an event: when, where, and what it is."""
    when_and_where: list[Text | None] = [
        _("📅 {day}", day=Moment(event.starts, Show.DAY)),
        _("🕒 {time}", time=Span(event.starts, event.ends)),
        _("📍 {place}", place=event.place),
    ]
    if event.transport is not None:
        when_and_where.append(
            _(
                "🚗 A car leaves at {time} from {place}.",
                time=Moment(event.transport.leaves, Show.TIME),
                place=event.transport.from_place,
            )
        )
    return lines(lines(*when_and_where, between="\n"), event.description)


def event_line(event: Event) -> Text:
    """An event in a list of them."""
    return _("{day}: {event}", day=Moment(event.starts, Show.SHORT_DAY), event=event.title)


def survey_question(question: Text, survey: SurveyId, occasion: str = "") -> Say:
    """An invitation to answer a survey; nothing of it is stored before they begin."""
    return Say(
        question,
        options=(Option("begin", _("Answer now")), Option("later", _("Not now"))),
        asks=Prompt("surveys", "invited", {"survey": survey, "occasion": occasion}),
    )


def _add(work: "Work", about: str, say: Say, recipients: Recipients, due: datetime | None) -> Done:
    proposer = _proposer(recipients, work)
    campaign = NewCampaign(about, say, recipients, due or work.now, proposed_by=proposer)
    return Done(str(work.campaigns.add(campaign, work.now)))
