"""Every flow by its name, and where a wish leads: the table of contents of the conversations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.outcome import Command
from domain.speech.languages import Intent
from domain.speech.text import Json
from domain.work import Desk
from flows.engine.kit import Flow

AnyFlow = Flow[Any]
MOST_BUILT = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a wish leads. `aside`: the flow under way waits and goes on afterwards.

    `command` is run before the flow begins, for wishes that need no question (stop). `told` is the
    step that hears at once what was written behind the command.
    """

    flow: str
    step: str = ""
    draft: Mapping[str, Json] = field(default_factory=dict)
    aside: bool = False
    command: Command[Any] | None = None
    told: str = ""


@dataclass(frozen=True)
class Registry:
    """The flows the engine knows.

    `made` builds flows that are data (`survey:ID:VERSION`); `links` reads the code of a deep link.
    The flows named `welcome`, `menu` and `help` are expected to exist.
    """

    flows: Mapping[str, AnyFlow]
    entries: Mapping[Intent, Entry]
    made: Callable[[str, Desk], AnyFlow | None] = lambda _name, _desk: None
    links: Callable[[str], Entry | None] = lambda _code: None

    built: dict[str, AnyFlow] = field(default_factory=dict)

    def flow(self, name: str, desk: Desk) -> AnyFlow | None:
        """The flow of this name; None when there is none any more."""
        flow = self.flows.get(name) or self.built.get(name)
        return flow or self._build(name, desk)

    def _build(self, name: str, desk: Desk) -> AnyFlow | None:
        """A version of a form never changes, so its flow is built once."""
        flow = self.made(name, desk)
        if flow is not None:
            if len(self.built) >= MOST_BUILT:
                self.built.clear()
            self.built[name] = flow
        return flow
