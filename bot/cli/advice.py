"""`lipa slots …` and `lipa appointments …`: times for legal advice."""

from pathlib import Path

import click

from bot.cli.doing import do
from bot.cli.making import Group, Positional, file_argument, id_argument, json_option

day_option = click.option("--day", metavar="DAY", help="Such as 2026-12-02.")
slots = Group("Times for legal advice.")
appointments = Group("Legal advice that is booked.")


@slots.command("add")
@file_argument
@json_option
def slots_add(file: Path, json: bool) -> None:
    """Offer an adviser's times from slots.json."""
    do("advice.add_slots", file, json=json)


@slots.command("list")
@day_option
@click.option("--free", is_flag=True, help="Only those that nobody has.")
@json_option
def slots_list(day: str | None, free: bool, json: bool) -> None:
    """Times to come, or of a day, and whether somebody has them."""
    do("advice.slots", day, json=json, free=free)


@slots.command("withdraw")
@click.argument("ids", cls=Positional, nargs=-1, required=True, metavar="ID...", help="Of times.")
@json_option
def slots_withdraw(ids: tuple[str, ...], json: bool) -> None:
    """Offer these times to nobody any more; nobody may have one of them."""
    do("advice.withdraw_slots", ids, json=json)


@appointments.command("list")
@day_option
@json_option
def appointments_list(day: str | None, json: bool) -> None:
    """Who comes when."""
    do("advice.appointments", day, json=json)


@appointments.command("move")
@id_argument("appointment")
@click.argument("slot", cls=Positional, metavar="SLOT", help="The id of a free time.")
@json_option
def appointments_move(appointment: str, slot: str, json: bool) -> None:
    """Give whoever has it another time; they are told."""
    do("advice.move_appointment", appointment, slot, json=json)


@appointments.command("cancel")
@id_argument("appointment")
@click.option("--why", metavar="TEXT", help="absent, closed, other_way, or words of your own.")
@json_option
def appointments_cancel(appointment: str, why: str | None, json: bool) -> None:
    """It does not take place; whoever has it is told, and why."""
    do("advice.cancel_appointment", appointment, json=json, why=why)
