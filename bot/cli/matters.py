"""`lipa matters …`: messages that only their readers open, each with a key of their own."""

import click

from bot.cli import typed_in
from bot.cli.doing import do
from bot.cli.making import Group, Positional, id_argument, json_option

matters = Group("Messages that only their readers open.")
as_option = click.option("--as", "member", metavar="ID", required=True, help="Who you are.")
number_argument = click.argument("number", cls=Positional, metavar="NUMBER", help="Of the message.")


@matters.command("list")
@as_option
@click.option("--closed", is_flag=True, help="Those that were closed, instead.")
@json_option
def matters_list(member: str, closed: bool, json: bool) -> None:
    """What waits for you; you read it at the desk in a browser."""
    do("matters.show", member, closed=closed, ask=typed_in.secret, json=json)


@matters.command("close")
@number_argument
@as_option
@json_option
def matters_close(number: str, member: str, json: bool) -> None:
    """Nothing more is to be done about one."""
    do("matters.close", number, member, ask=typed_in.secret, json=json)


@matters.command("share")
@id_argument("to")
@as_option
@json_option
def matters_share(to: str, member: str, json: bool) -> None:
    """Let a new reader open what you can open, and they may read."""
    do("matters.share", to, member, ask=typed_in.secret, json=json)
