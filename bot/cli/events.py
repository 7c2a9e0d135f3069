"""`lipa event …`: events that people can come to."""

from typing import Annotated

import typer

from bot.cli.arguments import At, File, Id, Json
from bot.cli.doing import do

events = typer.Typer(help="Events that people can come to.")


@events.command("add")
def event_add(file: File, json: Json = False) -> None:
    """Add an event from event.json."""
    do("events.add", file, json=json)


@events.command("list")
def event_list(json: Json = False) -> None:
    """All events."""
    do("events.show", json=json)


@events.command("announce")
def event_announce(
    event: Id,
    at: At = None,
    again: Annotated[bool, typer.Option("--again", help="Allow a second time.")] = False,
    json: Json = False,
) -> None:
    """Invite the event's audience."""
    do("events.announce", event, at, again=again, json=json)


@events.command("change")
def event_change(event: Id, file: File, json: Json = False) -> None:
    """Put another event.json in its place, and tell those who come."""
    do("events.change", event, file, json=json)


@events.command("cancel")
def event_cancel(event: Id, json: Json = False) -> None:
    """Cancel it, and tell those who come."""
    do("events.cancel", event, json=json)
