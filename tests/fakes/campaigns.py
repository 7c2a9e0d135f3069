"""Campaigns and planned messages in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.campaigns.campaign import (
    Campaign,
    CampaignId,
    CampaignState,
    Counts,
    NewCampaign,
    Recipients,
)
from domain.events.event import EventId
from domain.people.person import PersonId
from domain.reminders.reminder import Thing
from domain.speech.messages import Say
from domain.staff.member import StaffId
from tests.fakes.events import FakeEvents
from tests.fakes.people import FakePeople


@dataclass
class FakeCampaigns:
    """`domain.campaigns.campaign.Campaigns` that remembers what was planned and what was stopped.

    Each is for `readers` people, of whom `sent` have it.
    """

    rows: dict[CampaignId, NewCampaign] = field(default_factory=dict)
    confirmed: set[CampaignId] = field(default_factory=set)
    readers: int = 3
    sent: int = 0
    stopped: set[CampaignId] = field(default_factory=set)

    def add(self, campaign: NewCampaign, at: datetime) -> CampaignId:  # noqa: ARG002 - queued by the twin
        """Store it."""
        number = CampaignId(max(self.rows, default=0) + 1)
        self.rows[number] = campaign
        return number

    def about(self, about: str) -> CampaignId | None:
        """The newest campaign about this that was not stopped."""
        running = [
            number
            for number, campaign in self.rows.items()
            if campaign.about == about and number not in self.stopped
        ]
        return max(running, default=None)

    def reach(self, recipients: Recipients) -> int:  # noqa: ARG002 - counted by the twin
        """How many people would get a message now."""
        return self.readers

    def show(self, campaign: CampaignId) -> Campaign | None:
        """How it goes."""
        row = self.rows.get(campaign)
        if row is None:
            return None
        left = self.readers - self.sent
        over = campaign in self.stopped
        counts = Counts(sent=self.sent, **{"cancelled" if over else "waiting": left})
        state = CampaignState.STOPPED if over else CampaignState.RUNNING
        if row.proposed_by and not over and campaign not in self.confirmed:
            counts, state = Counts(), CampaignState.PROPOSED
        return Campaign(
            campaign,
            row.about,
            state,
            "",
            row.due,
            self.readers,
            counts,
            row.say.text,
            row.proposed_by,
        )

    def proposed(self, besides: StaffId) -> list[CampaignId]:
        """What waits for somebody to confirm it and is not by them."""
        settled = self.stopped | self.confirmed
        waiting = {n: row for n, row in self.rows.items() if row.proposed_by and n not in settled}
        return [n for n, row in waiting.items() if row.proposed_by != besides]

    def confirm(self, campaign: CampaignId, at: datetime) -> None:  # noqa: ARG002 - begun by the twin
        """What was proposed is planned."""
        self.confirmed.add(campaign)

    def rewrite(self, about: str, say: Say, not_after: datetime) -> None:
        """Whoever has not got what was announced about this gets it in these words."""
        for number, row in self.rows.items():
            if row.about == about and number not in self.stopped:
                self.rows[number] = replace(row, say=say, not_after=not_after)

    def stop(self, campaign: CampaignId) -> bool:
        """Cancel what waits; False when there is no such campaign."""
        if campaign not in self.rows:
            return False
        self.stopped.add(campaign)
        return True


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder that waits to be sent."""

    person: PersonId
    thing: Thing
    id: int
    ahead: timedelta
    due: datetime
    not_after: datetime


@dataclass
class FakePosts:
    """`domain.work.Posts`: what waits to be sent."""

    events: FakeEvents
    people: FakePeople
    reminders: list[Planned] = field(default_factory=list)
    taken_away: list[tuple[PersonId, datetime]] = field(default_factory=list)
    letters: list[tuple[PersonId, Say]] = field(default_factory=list)
    woken: list[tuple[PersonId, datetime, datetime]] = field(default_factory=list)
    alarms: list[tuple[PersonId, Say]] = field(default_factory=list)

    def remind(
        self,
        person: PersonId,
        thing: Thing,
        thing_id: int,
        ahead: timedelta,
        due: datetime,
        not_after: datetime,
    ) -> None:
        """Plan a reminder."""
        self.reminders.append(Planned(person, thing, thing_id, ahead, due, not_after))

    def reminded(self, person: PersonId, thing: Thing, thing_id: int) -> bool:
        """Whether a reminder of this was planned."""
        return any((r.person, r.thing, r.id) == (person, thing, thing_id) for r in self.reminders)

    def remind_guests(
        self, event: EventId, times: Iterable[tuple[timedelta, datetime]], not_after: datetime
    ) -> None:
        """Plan these for everybody who comes, in place of all that were planned."""
        about = (Thing.EVENT, event)
        self.reminders = [r for r in self.reminders if (r.thing, r.id) != about]
        guests = [g for g in self.events.guests(event) if not self.people.get(g).stopped]
        for ahead, due in times:
            for guest in guests:
                self.remind(guest, Thing.EVENT, event, ahead, due, not_after)

    def write(
        self,
        person: PersonId,
        say: Say,
        at: datetime,  # noqa: ARG002 - queued by the twin
        not_after: datetime | None = None,  # noqa: ARG002
    ) -> None:
        """Say this to somebody who did not just write."""
        self.letters.append((person, say))

    def alarm(self, person: PersonId, say: Say, at: datetime) -> None:  # noqa: ARG002 - queued by the twin
        """Say this to a member of staff now."""
        self.alarms.append((person, say))

    def drop_reminders(self, person: PersonId, thing: Thing, thing_id: int) -> None:
        """Send no reminder of this thing any more."""
        dropped = (person, thing, thing_id)
        self.reminders = [r for r in self.reminders if (r.person, r.thing, r.id) != dropped]

    def take_away(self, person: PersonId, since: datetime, at: datetime) -> None:  # noqa: ARG002 - deleted by the twin
        """Delete from their phones what was sent since then."""
        self.taken_away.append((person, since))

    def wake(self, person: PersonId, held_until: datetime, at: datetime) -> None:
        """What was held back may go."""
        self.woken.append((person, held_until, at))

    def drop_started(self, person: PersonId) -> None:
        """Cancel everything waiting that this person did not just ask for."""
        self.reminders = [r for r in self.reminders if r.person != person]
