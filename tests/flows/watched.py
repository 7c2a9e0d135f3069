"""The real flows, with every move held against the arrows that its step declares."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from domain.outcome import Done
from domain.work import Desk
from flows.contents import contents
from flows.engine.kit import Ask, Do, End, Flow, Goto, Leave, Step, Visit
from flows.engine.registry import AnyFlow, Registry

Moves = Callable[..., Any]


def watched_contents() -> Registry:
    """Everything the engine knows, watched."""
    real = contents()
    flows = {name: watched(flow) for name, flow in real.flows.items()}

    def made(name: str, desk: Desk) -> AnyFlow | None:
        flow = real.made(name, desk)
        return None if flow is None else watched(flow)

    return replace(real, flows=flows, made=made, built={})


@cache
def _watched_step(flow: str, name: str, step: Step[Any]) -> Step[Any]:
    def guarded(decide: Moves) -> Moves:
        return lambda draft, given: _checked(decide(draft, given), flow, name, step)

    return replace(step, ask=guarded(step.ask), answer=guarded(step.answer))


def watched(flow: Flow[Any]) -> Flow[Any]:
    """The same flow; it fails when a move leaves `to` or `flows`."""
    steps = {name: _watched_step(flow.name, name, step) for name, step in flow.steps.items()}
    return replace(flow, steps=steps)


def _checked(move: Any, flow: str, name: str, step: Step[Any]) -> Any:
    where = f"{flow}.{name}"
    match move:
        case Ask():
            return move
        case Goto():
            assert move.step in step.to, f"{where} goes to {move.step}, which `to` does not name"
        case End():
            if move.alone is not None:
                _checked(move.alone, flow, name, step)
        case Leave() | Visit():
            other = move.to.flow
            assert declared(other, step), f"{where} leads to {other}, not in `flows`"
        case Do():
            return _checked_outcomes(move, flow, name, step)
        case _:
            pass
    return move


def _checked_outcomes(do: Do[Any], flow: str, name: str, step: Step[Any]) -> Do[Any]:
    _checked(do.refused, flow, name, step)
    then = do.then
    if not callable(then):
        _checked(then, flow, name, step)
        return do

    def checked(done: Done[Any]) -> Any:
        return _checked(then(done), flow, name, step)

    return replace(do, then=checked)


def declared(flow: str, step: Step[Any]) -> bool:
    """Whether the step says that it leads to this flow."""
    made = tuple(each for each in step.flows if each.endswith(":"))
    return flow in step.flows or flow.startswith(made)
