"""Where somebody stands in a turn: the flows under way, one inside the other, and their drafts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from domain.speech.messages import Option, Prompt
from domain.work import Desk
from flows.engine.drafts import thaw
from flows.engine.guarding import barred
from flows.engine.kit import Ask
from flows.engine.parking import set_aside
from flows.engine.perform import Perform
from flows.engine.place import Frame, Place
from flows.engine.registry import AnyFlow, Registry

MOST_FRAMES = 6


@dataclass
class Stand:
    """A place that moves; nothing is asked or said here."""

    registry: Registry
    desk: Desk
    perform: Perform
    place: Place

    def __post_init__(self) -> None:
        self._live: tuple[Frame, Any] | None = None  # a frame's draft, so that it is read once

    @property
    def frame(self) -> Frame | None:
        """The innermost flow under way."""
        return self.place.frames[-1] if self.place.frames else None

    @property
    def picked(self) -> tuple[str, ...]:
        """What is ticked in the choice of several that stands."""
        return self.frame.picked if self.frame else ()

    def flow(self) -> AnyFlow | None:
        """The flow under way, if it still exists."""
        return None if self.frame is None else self.registry.flow(self.frame.flow, self.desk)

    def draft(self, flow: AnyFlow) -> Any:
        """The draft under way; raises when it no longer fits the flow."""
        frame = self.frame
        assert frame is not None  # noqa: S101 - callers have a flow, so there is a frame
        if self._live is None or self._live[0] is not frame:
            self._live = (frame, thaw(flow.draft, frame.draft))
        return self._live[1]

    def options(self) -> Sequence[Option]:
        """Every option of the question under way, for a search through all its pages."""
        asked = self.question()
        return asked.options if asked else ()

    def question(self) -> Ask | None:
        """The question under way as its flow asks it now."""
        flow, step = self.found()
        if flow is None or step is None or barred(flow, step, self.desk) is not None:
            return None
        asked = flow.steps[step].ask(self.draft(flow), self.desk)
        return asked if isinstance(asked, Ask) else None

    def found(self) -> tuple[AnyFlow | None, str | None]:
        """The flow under way, and the step if it and its draft still fit."""
        flow = self.flow()
        step = flow.step_named(self.frame.step) if flow and self.frame else None
        return flow, step if flow and self._fits(flow) else None

    def _fits(self, flow: AnyFlow) -> bool:
        try:
            self.draft(flow)
        except (TypeError, ValueError, KeyError):
            return False
        return True

    # -- moving ---------------------------------------------------------------------------------

    def enter(self, to: Prompt) -> None:
        """Stand where this leads, on top of what is under way, without asking yet."""
        flow = self.registry.flow(to.flow, self.desk)
        self.push(Frame(to.flow, to.step or (flow.first if flow else ""), to.draft))

    def leave_everything(self) -> None:
        """Drop what is under way, keeping aside what can be gone on with later."""
        self.place = set_aside(self.place, self.parks)
        self.place = self.fresh(())

    def parks(self, frame: Frame) -> bool:
        """Whether a flow that is left in the middle waits to be gone on with."""
        flow = self.registry.flow(frame.flow, self.desk)
        return flow is not None and flow.parked

    def push(self, frame: Frame) -> None:
        """Another flow on top; what lies too deep is let go."""
        self.place = self.fresh((*self.place.frames, frame)[-MOST_FRAMES:])

    def pop(self) -> None:
        """End the innermost flow without a word; the one below it stands again."""
        self.place = self.fresh(self.place.frames[:-1])

    def replace_frame(self, frame: Frame) -> None:
        """The innermost flow stands elsewhere now."""
        self.place = self.fresh((*self.place.frames[:-1], frame))

    def pick(self, picked: tuple[str, ...]) -> None:
        """Tick these, in the choice of several that stands."""
        assert self.frame is not None  # noqa: S101 - only a flow under way has a choice
        frames = (*self.place.frames[:-1], replace(self.frame, picked=picked))
        self.place = replace(self.place, frames=frames, misses=0)

    def fresh(self, frames: tuple[Frame, ...]) -> Place:
        """The place with these flows under way, and nothing missed there yet."""
        return replace(self.place, frames=frames, page=0, misses=0)
