"""Values that are typed where a question awaits them: words, numbers, days, times, options."""

from collections.abc import Sequence

from domain.speech.languages import Intent
from domain.speech.text import _, n_
from domain.speech.writing import Fault, Written, fault_in
from flows.engine.ear.heard import Chosen, Ear, Heard, Missed, Valued, Wanted
from flows.engine.kit import Clock, Day, Expects, Number, Several, Words


def awaited_value(words: str, ear: Ear) -> Heard | None:
    """A value of the awaited kind; whole commands and options go before free text."""
    expects = ear.place.expects
    if expects is None:
        return None
    if isinstance(expects, Several):
        return _several(words, expects, ear)
    said = said_exactly(words, ear)
    if said is not None:
        return said
    if isinstance(expects, Words) and expects.letter and _only_answers(words, ear):
        return None
    return typed_value(words, expects, ear)


def said_exactly(words: str, ear: Ear) -> Heard | None:
    """The whole of an answer on the screen, or else a whole message that is surely a wish."""
    at = ear.understand.option(words, ear.labels, ear.desk.person.language, strict=True)
    if at is not None:
        return Chosen(ear.place.offered[at][0])
    intent = ear.understand.intent(words, strict=True)
    if _ends(intent, ear):
        return Chosen(ear.place.offered[0][0])
    if intent in (None, Intent.YES, Intent.NO, Intent.THANKS, Intent.DANGER):
        return None  # "yes", "no" and "thank you" are answers too; danger was looked for before
    return Wanted(intent)


def _ends(intent: Intent | None, ear: Ear) -> bool:
    """Whether nothing more will be written: it is a yes to the one thing there is to press."""
    expects = ear.place.expects
    kind = intent in (Intent.YES, Intent.THANKS)
    return kind and isinstance(expects, Words) and expects.seconds > 0 and bool(ear.place.offered)


def _only_answers(words: str, ear: Ear) -> bool:
    """Whether it is a yes, a no, a thank-you or a sign of the same, and nothing else."""
    intent = ear.understand.intent(words, strict=True)
    return intent in (Intent.YES, Intent.NO, Intent.THANKS) or ear.understand.nods(words)


def typed_value(words: str, expects: Expects, ear: Ear) -> Heard | None:
    """The words as the value of the awaited kind, whatever else they may mean."""
    understand = ear.understand
    match expects:
        case Words():
            return _free_text(words, expects)
        case Number(people=True):
            return _number(_people(words, ear), expects)
        case Number():
            return _number(understand.number(words), expects)
        case Day():
            day = understand.day(words, ear.desk.now.astimezone(ear.desk.zone))
            return None if day is None else Valued(day.isoformat())
        case Clock():
            clock = understand.clock(words)
            return None if clock is None else Valued(clock.isoformat("minutes"))
    return None


def _free_text(words: str, expects: Words) -> Heard | None:
    if not words:
        return None
    if len(words) > expects.most:
        return Missed(
            n_(
                "This is too long. Please write at most {n} letter.",
                "This is too long. Please write at most {n} letters.",
                n=expects.most,
            )
        )
    fault = fault_in(words, expects.written or Written.PROSE)
    if fault is Fault.HIDDEN and expects.written is None:
        return Valued(words)  # no reason to turn away somebody who asks for help
    return Missed(fault.text) if fault else Valued(words)


def _people(words: str, ear: Ear) -> int | None:
    """How many come; "ja" is a yes in one language, and "me" in the next."""
    if ear.understand.yes_no(words) is not None:
        return None
    return ear.understand.people(words, ear.desk.person.language)


def _number(number: int | None, expects: Number) -> Heard | None:
    if number is None:
        return None
    if not expects.least <= number <= expects.most:
        sentence = _(
            "Please write a number from {least} to {most}.",
            least=expects.least,
            most=expects.most,
        )
        return Missed(sentence, read=True)
    return Valued(number)


def _several(words: str, expects: Several, ear: Ear) -> Heard | None:
    chosen = ear.understand.options(words, ear.labels, ear.desk.person.language)
    if not chosen:
        return None
    keys = [ear.place.offered[at][0] for at in chosen]
    if len(keys) == 1 and keys[0].startswith("_"):
        return Chosen(keys[0])
    return named_and_ticked([key for key in keys if not key.startswith("_")], expects, ear)


def named_and_ticked(keys: Sequence[str], expects: Several, ear: Ear) -> Valued:
    """What was named together with what was ticked before."""
    alone = [key for key in keys if key in expects.exclusive]
    ticked = [key for key in ear.picked if key not in expects.exclusive]
    return Valued(tuple(alone[:1] or dict.fromkeys([*ticked, *keys])))
