"""What is done with what was heard: it is an answer, leads elsewhere, or was not understood."""

from dataclasses import dataclass, replace

from domain.people.doors import ANSWER, MENU, WELCOME
from domain.phones.doors import PHONES
from domain.speech.languages import Intent, Understand
from domain.speech.messages import Prompt, leads_elsewhere
from domain.speech.text import Message, _
from flows.engine.asking import SPEAK
from flows.engine.carrying_out import (
    choose,
    named_language,
    show_found,
    start,
    undo,
    undo_there,
)
from flows.engine.ear.heard import (
    Acknowledged,
    Asked,
    Chosen,
    Endangered,
    Found,
    Heard,
    Missed,
    Outdated,
    Prompted,
    Rewritten,
    Stale,
    Valued,
    Wanted,
    Wordless,
)
from flows.engine.ear.hearing import led_elsewhere
from flows.engine.ear.prompted import UNDO
from flows.engine.endangered import endangered
from flows.engine.guarding import FOR_ALL, LATER
from flows.engine.keeping_track import rewritten
from flows.engine.kit import Words
from flows.engine.not_understood import CLOSED, OLD, OUTDATED, out_of_nowhere
from flows.engine.place import Frame, standing
from flows.engine.turn import Run
from flows.engine.wondering import wonder
from flows.engine.wordless import tell_wordless


@dataclass(frozen=True, slots=True)
class Acting:
    """Acts in a turn; `understand` guesses what may have been meant."""

    understand: Understand

    def act(self, run: Run, heard: Heard) -> None:
        """Has this turn do what it means."""
        run.explains |= isinstance(heard, Missed)
        if self._led_away(run, heard) or self._told(run, heard):
            return
        if run.frame is None:
            self._idle(run, heard)
        else:
            self._answered(run, heard)

    def _led_away(self, run: Run, heard: Heard) -> bool:
        """Whether it leads elsewhere than on from where they stand."""
        match heard:
            case Wanted(intent, code):
                self._wanted(run, intent, code)
            case Endangered():
                endangered(run, heard)
            case Asked(key) if run.desk.person.language:
                self._tell(run, ANSWER(key, run.words))
            case Prompted(_, prompt, key):
                self._answered_there(run, prompt, key)
            case _:
                return False
        return True

    def _told(self, run: Run, heard: Heard) -> bool:
        """Whether it is about what was written or seen, and no answer to what is asked."""
        match heard:
            case Rewritten():
                rewritten(run, heard)
            case Outdated() if run.frame is not None:
                self._say_and_ask(run, OUTDATED if run.frame.trail else CLOSED)
            case Wordless() if run.frame or run.desk.person.language:
                tell_wordless(run)
            case Chosen(key) if key.startswith(SPEAK):
                choose(run, key)
            case _:
                return False
        return True

    def _tell(self, run: Run, to: Prompt) -> None:
        run.push(Frame(to.flow, to.step, to.draft))
        run.ask()

    def _answered_there(self, run: Run, to: Prompt, answer: str) -> None:
        if leads_elsewhere(answer):
            self.act(run, led_elsewhere(answer))
            return
        if answer == UNDO:
            undo_there(run, to)
            return
        if answer.startswith("_"):
            choose(run, answer)
            return
        run.push(Frame(to.flow, to.step, to.draft))
        run.answer(answer, trail=False)  # back leads to what the message interrupted

    def _answered(self, run: Run, heard: Heard) -> None:
        match heard:
            case Chosen(key, sure):
                choose(run, key, sure=sure)
            case Valued(value):
                run.answer(value)
            case Found(keys):
                show_found(run, keys)
            case Acknowledged(no):
                self._acknowledged(run, no=no)
            case Stale():
                self._say_and_ask(run, OLD)
            case Missed():
                self._missed(run, heard)
            case _:
                self._missed(run, None)  # a question, before they said which language they speak

    def _acknowledged(self, run: Run, *, no: bool) -> None:
        if not no:
            run.ask()
        elif isinstance(run.place.expects, Words):
            undo(run)  # they do not want to write it after all
        else:
            self._missed(run, None)

    # -- nothing under way ----------------------------------------------------------------------

    def _idle(self, run: Run, heard: Heard) -> None:
        if not run.desk.person.language:
            run.said += filter(None, [heard.reason if isinstance(heard, Missed) else None])
            run.start(WELCOME())
        elif isinstance(heard, Chosen) and heard.key.startswith("_"):
            choose(run, heard.key)
        elif isinstance(heard, Missed | Acknowledged):
            self._missed(run, heard if isinstance(heard, Missed) else None)
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
                start(run, code)
            case Intent.LANGUAGE if not run.desk.person.language:
                self._named_language(run, code, stranger=stranger)
            case _ if stranger and intent not in FOR_ALL:
                start(run, "")
            case _ if not run.desk.person.language and intent in LATER:
                run.ask()  # in which language would it be?
            case Intent.BACK:
                run.back()
            case _ if self._undoes(run, intent):
                undo(run)
            case Intent.THANKS:
                self._say_and_ask(run, _("You are welcome."))
            case _:
                self._enter(run, intent, code)

    def _named_language(self, run: Run, tag: str, *, stranger: bool) -> None:
        if not named_language(run, tag, stranger=stranger):
            self._missed(run, None)  # that is what they are being asked

    def _enter(self, run: Run, intent: Intent, code: str = "") -> None:
        entry = run.registry.entries.get(intent)
        if entry is None:
            self._missed(run, None)
            return
        if not entry.aside:
            run.leave_everything()
        if entry.command is not None:
            run.perform(entry.command)
        if entry.told is not None and code:
            if standing(run.place) == (entry.told.flow, entry.told.step):
                run.pop()
            self._answered_there(run, entry.told, code)
            return
        to = entry.to
        if run.frame is None or run.frame.flow != to.flow or not entry.aside:
            run.enter(to)
        run.ask()

    def _undoes(self, run: Run, intent: Intent) -> bool:
        """Whether it is about what stands on the screen, whatever that is."""
        if intent is not Intent.CANCEL_APPOINTMENT:
            return intent is Intent.CANCEL
        entry = run.registry.entries.get(intent)
        there = entry is not None and run.frame is not None and run.frame.flow == entry.to.flow
        return there and bool(run.place.undo)

    # -- not understood -------------------------------------------------------------------------

    def _missed(self, run: Run, missed: Missed | None) -> None:
        """Nobody is sent away for it: the third time a person is named beside the question."""
        missed = missed or Missed()
        misses = run.place.misses + (not missed.read)
        wonder(run, missed, misses, self.understand)
        run.place = replace(run.place, misses=misses)

    def _say_and_ask(self, run: Run, said: Message) -> None:
        run.said.append(said)
        run.ask()
