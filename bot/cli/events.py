"""`lipa event …`: events that people can come to."""

from pathlib import Path

import click

from bot.cli.doing import do
from bot.cli.making import Group, again_option, at_option, file_argument, id_argument, json_option

events = Group("Events that people can come to.")


@events.command("add")
@file_argument
@again_option
@json_option
def event_add(file: Path, again: bool, json: bool) -> None:
    """Add an event from event.json."""
    do("events.add", file, again=again, json=json)


@events.command("list")
@json_option
def event_list(json: bool) -> None:
    """All events."""
    do("event_list.show", json=json)


@events.command("announce")
@id_argument("event")
@at_option
@again_option
@json_option
def event_announce(event: str, at: str | None, again: bool, json: bool) -> None:
    """Invite the event's audience."""
    do("events.announce", event, at, again=again, json=json)


@events.command("change")
@id_argument("event")
@file_argument
@json_option
def event_change(event: str, file: Path, json: bool) -> None:
    """Put another event.json in its place, with its later dates if it repeats; tell who comes."""
    do("events.change", event, file, json=json)


@events.command("end-series")
@id_argument("event")
@click.option(
    "--cancel", is_flag=True, help="Cancel what is planned, too, and tell those who come."
)
@json_option
def event_end_series(event: str, cancel: bool, json: bool) -> None:
    """It comes no more; what is planned stays, unless it is cancelled."""
    do("events.end_series", event, cancel=cancel, json=json)


@events.command("cancel")
@id_argument("event")
@json_option
def event_cancel(event: str, json: bool) -> None:
    """Cancel it, and tell those who come."""
    do("events.cancel", event, json=json)
