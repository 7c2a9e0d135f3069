"""What our commands are made of: click, with help and errors in the words that we print.

Arguments are listed in the help, with what they are; commands stand as they do in the source.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # what could play with a terminal


class Positional(click.Argument):
    """An argument, of which the help says what it is."""

    def make_metavar(self, ctx: click.Context) -> str:
        """As it stands in the usage."""
        del ctx
        name = self.human_readable_name
        return f"{{{name}}}" if self.required else f"[{name}]"

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """As errors name it."""
        del ctx
        return f"'{self.human_readable_name}'"

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Its row in the help."""
        del ctx
        kind = "path" if isinstance(self.type, click.Path) else "str"
        words = (self.help, "[required]" if self.required else "")
        return f"{self.human_readable_name} <{kind}>", "  ".join(filter(None, words))


class Command(click.Command):
    """A command, every word of which must have a meaning."""

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """All arguments, above the options."""
        rows = [each.get_help_record(ctx) for each in self.params if isinstance(each, Positional)]
        if rows:
            with formatter.section("Arguments"):
                formatter.write_dl(rows)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the words apart."""
        ctx.allow_extra_args = True  # they are refused here, in our words
        rest = super().parse_args(ctx, args)
        if rest:
            ctx.fail(f"Got unexpected extra argument(s) ({' '.join(map(_seen, rest))})")
        return rest


class Group(click.Group):
    """Commands under one name."""

    command_class = Command

    def __init__(self, help: str) -> None:  # noqa: A002 - as click calls it
        super().__init__(help=help, no_args_is_help=False)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they were written."""
        del ctx
        return list(self.commands)


def said(error: click.ClickException) -> str:
    """What is wrong with a command line."""
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(sorted(error.possibilities or ()))
        words = f"No such option: {_seen(error.option_name)}"
        return f"{words} (Possible options: {near})" if near else words
    if isinstance(error, click.NoSuchCommand):
        near = ", ".join(map(repr, error.possibilities or ()))
        return f"{error.message} Did you mean {near}?" if near else error.message
    return error.format_message()


def _seen(word: str) -> str:
    return UNSEEN.sub(lambda found: f"\\x{ord(found[0]):02x}", word)


json_option = click.option("--json", is_flag=True, help="Print one JSON document.")
at_option = click.option("--at", metavar="TIME", help="When, such as 2026-12-06T15:00+01:00.")
again_option = click.option("--again", is_flag=True, help="Although the same was done before.")
file_argument = click.argument(
    "file",
    cls=Positional,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to read.",
)
to_write_argument = click.argument(
    "file",
    cls=Positional,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The new file to write.",
)


def id_argument(name: str) -> Callable[[F], F]:
    """Which one is meant."""
    return click.argument(name, cls=Positional, metavar="ID", help="As the list shows it.")
