"""One campaign: what it says to whom, what became of it so far, a colleague's yes, and its end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from console.announcing.as_read import phones
from console.announcing.composing import LIST
from console.core.pages import COORDINATORS, Moved, Part, Result, Shown
from console.core.visit import NotAllowedError, Visit
from domain.campaigns.campaign import (
    Campaign,
    CampaignId,
    CampaignState,
    ConfirmCampaign,
    Counts,
    Share,
    StopCampaign,
)
from domain.campaigns.dispatching import waits_for_a_colleague
from domain.campaigns.meant import meant, without_their_language
from domain.outcome import Refused
from domain.speech.text import Message, Moment, Show, Text, Verbatim, _, n_
from storage.store import Transaction

CONFIRMED = _("Confirmed. It is on its way.")
STOPPED = _("Stopped. What was sent stays sent.")
ALIVE = (CampaignState.PROPOSED, CampaignState.PLANNED, CampaignState.RUNNING)
MINUTE = timedelta(minutes=1)
STATES: Mapping[CampaignState, tuple[Message, str]] = {
    CampaignState.PROPOSED: (_("waits for a colleague"), "soon"),
    CampaignState.PLANNED: (_("planned"), "sky"),
    CampaignState.RUNNING: (_("running"), "sky"),
    CampaignState.DONE: (_("done"), "good"),
    CampaignState.STOPPED: (_("stopped"), ""),
    CampaignState.FAILED: (_("failed"), "late"),
}
COUNTS: Mapping[str, Message] = {
    "sent": _("Sent"),
    "waiting": _("Waiting"),
    "unreachable": _("Not reachable: they blocked us, or are gone"),
    "failed": _("Refused by the platform"),
    "uncertain": _("Perhaps arrived: the platform never answered"),
    "skipped": _("Left out: it is not in their language"),
    "expired": _("Too late to be sent"),
    "cancelled": _("Stopped before it left"),
}


@dataclass(frozen=True, slots=True)
class Going:
    """How a campaign goes: what became of its messages, and how many left in the last minute."""

    campaign: Campaign
    shares: list[Share]
    lately: int


def show(visit: Visit) -> Result:
    """All of it, in all languages."""
    number = str(visit.number("campaign"))
    going = visit.read(lambda tx: look(tx, number, visit.now))
    campaign = going.campaign
    values = visit.read(lambda tx: _around(tx, campaign, visit))
    mine = campaign.proposed_by == visit.me.id
    return Shown(
        "announcing/campaign.html",
        {
            "campaign": campaign,
            "phones": phones(campaign.say, visit),
            "missing": without_their_language(campaign.missing),
            "state": STATES[campaign.state],
            "alive": campaign.state in ALIVE,
            "proposed": campaign.state is CampaignState.PROPOSED,
            "mine": mine,
            "live": words(visit, going),
            "counts": list(COUNTS.items()),
            "languages": _by_language(going.shares, visit),
            "reasons": _reasons(going.shares),
            "waits": waits_for_a_colleague(campaign.recipients),
            **values,
        },
    )


def confirm(visit: Visit) -> Result:
    """I have read all of it, as it was drawn then."""
    campaign = CampaignId(visit.number("campaign"))
    outcome = visit.perform(ConfirmCampaign(campaign, visit.one("shown") or "?"))
    said = outcome.text if isinstance(outcome, Refused) else CONFIRMED
    return Moved(f"{LIST}/{campaign}", said)


def stop(visit: Visit) -> Result:
    """Nothing more of it leaves."""
    campaign = CampaignId(visit.number("campaign"))
    outcome = visit.perform(StopCampaign(campaign))
    said = outcome.text if isinstance(outcome, Refused) else STOPPED
    return Moved(f"{LIST}/{campaign}", said)


def look(tx: Transaction, about: str, now: datetime) -> Going:
    """How it goes. Raises NotAllowedError where there is no such campaign."""
    known = about.isascii() and about.isdecimal() and len(about) <= 18
    number = CampaignId(int(about)) if known else CampaignId(0)
    campaign = tx.campaigns.show(number)
    if campaign is None:
        raise NotAllowedError
    running = campaign.state is CampaignState.RUNNING
    lately = tx.campaigns.sent_since(number, now - MINUTE) if running else 0
    return Going(campaign, list(tx.campaigns.shares(number)), lately)


def words(visit: Visit, going: Going) -> dict[str, str | int]:
    """What changes on its page, by the place where it stands."""
    campaign, counts = going.campaign, going.campaign.counts
    found: dict[str, str | int] = {
        "state": visit.say(STATES[campaign.state][0]),
        "settled": counts.recipients - counts.waiting,
        "sum": visit.say(_sum(campaign)),
        "pace": visit.say(pace) if (pace := _pace(going, visit.now)) else "",
    }
    for each in fields(Counts):
        found[each.name] = visit.say(Verbatim(str(getattr(counts, each.name))))
    for tag, row in _by_language(going.shares, visit).items():
        found[f"sent-{tag}"] = visit.say(Verbatim(str(row["sent"])))
        found[f"waiting-{tag}"] = visit.say(Verbatim(str(row["waiting"])))
    return found


def _sum(campaign: Campaign) -> Text:
    if campaign.state in (CampaignState.PROPOSED, CampaignState.PLANNED):
        return n_(
            "{n} person will get this message.",
            "{n} people will get this message.",
            n=campaign.recipients,
        )
    sent = campaign.counts.sent
    return _("📣 Sent: {sent} of {recipients}", sent=sent, recipients=campaign.recipients)


def _pace(going: Going, now: datetime) -> Text | None:
    """How fast it goes, and when the last one will have left at that pace."""
    campaign = going.campaign
    if campaign.state is CampaignState.PLANNED and campaign.due > now:
        return _("🕒 It leaves: {time}", time=Moment(campaign.due))
    if campaign.state is not CampaignState.RUNNING:
        return None
    if not going.lately:
        return _("Nothing has left in the last minute.")
    ready = now + MINUTE * (campaign.counts.waiting / going.lately)
    when = Moment(ready, Show.SHORT)
    return _("In the last minute: {many}. Ready about {time}.", many=going.lately, time=when)


def _around(tx: Transaction, campaign: Campaign, visit: Visit) -> Mapping[str, Any]:
    """Who wrote it, whom it is for, and whether a colleague is there to confirm it."""
    to = campaign.to
    event = None if to.coming_to is None else tx.events.get(to.coming_to)
    author = None if campaign.proposed_by is None else tx.staff.get(campaign.proposed_by)
    others = (each for each in tx.staff.all() if each.id != campaign.proposed_by)
    return {
        "to": meant(to, event, visit.speaker.own_name),
        "author": "" if author is None else author.name,
        "alone": not any(each.announces for each in others),
    }


def _by_language(shares: Iterable[Share], visit: Visit) -> dict[str, dict[str, Any]]:
    """By tag: the language's own name, for how many, sent to how many, how many wait."""
    rows: dict[str, dict[str, Any]] = {}
    for each in shares:
        name = visit.speaker.own_name(each.language) if each.language else ""
        row = rows.setdefault(each.language, {"name": name, "all": 0, "sent": 0, "waiting": 0})
        row["all"] += each.many
        if each.state in row:
            row[each.state] += each.many
    return dict(sorted(rows.items(), key=lambda item: -item[1]["all"]))


def _reasons(shares: Iterable[Share]) -> list[tuple[str, int]]:
    """What platforms said of those who did not get it, in the platforms' own words."""
    found: dict[str, int] = {}
    for each in shares:
        if each.reason:
            found[each.reason] = found.get(each.reason, 0) + each.many
    return sorted(found.items(), key=lambda item: -item[1])


PART = Part(key="campaign", who=COORDINATORS, look=look, say=words)
