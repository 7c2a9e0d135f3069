"""Who an announcement is for, and of which age those are who may come to an event."""

from dataclasses import dataclass

from domain.people.person import BANDS, AgeGroup, Interest

GROWN_UPS = frozenset(BANDS) - {AgeGroup.UNDER_18}


@dataclass(frozen=True, slots=True)
class Audience:
    """Every key that says something must fit, by any of its values; an empty key fits everyone.

    It is fixed when the campaign falls due, from what people told us until then.
    """

    languages: frozenset[str] = frozenset()
    age_groups: frozenset[AgeGroup] = frozenset()
    interests: frozenset[Interest] = frozenset()

    @property
    def told(self) -> frozenset[AgeGroup]:
        """What they may have told of their age, to be among these; empty where any age fits.

        Whoever is 18 or older and told no more is in one of the bands above, nobody knows which.
        """
        unknown_band = {AgeGroup.GROWN} if self.age_groups >= GROWN_UPS else set()
        return self.age_groups | unknown_band

    def fits(self, age_group: AgeGroup | None) -> bool:
        """Whether it may be for somebody who told this of their age.

        Whoever told no band may be in any of those of adults; they are not under 18 unasked.
        """
        if age_group in (None, AgeGroup.GROWN):
            return not self.age_groups or bool(self.age_groups & GROWN_UPS)
        return not self.age_groups or age_group in self.age_groups
