"""Have a command done in `bot/office/`, which is loaded only then, and print what it came to."""

import gc
import json as jsons
from importlib import import_module
from types import ModuleType
from typing import Any

import click

from bot.office.printing import Printout


def do(name: str, *arguments: Any, json: bool, office: bool = True, **options: Any) -> None:
    """Run `module.function` of `bot/office` and print its answer."""
    module, _dot, function = name.rpartition(".")
    act = getattr(loaded(f"bot.office.{module}"), function)
    if office:
        opened = loaded("bot.office.office").Office.opened
        with opened() as desk:
            answer: Printout = act(desk, *arguments, **options)
    else:
        answer = act(*arguments, **options)
    click.echo(document(answer.document) if json else answer.text)
    for warning in answer.warnings:
        click.echo(f"Warning: {warning}", err=True)
    if answer.code:
        raise click.exceptions.Exit(answer.code)


def loaded(name: str) -> ModuleType:
    """A module. What loading makes is no garbage: it is not looked through then, nor soon after."""
    gc.disable()
    try:
        return import_module(name)
    finally:
        gc.freeze()
        gc.unfreeze()  # all of it counts as old from now on
        gc.enable()


def document(value: Any) -> str:
    """A JSON document as it is printed."""
    return jsons.dumps(value, ensure_ascii=False)
