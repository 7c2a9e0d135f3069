"""Times that advisers offer, and what they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from domain.operator.policy import Policy
from domain.outcome import Command
from domain.speech.text import Content, Message, Moment, Text, _
from domain.staff.member import Member

SlotId = NewType("SlotId", int)
NOTICE = timedelta(hours=2)  # advisers need to know before they leave home
CELL = timedelta(minutes=5)  # two times of one adviser never share such a cell
INTERPRETER = "interpreter"  # instead of a language, where nobody asked for which one
_WITH = f"{INTERPRETER}:"


def with_interpreter(language: str) -> str:
    """How waiting for any adviser is kept, by somebody who speaks this (a tag)."""
    return INTERPRETER if language in ("", INTERPRETER) else f"{_WITH}{language}"


def spoken(language: str) -> str:
    """The language that is spoken there, whether or not somebody translates."""
    return language.removeprefix(_WITH)


def with_any(language: str) -> bool:
    """Whether any adviser will do, since somebody will translate."""
    return language == INTERPRETER or language.startswith(_WITH)


class Topic(StrEnum):
    """What people ask advice about; of one person at most one appointment is open about each."""

    INTERVIEW = "interview"
    DECISION = "decision"
    WORK_PERMIT = "work_permit"
    FAMILY = "family"
    OTHER = "other"

    @property
    def label(self) -> Message:
        """The topic as people choose it."""
        return {
            Topic.INTERVIEW: _("Asylum interview"),
            Topic.DECISION: _("A decision I received"),
            Topic.WORK_PERMIT: _("Work permit"),
            Topic.FAMILY: _("Family"),
            Topic.OTHER: _("Something else"),
        }[self]

    @property
    def bring(self) -> Message:
        """What to bring to the appointment, where the operator has written nothing else."""
        return {
            Topic.INTERVIEW: _("Please bring your card and all letters about your interview."),
            Topic.DECISION: _(
                "Please bring your card, the decision, and the envelope it came in. "
                "The date on it is important."
            ),
            Topic.WORK_PERMIT: _("Please bring your card and, if you have one, your contract."),
            Topic.FAMILY: _("Please bring your card and any papers about your family."),
            Topic.OTHER: _("Please bring your card and any letters about your question."),
        }[self]


def to_bring(topic: Topic, policy: Policy, language: str) -> Text:
    """What to bring: the operator's words, if they are written in this language, or ours.

    Words in another language would turn the whole message into that one.
    """
    own = policy.bring.get(topic)
    return own if own is not None and language in own.by_language else topic.bring


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that an adviser offers. Times are aware and in UTC."""

    id: SlotId
    adviser: str
    languages: tuple[str, ...]
    topics: frozenset[Topic]
    place: Content
    starts: datetime
    ends: datetime
    urgent: bool = False
    room: str = ""
    interpreter: str = ""
    withdrawn: bool = False  # offered to nobody any more


class Busy(StrEnum):
    """Who or what cannot be in two places at once."""

    ADVISER = "adviser"
    ROOM = "room"
    INTERPRETER = "interpreter"


def busy_at(adviser: str, room: str, interpreter: str) -> dict[str, tuple[Busy, str]]:
    """Who and what is busy at a time, by the name that the database knows."""
    found = {adviser: (Busy.ADVISER, adviser)}
    if room:
        found[f"room:{room}"] = (Busy.ROOM, room)
    if interpreter:
        found[f"with:{interpreter}"] = (Busy.INTERPRETER, interpreter)
    return found


def unknown_adviser(adviser: str, members: Iterable[Member]) -> Message | None:
    """A warning where nobody who works here is called so: they would not see their own times."""
    if any(each.name == adviser for each in members):
        return None
    return _(
        "Nobody who works here is called {name}: if that is a slip, withdraw these times.",
        name=adviser,
    )


@dataclass(frozen=True, slots=True)
class NewSlots:
    """Times of one adviser, as read from slots.json: pairs of start and end.

    A room and an interpreter, if they are named, are busy then, too. Only staff give urgent times.
    """

    adviser: str
    languages: tuple[str, ...]
    topics: frozenset[Topic]
    place: Content
    times: tuple[tuple[datetime, datetime], ...]
    urgent: bool = False
    room: str = ""
    interpreter: str = ""

    @property
    def busy(self) -> tuple[str, ...]:
        """Who and what cannot be anywhere else, as the database knows them."""
        return tuple(busy_at(self.adviser, self.room, self.interpreter))


@dataclass(frozen=True, slots=True)
class Overlap:
    """Why times are not added: at that instant this adviser, room or interpreter is busy."""

    starts: datetime
    busy: Busy
    name: str

    @property
    def text(self) -> Message:
        """What coordinators read, in local time."""
        when, name = Moment(self.starts), self.name
        return {
            Busy.ADVISER: _(
                "The time {when} overlaps another one of the adviser {name}.", when=when, name=name
            ),
            Busy.ROOM: _("The time {when} overlaps another one in {name}.", when=when, name=name),
            Busy.INTERPRETER: _(
                "The time {when} overlaps another one of the interpreter {name}.",
                when=when,
                name=name,
            ),
        }[self.busy]


@dataclass(frozen=True, slots=True)
class AddSlots(Command[tuple[SlotId, ...]]):
    """An adviser offers these times: all of them, or none. Its value is their ids, in order."""

    slots: NewSlots


@dataclass(frozen=True, slots=True)
class WithdrawSlots(Command[None]):
    """Nobody is to have these times: all of them, or none. They are to come, and nobody has any."""

    slots: tuple[SlotId, ...]


@dataclass(frozen=True, slots=True)
class RestoreSlots(Command[None]):
    """These times were withdrawn, and are offered again: all of them, or none."""

    slots: tuple[SlotId, ...]
