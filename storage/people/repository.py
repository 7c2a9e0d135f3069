"""People: one row each, with all that they told of themselves, and what they said yes and no to."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from domain.lasting import SLACK
from domain.people.person import CONSENT_VERSION, AgeGroup, Interest, Person, PersonId, Purpose
from domain.people.pin import CLOSED_FOR, OPEN_AT_THE_DESK, Pin
from storage.database.prepared import Find, LookUp, Many
from storage.people.rows import GIVEN, PERSON_COLUMNS, person_from
from storage.people.tables import addresses, consents, people
from storage.sealing import crypto
from storage.sealing.journal import Word
from storage.session import Session

_one = Find(select(*PERSON_COLUMNS).where(people.c.id == bindparam("person")))
_id: Any = people.c.id
_several = LookUp(select(*PERSON_COLUMNS), _id)
_spoken = Many(
    lambda _dialect: (
        update(people).where(people.c.id == bindparam("person")).values(language=bindparam("tag"))
    )
)


MESSAGES, STOP, GO_ON = "messages", "stop", "go-on"  # as the journal has them
NO = "no"
AGE, YOUNG, OLDER = "age", "under-18", "older"


def consent_word(*, given: bool) -> str:
    """How the journal has a yes or no: of a yes with the version of its wording."""
    return f"yes-{CONSENT_VERSION}" if given else NO


class PeopleTable:
    """`domain.people.person.People` over the table; the number is sealed under their key."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._connection = session.connection

    def get(self, person: PersonId) -> Person:
        """The person. Raises KeyError when there is none."""
        row = _one.first(self._connection, person=person)
        if row is None:
            raise KeyError(person)
        return person_from(row)

    def several(self, persons: Collection[PersonId]) -> Mapping[PersonId, Person]:
        """Those of them who are there, by one statement."""
        numbers: list[Any] = list(persons)
        found = map(person_from, _several.run(self._connection, numbers))
        return {person.id: person for person in found}

    def set_language(self, person: PersonId, language: str) -> None:
        """One prepared statement: it is on the hot path."""
        _spoken.run(self._connection, [{"person": person, "tag": language}])

    def set_consent(self, person: PersonId, purpose: Purpose, *, given: bool, at: datetime) -> None:
        """Record a yes or no with CONSENT_VERSION and the language they read it in."""
        language = self.get(person).language
        self._set(person, **{GIVEN[purpose].name: given}, decided_at=at)
        self._note(person, purpose.value, consent_word(given=given), at)
        self._connection.execute(
            insert(consents).values(
                person_id=person,
                purpose=purpose.value,
                given=given,
                version=CONSENT_VERSION,
                language=language,
                at=at,
            )
        )

    def set_age_group(self, person: PersonId, age_group: AgeGroup | None, at: datetime) -> None:
        """Set the column; None empties it, and the month is left alone.

        The journal keeps whether they are under 18, and of others nothing.
        """
        was, young = self.get(person).young, age_group is AgeGroup.UNDER_18
        self._set(person, age_group=age_group and age_group.value, decided_at=at)
        if was or young:
            self.note_age(person, at)

    def note_age(self, person: PersonId, at: datetime) -> None:
        """The journal keeps from now on whether they are under 18."""
        self._note(person, AGE, YOUNG if self.get(person).young else OLDER, at)

    def set_adult_month(self, person: PersonId, month: date | None) -> None:
        """Replace the month in which they turn 18: its first day."""
        self._set(person, adult_month=month and _month(month))

    def grow_up(self, month: date) -> int:
        """Whoever turned 18 before this month is under 18 no more; how many they are."""
        grown = update(people).where(people.c.adult_month < _month(month))
        values = {"age_group": AgeGroup.YOUNG.value, "adult_month": None}
        return self._connection.execute(grown.values(values)).rowcount

    def set_local(self, person: PersonId, *, local: bool) -> None:
        """Whether they live here, as a neighbour or student."""
        self._set(person, local=local)

    def set_interests(self, person: PersonId, interests: Sequence[Interest]) -> None:
        """Set the column, sorted, with commas around each so that audiences find them."""
        self._set(person, interests=",".join(["", *sorted(i.value for i in interests), ""]) or ",")

    def set_stopped(self, person: PersonId, *, stopped: bool, at: datetime) -> None:
        """Whether we may start messages to them; the journal keeps it, as it does consents."""
        self._set(person, stopped=stopped, decided_at=at)
        self._note(person, MESSAGES, STOP if stopped else GO_ON, at)

    def set_quiet(self, person: PersonId, until: datetime | None) -> None:
        """Start no message to them before this instant."""
        self._set(person, quiet_until=until)

    def pin(self, person: PersonId) -> Pin | None:
        """Their number, and how often a wrong one was said."""
        columns = (people.c.pin_sealed, people.c.pin_misses, people.c.pin_closed_until)
        row = self._connection.execute(select(*columns).where(people.c.id == person)).first()
        if row is None or row.pin_sealed is None:
            return None
        digits = crypto.open(
            self._session.keys.of(person), _pin_place(person), row.pin_sealed
        ).decode()
        return Pin(digits, row.pin_misses, row.pin_closed_until)

    def set_pin(self, person: PersonId, digits: str | None) -> None:
        """Replace their number; nothing wrong has been said since."""
        sealed = None
        if digits is not None:
            sealed = crypto.seal(self._session.keys.of(person), _pin_place(person), digits.encode())
        self._set(person, pin_sealed=sealed, pin_misses=0, pin_closed_until=None)

    def open_pin(self, person: PersonId, until: datetime) -> None:
        """The right number was said: it holds until then, and nothing wrong was said since."""
        self._set(person, pin_open_until=until, pin_misses=0, pin_closed_until=None)

    def shut_pin(self, person: PersonId) -> None:
        """Their number holds no more; what was said wrong still counts."""
        self._set(person, pin_open_until=None)

    def miss_pin(self, person: PersonId, misses: int, closed_until: datetime | None) -> None:
        """A wrong number was said, so many times in all."""
        self._set(person, pin_misses=misses, pin_closed_until=closed_until)

    def clock_was_set(self, now: datetime) -> None:
        """What ends later than it can is over, also when that time comes at last."""
        longest = (
            (people.c.pin_open_until, OPEN_AT_THE_DESK),
            (people.c.pin_closed_until, CLOSED_FOR),
        )
        for until, lasts in longest:
            over = update(people).where(until > now + lasts + SLACK)
            self._connection.execute(over.values({until: None}))

    def _note(self, person: PersonId, about: str, said: str, at: datetime) -> None:
        """For a backup from before: under each of their phones, as any of them may be left."""
        blinds = select(addresses.c.blind).where(addresses.c.person_id == person)
        self._session.words.extend(
            Word(blind, at, about, said) for blind in self._connection.scalars(blinds)
        )

    def _set(self, person: PersonId, **values: Any) -> None:
        self._connection.execute(update(people).where(people.c.id == person).values(**values))


def _pin_place(person: PersonId) -> str:
    return f"people.pin_sealed.{person}"


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
