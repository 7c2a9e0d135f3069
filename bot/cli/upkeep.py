"""`lipa keys …` and `lipa retention …`: how what is kept is sealed, and let go of."""

from bot.cli.doing import do
from bot.cli.making import Group, json_option

keys = Group("The keys that seal what is kept about people.")
retention = Group("What is kept no longer than needed.")


@keys.command("rotate")
@json_option
def keys_rotate(json: bool) -> None:
    """Wrap every data key under the first secret key."""
    do("upkeep.rotate_keys", json=json)


@retention.command("run")
@json_option
def retention_run(json: bool) -> None:
    """Let go of everything whose time is over."""
    do("upkeep.run_retention", json=json)
