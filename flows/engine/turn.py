"""One turn under way: it follows the moves of flows until a question stands or all is said."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.outcome import Refused
from domain.people.doors import MENU
from domain.people.pin import StayOpen
from domain.speech.messages import Option, Prompt, Say
from domain.speech.text import Text, _
from domain.work import Desk
from flows.engine.asking import close, joined, put
from flows.engine.drafts import bounded, freeze, thaw
from flows.engine.guarding import barred, off_the_desk
from flows.engine.kit import Again, Ask, Do, End, Goto, Guard, Leave, Move, Tell, Visit
from flows.engine.parking import set_aside, taken_up
from flows.engine.perform import Perform
from flows.engine.place import Frame, Place, without_menu
from flows.engine.registry import AnyFlow, Registry
from flows.engine.trail import backwards, onwards

MOST_MOVES = 50
MOST_FRAMES = 6


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
    pressed: str = ""  # the message whose button was pressed, as the channel calls it
    words: str = ""  # as they were written
    unheard: str = ""  # what was written before, if it was not understood
    beside: list[Option] = field(default_factory=list)  # waits to be offered with the next question
    explains: bool = False  # how to answer by number is said below the next question
    live: tuple[Frame, Any] | None = None  # the draft of a frame, so that it is read once
    stood: Place = field(init=False)  # before this turn

    def __post_init__(self) -> None:
        self.stood = self.place
        self.unheard = self.place.unheard
        self.place = replace(self.place, unheard="")

    # -- where we are ---------------------------------------------------------------------------

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
        if self.live is None or self.live[0] is not frame:
            self.live = (frame, thaw(flow.draft, frame.draft))
        return self.live[1]

    # -- asking ---------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask what is to be asked here, following moves until there is a question."""
        if self.frame is None:
            self.finish()
            return
        flow, step = self._standing()
        if flow is None or step is None or self._barred(flow, step):
            return
        asked = flow.steps[step].ask(self.draft(flow), self.desk)
        if isinstance(asked, Ask):
            self.put(asked)
        else:
            self.follow(asked, asked_before=False)

    def _barred(self, flow: AnyFlow, step: str) -> bool:
        """Whether something stands before this step; then that is said or asked."""
        bar = barred(flow, step, self.desk)
        if isinstance(bar, Prompt):
            self.start(bar, visited=True)
        elif bar is not None:
            self.said += [] if bar in self.said else [bar]
            self.place = self._fresh(off_the_desk(self.place.frames, self.registry, self.desk))
            self.ask()
        return bar is not None

    def ask_in_place(self) -> None:
        """Ask the same with a box ticked or a page turned, where the question stands already."""
        self.ask()
        if len(self.says) == 1:
            self.says[0] = replace(self.says[0], instead_of=self.pressed)

    def put(self, ask: Ask) -> None:
        """Send this question; a title stands above its own words only."""
        if ask.title is not None and self.said:
            self.says.append(Say(joined(self.said), sensitive=ask.sensitive))
            self.said.clear()
        stood = None if self.moves else self.stood
        now = self.desk.now.timestamp()
        say, self.place = put(ask, self.place, self.said, now, stood, self.beside)
        explained = self.explains and bool(self.desk.person.language)
        self.says.append(replace(say, explained=explained))
        self.said.clear()
        self.beside.clear()

    def finish(self) -> None:
        """Nothing is left to ask: say what is to be said, or show the menu."""
        if not self.said:
            self.start(MENU())
            return
        say, self.place = close(self.said, self.place, self.desk.now.timestamp(), self.beside)
        self.says.append(say)
        self.said.clear()
        self.beside.clear()

    def options(self) -> Sequence[Option]:
        """Every option of the question under way, for a search through all its pages."""
        flow, step = self._found()
        if flow is None or step is None or barred(flow, step, self.desk) is not None:
            return ()
        asked = flow.steps[step].ask(self.draft(flow), self.desk)
        return asked.options if isinstance(asked, Ask) else ()

    def _found(self) -> tuple[AnyFlow | None, str | None]:
        """The flow under way, and the step if it and its draft still fit."""
        flow = self.flow()
        step = flow.step_named(self.frame.step) if flow and self.frame else None
        return flow, step if flow and self._fits(flow) else None

    def _standing(self) -> tuple[AnyFlow | None, str | None]:
        """The flow and step under way; a step that is gone begins its flow again, politely."""
        flow, step = self._found()
        if flow is not None and step is not None:
            return flow, step
        assert self.frame is not None  # noqa: S101 - asked for only with a flow under way
        self.said.append(_("Something changed here. Let us begin this again."))
        if flow is None:
            self.pop()
            self.ask()
        else:
            self.replace_frame(replace(self.frame, step=flow.first, draft={}, trail=(), picked=()))
            self.ask()
        return None, None

    def _fits(self, flow: AnyFlow) -> bool:
        try:
            self.draft(flow)
        except (TypeError, ValueError, KeyError):
            return False
        return True

    # -- moving ---------------------------------------------------------------------------------

    def answer(self, value: Any, *, trail: bool = True) -> None:
        """Give an answer to the step under way."""
        flow, step = self._standing()
        if flow is None or step is None or self._barred(flow, step):
            return
        if flow.guard_of(step) is Guard.STAFF:
            self.perform(StayOpen())
        self.follow(flow.steps[step].answer(self.draft(flow), value), asked_before=trail)

    def follow(self, move: Move[Any], *, asked_before: bool) -> None:
        """Carry out a move. `asked_before`: back leads to the step that it leads away from."""
        self.moves += 1
        if self.moves > MOST_MOVES:
            raise TooManyMovesError(f"more than {MOST_MOVES} moves in {self.frame}")
        match move:
            case Goto(step, draft, tell):
                self.tell(tell)
                self._go(step, draft, asked_before=asked_before)
            case End():
                self._end(move)
            case Leave(to, tell):
                self.tell(tell)
                self.pop()
                self.start(to)
            case Visit(to, back, keep):
                self._leave_mark(back, keep)
                self.start(to, visited=True)
            case Again(reason):
                self.said.append(reason)
                self.ask()
            case Do():
                self.follow(self._done(move), asked_before=asked_before)

    def _end(self, end: End) -> None:
        *below, ended = self.place.frames
        alone = all(self.registry.rests(each.flow, each.step, self.desk) for each in below)
        if alone and end.alone is not None:
            self.place = self._fresh((ended,))
            self.follow(end.alone, asked_before=False)
        else:
            self.tell(end.tell)
            self.beside += self.registry.named(end.ways)
            self.place = without_menu(self.place) if end.ways else self.place
            self.pop()
            self.ask()
        if alone and end.later is not None:
            self.says.append(end.later)

    def _done(self, do: Do[Any]) -> Move[Any]:
        outcome = self.perform(do.command)
        if isinstance(outcome, Refused):
            self.said.append(outcome.text)
            return do.refused
        return do.then(outcome) if callable(do.then) else do.then

    def _go(self, step: str, draft: Any, *, asked_before: bool) -> None:
        frame = self.frame
        assert frame is not None  # noqa: S101 - only a flow under way can go to a step
        self.replace_frame(onwards(frame, step, bounded(freeze(draft)), asked=asked_before))
        self.ask()

    def _leave_mark(self, back: str, keep: Any) -> None:
        frame = self.frame
        assert frame is not None  # noqa: S101 - only a flow under way can visit another
        self.replace_frame(onwards(frame, back, bounded(freeze(keep)), asked=False))

    def back(self) -> None:
        """One question back, with the draft as it was; from the first one, out of the flow."""
        frame = self.frame
        if frame is None or not frame.trail:
            self.pop()
            if frame is not None and frame.visited:
                self.back()
                return
        else:
            self.replace_frame(backwards(frame))
        self.ask()

    # -- flows in flows -------------------------------------------------------------------------

    def start(self, to: Prompt, *, visited: bool = False) -> None:
        """Begin a flow inside what is under way, or go on with one that was left in the middle."""
        flow = self.registry.flow(to.flow, self.desk)
        if flow is None:
            self.ask()
            return
        begun = None
        if not to.step:
            begun, self.place = taken_up(self.place, to.flow, to.draft, self._parks)
        if begun is not None:
            self.said.append(_("You had begun this. Let us go on where you were."))
        self.push(begun or Frame(to.flow, to.step or flow.first, to.draft, visited=visited))
        self.ask()

    def _parks(self, frame: Frame) -> bool:
        flow = self.registry.flow(frame.flow, self.desk)
        return flow is not None and flow.parked

    def enter(self, to: Prompt) -> None:
        """Stand where this leads, on top of what is under way, without asking yet."""
        flow = self.registry.flow(to.flow, self.desk)
        self.push(Frame(to.flow, to.step or (flow.first if flow else ""), to.draft))

    def leave_everything(self) -> None:
        """Drop what is under way, keeping aside what can be gone on with later."""
        self.place = set_aside(self.place, self._parks)
        self.place = self._fresh(())

    def push(self, frame: Frame) -> None:
        """Another flow on top; what lies too deep is let go."""
        self.place = self._fresh((*self.place.frames, frame)[-MOST_FRAMES:])

    def pop(self) -> None:
        """End the innermost flow without a word; the one below it stands again."""
        self.place = self._fresh(self.place.frames[:-1])

    def replace_frame(self, frame: Frame) -> None:
        """The innermost flow stands elsewhere now."""
        self.place = self._fresh((*self.place.frames[:-1], frame))

    def pick(self, picked: tuple[str, ...]) -> None:
        """Tick these, in the choice of several that stands."""
        assert self.frame is not None  # noqa: S101 - only a flow under way has a choice
        frames = (*self.place.frames[:-1], replace(self.frame, picked=picked))
        self.place = replace(self.place, frames=frames, misses=0)

    def _fresh(self, frames: tuple[Frame, ...]) -> Place:
        return replace(self.place, frames=frames, page=0, misses=0)

    # -- saying ---------------------------------------------------------------------------------

    def tell(self, tell: Tell | Text | None) -> None:
        """Say something: words alone wait for the next question, a title or a file go at once."""
        if isinstance(tell, Tell):
            self.says.append(Say(tell.text, tell.title, file=tell.file))
        elif tell is not None:
            self.said.append(tell)
