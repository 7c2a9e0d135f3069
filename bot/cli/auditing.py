"""`lipa audit …`: who looked at people's data."""

import typer

from bot.cli.arguments import Json
from bot.cli.doing import do

audit = typer.Typer(help="Who looked at people's data.")


@audit.command("list")
def audit_list(json: Json = False) -> None:
    """Who looked at what, and why."""
    do("auditing.show", json=json)
