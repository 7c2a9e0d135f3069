"""`lipa campaign …`: messages to many people."""

import sys

import click

from bot.cli.doing import do
from bot.cli.making import Group, id_argument, json_option

campaigns = Group("Messages to many people.")


@campaigns.command("list")
@json_option
def campaign_list(json: bool) -> None:
    """All there are, the newest first."""
    do("campaigns.every", json=json)


@campaigns.command("show")
@id_argument("campaign")
@click.option("--follow", is_flag=True, help="Show a bar until it is over.")
@json_option
def campaign_show(campaign: str, follow: bool, json: bool) -> None:
    """How far a campaign is."""
    if follow and not json:
        do("campaigns.follow", campaign, _bar, json=json)
    else:
        do("campaigns.show", campaign, json=json)


@campaigns.command("stop")
@id_argument("campaign")
@json_option
def campaign_stop(campaign: str, json: bool) -> None:
    """Cancel what was not sent yet."""
    do("campaigns.stop", campaign, json=json)


def _bar(line: str) -> None:
    end = "" if sys.stdout.isatty() else "\n"
    click.echo(f"\r\x1b[K{line}" if sys.stdout.isatty() else line, nl=bool(end))
