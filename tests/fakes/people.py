"""People in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from domain.people.person import CONSENT_VERSION, AgeGroup, Interest, Person, PersonId, Purpose
from domain.people.pin import OPEN_FOR, Pin


@dataclass(frozen=True, slots=True)
class Decision:
    """A recorded yes or no: to what, in which wording, in which language, when."""

    person: PersonId
    purpose: Purpose
    given: bool
    version: str
    language: str
    at: datetime


@dataclass
class FakePeople:
    """`domain.people.person.People` that remembers every yes, no and farewell."""

    rows: dict[PersonId, Person] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    pins: dict[PersonId, Pin] = field(default_factory=dict)
    seen: dict[PersonId, datetime] = field(default_factory=dict)  # others have just written
    asked: dict[PersonId, datetime] = field(default_factory=dict)
    just_said: set[PersonId] = field(default_factory=set)  # whose number holds, whatever the time
    now: Callable[[], datetime] = lambda: datetime.max.replace(tzinfo=UTC) - OPEN_FOR

    def get(self, person: PersonId) -> Person:
        """The person; raises KeyError when there is none."""
        row = self.rows[person]
        return replace(row, open_until=self.now() + OPEN_FOR) if person in self.just_said else row

    def set_language(self, person: PersonId, language: str) -> None:
        """Speak `language` with them from now on."""
        self._set(person, language=language)

    def set_consent(self, person: PersonId, purpose: Purpose, *, given: bool, at: datetime) -> None:
        """Record a yes or no."""
        known = self.rows[person]
        self.decisions.append(Decision(person, purpose, given, CONSENT_VERSION, known.language, at))
        consents = known.consents | {purpose} if given else known.consents - {purpose}
        self._set(person, consents=consents)

    def set_age_group(self, person: PersonId, age_group: AgeGroup | None, at: datetime) -> None:  # noqa: ARG002 - for the journal
        """Replace the age group."""
        self._set(person, age_group=age_group)

    def set_adult_month(self, person: PersonId, month: date | None) -> None:
        """Replace the month in which they turn 18."""
        self._set(person, adult_month=month and month.replace(day=1))

    def set_local(self, person: PersonId, *, local: bool) -> None:
        """Whether they live here."""
        self._set(person, local=local)

    def set_interests(self, person: PersonId, interests: Sequence[Interest]) -> None:
        """Replace the interests."""
        self._set(person, interests=frozenset(interests))

    def set_stopped(self, person: PersonId, *, stopped: bool, at: datetime) -> None:  # noqa: ARG002 - for the journal
        """Whether we may start messages to them."""
        self._set(person, stopped=stopped)

    def set_quiet(self, person: PersonId, until: datetime | None) -> None:
        """Start no message to them before this instant."""
        self._set(person, quiet_until=until)

    def pin(self, person: PersonId) -> Pin | None:
        """Their number."""
        return self.pins.get(person)

    def set_pin(self, person: PersonId, digits: str | None) -> None:
        """Replace their number."""
        self.pins.pop(person, None)
        if digits is not None:
            self.pins[self.rows[person].id] = Pin(digits)
        self._set(person, pin=digits is not None)

    def open_pin(self, person: PersonId, until: datetime) -> None:
        """The right number was said."""
        self.miss_pin(person, 0, None)
        self.just_said.discard(person)
        self._set(person, open_until=until)

    def shut_pin(self, person: PersonId) -> None:
        """The number is asked for again."""
        self._set(person, open_until=None)

    def miss_pin(self, person: PersonId, misses: int, closed_until: datetime | None) -> None:
        """A wrong number was said."""
        if person in self.pins:
            self.pins[person] = Pin(self.pins[person].digits, misses, closed_until)

    def unlink(self, person: PersonId) -> None:
        """Nothing is known of them any more."""
        self.rows.pop(person, None)
        self.pins.pop(person, None)
        self.decisions = [each for each in self.decisions if each.person != person]

    def hand_over(self, person: PersonId, owner: PersonId) -> None:
        """A yes or no goes over, as it was given, where the owner was never asked."""
        asked = {each.purpose for each in self.decisions if each.person == owner}
        self.decisions = [
            replace(each, person=owner)
            if each.person == person and each.purpose not in asked
            else each
            for each in self.decisions
        ]
        given = self.rows[person].consents - asked
        self._set(owner, consents=self.rows[owner].consents | given)
        self.unlink(person)

    def _set(self, person: PersonId, **values: Any) -> None:
        if person in self.rows:
            self.rows[person] = replace(self.rows[person], **values)
