"""What is done once it is heard: an answer is given, something is called off, a link leads in.

A word like "cancel" acts on what stands on the screen, and says what it did. Where something can be
undone it is asked for first; something half done is left, and said not to be done. "Cancelled" is
never said when nothing was.
"""

from collections.abc import Callable
from dataclasses import replace

from domain.people.doors import LANGUAGE, MENU, WELCOME, WELCOME_BY_LINK
from domain.people.person import ChooseLanguage
from domain.speech.messages import ANSWER_KEY, Incoming, Kind, Prompt
from domain.speech.text import Text, _
from flows.engine.asking import AGAIN, PAGE, SEND, SPEAK, out_of_sight, toggled
from flows.engine.ear.dated import said_back
from flows.engine.endangered import was_an_answer
from flows.engine.kit import NOTHING_CHANGED, Ask, Several, Words
from flows.engine.not_understood import NOT_VALID
from flows.engine.place import Frame, Place
from flows.engine.turn import Run
from flows.engine.wondering import send

LONGEST_CODE = 60  # with what stands around it


# -- answers ----------------------------------------------------------------------------------


def _go_around(run: Run, key: str) -> None:
    """One of the engine's own answers: back, menu, done, and the pages of a list."""
    match key:
        case "_back":
            run.back()
        case "_menu":
            run.leave_everything()
            run.start(MENU())
        case AGAIN.key:
            run.ask()
        case "_done":
            run.answer(run.picked)
        case _ if key == ANSWER_KEY:
            was_an_answer(run)
        case SEND.key:
            send(run, run.unheard)
        case _ if key.startswith(SPEAK):
            run.perform(ChooseLanguage(key.removeprefix(SPEAK)))
            run.said.append(_("From now on we write in this language."))
            run.ask()
        case _:
            step = 1 if key == "_more" else -1
            run.place = replace(run.place, page=max(0, run.place.page + step))
            run.ask_in_place()


def choose(run: Run, key: str, *, sure: bool = True) -> None:
    """One of the answers shown: ticked where several may be, given elsewhere; or a way around.

    What acts at once and was only understood from words is said back before.
    """
    back = None if sure else said_back(run.question(), key)
    if key.startswith("_"):
        _go_around(run, key)
    elif back is not None:
        run.put(back)
    elif isinstance(run.place.expects, Several):
        run.pick(toggled(run.picked, key, run.place.expects))
        if run.place.more and key in run.picked:
            run.said += out_of_sight(run.options(), run.place.page, key)
        run.ask_in_place()
    else:
        run.answer(key)


def show_found(run: Run, keys: tuple[str, ...]) -> None:
    """Ask the same with the options that fit what was typed."""
    found = [option for option in run.options() if option.key in keys][:PAGE]
    run.put(Ask(_("Which one do you mean?"), found, expects=run.place.expects))
    run.place = replace(run.place, more=True)


# -- calling off ------------------------------------------------------------------------------


def undo(run: Run) -> None:
    """Ask whether to undo what is on the screen, or end what is half done there."""
    if run.place.undo:
        run.answer(run.place.undo)
        return
    run.said.append(_not_done(run))
    run.pop()
    run.ask()


def undo_there(run: Run, to: Prompt) -> None:
    """The same where a message from outside stands on the screen."""
    stood = run.place
    run.push(Frame(to.flow, to.step, to.draft))
    run.ask()
    shown = run.frame is not None and run.frame.flow == to.flow
    if shown and run.place.undo:
        run.says.pop()
        run.answer(run.place.undo)
    elif shown or run.frame is None:
        run.says.clear()
        run.place = stood
        run.said.append(NOTHING_CHANGED)
        run.ask()


def _not_done(run: Run) -> Text:
    flow, step = run.found()
    return NOTHING_CHANGED if flow is None or step is None else flow.undone(run.draft(flow))


# -- beginning --------------------------------------------------------------------------------


def start(run: Run, code: str) -> None:
    """Begin anew where a link leads; a code that leads nowhere is said to, sooner or later."""
    linked = run.registry.links(code) if code else None
    run.leave_everything()
    if not run.desk.person.language:
        run.start(WELCOME_BY_LINK(code[:LONGEST_CODE]) if code else WELCOME())
        return
    if code and linked is None:
        run.said.append(NOT_VALID)
    run.start(linked or MENU())


def named_language(run: Run, tag: str, *, stranger: bool) -> bool:
    """Whoever has no language yet names one, or asks for one; False when that is no answer."""
    if stranger or tag:
        _go_where_it_is_asked(run)
    if tag:
        run.says.clear()
        run.answer(tag)
    return bool(tag) or stranger


def _go_where_it_is_asked(run: Run) -> None:
    """Whatever stands above the question for a language, or instead of it, is left."""
    while run.frame is not None and run.frame.flow not in (WELCOME.flow, LANGUAGE.flow):
        run.pop()
    if run.frame is None:
        start(run, "")


def is_code(incoming: Incoming, place: Place, links: Callable[[str], Prompt | None]) -> bool:
    """Whether the code of a link was typed by itself, where no words are awaited."""
    words = incoming.words
    if incoming.kind is not Kind.WORDS or isinstance(place.expects, Words):
        return False
    if len(words) > LONGEST_CODE or words.isalpha():
        return False
    return links(words) is not None
