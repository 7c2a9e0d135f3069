"""`lipa slots …` and `lipa appointments …`: times for legal advice."""

from typing import Annotated

import typer

from bot.cli.arguments import File, Json
from bot.cli.doing import do

slots = typer.Typer(help="Times for legal advice.")
appointments = typer.Typer(help="Legal advice that is booked.")


@slots.command("add")
def slots_add(file: File, json: Json = False) -> None:
    """Offer an adviser's times from slots.json."""
    do("advice.add_slots", file, json=json)


@appointments.command("list")
def appointments_list(
    day: Annotated[str | None, typer.Option(metavar="DAY", help="Such as 2026-12-02.")] = None,
    json: Json = False,
) -> None:
    """Who comes when."""
    do("advice.appointments", day, json=json)
