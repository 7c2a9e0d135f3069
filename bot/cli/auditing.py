"""`lipa audit …`: who looked at people's data."""

from bot.cli.doing import do
from bot.cli.making import Group, json_option

audit = Group("Who looked at people's data.")


@audit.command("list")
@json_option
def audit_list(json: bool) -> None:
    """Who looked at what, and why."""
    do("auditing.show", json=json)
