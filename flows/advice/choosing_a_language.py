"""In which language the talk is: their own where an adviser speaks it; another, or translated."""

from dataclasses import replace

from domain.advice.appointment import HAVE_ONE
from domain.advice.slot import INTERPRETER
from domain.speech.languages import ALSO_SPOKEN, RARELY_SPOKEN
from domain.speech.messages import Option
from domain.speech.text import Verbatim, _, lines
from domain.work import Desk
from flows.advice.free_times import free_times
from flows.advice.own_appointments import Draft
from flows.engine.kit import Ask, Goto, Move


def ask_language(draft: Draft, desk: Desk) -> Ask | Move[Draft]:
    """Asks whoever wants another language than their own, or whose own no adviser speaks.

    Whoever has an appointment about it already is shown that one instead.
    """
    own = desk.appointments.open_of(desk.person.id, desk.now)
    if any(each.topic is draft.topic for each in own):
        return Goto("mine", Draft(), tell=None if desk.shut else HAVE_ONE)
    free = free_times(replace(draft, language=""), desk)
    theirs, spoken = desk.person.language, {tag for slot in free for tag in slot.languages}
    if not free:  # whoever waits takes any adviser
        return Goto("nothing", replace(draft, language=theirs, interpreted=True))
    if theirs in spoken and not draft.elsewise:
        return Goto("day", replace(draft, language=theirs))
    options = desk.by_name([_named(tag, desk) for tag in sorted(spoken)], first=theirs)
    if theirs not in spoken:
        said = Verbatim(desk.own_name(theirs))
        label = _("{language}, with an interpreter", language=said)
        options.insert(0, Option(f"{INTERPRETER}:{theirs}", label))
    options.append(Option(INTERPRETER, _("Another language, with an interpreter")))
    return Ask(_("Which language do you want to speak there?"), options)


def language_chosen(draft: Draft, language: str) -> Goto[Draft]:
    """Goes on to the times of those who speak it; with an interpreter, to all times."""
    if language == INTERPRETER:
        return Goto("interpreter", draft)
    kind, _colon, tag = language.rpartition(":")
    return Goto("day", replace(draft, language=tag, interpreted=kind == INTERPRETER))


def ask_interpreter(_draft: Draft, desk: Desk) -> Ask:
    """Asks which language shall be translated: their own first, then ours, then all others.

    Typing finds each; only a tag is ever kept, as words of their own would stand in clear.
    """
    ours = (desk.person.language, *(each.tag for each in desk.languages))
    tags = dict.fromkeys((*ours, *ALSO_SPOKEN, *RARELY_SPOKEN))
    text = lines(
        _("Which language do you speak best? Somebody will translate."),
        _("You can also write its name."),
    )
    none = Option(INTERPRETER, _("None of these"))
    return Ask(text, [*(_named(tag, desk) for tag in tags), none])


def interpreter_chosen(draft: Draft, language: str) -> Goto[Draft]:
    """Remembers it and goes on to all times; whoever looks for an interpreter reads it."""
    return Goto("day", replace(draft, language=language, interpreted=True))


def _named(tag: str, desk: Desk) -> Option:
    return Option(tag, Verbatim(desk.own_name(tag)))
