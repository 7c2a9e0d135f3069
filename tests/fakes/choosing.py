"""Whom a campaign is for, in memory."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.campaigns.campaign import Recipients
from domain.events.rsvp import RsvpState
from domain.people.audience import Audience
from domain.people.person import Person, PersonId, Purpose
from tests.fakes.events import FakeEvents
from tests.fakes.people import FakePeople
from tests.fakes.phones import FakeLinks
from tests.fakes.staff import FakeStaff
from tests.fakes.surveys import FakeSurveys


@dataclass(frozen=True, slots=True)
class Choosing:
    """They allowed it or are concerned, can be reached, and are meant."""

    people: FakePeople
    links: FakeLinks
    events: FakeEvents
    surveys: FakeSurveys
    staff: FakeStaff

    def __call__(self, recipients: Recipients) -> list[PersonId]:
        """Who is written to, now."""
        return [who.id for who in self._reached() if self._is_chosen(who, recipients)]

    def _reached(self) -> Iterable[Person]:
        every = (self.people.rows[number] for number in sorted(self.people.rows))
        return (who for who in every if not who.stopped and self.links.reached(who.id))

    def _is_chosen(self, who: Person, recipients: Recipients) -> bool:
        return (
            (recipients.concerned or Purpose.BE_WRITTEN in who.consents)
            and _is_meant(who, recipients.audience)
            and (recipients.local is None or who.local is recipients.local)
            and self._may_work_here(who, recipients)
            and self._is_coming(who, recipients)
            and not self._has_answered(who, recipients)
        )

    def _may_work_here(self, who: Person, recipients: Recipients) -> bool:
        asked = recipients.concerned or recipients.staff
        return asked or self.staff.of(who.id) is None

    def _is_coming(self, who: Person, recipients: Recipients) -> bool:
        """Whoever waits for a place is concerned, too."""
        if recipients.coming_to is None:
            return True
        concerned = (RsvpState.COMING, RsvpState.WAITING, RsvpState.OFFERED)
        said = self.events.rsvp(recipients.coming_to, who.id)
        meant = concerned if recipients.concerned else concerned[:1]
        return said is not None and said.state in meant

    def _has_answered(self, who: Person, recipients: Recipients) -> bool:
        about = recipients.unless_answered
        return about is not None and self.surveys.answered(who.id, *about)


def _is_meant(who: Person, audience: Audience) -> bool:
    """Every key that says something must fit, by any of its values."""
    return (
        (not audience.languages or who.language in audience.languages)
        and (not audience.age_groups or who.age_group in audience.told)
        and (not audience.interests or not who.interests.isdisjoint(audience.interests))
    )
