"""`lipa signal …`: the account on Signal."""

import click

from bot.cli.doing import do
from bot.cli.making import Group, Positional, json_option

signal = Group("The account on Signal.")


@signal.command("captcha")
@click.argument(
    "captcha",
    cls=Positional,
    required=False,
    metavar="CAPTCHA",
    help="As signalcaptcha://…, once solved.",
)
@json_option
def signal_captcha(captcha: str | None, json: bool) -> None:
    """Show that a person stands behind the bot, when Signal asks."""
    do("signal.captcha", captcha, json=json)
