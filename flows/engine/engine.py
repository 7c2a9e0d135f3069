"""The conversation engine: a place and a message in; a new place and what is to be said out.

It holds nothing between two messages and does nothing itself: commands go through `perform`, and
what is said waits untranslated. The same place, message and desk always give the same turn.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from domain.people.doors import ANSWER, MENU, WELCOME, WELCOME_BY_LINK
from domain.phones.doors import PHONES
from domain.speech.languages import Intent, Understand
from domain.speech.messages import ANSWER_KEY, Incoming, Kind, Prompt, Say, leads_elsewhere
from domain.speech.text import Message, _
from domain.work import Desk
from flows.engine.asking import PAGE, out_of_sight, toggled
from flows.engine.endangered import endangered, was_an_answer
from flows.engine.gestures import gesture
from flows.engine.guarding import FOR_ALL, LATER
from flows.engine.heard import (
    Asked,
    Chosen,
    Ear,
    Endangered,
    Found,
    Heard,
    Missed,
    Nothing,
    OpenPrompt,
    Outdated,
    Prompted,
    Stale,
    Valued,
    Wanted,
    Wordless,
)
from flows.engine.hearing import hear, led_elsewhere
from flows.engine.kit import Ask, Several
from flows.engine.not_understood import CLOSED, OLD, OUTDATED, out_of_nowhere
from flows.engine.perform import Perform
from flows.engine.place import Frame, Place, at_rest, left_open, standing
from flows.engine.registry import Registry
from flows.engine.turn import Run
from flows.engine.wondering import send, wonder
from flows.engine.wordless import note_picture, tell_wordless

HELPING = (Intent.HELP, Intent.HUMAN, Intent.DANGER)
CALM = _("Sorry, something went wrong on our side. Please try again.")


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of a message: the new place, what to say, and the outside prompt it answered."""

    place: Place
    says: tuple[Say, ...] = field(repr=False)
    answered: int | None = None


@dataclass(frozen=True)
class Engine:
    """Decides what comes next. Safe to share between threads."""

    registry: Registry
    understand: Understand

    def reply(
        self,
        place: Place,
        incoming: Incoming,
        desk: Desk,
        perform: Perform,
        prompt: OpenPrompt | None = None,
        quoted: str = "",
    ) -> Turn:
        """The turn that answers one message.

        `prompt` is the message outside the conversation that was pressed or, for words, the newest
        one that is still open and younger than the conversation's own question. `quoted` is the
        number of the conversation's question in the message that was quoted or given a sign, if it
        was one. Raises only for a bug in a flow, or when a flow breaks the engine's limits; nothing
        is said then.
        """
        if incoming.kind is not Kind.PRESS:
            place = at_rest(place, desk.now.timestamp())
        run = Run(self.registry, desk, perform, place, explains=not desk.person.language)
        run.pressed = incoming.quoted if incoming.kind is Kind.PRESS else ""
        heard = self._hear(run, incoming, prompt, quoted)
        if isinstance(heard, Nothing):
            return Turn(place, ())
        run.words = incoming.words
        note_picture(run, incoming)
        self._act(run, heard)
        answered = heard.row if isinstance(heard, Prompted) else None
        unmoved = incoming.key if standing(run.place) == standing(place) else ""
        return Turn(left_open(run.place, unmoved), tuple(run.says), answered)

    def having_read(self, incoming: Incoming) -> "Engine":
        """The same, with this message's words read already: for replies where others wait."""
        if not incoming.words:
            return self
        return replace(self, understand=self.understand.heard(incoming.words))

    def heard(
        self,
        place: Place,
        incoming: Incoming,
        desk: Desk,
        prompt: OpenPrompt | None = None,
        quoted: str = "",
    ) -> Heard:
        """What a message means where it arrives, and nothing else; only the screen is looked at."""
        ear = Ear(place, desk, self.understand, prompt, lambda: (), quoted)
        return _heard(incoming, ear)

    def begin(self, place: Place, to: Prompt, desk: Desk, perform: Perform) -> Turn:
        """The turn that begins a flow without a message."""
        run = Run(self.registry, desk, perform, place)
        run.start(to)
        return Turn(run.place, tuple(run.says))

    def always(self, incoming: Incoming, desk: Desk, perform: Perform) -> Turn | None:
        """The turn that answers STOP, or a call for help, where no place is known; else None.

        Help is for whoever has a language.
        """
        run = Run(self.registry, desk, perform, Place())
        heard = self._hear(run, incoming, None, "")
        wanted = heard.intent if isinstance(heard, Wanted) else None
        helped = wanted in HELPING and desk.person.language
        if wanted is Intent.STOP or helped or isinstance(heard, Endangered):
            self._act(run, heard)
            return Turn(run.place, tuple(run.says))
        return None

    def _hear(self, run: Run, incoming: Incoming, prompt: OpenPrompt | None, quoted: str) -> Heard:
        ear = Ear(run.place, run.desk, self.understand, prompt, run.options, quoted)
        return _heard(incoming, ear)

    def _act(self, run: Run, heard: Heard) -> None:
        run.explains |= isinstance(heard, Missed)
        if isinstance(heard, Wanted):
            self._wanted(run, heard.intent, heard.code)
        elif isinstance(heard, Endangered):
            endangered(run, heard)
        elif isinstance(heard, Asked) and run.desk.person.language:
            self._tell(run, ANSWER(heard.key, run.words))
        elif isinstance(heard, Prompted):
            self._answered_there(run, heard.prompt, heard.key)
        elif isinstance(heard, Outdated) and run.frame is not None:
            self._say_and_ask(run, OUTDATED if run.frame.trail else CLOSED)
        elif isinstance(heard, Wordless) and (run.frame or run.desk.person.language):
            tell_wordless(run)
        elif run.frame is None:
            self._idle(run, heard)
        else:
            self._answered(run, heard)

    def _tell(self, run: Run, to: Prompt) -> None:
        run.push(Frame(to.flow, to.step, to.draft))
        run.ask()

    def _answered_there(self, run: Run, to: Prompt, answer: str) -> None:
        if leads_elsewhere(answer):
            self._act(run, led_elsewhere(answer))
            return
        if answer.startswith("_"):
            self._around(run, answer)
            return
        run.push(Frame(to.flow, to.step, to.draft))
        run.answer(answer, trail=False)  # back leads to what the message interrupted

    def _answered(self, run: Run, heard: Heard) -> None:
        match heard:
            case Chosen(key) if key.startswith("_"):
                self._around(run, key)
            case Chosen(key):
                self._choose(run, key)
            case Valued(value):
                run.answer(value)
            case Found(keys):
                self._show_found(run, keys)
            case Stale():
                self._say_and_ask(run, OLD)
            case Missed(reason):
                self._missed(run, reason)
            case _:
                self._missed(run, None)  # a question, before they said which language they speak

    # -- nothing under way ----------------------------------------------------------------------

    def _idle(self, run: Run, heard: Heard) -> None:
        if not run.desk.person.language:
            run.said += filter(None, [heard.reason if isinstance(heard, Missed) else None])
            run.start(WELCOME())
        elif isinstance(heard, Chosen) and heard.key.startswith("_"):
            self._around(run, heard.key)
        elif isinstance(heard, Missed):
            self._missed(run, heard.reason)
        else:
            run.said.append(out_of_nowhere(heard))
            run.start(MENU())

    # -- wishes ---------------------------------------------------------------------------------

    def _wanted(self, run: Run, intent: Intent, code: str) -> None:
        stranger = not run.desk.person.language and (
            run.frame is None or run.frame.flow == PHONES.flow  # they may join before anything else
        )
        match intent:
            case Intent.START:
                self._start(run, code)
            case _ if stranger and intent not in FOR_ALL:
                self._start(run, "")
            case Intent.LANGUAGE if not run.desk.person.language:
                self._missed(run, None)  # that is what they are being asked
            case _ if not run.desk.person.language and intent in LATER:
                run.ask()  # in which language would it be?
            case Intent.BACK:
                run.back()
            case Intent.CANCEL:
                run.pop()
                run.said.append(_("Cancelled."))
                run.ask()
            case Intent.THANKS:
                self._say_and_ask(run, _("You are welcome."))
            case _:
                self._enter(run, intent, code)

    def _start(self, run: Run, code: str) -> None:
        linked = self.registry.links(code) if code else None
        run.leave_everything()
        if not run.desk.person.language:
            run.start(WELCOME_BY_LINK(code) if linked else WELCOME())
        elif linked is not None:
            run.start(linked)
        else:
            run.start(MENU())

    def _enter(self, run: Run, intent: Intent, code: str = "") -> None:
        entry = self.registry.entries.get(intent)
        if entry is None:
            self._missed(run, None)
            return
        if not entry.aside:
            run.leave_everything()
        if entry.command is not None:
            run.perform(entry.command)
        if entry.told is not None and code:
            self._answered_there(run, entry.told, code)
            return
        to = entry.to
        if run.frame is None or run.frame.flow != to.flow or not entry.aside:
            run.enter(to)
        run.ask()

    # -- answers --------------------------------------------------------------------------------

    def _around(self, run: Run, key: str) -> None:
        match key:
            case "_back":
                run.back()
            case "_menu":
                run.leave_everything()
                run.start(MENU())
            case "_done":
                run.answer(run.picked)
            case _ if key == ANSWER_KEY:
                was_an_answer(run)
            case "_send":
                send(run, run.unheard)
            case _:
                step = 1 if key == "_more" else -1
                run.place = replace(run.place, page=max(0, run.place.page + step))
                run.ask_in_place()

    def _choose(self, run: Run, key: str) -> None:
        if isinstance(run.place.expects, Several):
            run.pick(toggled(run.picked, key, run.place.expects))
            if run.place.more and key in run.picked:
                run.said += out_of_sight(run.options(), run.place.page, key)
            run.ask_in_place()
        else:
            run.answer(key)

    def _show_found(self, run: Run, keys: tuple[str, ...]) -> None:
        """Ask the same with the options that fit what was typed."""
        found = [option for option in run.options() if option.key in keys][:PAGE]
        run.put(Ask(_("Which one do you mean?"), found, expects=run.place.expects))
        run.place = replace(run.place, more=True)

    # -- not understood -------------------------------------------------------------------------

    def _missed(self, run: Run, reason: Any) -> None:
        """Nobody is sent away for it: the third time a person is named beside the question."""
        misses = run.place.misses + 1
        wonder(run, Missed(reason), misses, self.understand)
        run.place = replace(run.place, misses=misses)

    def _say_and_ask(self, run: Run, said: Message) -> None:
        run.said.append(said)
        run.ask()


def _heard(incoming: Incoming, ear: Ear) -> Heard:
    heard = gesture(incoming, ear, lambda said: hear(said, ear)) or hear(incoming, ear)
    if isinstance(heard, Chosen) and leads_elsewhere(heard.key):
        return led_elsewhere(heard.key)
    return heard
