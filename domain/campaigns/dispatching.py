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
)
from domain.campaigns.notices import something_waits
from domain.operator.policy import Policy
from domain.outcome import Done, Outcome, Repeated
from domain.speech.messages import Say
from domain.speech.text import Moment, Show, Text, _, n_
from domain.speech.writing import Written, fault_in
from domain.staff.audit import OPERATOR, Looked, View, Why
from domain.work import Work

SOON = timedelta(days=1)  # the same again within it is most often a slip
LONGEST = 3500  # letters of an announcement in one language
ONCE_MORE = _("Once more?")
NOBODY = _(
    "Nobody would get this: nobody of those it is for has said yes to messages. Nothing was sent."
)


def needs_a_colleague(many: int, policy: Policy) -> bool:
    """Whether one member of staff alone may not write to so many."""
    return 0 < policy.confirm_above < many


def dispatch(new: NewCampaign, work: Work, *, again: bool) -> Outcome[CampaignId | None]:
    """Plan it, or have a colleague asked first. Its value is None when it is for nobody now.

    Without `again` it is refused when the same went out within a day, whoever sent it.
    """
    work.campaigns.alone()
    before = None if again else same_before(new, work.campaigns)
    if before is not None:
        return Repeated(went_out(before, work.now))
    many = work.campaigns.reach(new.recipients)
    if new.due <= work.now and not many:
        return Done(None)
    if not needs_a_colleague(many, work.policy):
        return Done(work.campaigns.add(new, work.now))
    return Done(_with_a_second_yes(new, work))


def _with_a_second_yes(new: NewCampaign, work: Work) -> CampaignId:
    """Those who may confirm it hear that it waits; at the command line it goes, which is noted."""
    author = work.member
    by = None if author is None else author.id
    added = work.campaigns.add(replace(new, proposed_by=by), work.now)
    if author is None:
        note_unconfirmed(added, work)
        return added
    for member in work.staff.all():
        if member.id != author.id and member.announces and member.person is not None:
            work.posts.write(member.person, something_waits(), work.now, new.not_after)
    return added


def note_unconfirmed(campaign: CampaignId, work: Work) -> None:
    """The command line has passed a colleague's yes by."""
    work.audit.note(Looked(work.now, OPERATOR, View.CAMPAIGN, str(campaign), Why.UNCONFIRMED))


def unfit(words: str) -> Text | None:
    """What is wrong with an announcement in one language; None when it can be sent."""
    if len(words) > LONGEST:
        return _("It is too long: {n} letters are the most.", n=LONGEST)
    fault = fault_in(words, Written.PROSE)
    return None if fault is None else fault.text


def announcement(command: Announce, now: datetime) -> NewCampaign:
    """What an announcement comes to, as it would be planned now."""
    return NewCampaign(
        f"after:{command.coming_to}" if command.coming_to else "announcement",
        Say(command.text),
        command.recipients,
        command.due or now,
        missing=command.missing,
    )


def waits_for_a_colleague(many: int) -> Text:
    """What its author reads, before and after it is written, for as long as it waits."""
    return n_(
        "It is for {n} person, so a colleague must confirm it at the desk first.",
        "It is for {n} people, so a colleague must confirm it at the desk first.",
        n=many,
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
