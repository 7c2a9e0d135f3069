"""One turn under way: it follows the moves of flows until a question stands or all is said."""

from dataclasses import dataclass, field, replace
from typing import Any

from domain.outcome import Refused
from domain.people.doors import MENU
from domain.people.pin import StayOpen
from domain.speech.languages import Intent
from domain.speech.messages import Option, Prompt, Say
from domain.speech.text import Text, _
from flows.engine.asking import close, joined, put
from flows.engine.drafts import bounded, freeze
from flows.engine.guarding import barred, off_the_desk
from flows.engine.kit import Again, Ask, Do, End, Goto, Guard, Leave, Move, Tell, Visit
from flows.engine.parking import taken_up
from flows.engine.place import Frame, Place, without_menu
from flows.engine.registry import AnyFlow
from flows.engine.stand import Stand
from flows.engine.trail import backwards, onwards

MOST_MOVES = 50


class TooManyMovesError(Exception):
    """A flow went round in circles without asking anything."""


@dataclass
class Run(Stand):
    """What has happened in this turn so far."""

    says: list[Say] = field(default_factory=list)
    said: list[Text] = field(default_factory=list)  # waits to be joined to the next question
    moves: int = 0
    pressed: str = ""  # the message whose button was pressed, as the channel calls it
    words: str = ""  # as they were written
    unheard: str = ""  # what was written before, if it was not understood
    beside: list[Option] = field(default_factory=list)  # offered with what is asked or said next
    explains: bool = False  # how to answer by number is said below the next question
    made: dict[str, int] = field(default_factory=dict)  # what flows have made; 0: it has no number
    stood: Place = field(init=False)  # before this turn

    def __post_init__(self) -> None:
        super().__post_init__()
        self.stood = self.place
        self.unheard = self.place.unheard
        self.place = replace(self.place, unheard="")

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
            self.place = self.fresh(off_the_desk(self.place.frames, self.registry, self.desk))
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
        self._leave(say)

    def finish(self) -> None:
        """Nothing is left to ask: say what is to be said, or show the menu."""
        if not self.said:
            self.start(MENU())
            return
        say, self.place = close(self.said, self.place, self.desk.now.timestamp(), self.beside)
        self._leave(say)

    def _leave(self, say: Say) -> None:
        """What was waiting to be said goes with it."""
        explained = self.explains and bool(self.desk.person.language)
        self.says.append(replace(say, explained=explained))
        self.said.clear()
        self.beside.clear()

    def _standing(self) -> tuple[AnyFlow | None, str | None]:
        """The flow and step under way; a step that is gone begins its flow again, politely."""
        flow, step = self.found()
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
            self.place = self.fresh((ended,))
            self.follow(end.alone, asked_before=False)
        else:
            self.tell(end.tell)
            self.place = without_menu(self.place) if end.ways else self.place
            self.pop()
            self.beside += self.registry.named(way for way in end.ways if self._leads_on(way))
            self.ask()
        if alone and end.later is not None:
            self.says.append(end.later)

    def _leads_on(self, way: Intent) -> bool:
        """Whether it leads elsewhere than to what is under way already."""
        entry = self.registry.entries.get(way)
        return entry is None or all(entry.to.flow != each.flow for each in self.place.frames)

    def _done(self, do: Do[Any]) -> Move[Any]:
        outcome = self.perform(do.command)
        if isinstance(outcome, Refused):
            self.said.append(outcome.text)
            return do.refused
        if self.frame is not None:
            number = outcome.value if isinstance(outcome.value, int) else 0
            self.made[self.frame.flow] = number
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
            begun, self.place = taken_up(self.place, to.flow, to.draft, self.parks)
        if begun is not None:
            self.said.append(_("You had begun this. Let us go on where you were."))
        self.push(begun or Frame(to.flow, to.step or flow.first, to.draft, visited=visited))
        self.ask()

    # -- saying ---------------------------------------------------------------------------------

    def tell(self, tell: Tell | Text | None) -> None:
        """Say something: words alone wait for the next question, a title or a file go at once."""
        if isinstance(tell, Tell):
            self.says.append(Say(tell.text, tell.title, file=tell.file))
        elif tell is not None:
            self.said.append(tell)
