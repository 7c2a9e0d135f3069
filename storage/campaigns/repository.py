"""Campaigns: stored once, their recipients chosen by one statement when they fall due."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Row,
    func,
    insert,
    select,
    update,
)

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
from domain.speech.messages import Say, say_from_json, say_to_json
from domain.staff.member import StaffId
from storage.campaigns import tallies
from storage.campaigns.choosing import BEFORE, ROW_COLUMNS, chosen, messages_for
from storage.campaigns.rows import recipients_from_json, recipients_to_json
from storage.outbox.rows import State
from storage.outbox.tables import campaigns, outbox
from storage.people.tables import people
from storage.session import Session

LONGEST_REASON = 300
OVER = (CampaignState.STOPPED, CampaignState.FAILED)
DISPATCHING = "dispatching"  # one message to many at a time


class CampaignTable:
    """`domain.campaigns.campaign.Campaigns` over the table; its messages are rows of the outbox."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._connection = session.connection

    def add(self, campaign: NewCampaign, at: datetime) -> CampaignId:
        """Store it; when it is due by `at`, its messages are queued in the same breath."""
        proposed = campaign.proposed_by is not None
        state = CampaignState.PROPOSED if proposed else CampaignState.PLANNED
        values = {
            "about": campaign.about,
            "say": say_to_json(campaign.say),
            "recipients": recipients_to_json(campaign.recipients),
            "missing": campaign.missing.value,
            "due_at": campaign.due,
            "not_after": campaign.not_after,
            "state": state.value,
            "proposed_by": campaign.proposed_by,
            "created_at": at,
        }
        statement = insert(campaigns).values(values).returning(campaigns.c.id)
        added = CampaignId(self._connection.execute(statement).scalar_one())
        if campaign.due <= at and not proposed:
            self.expand(added, at)
        return added

    def expand(self, campaign: CampaignId, now: datetime) -> bool:
        """Choose the recipients now and queue a message for each.

        False when that is done, or another process is about it.
        """
        planned = select(campaigns).where(campaigns.c.id == campaign)
        row = self._connection.execute(planned.with_for_update(skip_locked=True)).first()
        if row is None or row.state != CampaignState.PLANNED:
            return False
        self._connection.execute(insert(outbox).from_select(ROW_COLUMNS, messages_for(row, now)))
        self._set(campaign, CampaignState.RUNNING)
        self._session.rings = True
        return True

    def due(self, now: datetime) -> list[CampaignId]:
        """Planned campaigns whose time has come, the oldest first."""
        planned = campaigns.c.state == CampaignState.PLANNED.value
        return list(
            self._connection.scalars(
                select(campaigns.c.id)
                .where(planned, campaigns.c.due_at <= now)
                .order_by(campaigns.c.due_at, campaigns.c.id)
            )
        )

    def same(self, campaign: NewCampaign, apart: timedelta) -> CampaignId | None:
        """The newest one of about then with the same words and recipients, still alive."""
        first, last = campaign.due - apart, campaign.due + apart
        rows = self._connection.execute(
            select(campaigns)
            .where(campaigns.c.about == campaign.about)
            .where(campaigns.c.due_at > first, campaigns.c.due_at < last)
            .where(campaigns.c.state.not_in([each.value for each in OVER]))
            .order_by(campaigns.c.id.desc())
        )
        same = (CampaignId(row.id) for row in rows if _says(row) == _wanted(campaign))
        return next(same, None)

    def alone(self) -> None:
        """A lock on the server; SQLite has one writer anyway."""
        self._session.held.names([DISPATCHING])

    def about(self, about: str) -> CampaignId | None:
        """The newest campaign about this that was not stopped."""
        not_stopped = campaigns.c.state != CampaignState.STOPPED.value
        newest = select(func.max(campaigns.c.id)).where(campaigns.c.about == about, not_stopped)
        found = self._connection.scalar(newest)
        return None if found is None else CampaignId(found)

    def recipients(self, campaign: CampaignId) -> int:
        """How many people it is for; as things are now, while its time has not come."""
        row = self._row(campaign)
        if row is None:
            return 0
        if row.state not in BEFORE:
            return self.counts(campaign).recipients
        return self.reach(recipients_from_json(row.recipients))

    def reach(self, recipients: Recipients) -> int:
        """Count whom the statement that queues the messages would choose now."""
        who = select(people.c.id).where(*chosen(recipients))
        return self._connection.scalar(select(func.count()).select_from(who.subquery())) or 0

    def by_language(self, recipients: Recipients) -> Mapping[str, int]:
        """Whom `reach` counts, by language."""
        return tallies.by_language(self._connection, recipients)

    def newest(self, most: int, before: CampaignId | None = None) -> list[Listed]:
        """So many, the newest first."""
        return tallies.newest(self._connection, most, before)

    def shares(self, campaign: CampaignId) -> list[Share]:
        """By language, state and reason."""
        return tallies.shares(self._connection, campaign)

    def sent_since(self, campaign: CampaignId, since: datetime) -> int:
        """How many have left since then."""
        return tallies.sent_since(self._connection, campaign, since)

    def counts(self, campaign: CampaignId) -> Counts:
        """Where its messages are: counted in the outbox, so all 0 before any is queued."""
        rows = self._connection.execute(
            select(outbox.c.state, func.count().label("many"))
            .where(outbox.c.campaign_id == campaign)
            .group_by(outbox.c.state)
        )
        return Counts(**{row.state: row.many for row in rows})

    def show(self, campaign: CampaignId) -> Campaign | None:
        """How it goes: its row, and the counts as they are now; None when there is none."""
        row = self._row(campaign)
        if row is None:
            return None
        state, counts = CampaignState(row.state), self.counts(campaign)
        before = state in BEFORE
        return Campaign(
            campaign,
            row.about,
            so_far(state, counts.waiting),
            row.reason or "",
            row.due_at,
            self.recipients(campaign) if before else counts.recipients,
            counts,
            say_from_json(row.say),
            recipients_from_json(row.recipients),
            Missing(row.missing),
            None if row.proposed_by is None else StaffId(row.proposed_by),
        )

    def proposed(self, besides: StaffId) -> list[CampaignId]:
        """What waits for somebody to confirm it and is not by them, the oldest first."""
        waits = campaigns.c.state == CampaignState.PROPOSED.value
        others = select(campaigns.c.id).where(waits, campaigns.c.proposed_by != besides)
        found = self._connection.scalars(others.order_by(campaigns.c.id))
        return [CampaignId(each) for each in found]

    def confirm(self, campaign: CampaignId, at: datetime) -> None:
        """What was proposed is planned, and begins now if it is due."""
        waits = campaigns.c.state == CampaignState.PROPOSED.value
        confirmed = update(campaigns).where(campaigns.c.id == campaign, waits)
        self._connection.execute(confirmed.values(state=CampaignState.PLANNED.value))
        if campaign in self.due(at):
            self.expand(campaign, at)

    def stop(self, campaign: CampaignId) -> bool:
        """Cancel what waits; False when there is no such campaign."""
        if self._row(campaign) is None:
            return False
        self._set(campaign, CampaignState.STOPPED)
        self._cancel(campaign)
        self._session.rings = True
        return True

    def rewrite(self, about: str, say: Say, not_after: datetime) -> None:
        """Whoever has not got what was announced about this gets it in these words."""
        states = (CampaignState.PROPOSED, CampaignState.PLANNED, CampaignState.RUNNING)
        alive = campaigns.c.state.in_([each.value for each in states])
        about_it = select(campaigns.c.id).where(campaigns.c.about == about, alive)
        new = {"say": say_to_json(say), "not_after": not_after}
        found = self._connection.scalars(about_it).all()
        self._connection.execute(update(campaigns).where(campaigns.c.id.in_(found)).values(new))
        waiting = (outbox.c.campaign_id.in_(found), outbox.c.state == State.WAITING.value)
        self._connection.execute(update(outbox).where(*waiting).values(not_after=not_after))

    def fail(self, campaign: CampaignId, reason: str) -> None:
        """Its content was refused: nobody else is bothered with it."""
        self._set(campaign, CampaignState.FAILED, reason[:LONGEST_REASON])
        self._cancel(campaign)

    def _row(self, campaign: CampaignId) -> Row[Any] | None:
        return self._connection.execute(select(campaigns).where(campaigns.c.id == campaign)).first()

    def _set(self, campaign: CampaignId, state: CampaignState, reason: str | None = None) -> None:
        statement = update(campaigns).where(
            campaigns.c.id == campaign, campaigns.c.state != CampaignState.FAILED.value
        )
        self._connection.execute(statement.values(state=state.value, reason=reason))

    def _cancel(self, campaign: CampaignId) -> None:
        waiting = outbox.c.state == State.WAITING.value
        self._connection.execute(
            update(outbox)
            .where(outbox.c.campaign_id == campaign, waiting)
            .values(state=State.CANCELLED.value, lease_until=None)
        )


def _says(row: Row[Any]) -> tuple[Say, Recipients, Missing]:
    return say_from_json(row.say), recipients_from_json(row.recipients), Missing(row.missing)


def _wanted(campaign: NewCampaign) -> tuple[Say, Recipients, Missing]:
    return campaign.say, campaign.recipients, campaign.missing
