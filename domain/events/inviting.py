"""Inviting people to an event."""

from domain.campaigns.campaign import (
    Campaign,
    CampaignId,
    CampaignLookups,
    NewCampaign,
    Recipients,
)
from domain.campaigns.dispatching import dispatch, went_out
from domain.events.change import NO_EVENT, AnnounceEvent
from domain.events.event import EventId
from domain.events.notices import invitation
from domain.outcome import Outcome, Refused, Repeated
from domain.work import Work


def announce_event(command: AnnounceEvent, work: Work) -> Outcome[CampaignId | None]:
    """An invitation with a button; it is worth nothing once the event has begun.

    Its value is as of `dispatch`. Without `again` it is refused when people were invited before.
    """
    work.campaigns.alone()
    event = work.events.get(command.event)
    if event is None or event.cancelled or event.starts <= (command.due or work.now):
        return Refused(NO_EVENT)
    before = None if command.again else invited_before(event.id, work.campaigns)
    if before is not None:
        return Repeated(went_out(before, work.now))
    recipients, due = Recipients(event.audience), command.due or work.now
    campaign = NewCampaign(_about(event.id), invitation(event), recipients, due, event.starts)
    return dispatch(campaign, work, again=command.again)


def invited_before(event: EventId, campaigns: CampaignLookups) -> Campaign | None:
    """The newest invitation to it, however long ago; None when there is none, or it was stopped."""
    found = campaigns.about(_about(event))
    return None if found is None else campaigns.show(found)


def _about(event: EventId) -> str:
    return f"event:{event}"
