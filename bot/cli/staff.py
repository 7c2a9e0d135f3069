"""`lipa staff …`: who works at the desk."""

from typing import Annotated

import typer

from bot.cli.arguments import Id, Json
from bot.cli.doing import do

staff = typer.Typer(help="Who works at the desk.")


@staff.command("add")
def staff_add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="An adviser's, as in slots.json.")],
    role: Annotated[str, typer.Option(metavar="coordinator|adviser|moderator|admin")],
    json: Json = False,
) -> None:
    """Invite somebody; the code links their chat."""
    do("staff.add", name, role, json=json)


@staff.command("list")
def staff_list(json: Json = False) -> None:
    """Everybody who works here."""
    do("staff.show", json=json)


@staff.command("remove")
def staff_remove(member: Id, json: Json = False) -> None:
    """Close the desk to somebody."""
    do("staff.remove", member, json=json)


@staff.command("entrust")
def staff_entrust(
    member: Id,
    duty: Annotated[str, typer.Argument(metavar="focal|children")],
    end: Annotated[bool, typer.Option("--end", help="It is theirs no more.")] = False,
    json: Json = False,
) -> None:
    """Name a focal point, or who was cleared for work with people under 18."""
    do("staff.entrust", member, duty, end=end, json=json)


@staff.command("confirm")
def staff_confirm(member: Id, json: Json = False) -> None:
    """Say that a new phone is really theirs."""
    do("staff.confirm", member, json=json)
