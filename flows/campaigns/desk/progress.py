"""How an announcement goes, and confirming one that a colleague has written."""

from domain.campaigns.campaign import (
    Campaign,
    CampaignId,
    CampaignState,
    ConfirmCampaign,
    StopCampaign,
)
from domain.campaigns.doors import PROGRESS
from domain.speech.messages import Option
from domain.speech.text import _, lines, n_
from domain.staff.doors import DESK
from domain.work import Desk
from flows.campaigns.desk.recipients import Draft
from flows.engine.kit import Ask, Do, Goto, Leave, Move


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
        return _waits(campaign)
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


def _waits(campaign: Campaign) -> Ask:
    said = n_(
        "It is for {n} person, so a colleague must confirm it at the desk first.",
        "It is for {n} people, so a colleague must confirm it at the desk first.",
        n=campaign.recipients,
    )
    return Ask(said, [Option("stop", _("⏹ Stop it")), Option("desk", _("🗂 Desk"))])


def ask_proposed(_draft: Draft, desk: Desk) -> Goto[Draft] | Leave:
    """Shows the oldest one that a colleague has written and nobody has confirmed."""
    member = desk.staff.of(desk.person.id)
    waiting = [] if member is None else desk.campaigns.proposed(member.id)
    campaign = desk.campaigns.show(waiting[0]) if waiting else None
    if campaign is not None:
        return Goto("decide", Draft(campaign=campaign.id), tell=campaign.text)
    return Leave(DESK(), tell=_("Nothing waits for you to confirm."))


def ask_decide(draft: Draft, desk: Desk) -> Ask | Leave:
    """Asks whether it shall leave, with the same sentence that the colleague has read."""
    campaign = desk.campaigns.show(CampaignId(draft.campaign))
    if campaign is None or campaign.state is not CampaignState.PROPOSED:
        return Leave(DESK())
    many = campaign.recipients
    said = n_(
        "{n} person will get this message now.", "{n} people will get this message now.", n=many
    )
    options = [
        Option("send", n_("Send it to {n} person", "Send it to {n} people", n=many)),
        Option("stop", _("Do not send it")),
        Option("desk", _("🗂 Desk")),
    ]
    return Ask(said, options, title=_("📣 Ready to send"))


def decided(draft: Draft, choice: str) -> Move[Draft]:
    """Sends it, as two have read it now, or stops it; its progress is shown in both cases."""
    if choice == "desk":
        return Leave(DESK())
    campaign = CampaignId(draft.campaign)
    command = ConfirmCampaign(campaign) if choice == "send" else StopCampaign(campaign)
    then = Leave(PROGRESS(draft.campaign))
    return Do(command, then=then, refused=Leave(DESK()))


def progress_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Stops what has not left yet, or shows the numbers again."""
    if choice == "desk":
        return Leave(DESK())
    shown = Goto("progress", draft)
    if choice == "again":
        return shown
    return Do(StopCampaign(CampaignId(draft.campaign)), then=shown, refused=shown)
