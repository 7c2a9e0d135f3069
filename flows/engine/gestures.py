"""What people do on phones without buttons: a sign put on a message, a changed message, a 0.

A sign is a yes, a no or a number, said to exactly the message it was put on; anything else about
it stays unsaid, for most signs are only kind. The first option of a message that asks outside a
conversation is its yes.
"""

from collections.abc import Callable
from dataclasses import replace

from domain.speech.languages import Intent
from domain.speech.messages import MENU_KEY, Incoming, Kind
from flows.engine.heard import Chosen, Ear, Heard, Nothing, Outdated, Prompted, Wanted
from flows.engine.kit import Several


def gesture(incoming: Incoming, ear: Ear, hear: Callable[[Incoming], Heard]) -> Heard | None:
    """What a sign, an edit, a quote or a 0 means; None for everything else."""
    match incoming.kind:
        case Kind.REACTION:
            return _reacted(incoming.words, ear)
        case Kind.EDITED if incoming.quoted != ear.place.unmoved:
            return Outdated()
        case Kind.EDITED:
            return hear(replace(incoming, kind=Kind.WORDS, quoted=""))
        case Kind.WORDS if _is_number(incoming.words, ear):
            return _numbered(incoming.words, ear)
    return None


def _reacted(sign: str, ear: Ear) -> Heard:
    if ear.prompt is not None:
        return _on_prompt(sign, ear)
    if ear.quoted != str(ear.place.asked):
        return Nothing()
    keys = [key for key, _label in ear.place.offered]
    at = _index(sign, len(keys), ear)
    if at is not None:
        return Chosen(keys[at])
    answer = ear.understand.yes_no(sign)
    if answer is None:
        return Nothing()
    ours = [key for key in keys if not key.startswith("_")]
    if {"yes", "no"} <= set(ours):
        return Chosen("yes" if answer else "no")
    return Chosen(ours[0]) if answer and len(ours) == 1 else Nothing()


def _on_prompt(sign: str, ear: Ear) -> Heard:
    prompt = ear.prompt
    if prompt is None or prompt.say.asks is None:
        return Nothing()
    at = _index(sign, len(prompt.say.options), ear)
    if at is None and ear.understand.yes_no(sign):
        at = 0
    if at is None:
        return Nothing()
    return Prompted(prompt.row, prompt.say.asks, prompt.say.options[at].key)


def _index(sign: str, many: int, ear: Ear) -> int | None:
    number = ear.understand.number(sign)
    return number - 1 if number is not None and 1 <= number <= many else None


def _is_number(words: str, ear: Ear) -> bool:
    return len(words) < 8 and ear.understand.number(words) is not None


def _numbered(words: str, ear: Ear) -> Heard | None:
    """0 leads to the menu; a number that quotes an older question answers nothing any more."""
    if ear.quoted and ear.quoted != str(ear.place.asked):
        return Outdated()
    if ear.understand.number(words) != 0 or not _shows_numbers(ear):
        return None
    exact = ear.understand.option(words, ear.labels, ear.desk.person.language, strict=True)
    if exact is not None:
        return None
    return Chosen(MENU_KEY) if _offers_menu(ear) else Wanted(Intent.MENU)


def _shows_numbers(ear: Ear) -> bool:
    """Whether the message they look at numbers its options."""
    return ear.prompt is not None or isinstance(ear.place.expects, Several | None)


def _offers_menu(ear: Ear) -> bool:
    return any(key == MENU_KEY for key, _label in ear.place.offered) and ear.prompt is None
