"""`lipa audit …`: who looked at people's data."""

from bot.cli.doing import do
from bot.cli.making import Group, json_option

audit = Group("Who looked at people's data.")


@audit.command("list")
@json_option
def audit_list(json: bool) -> None:
    """Who looked at what, and why."""
    do("auditing.show", json=json)


@audit.command("accept")
@json_option
def audit_accept(json: bool) -> None:
    """After `lipa check` found damage and you know why: begin anew."""
    do("auditing.accept", json=json)
