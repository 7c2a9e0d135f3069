"""Planning a message to many; above a size that the operator sets, a colleague must confirm it."""

from datetime import datetime

from domain.campaigns.campaign import CampaignId, NewCampaign, Recipients
from domain.outcome import Done
from domain.speech.messages import Say
from domain.staff.member import StaffId
from domain.work import Work


def proposer(recipients: Recipients, work: Work) -> StaffId | None:
    """Who only proposes it, because it goes to so many that a colleague must confirm it."""
    member = work.staff.of(work.person) if work.person else None
    most = work.policy.confirm_above
    alone = member is None or not most or work.campaigns.reach(recipients) <= most
    return None if member is None or alone else member.id


def plan(
    work: Work, about: str, say: Say, recipients: Recipients, due: datetime | None
) -> Done[CampaignId]:
    """Plan a message of no set end; without `due` it goes now."""
    by = proposer(recipients, work)
    campaign = NewCampaign(about, say, recipients, due or work.now, proposed_by=by)
    return Done(work.campaigns.add(campaign, work.now))
