"""`lipa keys …` and `lipa retention …`: how what is kept is sealed, and let go of."""

import typer

from bot.cli.arguments import Json
from bot.cli.doing import do

keys = typer.Typer(help="The keys that seal what is kept about people.")
retention = typer.Typer(help="What is kept no longer than needed.")


@keys.command("rotate")
def keys_rotate(json: Json = False) -> None:
    """Wrap every data key under the first secret key."""
    do("upkeep.rotate_keys", json=json)


@retention.command("run")
def retention_run(json: Json = False) -> None:
    """Let go of everything whose time is over."""
    do("upkeep.run_retention", json=json)
