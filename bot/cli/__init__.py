"""The command `lipa`."""

from bot.cli.app import main

__all__ = ["main"]
