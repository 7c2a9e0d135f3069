"""Events that guests propose, as they are told to the team."""

from dataclasses import dataclass, field
from datetime import date, time

from domain.events.event import EventId
from domain.matters.matter import MatterId
from domain.outcome import Command

LONGEST_TITLE, LONGEST_PLACE, LONGEST_WORDS = 100, 200, 1000


@dataclass(frozen=True, slots=True)
class ProposeEvent(Command[MatterId]):
    """I want to do this with others, then and there (local day and time)."""

    title: str = field(repr=False)
    day: date
    clock: time
    place: str = field(repr=False)
    about: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AcceptProposal(Command[EventId]):
    """It takes place; a place is called the same in all these languages."""

    matter: MatterId
    languages: tuple[str, ...]
