"""Answers that are given again and again, in every language that is offered."""

from collections.abc import Mapping

from console.core.pages import Moved, Result, Shown
from console.core.visit import NotAllowedError, Visit
from domain.matters.canned import Canned, CannedId, DropCanned, KeepCanned
from domain.matters.canning import name_fault, words_fault
from domain.outcome import Refused
from domain.speech.text import Text, _

ANSWERS = "/inbox/answers"
KEPT = _("The answer is kept.")
DROPPED = _("The answer is gone.")
NEW = Canned(CannedId(0), "", {})


def show(visit: Visit) -> Result:
    """All of them, and in which languages each is there."""
    kept = visit.read(lambda tx: tx.matters.canned())
    names = {each.id: [visit.speaker.own_name(tag) for tag in each.words] for each in kept}
    return Shown("inbox/answers.html", {"kept": kept, "languages_of": names})


def new(visit: Visit) -> Result:
    """A form with a field for each language."""
    return _form(visit, NEW)


def edit(visit: Visit) -> Result:
    """The same form with what is there."""
    return _form(visit, _asked(visit))


def add(visit: Visit) -> Result:
    """One more."""
    return _keep(visit, None)


def change(visit: Visit) -> Result:
    """Other words for it."""
    return _keep(visit, _asked(visit).id)


def drop(visit: Visit) -> Result:
    """It can be undone: the same words are kept again."""
    gone = _asked(visit)
    if isinstance(visit.perform(DropCanned(gone.id)), Refused):
        raise NotAllowedError
    words = {f"words-{tag}": said for tag, said in gone.words.items()}
    return Moved(ANSWERS, DROPPED, undo=(f"{ANSWERS}/new", {"name": gone.name, **words}))


def _keep(visit: Visit, number: CannedId | None) -> Result:
    name, words = visit.one("name"), _typed(visit)
    outcome = visit.perform(KeepCanned(name, words, number))
    if isinstance(outcome, Refused):
        wrong = _wrong(name, words) or {"name": outcome.text}
        return _form(visit, Canned(number or NEW.id, name, words), wrong)
    return Moved(ANSWERS, KEPT)


def _wrong(name: str, words: Mapping[str, str]) -> dict[str, Text]:
    """At which fields what is wrong; words that are wrong stand at their own language."""
    of_name = name_fault(name)
    found = {} if of_name is None else {"name": of_name}
    said = {tag: each for tag, each in words.items() if each} or {"en": ""}
    for tag, each in said.items():
        reason = words_fault(*([each] if each else []))
        if reason is not None:
            found[f"words-{tag}"] = reason
    return found


def _typed(visit: Visit) -> dict[str, str]:
    tags = [each.tag for each in visit.speaker.offered()]
    return {tag: said for tag in tags if (said := visit.one(f"words-{tag}"))}


def _asked(visit: Visit) -> Canned:
    number = visit.number("answer")
    found = next((a for a in visit.read(lambda tx: tx.matters.canned()) if a.id == number), None)
    if found is None:
        raise NotAllowedError
    return found


def _form(visit: Visit, answer: Canned, wrong: Mapping[str, Text] | None = None) -> Shown:
    values = {
        "answer": answer,
        "offered": visit.speaker.offered(),
        "wrong": wrong or {},
    }
    return Shown("inbox/answer.html", values, 422 if wrong else 200)
