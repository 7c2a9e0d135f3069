"""Danger is heard wherever somebody stands, and takes nothing from them.

What they were being asked waits below and is asked again. Where free words were awaited, theirs are
kept beside, so that one press makes them the answer.
"""

from domain.matters.doors import DANGER
from domain.people.doors import WELCOME
from domain.speech.languages import Danger, Intent
from domain.speech.text import Text, Verbatim
from domain.work import Desk
from flows.engine.ear.heard import Chosen, Ear, Endangered, Heard, Valued
from flows.engine.ear.typed_values import typed_value
from flows.engine.kit import Several, Words
from flows.engine.turn import Run


def in_danger(words: str, ear: Ear) -> Heard | None:
    """Danger in the words, unless they are just what is on the screen, or the number awaited.

    In free words a likely one is enough: nothing later would notice it, and a press takes it back.
    """
    expects = ear.place.expects
    free = isinstance(expects, Words)
    about_it = isinstance(expects, Words) and (expects.danger or expects.secret)
    if about_it or ear.understand.intent(words, strict=not free) is not Intent.DANGER:
        return None
    at = ear.understand.option(words, ear.labels, ear.desk.person.language, strict=True)
    if at is not None:
        return Chosen(ear.place.offered[at][0])
    meant = typed_value(words, expects, ear) if expects is not None else None
    value = meant.value if isinstance(meant, Valued) else ""
    if value and not isinstance(expects, Words | Several):
        return meant
    danger = ear.understand.danger(words) or Danger.ANY
    language = ear.understand.language_of(words) or ""
    return Endangered(danger, "" if language == ear.desk.person.language else language, value)


def unoffered(words: str, ear: Ear) -> str:
    """The language of the words, if we do not speak it; empty where we do, or do not know it."""
    language = ear.understand.language_of(words) or ""
    return "" if language in {each.tag for each in ear.desk.languages} else language


def unspoken(words: str, ear: Ear) -> Text | None:
    """That we do not speak their language, said in it; None where we do, or do not know it."""
    return not_spoken(unoffered(words, ear), ear.desk)


def not_spoken(language: str, desk: Desk) -> Text | None:
    """That we do not speak this language, said in it, if we can say as much."""
    told = desk.phrase(language, "unspoken")
    spoken = ", ".join(each.own_name for each in desk.languages)
    return Verbatim(told.replace("{languages}", spoken)) if told else None


def endangered(run: Run, heard: Endangered) -> None:
    """Tell whom to call, above all that is under way; a stranger is asked for a language below."""
    if run.frame is None and not run.desk.person.language:
        run.enter(WELCOME())
    if run.frame is not None and run.frame.flow == DANGER.flow:
        run.pop()
    run.enter(DANGER(heard.danger, heard.language, heard.answer))
    run.ask()


def was_an_answer(run: Run) -> None:
    """Make of what they wrote the answer to the question below."""
    words = run.frame.draft.get("answer", "") if run.frame else ""
    run.pop()
    if words and run.frame is not None:
        run.answer(words)
    else:
        run.ask()
