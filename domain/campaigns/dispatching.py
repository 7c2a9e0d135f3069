"""Planning a message to many: not twice by a slip, not to nobody, and, above a size that the
operator sets, only once a colleague has confirmed it.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.campaigns.campaign import (
    Announce,
    Campaign,
    CampaignId,
    CampaignLookups,
    CampaignState,
    NewCampaign,
    Recipients,
    recipients_of,
)
from domain.outcome import Done, Outcome, Repeated
from domain.speech.messages import Say
from domain.speech.text import Moment, Show, Text, _
from domain.staff.member import StaffId
from domain.work import Work

SOON = timedelta(days=1)  # the same again within it is most often a slip
ONCE_MORE = _("Once more?")
NOBODY = _(
    "Nobody would get this: nobody of those it is for has said yes to messages. Nothing was sent."
)


def proposer(recipients: Recipients, work: Work) -> StaffId | None:
    """Who only proposes it, because it goes to so many that a colleague must confirm it."""
    member = work.staff.of(work.person) if work.person else None
    most = work.policy.confirm_above
    alone = member is None or not most or work.campaigns.reach(recipients) <= most
    return None if member is None or alone else member.id


def dispatch(new: NewCampaign, work: Work, *, again: bool) -> Outcome[CampaignId | None]:
    """Plan it, or have a colleague asked first. Its value is None when it is for nobody now.

    Without `again` it is refused when the same went out within a day, whoever sent it.
    """
    work.campaigns.alone()
    before = None if again else same_before(new, work.campaigns)
    if before is not None:
        return Repeated(went_out(before, work.now))
    if new.due <= work.now and not work.campaigns.reach(new.recipients):
        return Done(None)
    planned = replace(new, proposed_by=proposer(new.recipients, work))
    return Done(work.campaigns.add(planned, work.now))


def announcement(command: Announce, now: datetime) -> NewCampaign:
    """What an announcement comes to, as it would be planned now."""
    return NewCampaign(
        f"after:{command.coming_to}" if command.coming_to else "announcement",
        Say(command.text),
        recipients_of(command.audience, command.coming_to),
        command.due or now,
        missing=command.missing,
    )


def same_before(new: NewCampaign, campaigns: CampaignLookups) -> Campaign | None:
    """The same, due less than a day before or after; None when there is none."""
    found = campaigns.same(new, SOON)
    return None if found is None else campaigns.show(found)


def went_out(before: Campaign, now: datetime) -> Text:
    """That the same went out, or will, and when."""
    when = Moment(before.due, Show.SHORT)
    if before.state is CampaignState.PROPOSED:
        return _("The same waits for a colleague's yes already.")
    if before.due > now:
        return _("The same goes out already: {time}.", time=when)
    return _("The same went out already: {time}.", time=when)
