"""People: what little we know of them, and what they allowed.

A person is a number that no platform ever sees. There is no name, photo or phone number here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType, Protocol

from domain.lasting import lasts
from domain.outcome import Command
from domain.people.pin import OPEN_AT_THE_DESK, Pin
from domain.speech.text import Message, _

PersonId = NewType("PersonId", int)


# Raised whenever the wording of a consent changes its meaning; stored with every yes and no.
CONSENT_VERSION = "2026-12"


class AgeGroup(StrEnum):
    """All that we ask about age; None is somebody of whom we know nothing, never an adult."""

    UNDER_18 = "under-18"
    YOUNG = "18-25"
    ADULT = "26+"
    GROWN = "18+"  # they said only that they are 18 or older; it is in no band

    @property
    def label(self) -> Message:
        """The group as people choose it."""
        return {
            AgeGroup.UNDER_18: _("Under 18"),
            AgeGroup.YOUNG: _("18 to 25"),
            AgeGroup.ADULT: _("26 or older"),
            AgeGroup.GROWN: _("18 or older"),
        }[self]


BANDS = (AgeGroup.UNDER_18, AgeGroup.YOUNG, AgeGroup.ADULT)  # which people choose from


class Interest(StrEnum):
    """What people like to do; announcements can be sent to those who care."""

    SPORT = "sport"
    MUSIC = "music"
    FOOD = "food"
    CRAFTS = "crafts"
    NATURE = "nature"
    LANGUAGE = "language"
    WORK = "work"
    FAMILY = "family"

    @property
    def label(self) -> Message:
        """The interest as people choose it."""
        return {
            Interest.SPORT: _("Sport"),
            Interest.MUSIC: _("Music and dance"),
            Interest.FOOD: _("Cooking"),
            Interest.CRAFTS: _("Art and crafts"),
            Interest.NATURE: _("Trips and nature"),
            Interest.LANGUAGE: _("Learning the language"),
            Interest.WORK: _("Work and school"),
            Interest.FAMILY: _("Children and family"),
        }[self]


class Purpose(StrEnum):
    """What a person may say yes to, each alone, each taken back alone."""

    TAKE_PART = "take_part"  # booking, coming to events, surveys
    BE_WRITTEN = "be_written"  # messages they did not ask for


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of a person. `language` is empty until they chose one."""

    id: PersonId
    language: str = ""
    age_group: AgeGroup | None = field(default=None, repr=False)
    interests: frozenset[Interest] = field(default=frozenset(), repr=False)
    consents: frozenset[Purpose] = frozenset()
    stopped: bool = False
    adult_month: date | None = field(default=None, repr=False)  # its first day; they turn 18 in it
    quiet_until: datetime | None = None  # until then we start no message
    pin: bool = False  # they say a number before personal matters are shown
    local: bool = False  # a neighbour or student who lives here
    open_until: datetime | None = None  # until then the number they said holds

    def is_locked(self, now: datetime) -> bool:
        """Whether a number must be said before anything personal is shown."""
        return self.pin and not lasts(self.open_until, now, OPEN_AT_THE_DESK)

    @property
    def young(self) -> bool:
        """Whether they said that they are under 18. Not to be young is not to be grown up."""
        return self.age_group is AgeGroup.UNDER_18

    @property
    def grown(self) -> bool:
        """Whether they are known to be 18 or older: what only adults may asks this, not `young`."""
        return self.age_group is not None and not self.young

    @property
    def hears_from_us(self) -> bool:
        """Whether we may write first: they allowed it, and have not told us to stop."""
        return Purpose.BE_WRITTEN in self.consents and not self.stopped

    @property
    def takes_part(self) -> bool:
        """Whether booking, coming and answering are allowed: they said yes to it."""
        return Purpose.TAKE_PART in self.consents


@dataclass(frozen=True, slots=True)
class ChooseLanguage(Command[None]):
    """Speak this language (BCP-47) with me."""

    language: str


@dataclass(frozen=True, slots=True)
class DecideConsent(Command[None]):
    """I say yes or no to a purpose."""

    purpose: Purpose
    given: bool


@dataclass(frozen=True, slots=True)
class TellAgeGroup(Command[bool]):
    """My age group; None: forget what I said. False: somebody from the team looks at it first."""

    age_group: AgeGroup | None


@dataclass(frozen=True, slots=True)
class TellLocal(Command[None]):
    """I live here and want to meet people; or I am new here."""

    local: bool


@dataclass(frozen=True, slots=True)
class TellInterests(Command[None]):
    """What I like to do, instead of what I said before."""

    interests: tuple[Interest, ...]


class PeopleLookups(Protocol):
    """What may be asked about people."""

    def get(self, person: PersonId) -> Person:
        """The person; raises KeyError when there is none."""
        ...


class People(PeopleLookups, Protocol):
    """What rules may change about people."""

    def set_language(self, person: PersonId, language: str) -> None:
        """Speak `language` with them from now on."""
        ...

    def set_consent(self, person: PersonId, purpose: Purpose, *, given: bool, at: datetime) -> None:
        """Record a yes or no with CONSENT_VERSION and the language they read it in.

        Each one is kept beside those before. Raises KeyError when there is no such person.
        """
        ...

    def set_age_group(self, person: PersonId, age_group: AgeGroup | None, at: datetime) -> None:
        """Store this age group in place of any before; None: they do not say.

        To be under 18 outlives a backup from before `at`.
        """
        ...

    def set_adult_month(self, person: PersonId, month: date | None) -> None:
        """Store the month in which they turn 18, as its first day; None erases it."""
        ...

    def set_local(self, person: PersonId, *, local: bool) -> None:
        """Whether they live here, as a neighbour or student."""
        ...

    def set_interests(self, person: PersonId, interests: Sequence[Interest]) -> None:
        """Store exactly these, in place of all before; their order means nothing."""
        ...

    def set_stopped(self, person: PersonId, *, stopped: bool, at: datetime) -> None:
        """Store whether they stopped us. What waits already is for the rule to cancel.

        It outlives a backup from before `at`, as consents do.
        """
        ...

    def set_quiet(self, person: PersonId, until: datetime | None) -> None:
        """Start no message to them before this instant; None: at any time again."""
        ...

    def pin(self, person: PersonId) -> Pin | None:
        """Their number, and how often a wrong one was said; None when they have none."""
        ...

    def set_pin(self, person: PersonId, digits: str | None) -> None:
        """Replace their number; nothing wrong has been said since. None: they have none."""
        ...

    def open_pin(self, person: PersonId, until: datetime) -> None:
        """The right number was said: it holds until then, and nothing wrong was said since."""
        ...

    def shut_pin(self, person: PersonId) -> None:
        """The number is asked for again, at once; what was said wrong still counts."""
        ...

    def miss_pin(self, person: PersonId, misses: int, closed_until: datetime | None) -> None:
        """A wrong number was said, so many times in all; none is heard before `closed_until`."""
        ...
