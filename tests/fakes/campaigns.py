"""Campaigns in memory."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.campaigns.campaign import (
    Campaign,
    CampaignId,
    CampaignState,
    Counts,
    Listed,
    Missing,
    NewCampaign,
    Recipients,
    Share,
    so_far,
)
from domain.people.person import PersonId
from domain.speech.messages import Say
from domain.speech.text import Content, Lines, Text
from domain.staff.member import StaffId

WAITING, SKIPPED, CANCELLED = "waiting", "skipped", "cancelled"
BEFORE = (CampaignState.PROPOSED, CampaignState.PLANNED)  # nobody is chosen yet


@dataclass
class FakeCampaigns:
    """`domain.campaigns.campaign.Campaigns` that remembers what was planned and what was stopped.

    Each is for as many people as there are, or for `readers` whom no test has to make, of whom
    `sent` have it.
    """

    rows: dict[CampaignId, NewCampaign] = field(default_factory=dict)
    confirmed: set[CampaignId] = field(default_factory=set)
    stopped: set[CampaignId] = field(default_factory=set)
    queued: dict[CampaignId, dict[PersonId, str]] = field(default_factory=dict)
    readers: int | None = None
    sent: int = 0
    chosen: Callable[[Recipients], Sequence[PersonId]] = lambda _recipients: ()
    reads: Callable[[PersonId], str] = lambda _person: "en"

    def add(self, campaign: NewCampaign, at: datetime) -> CampaignId:
        """Store it; when it is due, its recipients are chosen at once."""
        number = CampaignId(max(self.rows, default=0) + 1)
        self.rows[number] = campaign
        self._begin(number, at)
        return number

    def same(self, campaign: NewCampaign, apart: timedelta) -> CampaignId | None:
        """The newest one that says the same to the same people."""
        same = [
            number
            for number, row in self.rows.items()
            if number not in self.stopped
            and abs(row.due - campaign.due) < apart
            and (row.about, row.say, row.recipients, row.missing)
            == (campaign.about, campaign.say, campaign.recipients, campaign.missing)
        ]
        return max(same, default=None)

    def alone(self) -> None:
        """Nobody else is there."""

    def about(self, about: str) -> CampaignId | None:
        """The newest campaign about this that was not stopped."""
        running = [
            number
            for number, campaign in self.rows.items()
            if campaign.about == about and number not in self.stopped
        ]
        return max(running, default=None)

    def reach(self, recipients: Recipients) -> int:
        """How many people would get a message now."""
        return len(self.chosen(recipients)) if self.readers is None else self.readers

    def by_language(self, recipients: Recipients) -> dict[str, int]:
        """By language, of those who are there."""
        return dict(Counter(self.reads(who) for who in self.chosen(recipients)))

    def newest(self, most: int, before: CampaignId | None = None) -> list[Listed]:
        """So many, the newest first."""
        older = [n for n in sorted(self.rows, reverse=True) if before is None or n < before]
        return [self._listed(number) for number in older[:most]]

    def shares(self, campaign: CampaignId) -> list[Share]:
        """By language and state; nothing has a reason here."""
        became = self.queued.get(campaign, {})
        counted = Counter((self.reads(who), state) for who, state in became.items())
        return [Share(tag, state, "", many) for (tag, state), many in sorted(counted.items())]

    def sent_since(self, campaign: CampaignId, since: datetime) -> int:  # noqa: ARG002 - no clock
        """All that was."""
        return self._counts(campaign).sent

    def _listed(self, number: CampaignId) -> Listed:
        row, found = self.rows[number], self.show(number)
        assert found is not None
        waiting = found.counts.waiting if found.state is CampaignState.RUNNING else 0
        return Listed(number, row.about, found.state, row.due, waiting, row.say, row.proposed_by)

    def show(self, campaign: CampaignId) -> Campaign | None:
        """How it goes."""
        row = self.rows.get(campaign)
        state, counts = self._state(campaign), self._counts(campaign)
        if row is None or state is None:
            return None
        return Campaign(
            campaign,
            row.about,
            so_far(state, counts.waiting),
            "",
            row.due,
            self.reach(row.recipients) if state in BEFORE else counts.recipients,
            counts,
            row.say,
            row.recipients,
            row.missing,
            row.proposed_by,
        )

    def proposed(self, besides: StaffId) -> list[CampaignId]:
        """What waits for somebody to confirm it and is not by them."""
        waiting = [n for n in self.rows if self._state(n) is CampaignState.PROPOSED]
        return [n for n in waiting if self.rows[n].proposed_by != besides]

    def confirm(self, campaign: CampaignId, at: datetime) -> None:
        """What was proposed is planned, and begins now if it is due."""
        if self._state(campaign) is CampaignState.PROPOSED:
            self.confirmed.add(campaign)
        self._begin(campaign, at)

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
        for person in self.queued.get(campaign, {}):
            self._cancel(campaign, person)
        return True

    def drop(self, person: PersonId) -> None:
        """What waits for them is not sent."""
        for campaign in self.queued:
            self._cancel(campaign, person)

    def unlink(self, person: PersonId) -> None:
        """They are counted no more."""
        for became in self.queued.values():
            became.pop(person, None)

    def hand_over(self, person: PersonId, owner: PersonId) -> None:
        """Whom a campaign chose twice is counted once."""
        for became in self.queued.values():
            if person in became:
                became.setdefault(owner, became.pop(person))

    def _state(self, campaign: CampaignId) -> CampaignState | None:
        row = self.rows.get(campaign)
        if row is None:
            return None
        if campaign in self.stopped:
            return CampaignState.STOPPED
        if row.proposed_by is not None and campaign not in self.confirmed:
            return CampaignState.PROPOSED
        return CampaignState.RUNNING if campaign in self.queued else CampaignState.PLANNED

    def _begin(self, campaign: CampaignId, at: datetime) -> None:
        if self._state(campaign) is CampaignState.PLANNED and self.rows[campaign].due <= at:
            who = self.chosen(self.rows[campaign].recipients)
            self.queued[campaign] = {each: self._first(campaign, each) for each in who}

    def _first(self, campaign: CampaignId, person: PersonId) -> str:
        row = self.rows[campaign]
        written = self.reads(person) in _languages(row.say.text)
        return SKIPPED if row.missing is Missing.SKIP and not written else WAITING

    def _cancel(self, campaign: CampaignId, person: PersonId) -> None:
        if self.queued[campaign].get(person) == WAITING:
            self.queued[campaign][person] = CANCELLED

    def _counts(self, campaign: CampaignId) -> Counts:
        if campaign not in self.queued:
            return Counts()
        if self.readers is None:
            return Counts(**Counter(self.queued[campaign].values()))
        left = CANCELLED if campaign in self.stopped else WAITING
        return Counts(sent=self.sent, **{left: self.readers - self.sent})


def _languages(text: Text) -> frozenset[str]:
    """The languages in which all that a coordinator wrote is there."""
    if isinstance(text, Content):
        return frozenset(text.by_language)
    parts = text.parts if isinstance(text, Lines) else ()
    written = [languages for part in parts if (languages := _languages(part))]
    return frozenset.intersection(*written) if written else frozenset()
