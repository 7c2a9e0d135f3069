"""Campaigns counted: many in a list, one by language and reason."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from domain.campaigns.campaign import (
    CampaignId,
    CampaignState,
    Listed,
    Recipients,
    Share,
    so_far,
)
from domain.speech.messages import say_from_json
from domain.staff.member import StaffId
from storage.campaigns.choosing import chosen
from storage.outbox.rows import State
from storage.outbox.tables import campaigns, outbox
from storage.people.tables import people


def by_language(connection: Connection, recipients: Recipients) -> Mapping[str, int]:
    """Whom the statement that queues the messages would choose now, by language."""
    many = func.count().label("many")
    who = select(people.c.language, many).where(*chosen(recipients)).group_by(people.c.language)
    return {row.language: row.many for row in connection.execute(who)}


def newest(connection: Connection, most: int, before: CampaignId | None) -> list[Listed]:
    """Two statements, however many campaigns: what has left is not counted, as it may be much."""
    wanted = select(campaigns).order_by(campaigns.c.id.desc()).limit(most)
    if before is not None:
        wanted = wanted.where(campaigns.c.id < before)
    rows = connection.execute(wanted).all()
    waiting = _waiting(connection, (row.id for row in rows if row.state == CampaignState.RUNNING))
    return [_listed(row, waiting.get(row.id, 0)) for row in rows]


def shares(connection: Connection, campaign: CampaignId) -> list[Share]:
    """The language is their reader's as it is now."""
    key = (people.c.language, outbox.c.state, func.coalesce(outbox.c.error, "").label("error"))
    rows = connection.execute(
        select(*key, func.count().label("many"))
        .select_from(outbox.join(people, people.c.id == outbox.c.person_id))
        .where(outbox.c.campaign_id == campaign)
        .group_by(*key)
    )
    return [Share(row.language, row.state, row.error, row.many) for row in rows]


def sent_since(connection: Connection, campaign: CampaignId, since: datetime) -> int:
    """Messages of this campaign with an instant of sending after that."""
    sent = select(func.count()).where(outbox.c.campaign_id == campaign, outbox.c.sent_at > since)
    return connection.scalar(sent) or 0


def _waiting(connection: Connection, running: Iterable[int]) -> Mapping[int, int]:
    rows = connection.execute(
        select(outbox.c.campaign_id, func.count().label("many"))
        .where(outbox.c.campaign_id.in_(list(running)), outbox.c.state == State.WAITING.value)
        .group_by(outbox.c.campaign_id)
    )
    return {row.campaign_id: row.many for row in rows}


def _listed(row: Row[Any], waiting: int) -> Listed:
    return Listed(
        CampaignId(row.id),
        row.about,
        so_far(CampaignState(row.state), waiting),
        row.due_at,
        waiting,
        say_from_json(row.say),
        None if row.proposed_by is None else StaffId(row.proposed_by),
    )
