"""Whom a campaign is for: one statement chooses them and writes their messages."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    case,
    exists,
    literal,
    or_,
    select,
)

from domain.campaigns.campaign import (
    CampaignState,
    Missing,
    Recipients,
)
from domain.events.rsvp import RsvpState
from domain.people.audience import Audience
from domain.speech.messages import say_from_json
from domain.speech.text import Content, Lines, Text
from storage.campaigns.rows import recipients_from_json
from storage.events.tables import rsvps
from storage.outbox.routing import channel_of
from storage.outbox.rows import Priority, RowKind, State
from storage.outbox.tables import campaigns
from storage.people.tables import addresses, people
from storage.staff.tables import staff
from storage.surveys.tables import answered

BEFORE = (CampaignState.PROPOSED, CampaignState.PLANNED)  # nobody is chosen yet
ROW_COLUMNS = (
    "campaign_id",
    "person_id",
    "channel",
    "kind",
    "priority",
    "state",
    "due_at",
    "not_after",
    "asks",
)


def messages_for(row: Row[Any], now: datetime) -> Select[Any]:
    """A row for each recipient, in the order of ROW_COLUMNS."""
    say, recipients = say_from_json(row.say), recipients_from_json(row.recipients)
    priority = Priority.REMINDER if recipients.concerned else Priority.REST
    state: ColumnElement[str] = literal(State.WAITING.value)
    if row.missing == Missing.SKIP:
        written = people.c.language.in_(sorted(_languages(say.text)))
        state = case((written, state), else_=literal(State.SKIPPED.value))
    return (
        select(
            literal(row.id),
            people.c.id,
            channel_of(people.c.id),
            literal(RowKind.CAMPAIGN.value),
            literal(priority.value),
            state,
            literal(max(row.due_at, now) if row.due_at else now, campaigns.c.due_at.type),
            literal(row.not_after, campaigns.c.not_after.type),
            literal(say.asks is not None),
        )
        .where(*chosen(recipients))
        .order_by(people.c.id)
    )


def chosen(recipients: Recipients) -> list[ColumnElement[bool]]:
    """Who is written to: they allowed it or are concerned, can be reached, and are meant."""
    chosen = [
        *([] if recipients.concerned else [people.c.may_be_written]),
        ~people.c.stopped,
        exists().where(addresses.c.person_id == people.c.id, addresses.c.reachable),
        *_meant(recipients.audience),
    ]
    if not (recipients.concerned or recipients.staff):
        chosen.append(~exists().where(staff.c.person_id == people.c.id))
    if recipients.local is not None:
        chosen.append(people.c.local if recipients.local else ~people.c.local)
    if recipients.coming_to is not None:
        chosen.append(
            exists().where(
                rsvps.c.person_id == people.c.id,
                rsvps.c.event_id == recipients.coming_to,
                rsvps.c.state.in_(_meant_by_coming(recipients)),
            )
        )
    if recipients.unless_answered is not None:
        survey, occasion = recipients.unless_answered
        chosen.append(
            ~exists().where(
                and_(
                    answered.c.person_id == people.c.id,
                    answered.c.survey == survey,
                    answered.c.occasion == occasion,
                )
            )
        )
    return chosen


def _meant_by_coming(recipients: Recipients) -> list[str]:
    """Whoever waits for a place is concerned, too."""
    concerned = (RsvpState.COMING, RsvpState.WAITING, RsvpState.OFFERED)
    return [state.value for state in (concerned if recipients.concerned else concerned[:1])]


def _meant(audience: Audience) -> list[ColumnElement[bool]]:
    """Every key that says something must fit, by any of its values."""
    meant: list[ColumnElement[bool]] = []
    if audience.languages:
        meant.append(people.c.language.in_(sorted(audience.languages)))
    if audience.age_groups:
        meant.append(people.c.age_group.in_(sorted(audience.told)))
    if audience.interests:
        likes = [people.c.interests.contains(f",{i.value},") for i in sorted(audience.interests)]
        meant.append(or_(*likes))
    return meant


def _languages(text: Text) -> frozenset[str]:
    """The languages in which all that a coordinator wrote is there."""
    if isinstance(text, Content):
        return frozenset(text.by_language)
    parts = text.parts if isinstance(text, Lines) else ()
    written = [languages for part in parts if (languages := _languages(part))]
    return frozenset.intersection(*written) if written else frozenset()
