"""What a message means where it arrives: the first half of a turn, which decides nothing."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.speech.languages import Intent, Understand
from domain.speech.messages import MENU_PRESS, Incoming, Kind, Option, Prompt, Say
from domain.speech.text import Text, _, from_json, n_
from domain.work import Desk
from flows.kit import Clock, Day, Expects, Number, Several, Words
from flows.place import Place

# Also as it is copied from what we say: behind marks of direction, or with all that stands around.
_COMMAND = re.compile(r"(?:^|👉 ?)[\u061c\u200e\u200f\u2066-\u2069]*(/[^\s\d]*)\s*([^\n]*)")


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the options on the screen."""

    key: str


@dataclass(frozen=True, slots=True)
class Valued:
    """A typed value of the kind that was awaited."""

    value: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something else is wanted; `code` is what followed /start."""

    intent: Intent
    code: str = ""


@dataclass(frozen=True, slots=True)
class Prompted:
    """An answer to a message that asked outside the conversation."""

    row: int
    prompt: Prompt
    key: str


@dataclass(frozen=True, slots=True)
class Found:
    """Words that fit several options of a long list."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stale:
    """A button of an older message."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Not understood; `reason` says what is wrong with a value of the right kind."""

    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Outdated:
    """An answer to an older question than the one that stands."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Something kind that asks for no answer."""


Heard = Chosen | Valued | Wanted | Prompted | Found | Stale | Missed | Outdated | Nothing


@dataclass(frozen=True, slots=True)
class OpenPrompt:
    """A sent message that asks, and is newer than the conversation's own question or pressed."""

    row: int
    say: Say
    sent_at: float = 0  # seconds since 1970, UTC


@dataclass(frozen=True, slots=True)
class Ear:
    """What is needed to hear a message: where it arrives, and who listens."""

    place: Place
    desk: Desk
    understand: Understand
    prompt: OpenPrompt | None
    everything: Callable[[], Sequence[Option]]  # all options of a long list, looked up if needed
    quoted: str = ""  # which question of the conversation stands in the message it belongs to

    @property
    def picked(self) -> tuple[str, ...]:
        """What is ticked on the screen."""
        return self.place.frames[-1].picked if self.place.frames else ()

    @property
    def labels(self) -> list[Text]:
        """The labels on the screen."""
        return [from_json(label) for _key, label in self.place.offered]


def hear(incoming: Incoming, ear: Ear) -> Heard:
    """What the message means, from the surest reading to the least sure one."""
    if incoming.kind is Kind.PRESS:
        return _pressed(incoming.press, ear)
    if incoming.kind is not Kind.WORDS:
        return Missed(_("I can only read words. Please write, or choose an answer."))
    words = incoming.words.strip()
    command = _COMMAND.search(words)
    if command:
        return _command(command[1], command[2], ear.understand)
    for reading in (_stop, _prompt_by_words, _value, _option, _wish, _search):
        heard = reading(words, ear)
        if heard is not None:
            return heard
    return Missed()


def _pressed(press: str, ear: Ear) -> Heard:
    if press == MENU_PRESS:
        return Wanted(Intent.MENU)
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
    return Wanted(intent) if intent is Intent.STOP else None


def _prompt_by_words(words: str, ear: Ear) -> Heard | None:
    if ear.prompt is None or ear.prompt.say.asks is None or not words:
        return None
    labels = [option.label for option in ear.prompt.say.options]
    # Whoever is writing an answer in their own words may well use some of these.
    strict = isinstance(ear.place.expects, Words) and not words.isdecimal()
    at = ear.understand.option(words, labels, ear.desk.person.language, strict=strict)
    if at is None:
        return None
    return Prompted(ear.prompt.row, ear.prompt.say.asks, ear.prompt.say.options[at].key)


def _value(words: str, ear: Ear) -> Heard | None:
    """A value of the awaited kind; whole commands and options go before free text."""
    expects = ear.place.expects
    if expects is None:
        return None
    if isinstance(expects, Several):
        return _several(words, expects, ear)
    said = _said_exactly(words, ear)
    if said is not None:
        return said
    return _typed(words, expects, ear)


def _said_exactly(words: str, ear: Ear) -> Heard | None:
    at = ear.understand.option(words, ear.labels, ear.desk.person.language, strict=True)
    if at is not None:
        return Chosen(ear.place.offered[at][0])
    intent = ear.understand.intent(words, strict=True)
    if intent in (None, Intent.YES, Intent.NO, Intent.THANKS):
        return None  # "yes", "no" and "thank you" are answers too
    return Wanted(intent)


def _typed(words: str, expects: Expects, ear: Ear) -> Heard | None:
    understand = ear.understand
    match expects:
        case Words(most):
            return _free_text(words, most)
        case Number():
            return _number(understand.number(words), expects)
        case Day():
            day = understand.day(words, ear.desk.now.astimezone(ear.desk.zone))
            return None if day is None else Valued(day.isoformat())
        case Clock():
            clock = understand.clock(words)
            return None if clock is None else Valued(clock.isoformat("minutes"))
    return None


def _free_text(words: str, most: int) -> Heard | None:
    if len(words) > most:
        return Missed(
            n_(
                "This is too long. Please write at most {n} letter.",
                "This is too long. Please write at most {n} letters.",
                n=most,
            )
        )
    return Valued(words) if words else None


def _number(number: int | None, expects: Number) -> Heard | None:
    if number is None:
        return None
    if not expects.least <= number <= expects.most:
        sentence = _(
            "Please write a number from {least} to {most}.",
            least=expects.least,
            most=expects.most,
        )
        return Missed(sentence)
    return Valued(number)


def _several(words: str, expects: Several, ear: Ear) -> Heard | None:
    chosen = ear.understand.options(words, ear.labels, ear.desk.person.language)
    if not chosen:
        return None
    keys = [ear.place.offered[at][0] for at in chosen]
    if len(keys) == 1 and keys[0].startswith("_"):
        return Chosen(keys[0])
    return _named([key for key in keys if not key.startswith("_")], expects, ear)


def _named(keys: Sequence[str], expects: Several, ear: Ear) -> Valued:
    """What was named together with what was ticked before."""
    alone = [key for key in keys if key in expects.exclusive]
    ticked = [key for key in ear.picked if key not in expects.exclusive]
    return Valued(tuple(alone[:1] or dict.fromkeys([*ticked, *keys])))


def _option(words: str, ear: Ear) -> Heard | None:
    if not ear.place.offered or not words:
        return None
    if words.isdecimal() and isinstance(ear.place.expects, Number | Day | Clock):
        return None  # answers are not numbered where a number may be the value
    at = ear.understand.option(words, ear.labels, ear.desk.person.language)
    if at is not None:
        return Chosen(ear.place.offered[at][0])
    answer = ear.understand.yes_no(words)
    if answer is None:
        return None
    keys = [key for key, _label in ear.place.offered if not key.startswith("_")]
    if {"yes", "no"} <= set(keys):
        return Chosen("yes" if answer else "no")
    # "Shall we send it? [Send]": a yes means the only thing there is to press.
    return Chosen(keys[0]) if answer and len(keys) == 1 else None


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
    at = ear.understand.option(words, labels, ear.desk.person.language)
    if at is not None:
        return Chosen(options[at].key)
    listed = ear.understand.options(words, labels, ear.desk.person.language)
    if listed and isinstance(ear.place.expects, Several):
        return _named([options[at].key for at in listed], ear.place.expects, ear)
    found = listed or ear.understand.search(words, labels, ear.desk.person.language)
    return Found(tuple(options[at].key for at in found)) if found else None
