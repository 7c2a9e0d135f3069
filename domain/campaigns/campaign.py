"""Campaigns: one message to many people, queued once, counted to the last person."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import NewType, Protocol

from domain.events.event import EventId
from domain.outcome import Command
from domain.people.audience import Audience
from domain.speech.messages import Say, say_to_json
from domain.speech.text import Content, Verbatim
from domain.staff.member import StaffId
from domain.surveys.survey import SurveyId

CampaignId = NewType("CampaignId", int)
FAREWELL = "farewell"  # what the last announcement of a service is about


class Missing(StrEnum):
    """What to do for readers whose language an announcement lacks."""

    FALLBACK = "fallback"  # they read it in the language that is closest
    SKIP = "skip"  # they are left out, and counted as skipped


class CampaignState(StrEnum):
    """How far a campaign is: proposed, planned, running, done.

    What was STOPPED or has FAILED never goes on. DONE is what runs without anything that waits: it
    is not stored, and what could not be told to anybody for now may still make it run again.
    """

    PROPOSED = "proposed"  # somebody else must confirm it first
    PLANNED = "planned"  # its recipients are chosen when it falls due
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"  # by a coordinator
    FAILED = "failed"  # its content was refused; `reason` says how


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who gets a campaign: an audience, or those of it coming to an event; never twice a survey.

    `concerned`: it belongs to what they said yes to before, so it is no news and needs no yes.
    `staff`: those who work here get it, too, as anybody else would; those concerned always do.
    `local`: only those who live here, or only those who are new here; None: both.
    """

    audience: Audience = field(default_factory=Audience)
    coming_to: EventId | None = None
    unless_answered: tuple[SurveyId, str] | None = None  # survey and occasion
    concerned: bool = False
    staff: bool = False
    local: bool | None = None


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
        """Everybody it was meant for, whatever became of their message: the sum of all counts."""
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
class Announce(Command[CampaignId | None]):
    """Tell this to an audience, now or at `due`; None when there is nobody to tell it to.

    `again`: although the same went out within a day.
    """

    text: Content
    audience: Audience
    missing: Missing
    due: datetime | None
    coming_to: EventId | None = None  # of the audience those who said yes to this event
    again: bool = False
    staff: bool = False  # as in `Recipients`
    local: bool | None = None  # as in `Recipients`

    @property
    def recipients(self) -> Recipients:
        """Those who said yes to an event have asked to hear what becomes of it."""
        concerned = self.coming_to is not None
        return Recipients(
            self.audience, self.coming_to, None, concerned, staff=self.staff, local=self.local
        )


@dataclass(frozen=True, slots=True)
class SayFarewell(Command[CampaignId]):
    """This service ends: tell everybody who can be reached and has not said /stop, news or not."""

    text: Content


@dataclass(frozen=True, slots=True)
class ConfirmCampaign(Command[None]):
    """I have read what a colleague wants to announce, and it may go.

    `shown` is the fingerprint of what I have read; empty at the command line.
    """

    campaign: CampaignId
    shown: str = ""


@dataclass(frozen=True, slots=True)
class StopCampaign(Command[None]):
    """Send no more of this; what was sent stays sent."""

    campaign: CampaignId


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as a coordinator sees it. `due` is in UTC; `reason` is empty unless it failed.

    Until they are chosen, `recipients` says how many people would get it now.
    """

    id: CampaignId
    about: str
    state: CampaignState
    reason: str
    due: datetime
    recipients: int
    counts: Counts
    say: Say = field(default=Say(Verbatim("")), repr=False)
    to: Recipients = field(default_factory=Recipients)
    missing: Missing = Missing.FALLBACK
    proposed_by: StaffId | None = None

    @property
    def fingerprint(self) -> str:
        """Another one as soon as anything is different of what is said, or to whom."""
        audience = self.to.audience
        keys = (audience.languages, audience.age_groups, audience.interests)
        who = [self.to.coming_to, self.to.unless_answered, self.to.staff, self.to.local]
        to = [*map(sorted, keys), *who, self.missing]
        all_of_it = json.dumps([say_to_json(self.say), to], sort_keys=True)
        return sha256(all_of_it.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Listed:
    """A campaign in a list: `waiting` says how many of its messages have not left yet."""

    id: CampaignId
    about: str
    state: CampaignState
    due: datetime
    waiting: int
    say: Say = field(repr=False)
    proposed_by: StaffId | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """How many readers of a language have it in a state, and why, where there is a reason."""

    language: str
    state: str  # a field of `Counts`
    reason: str
    many: int


def so_far(state: CampaignState, waiting: int) -> CampaignState:
    """What is stored as running is done once nothing waits any more."""
    over = state is CampaignState.RUNNING and not waiting
    return CampaignState.DONE if over else state


class CampaignLookups(Protocol):
    """What may be asked about campaigns."""

    def reach(self, recipients: Recipients) -> int:
        """How many people would get a message now; nothing is written."""
        ...

    def by_language(self, recipients: Recipients) -> Mapping[str, int]:
        """The same by their language; empty for those who have not chosen any."""
        ...

    def newest(self, most: int, before: CampaignId | None = None) -> Sequence[Listed]:
        """So many, the newest first; of those that are older than `before`."""
        ...

    def shares(self, campaign: CampaignId) -> Sequence[Share]:
        """What became of its messages, by language, state and reason; they add up to its counts."""
        ...

    def sent_since(self, campaign: CampaignId, since: datetime) -> int:
        """How many of its messages have left since then."""
        ...

    def proposed(self, besides: StaffId) -> Sequence[CampaignId]:
        """What waits for somebody to confirm it and is not by them, the oldest first."""
        ...

    def about(self, about: str) -> CampaignId | None:
        """The newest campaign about this that was not stopped; None when there is none."""
        ...

    def same(self, campaign: NewCampaign, apart: timedelta) -> CampaignId | None:
        """The newest one that says the same to the same people, due less than so far apart.

        None when there is none, or it was stopped or has failed.
        """
        ...

    def show(self, campaign: CampaignId) -> Campaign | None:
        """How it goes; None when there is no such campaign."""
        ...


class Campaigns(CampaignLookups, Protocol):
    """What rules may do with campaigns."""

    def alone(self) -> None:
        """Nobody else adds one until the end: what was looked up since then stays true."""
        ...

    def add(self, campaign: NewCampaign, at: datetime) -> CampaignId:
        """Store it; when it is due by `at`, its messages are queued in the same breath."""
        ...

    def stop(self, campaign: CampaignId) -> bool:
        """Cancel what waits; what was sent stays. False when there is no such campaign."""
        ...

    def confirm(self, campaign: CampaignId, at: datetime) -> None:
        """What was proposed is planned, and begins now if it is due; what was stopped stays so."""
        ...

    def rewrite(self, about: str, say: Say, not_after: datetime) -> None:
        """Whoever has not got what was announced about this gets it in these words."""
        ...


@dataclass(frozen=True, slots=True)
class SendSurvey(Command[CampaignId | None]):
    """Ask everybody who has not answered this survey; its value is as of `Announce`."""

    survey: SurveyId
    due: datetime | None
    again: bool = False
