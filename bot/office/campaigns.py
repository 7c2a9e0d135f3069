"""`lipa campaign …`: how far a message to many is, and stopping it."""

import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from bot.office.office import Office, number
from bot.office.printing import Printout, aligned, listed
from bot.running.faults import CommandError
from domain.campaigns.campaign import (
    Campaign,
    CampaignId,
    CampaignState,
    Counts,
    Listed,
    StopCampaign,
)
from domain.campaigns.dispatching import NOBODY
from domain.outcome import Command

LOOK_EVERY = 1.0  # seconds
BAR = 30
UNCONFIRMED = (
    "No colleague was asked to confirm it, although it is for more than LIPA_CONFIRM_ABOVE={most}: "
    "the command line passes that by. The audit says so."
)
OVER = (CampaignState.DONE, CampaignState.STOPPED, CampaignState.FAILED)
MOST = 1000  # in a list


def started(office: Office, command: Command[CampaignId | None], due: datetime | None) -> Printout:
    """Have a campaign made, and say how many it is for; when it is for nobody, none is made."""
    campaign, many = office.perform_then(
        command, lambda work, value: (value, work.campaigns.recipients(value) if value else 0)
    )
    if campaign is None:
        return Printout({"campaign": None, "recipients": 0}, office.in_english(NOBODY))
    when = "now" if due is None else f"on {due.astimezone(office.settings.time_zone):%d %B, %H:%M}"
    text = f"For {many} people, {when}. Follow it: lipa campaign show {campaign}"
    document = {"campaign": str(campaign), "recipients": many}
    most = office.settings.confirm_above
    if 0 < most < many:
        text = f"{text}\n{UNCONFIRMED.format(most=most)}"
        document["unconfirmed"] = True
    return Printout(document, text)


def every(office: Office) -> Printout:
    """All there are, the newest first; how many were told is left to `show`."""
    found = office.read(lambda work: work.campaigns.newest(MOST))
    documents = [_in_a_list(each, office) for each in found]
    rows = [(d["id"], d["due"], d["state"], str(d["waiting"]), d["about"]) for d in documents]
    head = ("id", "due", "state", "waiting", "about")
    return Printout(documents, aligned([head, *rows]) if rows else "There are no campaigns.")


def show(office: Office, campaign: str) -> Printout:
    """How it goes: the counts, the rate, and when it will be over."""
    found = _find(office, number("id", campaign))
    document = _document(office, found)
    reason = {"reason": found.reason} if found.reason else {}
    return Printout(document, listed({"state": found.state, **document, **reason}))


def stop(office: Office, campaign: str) -> Printout:
    """Cancel what waits; says how many were sent and how many will not be."""
    wanted = CampaignId(number("id", campaign))
    office.perform(StopCampaign(wanted))
    found = _find(office, wanted)
    text = f"Stopped. {found.counts.sent} were sent, {found.counts.cancelled} will not be."
    return Printout(_document(office, found), text)


def follow(
    office: Office,
    campaign: str,
    show_line: Callable[[str], None],
    sleep: Callable[[float], None] = time.sleep,
) -> Printout:
    """Show a bar until nothing waits any more."""
    wanted = number("id", campaign)
    before = _find(office, wanted)
    while True:
        found = _find(office, wanted)
        rate = (_settled(found.counts) - _settled(before.counts)) / LOOK_EVERY
        show_line(_bar(found, rate))
        if found.state in OVER:
            return show(office, campaign)
        before = found
        sleep(LOOK_EVERY)


def _find(office: Office, campaign: int) -> Campaign:
    found = office.read(lambda work: work.campaigns.show(CampaignId(campaign)))
    if found is None:
        raise CommandError("There is no such campaign.", "id")
    return found


def _document(office: Office, campaign: Campaign) -> dict[str, Any]:
    rate = office.settings.telegram_rate
    eta = _eta(campaign, rate, office.now)
    local = None if eta is None else office.local(eta)
    counts = asdict(campaign.counts)
    return {"recipients": campaign.recipients, **counts, "rate": rate, "eta": local}


def _in_a_list(campaign: Listed, office: Office) -> dict[str, Any]:
    return {
        "id": str(campaign.id),
        "about": campaign.about,
        "state": campaign.state.value,
        "due": office.local(campaign.due),
        "waiting": campaign.waiting,
    }


def _eta(campaign: Campaign, rate: float, now: datetime) -> datetime | None:
    """When the last one will have been sent, at the rate that the settings allow."""
    if campaign.state in OVER:
        return None
    planned = campaign.state == CampaignState.PLANNED
    waiting = campaign.recipients if planned else campaign.counts.waiting
    if not waiting:
        return None
    return max(campaign.due, now) + timedelta(seconds=waiting / rate if rate else 0)


def _settled(counts: Counts) -> int:
    return counts.recipients - counts.waiting


def _bar(campaign: Campaign, rate: float) -> str:
    done = _settled(campaign.counts)
    share = done / campaign.recipients if campaign.recipients else 1.0
    bar = "█" * round(share * BAR)
    return f"{bar:░<{BAR}} {done} of {campaign.recipients}, {rate:.0f} a second"
