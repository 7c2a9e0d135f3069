"""`lipa signal …`: the account on Signal."""

from typing import Annotated

import typer

from bot.cli.arguments import Json
from bot.cli.doing import do

signal = typer.Typer(help="The account on Signal.")


@signal.command("captcha")
def signal_captcha(
    captcha: Annotated[
        str | None, typer.Argument(metavar="CAPTCHA", help="As signalcaptcha://…, once solved.")
    ] = None,
    json: Json = False,
) -> None:
    """Show that a person stands behind the bot, when Signal asks."""
    do("signal.captcha", captcha, json=json)
