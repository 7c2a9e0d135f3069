"""People, from their rows."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from domain.people.person import AgeGroup, Interest, Person, Purpose
from storage.database.instants import instant
from storage.people.tables import people

PERSON_COLUMNS = (
    people.c.id,
    people.c.language,
    people.c.age_group,
    people.c.interests,
    people.c.takes_part,
    people.c.may_be_written,
    people.c.stopped,
    people.c.adult_month,
    people.c.quiet_until,
    people.c.pin_sealed.is_not(None),
    people.c.pin_open_until,
    people.c.local,
)
CONSENTS = {
    (False, False): frozenset[Purpose](),
    (True, False): frozenset({Purpose.TAKE_PART}),
    (False, True): frozenset({Purpose.BE_WRITTEN}),
    (True, True): frozenset(Purpose),
}
GIVEN = {Purpose.TAKE_PART: people.c.takes_part, Purpose.BE_WRITTEN: people.c.may_be_written}


def person_from(row: Sequence[Any]) -> Person:
    """A person from the values of PERSON_COLUMNS, in that order, plain as the driver gives them."""
    (number, language, age_group, interests, takes_part, may_be_written, *rest) = row
    stopped, adult, quiet_until, pin, open_until, local = rest
    return Person(
        number,
        language,
        AgeGroup(age_group) if age_group else None,
        _interests(interests),
        CONSENTS[bool(takes_part), bool(may_be_written)],
        bool(stopped),
        date.fromisoformat(f"{adult}-01") if adult else None,
        instant(quiet_until),
        bool(pin),
        bool(local),
        instant(open_until),
    )


@lru_cache(maxsize=512)
def _interests(names: str) -> frozenset[Interest]:
    return frozenset(Interest(name) for name in names.split(",") if name)
