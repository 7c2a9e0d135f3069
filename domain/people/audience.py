"""Who an announcement is for."""

from dataclasses import dataclass

from domain.people.person import AgeGroup, Interest


@dataclass(frozen=True, slots=True)
class Audience:
    """Every key that says something must fit, by any of its values; an empty key fits everyone.

    It is fixed when the campaign falls due, from what people told us until then.
    """

    languages: frozenset[str] = frozenset()
    age_groups: frozenset[AgeGroup] = frozenset()
    interests: frozenset[Interest] = frozenset()
