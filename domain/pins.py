"""A number that somebody says before we show what is personal, on a phone that others hold, too."""

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.digits import digits_of
from domain.outcome import Done, Outcome, Refused
from domain.text import Moment, Show, _

if TYPE_CHECKING:
    from domain.work import Work

SHORTEST, LONGEST = 4, 8  # digits
OPEN_FOR = timedelta(minutes=10)
TRIES = 5
CLOSED_FOR = timedelta(minutes=15)  # 5 tries each: four digits take two weeks on the average

WRONG = _("This is not the number.")


@dataclass(frozen=True, slots=True)
class Pin:
    """What is known of somebody's number: how often a wrong one was said since the last right one.

    No number is heard before `closed_until`.
    """

    digits: str = field(repr=False)
    misses: int = 0
    closed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SetPin:
    """This is my number from now on."""

    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RemovePin:
    """Ask me for no number."""


@dataclass(frozen=True, slots=True)
class SayPin:
    """It is me."""

    words: str = field(repr=False)


def set_pin(command: SetPin, work: "Work") -> Outcome:
    """It is asked for from the next time on, not right now."""
    digits = digits_of(command.words)
    if not SHORTEST <= len(digits) <= LONGEST:
        return Refused(_("Please write {least} to {most} digits.", least=SHORTEST, most=LONGEST))
    work.people.set_pin(work.person, digits)
    work.people.open_pin(work.person, work.now + OPEN_FOR)
    return Done()


def remove_pin(_command: RemovePin, work: "Work") -> Outcome:
    """Everything is shown at once again."""
    work.people.set_pin(work.person, None)
    return Done()


def say_pin(command: SayPin, work: "Work") -> Outcome:
    """Right: personal matters are open for a while. Wrong too often: none is heard for a while."""
    pin = work.people.pin(work.person)
    if pin is None:
        return Done()
    if pin.closed_until is not None and pin.closed_until > work.now:
        return _too_often(pin.closed_until)
    if hmac.compare_digest(pin.digits, digits_of(command.words)):
        work.people.open_pin(work.person, work.now + OPEN_FOR)
        return Done()
    misses = pin.misses + 1
    closed = None if misses % TRIES else work.now + CLOSED_FOR
    work.people.miss_pin(work.person, misses, closed)
    return Done("closed" if closed else "wrong")


def _too_often(until: datetime) -> Refused:
    return Refused(
        _("That was wrong too often. Please try again at {time}.", time=Moment(until, Show.TIME))
    )
