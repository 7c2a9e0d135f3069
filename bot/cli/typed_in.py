"""What is typed to a command: never an argument, which others on the machine could read."""

import sys
from itertools import takewhile

import click

END = "."  # alone in a line


def secret(question: str) -> str:
    """A line that is not shown while it is typed; from a pipe, the next line of it."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    asked = click.prompt(question, hide_input=True, default="", show_default=False, err=True)
    return str(asked)


def words(question: str) -> str:
    """Some lines, until one with a dot alone; from a pipe, the rest of it."""
    if not sys.stdin.isatty():
        return sys.stdin.read().strip()
    click.echo(f"{question} End with a line that has only a dot.", err=True)
    return "".join(takewhile(lambda line: line.rstrip("\n") != END, sys.stdin)).strip()
