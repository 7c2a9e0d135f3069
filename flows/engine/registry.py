"""Every flow by its name, and where a wish leads: the table of contents of the conversations."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from domain.outcome import Command
from domain.speech.door import AnyDoor
from domain.speech.languages import Intent
from domain.speech.messages import Option, Prompt
from domain.speech.text import Text
from domain.speech.ways import WAYS, way
from domain.work import Desk
from flows.engine.kit import Flow

AnyFlow = Flow[Any]
MOST_BUILT = 500


class NoSuchPlaceError(Exception):
    """A door leads to a flow, a step or a field that does not exist; the sentence names it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a wish leads. `aside`: the flow under way waits and goes on afterwards.

    `command` is run before the flow begins, for wishes that need no question (stop). `told` is
    where what was written behind the command is heard at once.
    """

    to: Prompt
    aside: bool = False
    command: Command[Any] | None = None
    told: Prompt | None = None


@dataclass(frozen=True)
class Registry:
    """The flows the engine knows.

    `made` builds flows that are data (`survey:ID:VERSION`); `links` reads the code of a deep link;
    `questions` are those that are asked everywhere, each with what stands on its button.
    The engine itself leads to the flows `welcome`, `menu` and `pin`, and to that of Intent.HUMAN.
    """

    flows: Mapping[str, AnyFlow]
    entries: Mapping[Intent, Entry]
    made: Callable[[str, Desk], AnyFlow | None] = lambda _name, _desk: None
    links: Callable[[str], Prompt | None] = lambda _code: None
    questions: Mapping[str, Text] = field(default_factory=dict)

    built: dict[str, AnyFlow] = field(default_factory=dict)

    def check(self, doors: Mapping[str, AnyDoor]) -> None:
        """Raises NoSuchPlaceError for the first of these doors, by name, that leads nowhere."""
        for name, door in doors.items():
            flow = self.flows.get(door.flow)
            if flow is None:
                raise NoSuchPlaceError(f"{name}: there is no flow {door.flow}")
            if door.step and flow.step_named(door.step) is None:
                raise NoSuchPlaceError(f"{name}: {door.flow} has no step {door.step}")
            for lost in sorted(set(door.fields) - {each.name for each in fields(flow.draft)}):
                raise NoSuchPlaceError(f"{name}: the draft of {door.flow} has no field {lost}")

    def named(self, intents: Iterable[Intent]) -> list[Option]:
        """These wishes as options beside a question, without those that nobody can choose."""
        known = dict.fromkeys(each for each in intents if each in WAYS and each in self.entries)
        return [way(intent) for intent in known]

    def flow(self, name: str, desk: Desk) -> AnyFlow | None:
        """The flow of this name; None when there is none any more."""
        flow = self.flows.get(name) or self.built.get(name)
        return flow or self._build(name, desk)

    def rests(self, name: str, step: str, desk: Desk) -> bool:
        """Whether nothing is under way at this step of the flow of this name."""
        flow = self.flow(name, desk)
        known = flow.step_named(step) if flow else None
        return flow is not None and known is not None and flow.steps[known].rests

    def _build(self, name: str, desk: Desk) -> AnyFlow | None:
        """A version of a form never changes, so its flow is built once."""
        flow = self.made(name, desk)
        if flow is not None:
            if len(self.built) >= MOST_BUILT:
                self.built.clear()
            self.built[name] = flow
        return flow
