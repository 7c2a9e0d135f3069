"""What people do on phones without buttons: a sign put on a message, a changed message, a 0.

A sign is a yes, a no or a number, said to exactly the message it was put on; anything else about
it stays unsaid, for most signs are only kind. What wants a clear answer gets none by a sign. The
first option of a message that asks outside a conversation is its yes.

A finger that taps twice, and a 1 that is sent twice, mean one answer: the second is silent. But
whoever knows the way may write ahead, so the same word counts again once they can have seen what
came of the first one.
"""

from collections.abc import Callable
from dataclasses import replace

from domain.speech.languages import Intent
from domain.speech.messages import MENU_KEY, Incoming, Kind
from flows.engine.ear.heard import (
    Chosen,
    Ear,
    Heard,
    Nothing,
    Outdated,
    Prompted,
    Rewritten,
    Wanted,
)
from flows.engine.kit import Several
from flows.engine.place import Place

TWO_TAPS = 10  # seconds in which the same button of the same message is one tap
TWO_WORDS = 3  # and the same short answer
LONGEST = 40  # letters of an answer that is remembered for as long


def gesture(incoming: Incoming, ear: Ear, hear: Callable[[Incoming], Heard]) -> Heard | None:
    """What a sign, an edit, a quote or a 0 means; None for everything else."""
    match incoming.kind:
        case Kind.REACTION:
            return _reacted(incoming.words, ear)
        case Kind.DELETED:
            return _deleted(incoming.quoted, ear)
        case Kind.EDITED:
            return _edited(incoming, ear, hear)
        case Kind.WORDS if _is_number(incoming.words, ear):
            return _numbered(incoming.words, ear)
    return None


def _deleted(name: str, ear: Ear) -> Heard:
    if _was_sent(name, ear):
        return Rewritten(name, gone=True)
    return Outdated() if name in ear.place.written else Nothing()


def _edited(incoming: Incoming, ear: Ear, hear: Callable[[Incoming], Heard]) -> Heard:
    """Another answer while the question stands; what was sent on already cannot be another."""
    if _was_sent(incoming.quoted, ear):
        return Rewritten(incoming.quoted)
    if incoming.quoted != ear.place.unmoved:
        return Outdated()
    return hear(replace(incoming, kind=Kind.WORDS, quoted=""))


def _was_sent(name: str, ear: Ear) -> bool:
    return any(name == each for each, _flow, _number in ear.place.sent)


def _reacted(sign: str, ear: Ear) -> Heard:
    if ear.prompt is not None:
        return _on_prompt(sign, ear)
    if ear.quoted != str(ear.place.asked):
        return Nothing()
    keys = [key for key, _label in ear.place.offered]
    at = _index(sign, len(keys), ear)
    if at is not None:
        return Chosen(keys[at])
    key = ear.answered_by(sign)
    return Nothing() if key is None or key in ear.place.clearly else Chosen(key)


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


def is_second(incoming: Incoming, place: Place) -> bool:
    """Whether this is what was tapped or sent a moment ago, once more."""
    answer, at = place.tapped
    passed = incoming.at.timestamp() - at
    if not answer or answer != _tapped(incoming):
        return False
    if incoming.kind is Kind.PRESS:
        return 0 <= passed <= TWO_TAPS
    unseen = incoming.at.timestamp() < place.asked_at
    return unseen and 0 <= passed <= TWO_WORDS


def remembered(place: Place, incoming: Incoming, heard: Heard) -> Place:
    """The place with this answer as the last one that was tapped; with none for other messages."""
    chosen = incoming.kind is Kind.PRESS or isinstance(heard, Chosen | Prompted)
    answer = _tapped(incoming) if chosen else ""
    at = incoming.at.timestamp() if answer else 0
    return replace(place, tapped=(answer, at))


def _tapped(incoming: Incoming) -> str:
    if incoming.kind is Kind.PRESS:
        return incoming.press
    plain = incoming.kind is Kind.WORDS and not incoming.quoted
    words = incoming.words.strip()
    return f"words {words}" if plain and 0 < len(words) <= LONGEST else ""
