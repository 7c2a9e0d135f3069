"""`lipa staff …`: who works at the desk."""

import click

from bot.cli.doing import do
from bot.cli.making import Group, Positional, id_argument, json_option

staff = Group("Who works at the desk.")


@staff.command("add")
@click.argument("name", cls=Positional, metavar="NAME", help="An adviser's, as in slots.json.")
@click.option("--role", metavar="coordinator|adviser|moderator|admin", required=True)
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
@json_option
def staff_remove(member: str, json: bool) -> None:
    """Close the desk to somebody."""
    do("staff.remove", member, json=json)


@staff.command("entrust")
@id_argument("member")
@click.argument("duty", cls=Positional, metavar="focal|children")
@click.option("--end", is_flag=True, help="It is theirs no more.")
@json_option
def staff_entrust(member: str, duty: str, end: bool, json: bool) -> None:
    """Name a focal point, or who was cleared for work with people under 18."""
    do("staff.entrust", member, duty, end=end, json=json)


@staff.command("confirm")
@id_argument("member")
@json_option
def staff_confirm(member: str, json: bool) -> None:
    """Say that a new phone is really theirs."""
    do("staff.confirm", member, json=json)
