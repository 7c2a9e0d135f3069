"""`lipa`, except that each handler fails the first time it is called, quoting all it was given.

Started as `python -m tests.survival.clumsy run`.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.cli import app
from domain import rules
from flows import contents
from flows.engine.kit import Step
from flows.engine.registry import AnyFlow
from flows.surveys import from_form
from translations.reading.reader import Reader

HEARS = ("intent", "option", "options", "number", "day", "clock", "search")


class ClumsyError(Exception):
    """What a careless handler might raise: it repeats what somebody wrote."""


def once(act: Callable[..., Any]) -> Callable[..., Any]:
    """The same, but not the first time."""
    failed = False

    def handler(*given: Any, **named: Any) -> Any:
        nonlocal failed
        if not failed:
            failed = True
            raise ClumsyError(f"cannot take {[getattr(g, '__dict__', g) for g in given]} {named}")
        return act(*given, **named)

    return handler


def clumsy(flow: AnyFlow) -> AnyFlow:
    """The flow with clumsy steps."""

    def step(each: Step[Any]) -> Step[Any]:
        return replace(each, ask=once(each.ask), answer=once(each.answer))

    return replace(flow, steps={name: step(each) for name, each in flow.steps.items()})


def make_everything_clumsy() -> None:
    """Flows, surveys, rules, and the understanding of words."""
    vars(contents)["FLOWS"] = tuple(clumsy(flow) for flow in contents.FLOWS)
    made = from_form.made

    def clumsily_made(name: str, desk: Any) -> AnyFlow | None:
        flow = made(name, desk)
        return None if flow is None else clumsy(flow)

    vars(from_form)["made"] = once(clumsily_made)
    table = vars(rules)["RULES"]
    for command, rule in table.items():
        table[command] = replace(rule, decide=once(rule.decide))
    for name in HEARS:
        if hasattr(Reader, name):
            setattr(Reader, name, once(getattr(Reader, name)))


if __name__ == "__main__":
    make_everything_clumsy()
    app.main()
