"""Recipients of a campaign as they are stored."""

from typing import Any

from domain.campaigns.campaign import (
    Recipients,
)
from domain.events.event import EventId
from domain.people.audience import Audience
from domain.people.person import AgeGroup, Interest
from domain.surveys.survey import SurveyId


def recipients_to_json(recipients: Recipients) -> dict[str, Any]:
    """Recipients as plain JSON values, always in the same order."""
    audience = recipients.audience
    return {
        "languages": sorted(audience.languages),
        "age_groups": sorted(audience.age_groups),
        "interests": sorted(audience.interests),
        "coming_to": recipients.coming_to,
        "unless_answered": recipients.unless_answered,
        "concerned": recipients.concerned,
        "staff": recipients.staff,
        "local": recipients.local,
    }


def recipients_from_json(packed: dict[str, Any]) -> Recipients:
    """The recipients that `recipients_to_json` packed, also before all of it was known."""
    audience = Audience(
        frozenset(packed["languages"]),
        frozenset(map(AgeGroup, packed["age_groups"])),
        frozenset(map(Interest, packed["interests"])),
    )
    coming_to, unless = packed["coming_to"], packed["unless_answered"]
    return Recipients(
        audience,
        None if coming_to is None else EventId(coming_to),
        None if unless is None else (SurveyId(unless[0]), unless[1]),
        packed.get("concerned", False),
        packed.get("staff", False),
        packed.get("local"),
    )
