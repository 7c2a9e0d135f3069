"""Have a command done in `bot/office/`, which is loaded only then, and print what it came to."""

import json as jsons
from importlib import import_module
from typing import Any

import typer

from bot.office.printing import Printout


def do(name: str, *arguments: Any, json: bool, office: bool = True, **options: Any) -> None:
    """Run `module.function` of `bot/office` and print its answer."""
    module, _dot, function = name.partition(".")
    act = getattr(import_module(f"bot.office.{module}"), function)
    if office:
        opened = import_module("bot.office.office").Office.opened
        with opened() as desk:
            answer: Printout = act(desk, *arguments, **options)
    else:
        answer = act(*arguments, **options)
    typer.echo(document(answer.document) if json else answer.text)
    if answer.code:
        raise typer.Exit(answer.code)


def document(value: Any) -> str:
    """A JSON document as it is printed."""
    return jsons.dumps(value, ensure_ascii=False)
