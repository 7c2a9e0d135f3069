"""How an announcement goes: how many have it, how many wait, and stopping it."""

from domain.campaigns.campaign import (
    Campaign,
    CampaignId,
    CampaignState,
    StopCampaign,
)
from domain.campaigns.dispatching import waits_for_a_colleague
from domain.speech.messages import Option
from domain.speech.text import _, lines
from domain.staff.doors import DESK
from domain.work import Desk
from flows.campaigns.desk.recipients import Draft
from flows.engine.kit import Ask, Do, Goto, Leave, Move

NO_COLLEAGUE = _(
    "Nobody else here may confirm it yet. Please ask an administrator to invite a colleague."
)


def to_last(_draft: Draft, desk: Desk) -> Move[Draft]:
    """Shows how the newest announcement goes, if there was one."""
    last = desk.campaigns.about("announcement")
    return Leave(DESK()) if last is None else Goto("progress", Draft(campaign=last))


def ask_progress(draft: Draft, desk: Desk) -> Ask | Leave:
    """Shows how many have it, how many wait, and how many cannot be reached."""
    campaign = desk.campaigns.show(CampaignId(draft.campaign))
    if campaign is None:
        return Leave(DESK())
    if campaign.state is CampaignState.PROPOSED:
        return _waits(campaign, desk)
    counts = campaign.counts
    rest = counts.recipients - counts.sent - counts.waiting
    said = lines(
        _("📣 Sent: {sent} of {recipients}", sent=counts.sent, recipients=campaign.recipients),
        _("Waiting: {waiting}", waiting=counts.waiting) if counts.waiting else None,
        _("Not reached: {rest}", rest=rest) if rest else None,
        _("It was stopped.") if campaign.state is CampaignState.STOPPED else None,
        between="\n",
    )
    options = [Option("again", _("🔄 Look again"))] if counts.waiting else []
    if counts.waiting:
        options.append(Option("stop", _("⏹ Stop it")))
    return Ask(said, [*options, Option("desk", _("🗂 Desk"))])


def _waits(campaign: Campaign, desk: Desk) -> Ask:
    others = (each for each in desk.staff.all() if each.id != campaign.proposed_by)
    there = any(each.announces and each.person is not None for each in others)
    said = lines(waits_for_a_colleague(campaign.recipients), None if there else NO_COLLEAGUE)
    return Ask(said, [Option("stop", _("⏹ Stop it")), Option("desk", _("🗂 Desk"))])


def progress_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Stops what has not left yet, or shows the numbers again."""
    if choice == "desk":
        return Leave(DESK())
    shown = Goto("progress", draft)
    if choice == "again":
        return shown
    return Do(StopCampaign(CampaignId(draft.campaign)), then=shown, refused=shown)
