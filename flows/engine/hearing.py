"""What a message means where it arrives: the first half of a turn, which decides nothing."""

import re

from domain.speech.languages import Intent, Understand
from domain.speech.messages import MENU_PRESS, Incoming, Kind, leads_elsewhere
from domain.speech.text import _, to_json
from flows.engine.asking import SKIP
from flows.engine.endangered import in_danger, unoffered, unspoken
from flows.engine.heard import (
    Asked,
    Chosen,
    Ear,
    Found,
    Heard,
    Missed,
    OpenPrompt,
    Prompted,
    Stale,
    Wanted,
)
from flows.engine.kit import LATER, Clock, Day, Number, Several, Words
from flows.engine.typed_values import awaited_value, named_and_ticked
from flows.engine.wordless import without_words

_SKIPPING = (SKIP.label, _("Later"))  # in any language, whichever of the two stands there
# Also as it is copied from what we say: behind marks of direction, or with all that stands around.
_COMMAND = re.compile(r"(?:^|👉 ?)[\u061c\u200e\u200f\u2066-\u2069]*(/[^\s\d]*)\s*([^\n]*)")

_URGENT = (Intent.DANGER, Intent.HUMAN, Intent.STOP, Intent.FORGET)


def hear(incoming: Incoming, ear: Ear) -> Heard:
    """What the message means, from the surest reading to the least sure one."""
    if incoming.kind is Kind.PRESS:
        return _pressed(incoming.press, ear)
    words = incoming.words.strip()
    if incoming.kind is not Kind.WORDS and not words:
        return without_words(incoming.kind, ear)
    command = _COMMAND.search(words)
    if command:
        return _command(command[1], command[2], ear.understand)
    for reading in (
        _stop,
        in_danger,
        _prompt_by_words,
        awaited_value,
        _option,
        _question,
        _wish,
        _search,
    ):
        heard = reading(words, ear)
        if heard is not None:
            return heard
    return Missed(unspoken(words, ear))


def led_elsewhere(key: str) -> Heard:
    """What an option beside a question leads to, from any message of any age."""
    kind, _colon, name = key.partition(":")
    if kind == "_ask":
        return Asked(name)
    return Wanted(Intent(name)) if name in set(Intent) else Stale()


def _pressed(press: str, ear: Ear) -> Heard:
    if press == MENU_PRESS:
        return Wanted(Intent.MENU)
    if leads_elsewhere(f"_{press}"):
        return led_elsewhere(f"_{press}")
    name, _colon, index = press.partition(":")
    at = int(index) if index.isdecimal() else -1
    if name.startswith("o"):
        return _prompt_by_index(at, ear.prompt)
    if name != str(ear.place.asked) or not 0 <= at < len(ear.place.offered):
        return Stale()
    return Chosen(ear.place.offered[at][0])


def _prompt_by_index(at: int, prompt: OpenPrompt | None) -> Heard:
    if prompt is None or prompt.say.asks is None or not 0 <= at < len(prompt.say.options):
        return Stale()
    return Prompted(prompt.row, prompt.say.asks, prompt.say.options[at].key)


def _command(name: str, code: str, understand: Understand) -> Heard:
    intent = understand.intent(name, strict=True)
    return Missed() if intent is None else Wanted(intent, code.strip())


def _stop(words: str, ear: Ear) -> Heard | None:
    intent = ear.understand.intent(words, strict=True)
    return Wanted(intent, unoffered(words, ear)) if intent is Intent.STOP else None


def _prompt_by_words(words: str, ear: Ear) -> Heard | None:
    if ear.prompt is None or ear.prompt.say.asks is None or not words:
        return None
    labels = [option.label for option in ear.prompt.say.options]
    # Whoever is writing an answer in their own words may well use some of these.
    strict = isinstance(ear.place.expects, Words) and not words.isdecimal()
    at = ear.understand.option(words, labels, ear.desk.person.language, strict=strict)
    if at is None and not strict and _skips(words, ear):
        keys = [option.key for option in ear.prompt.say.options]
        at = keys.index(LATER) if LATER in keys else None
    if at is None:
        return None
    return Prompted(ear.prompt.row, ear.prompt.say.asks, ear.prompt.say.options[at].key)


def _option(words: str, ear: Ear) -> Heard | None:
    if not ear.place.offered or not words:
        return None
    if words.isdecimal() and isinstance(ear.place.expects, Number | Day | Clock):
        return None  # answers are not numbered where a number may be the value
    at = ear.understand.option(words, ear.labels, ear.desk.person.language)
    if at is not None:
        return Chosen(ear.place.offered[at][0])
    return _elsewhere(words, ear) or _answer(words, ear)


def _elsewhere(words: str, ear: Ear) -> Heard | None:
    """The one option of a long list that is meant, on whichever of its pages it stands."""
    if not ear.place.more or any(letter.isdigit() for letter in words):
        return None  # a number means what is on the screen
    options = ear.everything()
    labels = [option.label for option in options]
    at = ear.understand.option(words, labels, ear.desk.person.language)
    return None if at is None else Chosen(options[at].key)


def _answer(words: str, ear: Ear) -> Heard | None:
    """A yes or a no, or that a question is left out."""
    left_out = _left_out(ear)
    if left_out and _skips(words, ear):
        return left_out
    answer = ear.understand.yes_no(words)
    if answer is None:
        return None
    keys = [key for key, _label in ear.place.offered if not key.startswith("_")]
    if {"yes", "no"} <= set(keys):
        return Chosen("yes" if answer else "no")
    if not answer:
        return left_out
    # "Shall we send it? [Send]": a yes means the only thing there is to press.
    return Chosen(keys[0]) if len(keys) == 1 else None


def _skips(words: str, ear: Ear) -> bool:
    return ear.understand.option(words, _SKIPPING, ear.desk.person.language) is not None


def _left_out(ear: Ear) -> Heard | None:
    """The answer that leaves a question out, where there is one."""
    if any(key == LATER for key, _label in ear.place.offered):
        return Chosen(LATER)
    skipped = (SKIP.key, to_json(SKIP.label)) in ear.place.offered
    return Chosen(SKIP.key) if skipped else None


def _question(words: str, ear: Ear) -> Heard | None:
    """What the operator's texts answer; whoever just says a wish, or wants a person, has that."""
    key = ear.understand.asked(words, ear.desk.help.ways).sure if words else None
    if key is None or ear.understand.intent(words, strict=True) is not None:
        return None
    return None if ear.understand.intent(words) in _URGENT else Asked(key)


def _wish(words: str, ear: Ear) -> Heard | None:
    intent = ear.understand.intent(words) if words else None
    return None if intent in (None, Intent.YES, Intent.NO) else Wanted(intent)


def _search(words: str, ear: Ear) -> Heard | None:
    """Look through the pages of a long list that are not on the screen."""
    if not ear.place.more or not words:
        return None
    if any(letter.isdigit() for letter in words):
        return None  # a number means what is on the screen
    options = ear.everything()
    labels = [option.label for option in options]
    listed = ear.understand.options(words, labels, ear.desk.person.language)
    if listed and isinstance(ear.place.expects, Several):
        return named_and_ticked([options[at].key for at in listed], ear.place.expects, ear)
    found = listed or ear.understand.search(words, labels, ear.desk.person.language)
    return Found(tuple(options[at].key for at in found)) if found else None
