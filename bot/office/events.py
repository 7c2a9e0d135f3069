"""`lipa event …` and `lipa announce`: what coordinators tell people."""

from dataclasses import replace
from pathlib import Path

from bot.office import campaigns
from bot.office.office import Office, naming, number, read_file
from bot.office.printing import Printout
from console.documents.files import read_announcement, read_event, read_instant
from domain.campaigns.campaign import CampaignId
from domain.events.change import (
    AddEvent,
    AnnounceEvent,
    CancelEvent,
    CancelSeries,
    ChangeEvent,
    ChangeSeries,
)
from domain.events.event import EventId
from domain.events.series import EndSeries
from domain.outcome import Command


def add(office: Office, file: Path, *, again: bool) -> Printout:
    """Add an event; announcing it is a command of its own.

    Raises DocumentError, and CommandError when the rules say no.
    """
    command = _event(office, file)
    event = str(office.perform(replace(command, again=again)))
    return Printout(
        {"id": event}, f"Event {event} is added. Announce it: lipa event announce {event}"
    )


def announce(office: Office, event: str, at: str | None, *, again: bool) -> Printout:
    """Invite the event's audience, at `at` or now. Raises CommandError when the rules say no."""
    due = None if at is None else read_instant("at", at, office.now, office.settings.time_zone)
    command = AnnounceEvent(EventId(number("id", event)), due, again)
    return campaigns.started(office, command, due)


def change(office: Office, event: str, file: Path) -> Printout:
    """Put another event.json in the place of an event; those who come hear what is different.

    Where it says how it repeats, its later dates change with it.
    """
    wanted = EventId(number("id", event))
    read = _event(office, file)
    if read.repeats is not None:
        return _all_told(office, event, ChangeSeries(wanted, read.event, read.repeats), "changed")
    return _told(office, event, ChangeEvent(wanted, read.event), "changed")


def end_series(office: Office, event: str, *, cancel: bool) -> Printout:
    """It comes no more. With `cancel` its dates to come are cancelled, and those who come hear."""
    wanted = EventId(number("id", event))
    if cancel:
        return _all_told(office, event, CancelSeries(wanted), "cancelled, with its later dates")
    office.perform(EndSeries(wanted))
    text = f"Event {event} comes no more after what is planned. Cancel it, too: --cancel"
    return Printout({"id": event, "campaigns": [], "recipients": 0}, text)


def cancel(office: Office, event: str) -> Printout:
    """Cancel an event; those who come hear it."""
    return _told(office, event, CancelEvent(EventId(number("id", event))), "cancelled")


def _told(office: Office, event: str, command: Command[CampaignId | None], done: str) -> Printout:
    campaign, many = office.perform_then(
        command,
        lambda work, value: (value, work.campaigns.recipients(value) if value else 0),
    )
    key = None if campaign is None else str(campaign)
    document = {"id": event, "campaign": key, "recipients": many}
    follow = f" Follow it: lipa campaign show {campaign}" if campaign else ""
    return Printout(document, f"Event {event} is {done}. {many} people are told.{follow}")


def _all_told(
    office: Office, event: str, command: Command[tuple[CampaignId, ...]], done: str
) -> Printout:
    """Whoever comes to several dates is told, and counted, for each."""
    campaigns, many = office.perform_then(
        command,
        lambda work, value: (value, sum(map(work.campaigns.recipients, value))),
    )
    document = {"id": event, "campaigns": [str(each) for each in campaigns], "recipients": many}
    return Printout(document, f"Event {event} is {done}. {many} messages go out.")


def tell(office: Office, file: Path, at: str | None, *, again: bool) -> Printout:
    """Send what stands in announce.json, at `at` or now. Raises DocumentError, CommandError."""
    due = None if at is None else read_instant("at", at, office.now, office.settings.time_zone)
    with naming(file):
        command = read_announcement(read_file(file), due)
    return campaigns.started(office, replace(command, again=again), due)


def _event(office: Office, file: Path) -> AddEvent:
    with naming(file):
        return read_event(read_file(file), office.now, office.settings.time_zone)
