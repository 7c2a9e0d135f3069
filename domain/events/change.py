"""What staff order about events: new ones, changes, invitations."""

from dataclasses import dataclass
from datetime import date, datetime, time

from domain.campaigns.campaign import CampaignId
from domain.events.event import Event, EventId, NewEvent
from domain.events.series import Repeats
from domain.outcome import Command
from domain.speech.text import Content, _


@dataclass(frozen=True, slots=True)
class ChangeEvent(Command[CampaignId | None]):
    """This event is now as `new` says, in everything.

    Its value is the campaign that tells those who come; None when there is nothing to tell.
    `shown` is how often it had been changed when it was read; None: whatever it is by now.
    """

    event: EventId
    new: NewEvent
    shown: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeSeries(Command[tuple[CampaignId, ...]]):
    """From this event on it is as `new` says, in everything, and comes again by this rule.

    What was no series becomes one. Its value are the campaigns that tell those who come.
    """

    event: EventId
    new: NewEvent
    repeats: Repeats
    shown: int | None = None


@dataclass(frozen=True, slots=True)
class CancelSeries(Command[tuple[CampaignId, ...]]):
    """It comes no more, and each of its times to come is cancelled, as of `CancelEvent`."""

    event: EventId
    reason: Content | None = None


@dataclass(frozen=True, slots=True)
class MoveEvent(Command[CampaignId | None]):
    """It begins at this local time, and lasts as long as before; a car leaves as long before it."""

    event: EventId
    day: date
    clock: time


@dataclass(frozen=True, slots=True)
class RelocateEvent(Command[CampaignId | None]):
    """It is at this place, called so in each language. Its value is as of `ChangeEvent`."""

    event: EventId
    place: Content


@dataclass(frozen=True, slots=True)
class RewordEvent(Command[CampaignId | None]):
    """In this language it is called so, or is about this; what is empty stays."""

    event: EventId
    language: str
    title: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class ResizeEvent(Command[CampaignId | None]):
    """So many may come; None: everybody. Its value is as of `ChangeEvent`."""

    event: EventId
    capacity: int | None


@dataclass(frozen=True, slots=True)
class NoteCame(Command[None]):
    """So many people were there; said again, it replaces what was said before."""

    event: EventId
    many: int


@dataclass(frozen=True, slots=True)
class CancelEvent(Command[CampaignId | None]):
    """It does not take place, and that is final. Its value is as of `ChangeEvent`.

    Those who come read the `reason`, too, if there is one.
    """

    event: EventId
    reason: Content | None = None


def as_it_is(event: Event) -> NewEvent:
    """The event as it would be written anew."""
    return NewEvent(
        event.title,
        event.description,
        event.place,
        event.starts,
        event.ends,
        event.capacity,
        event.interests,
        event.transport,
        event.audience,
        event.questions,
    )


NO_EVENT = _("There is no such event to come.")
SAME = _("The same event is planned already.")
BEGUN = _("This event would have begun already.")
MEANWHILE = _(
    "A colleague has changed this event meanwhile. Please look at it once more; what you have "
    "written is still here."
)


@dataclass(frozen=True, slots=True)
class AddEvent(Command[EventId]):
    """Add this event, perhaps with a rule by which it comes again; announcing it is apart.

    `again`: although one that is the same in everything is planned already.
    """

    event: NewEvent
    repeats: Repeats | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class AnnounceEvent(Command[CampaignId | None]):
    """Invite the event's audience; None when there is nobody. `again` allows a second time."""

    event: EventId
    due: datetime | None
    again: bool
