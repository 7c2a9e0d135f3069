"""Inviting people to an event."""

from domain.campaigns.campaign import CampaignId, NewCampaign, Recipients
from domain.campaigns.dispatching import proposer
from domain.events.change import NO_EVENT, AnnounceEvent
from domain.events.notices import invitation
from domain.outcome import Done, Outcome, Refused
from domain.speech.text import _
from domain.work import Work


def announce_event(command: AnnounceEvent, work: Work) -> Outcome[CampaignId]:
    """An invitation with a button; it is worth nothing once the event has begun."""
    event = work.events.get(command.event)
    if event is None or event.cancelled or event.starts <= (command.due or work.now):
        return Refused(NO_EVENT)
    about = f"event:{event.id}"
    if not command.again and work.campaigns.about(about) is not None:
        return Refused(
            _(
                "This event was announced already. To announce it once more, the command line has "
                "--again."
            )
        )
    recipients = Recipients(event.audience)
    campaign = NewCampaign(
        about,
        invitation(event),
        recipients,
        command.due or work.now,
        event.starts,
        proposed_by=proposer(recipients, work),
    )
    return Done(work.campaigns.add(campaign, work.now))
