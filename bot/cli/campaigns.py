"""`lipa campaign …`: messages to many people."""

import sys
from typing import Annotated

import typer

from bot.cli.arguments import Id, Json
from bot.cli.doing import do

campaigns = typer.Typer(help="Messages to many people.")


@campaigns.command("show")
def campaign_show(
    campaign: Id,
    follow: Annotated[bool, typer.Option("--follow", help="Show a bar until it is over.")] = False,
    json: Json = False,
) -> None:
    """How far a campaign is."""
    if follow and not json:
        do("campaigns.follow", campaign, _bar, json=json)
    else:
        do("campaigns.show", campaign, json=json)


@campaigns.command("stop")
def campaign_stop(campaign: Id, json: Json = False) -> None:
    """Cancel what was not sent yet."""
    do("campaigns.stop", campaign, json=json)


def _bar(line: str) -> None:
    end = "" if sys.stdout.isatty() else "\n"
    typer.echo(f"\r\x1b[K{line}" if sys.stdout.isatty() else line, nl=bool(end))
