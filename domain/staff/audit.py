"""The audit: every look at people's data leaves a row that says who, what and why, never what was
seen; so does every change of who works here, and every message to many that no colleague confirmed.
The rows hold on to each other, so that one changed or removed later is noticed.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.outcome import Command
from domain.speech.text import Message, _
from domain.staff.member import Duty, Member, Role, StaffId

OPERATOR = StaffId(0)  # whoever uses the command line


class View(StrEnum):
    """What is looked at. It is stored for good: none of these ever means something else."""

    APPOINTMENTS = "appointments"  # of a local day, or all; `about` is the day
    COMING = "coming"  # who comes to an event; `about` is its number
    RESPONSES = "responses"  # answers to a survey; `about` is its name
    RSVPS = "rsvps"
    MESSAGE = "message"  # what somebody wrote to the team; `about` is its number
    QUESTIONS = "questions"  # to the speakers of an event; `about` is its number
    CAMPAIGN = "campaign"  # nobody looked: a message to many left; `about` is its number
    SEALED = "sealed"  # MESSAGE about danger, as it was noted once; nobody notes it any more
    STAFF = "staff"  # who works here was changed; `about` is their number, and the role or duty
    AUDIT = "audit"  # the audit itself

    @property
    def shown(self) -> "View":
        """As whom readers see it: older rows would tell which message was about danger."""
        return View.MESSAGE if self is View.SEALED else self

    @property
    def label(self) -> Message:
        """What was looked at, as administrators read it."""
        return {
            View.APPOINTMENTS: _("appointments"),
            View.COMING: _("who comes to an event"),
            View.RESPONSES: _("answers to a survey"),
            View.RSVPS: _("who comes to events, as a list"),
            View.MESSAGE: _("a message"),
            View.QUESTIONS: _("questions to speakers"),
            View.CAMPAIGN: _("a message to many"),
            View.STAFF: _("who works here"),
            View.AUDIT: _("the audit"),
        }[self.shown]


class Why(StrEnum):
    """What for somebody looks, or what they did, as it is stored beside who and what."""

    DESK = "desk"  # in chat, during the day's work
    LIST = "list"  # at the command line
    EXPORT = "export"  # into a file
    DAILY = "daily"  # sent by itself, in the morning
    ADDED = "added"  # invited, or invited anew, perhaps in another role
    LINKED = "linked"  # a phone of theirs is a desk
    CAME = "came"  # by an invitation, into a browser
    RENEWED = "renewed"  # what they sign in with is worth nothing any more
    CHANGED = "changed"  # they work here in another role
    CONFIRMED = "confirmed"  # a phone whose keys are new is theirs
    ENTRUSTED = "entrusted"  # with a duty
    RELIEVED = "relieved"  # of a duty
    JOINED = "joined"  # two phones are one person's, one of them of somebody who works here
    KEYED = "keyed"  # a pair of keys was made for them
    PROVEN = "proven"  # they opened a box with it
    OPENED = "opened"  # a message that only its readers open
    SHARED = "shared"  # such a message, with one reader more
    REMOVED = "removed"  # by somebody, or they had themselves forgotten
    ACCEPTED = "accepted"  # what did not fit was looked into
    GRANTED = "granted"  # whoever said that they were under 18 is an adult here from now on
    UNCONFIRMED = "unconfirmed"  # it was sent from the command line, without a colleague's yes

    @property
    def label(self) -> Message:
        """What for, or what was done, as administrators read it."""
        return _LABELS[self]


_LABELS = {
    Why.DESK: _("at the desk"),
    Why.LIST: _("at the command line"),
    Why.EXPORT: _("into a file"),
    Why.DAILY: _("sent in the morning"),
    Why.ADDED: _("invited"),
    Why.LINKED: _("came with a phone"),
    Why.CAME: _("came in a browser"),
    Why.RENEWED: _("sign-in renewed"),
    Why.CHANGED: _("role changed"),
    Why.CONFIRMED: _("new phone confirmed"),
    Why.ENTRUSTED: _("entrusted with a duty"),
    Why.RELIEVED: _("relieved of a duty"),
    Why.JOINED: _("two phones joined"),
    Why.KEYED: _("a key was made"),
    Why.PROVEN: _("a key was proven"),
    Why.OPENED: _("opened"),
    Why.SHARED: _("shared with one more reader"),
    Why.REMOVED: _("removed"),
    Why.ACCEPTED: _("damage accepted"),
    Why.GRANTED: _("grown up from now on"),
    Why.UNCONFIRMED: _("without a colleague's yes"),
}


NOT_LOOKED_AT = frozenset({View.STAFF, View.SEALED})  # done, not seen; noted no more
SEES = {
    Role.ADMIN: frozenset(View) - NOT_LOOKED_AT,
    Role.COORDINATOR: frozenset(View) - NOT_LOOKED_AT - {View.AUDIT},
    Role.MODERATOR: frozenset({View.COMING, View.MESSAGE, View.QUESTIONS}),
    Role.ADVISER: frozenset({View.APPOINTMENTS}),  # their own
    Role.VIEWER: frozenset({View.APPOINTMENTS, View.COMING, View.RESPONSES, View.RSVPS}),  # counts
}


@dataclass(frozen=True, slots=True)
class Look(Command[None]):
    """I look at this; with `ahead`, at so many days after today."""

    view: View
    about: str = ""
    ahead: int | None = None
    why: Why = Why.DESK


@dataclass(frozen=True, slots=True)
class Looked:
    """One row: who looked at what and why, at an instant in UTC."""

    at: datetime
    who: StaffId
    view: View
    about: str
    why: Why


class Audit(Protocol):
    """What rules may do with the audit."""

    def note(self, looked: Looked) -> None:
        """Add a row after all others. None is ever changed or taken away."""
        ...

    def looked_at(self, view: View, about: str) -> bool:
        """Whether a row says that somebody looked at this, for whatever reason."""
        ...


def seen_by(member: Member) -> frozenset[View]:
    """What this member of staff may look at."""
    written = {View.MESSAGE} if Duty.FOCAL in member.duties else set()
    return SEES[member.role] | written
