"""`lipa staff …`: who works at the desk."""

import click

from bot.cli import typed_in
from bot.cli.doing import do
from bot.cli.making import Group, Positional, id_argument, json_option

staff = Group("Who works at the desk.")
yes_option = click.option(
    "--yes", is_flag=True, help="Although nobody else opens what is sealed to them."
)


@staff.command("add")
@click.argument("name", cls=Positional, metavar="NAME", help="An adviser's, as in slots.json.")
@click.option("--role", metavar="coordinator|adviser|moderator|viewer|admin", required=True)
@json_option
def staff_add(name: str, role: str, json: bool) -> None:
    """Invite somebody; the code links their chat."""
    do("staff.add", name, role, json=json)


@staff.command("list")
@json_option
def staff_list(json: bool) -> None:
    """Everybody who works here."""
    do("staff.show", json=json)


@staff.command("remove")
@id_argument("member")
@yes_option
@json_option
def staff_remove(member: str, yes: bool, json: bool) -> None:
    """Close the desk to somebody."""
    do("staff.remove", member, yes=yes, json=json)


@staff.command("entrust")
@id_argument("member")
@click.argument("duty", cls=Positional, metavar="focal|children")
@click.option("--end", is_flag=True, help="It is theirs no more.")
@yes_option
@json_option
def staff_entrust(member: str, duty: str, end: bool, yes: bool, json: bool) -> None:
    """Name a focal point, or who was cleared for work with people under 18."""
    do("staff.entrust", member, duty, end=end, yes=yes, json=json)


@staff.command("key")
@id_argument("member")
@click.option("--yes", is_flag=True, help="In place of the key that they have.")
@json_option
def staff_key(member: str, yes: bool, json: bool) -> None:
    """Make the key of somebody who reads about danger or staff; they type a passphrase."""
    do("reader_keys.make", member, yes=yes, ask=typed_in.secret, json=json)


@staff.command("prove")
@id_argument("member")
@json_option
def staff_prove(member: str, json: bool) -> None:
    """Open a test box with that key, so that it counts; they type their passphrase."""
    do("reader_keys.prove", member, ask=typed_in.secret, json=json)


@staff.command("confirm")
@id_argument("member")
@json_option
def staff_confirm(member: str, json: bool) -> None:
    """Say that a new phone is really theirs."""
    do("staff.confirm", member, json=json)
