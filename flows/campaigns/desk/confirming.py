"""Confirm what a colleague wants to tell many: all of it is read first, in each language.

Whoever says yes has seen the title and all words, who gets it, how many, and when.
"""

from collections.abc import Iterator
from dataclasses import replace

from domain.campaigns.campaign import (
    Campaign,
    CampaignId,
    CampaignState,
    ConfirmCampaign,
    StopCampaign,
)
from domain.campaigns.doors import PROGRESS
from domain.campaigns.meant import meant, without_their_language
from domain.speech.messages import Option
from domain.speech.text import Moment, Text, Verbatim, _, lines, n_
from domain.speech.wordings import in_one, languages_of
from domain.staff.doors import DESK
from domain.work import Desk
from flows.campaigns.desk.recipients import Draft
from flows.engine.kit import Ask, Do, Goto, Leave, Move, Tell


def ask_proposed(_draft: Draft, desk: Desk) -> Goto[Draft] | Leave:
    """Goes on to the oldest one that a colleague has written and nobody has confirmed."""
    member = desk.staff.of(desk.person.id)
    waiting = [] if member is None else desk.campaigns.proposed(member.id)
    if not waiting:
        return Leave(DESK(), tell=_("Nothing waits for you to confirm."))
    return Goto("reading", Draft(campaign=waiting[0]))


def read_all(draft: Draft, desk: Desk) -> Goto[Draft] | Leave:
    """Shows it in one language after the other, each as its readers will see it."""
    campaign = _waiting(draft, desk)
    if campaign is None:
        return Leave(DESK())
    languages = _languages(campaign)
    if draft.read >= max(1, len(languages)):
        return Goto("decide", replace(draft, shown=campaign.fingerprint))
    title, text = campaign.say.title, campaign.say.text
    if languages:
        tag = languages[draft.read]
        title = in_one(title, tag) if title is not None else None
        head = _("👁 As they read it in this language: {language}", language=_own(tag, desk))
        text = lines(head if len(languages) > 1 else None, in_one(text, tag))
    return Goto("reading", replace(draft, read=draft.read + 1), tell=Tell(text, title=title))


def ask_decide(draft: Draft, desk: Desk) -> Ask | Leave:
    """Asks whether it shall leave, with the sentence that says to how many, and to whom."""
    campaign = _waiting(draft, desk)
    if campaign is None:
        return Leave(DESK())
    many = campaign.recipients
    said = lines(
        n_("{n} person will get this message now.", "{n} people will get this message now.", n=many)
        if campaign.due <= desk.now
        else n_("{n} person will get this message.", "{n} people will get this message.", n=many),
        lines(*_about(campaign, desk), between="\n"),
    )
    options = [
        Option("send", n_("Send it to {n} person", "Send it to {n} people", n=many)),
        Option("stop", _("Do not send it")),
        Option("desk", _("🗂 Desk")),
    ]
    return Ask(said, options, title=_("📣 Ready to send"))


def decided(draft: Draft, choice: str) -> Move[Draft]:
    """Sends it, as two have read it now, or stops it; its progress is shown in both cases.

    What has changed since it was read is read again.
    """
    if choice == "desk":
        return Leave(DESK())
    campaign = CampaignId(draft.campaign)
    then = Leave(PROGRESS(draft.campaign))
    if choice == "send":
        again = Goto("reading", Draft(campaign=draft.campaign))
        return Do(ConfirmCampaign(campaign, draft.shown), then=then, refused=again)
    return Do(StopCampaign(campaign), then=then, refused=Leave(DESK()))


def _waiting(draft: Draft, desk: Desk) -> Campaign | None:
    campaign = desk.campaigns.show(CampaignId(draft.campaign))
    waits = campaign is not None and campaign.state is CampaignState.PROPOSED
    return campaign if waits else None


def _languages(campaign: Campaign) -> tuple[str, ...]:
    say = campaign.say
    return languages_of(say.text if say.title is None else lines(say.title, say.text))


def _own(tag: str, desk: Desk) -> Verbatim:
    return Verbatim(desk.own_name(tag))


def _about(campaign: Campaign, desk: Desk) -> Iterator[Text]:
    to = campaign.to
    event = None if to.coming_to is None else desk.events.get(to.coming_to)
    yield from meant(to, event, desk.own_name)
    yield without_their_language(campaign.missing)
    if campaign.due > desk.now:
        yield _("🕒 It leaves: {time}", time=Moment(campaign.due))
