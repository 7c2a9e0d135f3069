"""`lipa slots …` and `lipa appointments …`: times for legal advice."""

from pathlib import Path

import click

from bot.cli.doing import do
from bot.cli.making import Group, file_argument, json_option

slots = Group("Times for legal advice.")
appointments = Group("Legal advice that is booked.")


@slots.command("add")
@file_argument
@json_option
def slots_add(file: Path, json: bool) -> None:
    """Offer an adviser's times from slots.json."""
    do("advice.add_slots", file, json=json)


@appointments.command("list")
@click.option("--day", metavar="DAY", help="Such as 2026-12-02.")
@json_option
def appointments_list(day: str | None, json: bool) -> None:
    """Who comes when."""
    do("advice.appointments", day, json=json)
