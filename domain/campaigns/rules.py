"""Announcing to many, confirming what a colleague proposed, and stopping."""

from domain.campaigns.campaign import (
    Announce,
    CampaignState,
    ConfirmCampaign,
    NewCampaign,
    StopCampaign,
    recipients_of,
)
from domain.campaigns.planning import proposer
from domain.outcome import Done, Outcome, Refused
from domain.speech.messages import Say
from domain.speech.text import _
from domain.work import Work


def announce(command: Announce, work: Work) -> Outcome:
    """A plain announcement; above a size that the operator sets, a colleague must confirm it."""
    recipients = recipients_of(command.audience, command.coming_to)
    campaign = NewCampaign(
        f"after:{command.coming_to}" if command.coming_to else "announcement",
        Say(command.text),
        recipients,
        command.due or work.now,
        None,
        command.missing,
        proposer(recipients, work),
    )
    return Done(str(work.campaigns.add(campaign, work.now)))


def confirm_campaign(command: ConfirmCampaign, work: Work) -> Outcome:
    """Never by whoever proposed it."""
    found, member = work.campaigns.show(command.campaign), work.staff.of(work.person)
    if found is None or found.state is not CampaignState.PROPOSED:
        return Refused(_("There is no such campaign."))
    if member is not None and member.id == found.proposed_by:
        return Refused(_("Somebody else must confirm it."))
    work.campaigns.confirm(command.campaign, work.now)
    return Done()


def stop_campaign(command: StopCampaign, work: Work) -> Outcome:
    """What waits is cancelled at once."""
    if not work.campaigns.stop(command.campaign):
        return Refused(_("There is no such campaign."))
    return Done()
