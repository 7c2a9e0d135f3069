"""One turn under way: it follows the moves of flows until a question stands or all is said."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.messages import Option, Say
from domain.outcome import Outcome, Refused
from domain.rules import Command
from domain.text import Text, _
from domain.work import Desk
from flows.asking import close, put
from flows.drafts import MOST_BYTES, DraftTooLargeError, apply, freeze, thaw, undo
from flows.kit import Again, Ask, Do, End, Goto, Leave, Move, Tell, Visit
from flows.place import Frame, Place
from flows.registry import AnyFlow, Registry

MOST_MOVES = 50
MOST_TRAIL = 60
MOST_FRAMES = 6
MOST_PARKED = 3

Perform = Callable[[Command], Outcome]


class TooManyMovesError(Exception):
    """A flow went round in circles without asking anything."""


@dataclass
class Run:
    """What has happened in this turn so far."""

    registry: Registry
    desk: Desk
    perform: Perform
    place: Place
    says: list[Say] = field(default_factory=list)
    said: list[Text] = field(default_factory=list)  # waits to be joined to the next question
    moves: int = 0

    # -- where we are ---------------------------------------------------------------------------

    @property
    def frame(self) -> Frame | None:
        """The innermost flow under way."""
        return self.place.frames[-1] if self.place.frames else None

    def flow(self) -> AnyFlow | None:
        """The flow under way, if it still exists."""
        return None if self.frame is None else self.registry.flow(self.frame.flow, self.desk)

    def draft(self, flow: AnyFlow) -> Any:
        """The draft under way; raises when it no longer fits the flow."""
        assert self.frame is not None  # noqa: S101 - callers have a flow, so there is a frame
        return thaw(flow.draft, self.frame.draft)

    # -- asking ---------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask what is to be asked here, following moves until there is a question."""
        if self.frame is None:
            self.finish()
            return
        flow, step = self._standing()
        if flow is None or step is None:
            return
        asked = flow.steps[step].ask(self.draft(flow), self.desk)
        if isinstance(asked, Ask):
            self.put(asked)
        else:
            self.follow(asked, asked_before=False)

    def put(self, ask: Ask) -> None:
        """Send this question."""
        say, self.place = put(ask, self.place, self.said, self.desk.now.timestamp())
        self.says.append(say)
        self.said.clear()

    def finish(self) -> None:
        """Nothing is left to ask: say what is to be said, or show the menu."""
        if not self.said:
            self.start("menu")
            return
        say, self.place = close(self.said, self.place, self.desk.now.timestamp())
        self.says.append(say)
        self.said.clear()

    def options(self) -> Sequence[Option]:
        """Every option of the question under way, for a search through all its pages."""
        flow, step = self._standing()
        asked = flow.steps[step].ask(self.draft(flow), self.desk) if flow and step else None
        return asked.options if isinstance(asked, Ask) else ()

    def _standing(self) -> tuple[AnyFlow | None, str | None]:
        """The flow and step under way; a step that is gone begins its flow again, politely."""
        flow = self.flow()
        assert self.frame is not None  # noqa: S101 - asked for only with a flow under way
        step = flow.step_named(self.frame.step) if flow else None
        if flow is not None and step is not None and self._fits(flow):
            return flow, step
        self.said.append(_("Something changed here. Let us begin this again."))
        if flow is None:
            self.pop()
            self.ask()
        else:
            self.replace_frame(Frame(flow.name, flow.first))
            self.ask()
        return None, None

    def _fits(self, flow: AnyFlow) -> bool:
        try:
            self.draft(flow)
        except (TypeError, ValueError, KeyError):
            return False
        return True

    # -- moving ---------------------------------------------------------------------------------

    def answer(self, value: Any) -> None:
        """Give an answer to the step under way."""
        flow, step = self._standing()
        if flow is not None and step is not None:
            self.follow(flow.steps[step].answer(self.draft(flow), value), asked_before=True)

    def follow(self, move: Move[Any], *, asked_before: bool) -> None:
        """Carry out a move. `asked_before`: the person saw the step that it leads away from."""
        self.moves += 1
        if self.moves > MOST_MOVES:
            raise TooManyMovesError(f"more than {MOST_MOVES} moves in {self.frame}")
        match move:
            case Goto(step, draft, tell):
                self.tell(tell)
                self._go(step, draft, asked_before=asked_before)
            case End(tell):
                self.tell(tell)
                self.pop()
                self.ask()
            case Leave(flow, draft, step, tell):
                self.tell(tell)
                self.pop()
                self.start(flow, step, draft)
            case Visit(flow, back, keep, draft, step):
                self._leave_mark(back, keep)
                self.start(flow, step, draft)
            case Again(reason):
                self.said.append(reason)
                self.ask()
            case Do():
                self.follow(self._done(move), asked_before=asked_before)

    def _done(self, do: Do[Any]) -> Move[Any]:
        outcome = self.perform(do.command)
        if isinstance(outcome, Refused):
            self.said.append(outcome.text)
            return do.refused
        return do.then(outcome) if callable(do.then) else do.then

    def _go(self, step: str, draft: Any, *, asked_before: bool) -> None:
        frame = self.frame
        assert frame is not None  # noqa: S101 - only a flow under way can go to a step
        frozen = _bounded(freeze(draft))
        trail = frame.trail
        if asked_before and step != frame.step:
            trail = (*trail, (frame.step, undo(frozen, frame.draft)))[-MOST_TRAIL:]
        self.replace_frame(Frame(frame.flow, step, frozen, trail))
        self.ask()

    def _leave_mark(self, back: str, keep: Any) -> None:
        frame = self.frame
        assert frame is not None  # noqa: S101 - only a flow under way can visit another
        self.replace_frame(replace(frame, step=back, draft=_bounded(freeze(keep))))

    def back(self) -> None:
        """One question back, with the draft as it was; from the first one, out of the flow."""
        frame = self.frame
        if frame is None or not frame.trail:
            self.pop()
        else:
            *trail, (step, patch) = frame.trail
            self.replace_frame(Frame(frame.flow, step, apply(patch, frame.draft), tuple(trail)))
        self.ask()

    # -- flows in flows -------------------------------------------------------------------------

    def start(self, name: str, step: str = "", draft: Any = None) -> None:
        """Begin a flow inside what is under way, or go on with one that was left in the middle."""
        flow = self.registry.flow(name, self.desk)
        if flow is None:
            self.ask()
            return
        parked = self.place.parked.get(name)
        if parked is not None and not step:
            self.said.append(_("You had begun this. Let us go on where you were."))
            rest = {key: frame for key, frame in self.place.parked.items() if key != name}
            self.place = replace(self.place, parked=rest)
        self.push(parked if parked and not step else Frame(name, step or flow.first, draft or {}))
        self.ask()

    def leave_everything(self) -> None:
        """Drop what is under way, keeping aside what can be gone on with later."""
        parked = dict(self.place.parked)
        for frame in self.place.frames:
            flow = self.registry.flow(frame.flow, self.desk)
            if flow is not None and flow.parked and frame.trail:
                parked[frame.flow] = frame
        kept = dict(list(parked.items())[-MOST_PARKED:])
        self.place = replace(self._fresh(()), parked=kept)

    def push(self, frame: Frame) -> None:
        """Another flow on top; what lies too deep is let go."""
        self.place = self._fresh((*self.place.frames, frame)[-MOST_FRAMES:])

    def pop(self) -> None:
        """The innermost flow is over."""
        self.place = self._fresh(self.place.frames[:-1])

    def replace_frame(self, frame: Frame) -> None:
        """The innermost flow stands elsewhere now."""
        self.place = self._fresh((*self.place.frames[:-1], frame))

    def _fresh(self, frames: tuple[Frame, ...]) -> Place:
        return replace(self.place, frames=frames, picked=(), page=0, misses=0)

    # -- saying ---------------------------------------------------------------------------------

    def tell(self, tell: Tell | Text | None) -> None:
        """Say something: words alone wait for the next question, a title or a file go at once."""
        if isinstance(tell, Tell):
            self.says.append(Say(tell.text, tell.title, file=tell.file))
        elif tell is not None:
            self.said.append(tell)


def _bounded(frozen: dict[str, Any]) -> dict[str, Any]:
    # A draft is small by design; measuring each would cost more than it tells.
    if len(frozen) and len(json.dumps(frozen, ensure_ascii=False)) > MOST_BYTES:
        raise DraftTooLargeError(f"a draft of more than {MOST_BYTES} bytes")
    return frozen
