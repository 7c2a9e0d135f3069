"""What a message means where it arrives: the first half of a turn, which decides nothing."""

import re
from dataclasses import replace

from domain.events.doors import EVENT
from domain.people.doors import LANGUAGE, WELCOME
from domain.speech.languages import Intent, Understand
from domain.speech.messages import MENU_PRESS, Incoming, Kind, leads_elsewhere
from domain.speech.text import to_json
from flows.engine.asking import SKIP
from flows.engine.ear.dated import contradicts, dated_option, day_and_time, is_named, not_offered
from flows.engine.ear.heard import (
    Acknowledged,
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
from flows.engine.ear.prompted import by_offer, by_prompt, skips
from flows.engine.ear.typed_values import awaited_value, named_and_ticked, said_exactly
from flows.engine.endangered import in_danger, unoffered, unspoken
from flows.engine.kit import LATER, Clock, Day, Number, Several
from flows.engine.wordless import without_words

_ASK_LANGUAGE = (WELCOME.flow, LANGUAGE.flow)
# Also as it is copied from what we say: behind marks of direction, or with all that stands around.
_COMMAND = re.compile(r"(?:^|👉 ?)[\u061c\u200e\u200f\u2066-\u2069]*(/[^\s\d]*)\s*([^\n]*)")

_URGENT = (Intent.DANGER, Intent.STOP, Intent.FORGET)


def hear(incoming: Incoming, ear: Ear) -> Heard:
    """What the message means, from the surest reading to the least sure one."""
    if incoming.kind is Kind.PRESS:
        return _pressed(incoming.press, ear)
    words = incoming.words.strip()
    if incoming.kind is not Kind.WORDS and not words:
        return without_words(incoming.kind, ear)
    command = _COMMAND.search(words)
    if command:
        return _command(command[1], command[2], words[command.start(2) :], ear.understand)
    for reading in _READINGS:
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


def _command(name: str, code: str, lines: str, understand: Understand) -> Heard:
    """What stands behind it in its line; behind /start, phones may have broken a long code."""
    intent = understand.intent(name, strict=True)
    if intent is Intent.LANGUAGE:
        return Wanted(intent, understand.language(code) or "")
    said = lines if intent is Intent.START else code
    return Missed() if intent is None else Wanted(intent, said.strip())


def _stop(words: str, ear: Ear) -> Heard | None:
    intent = ear.understand.intent(words, strict=True)
    return Wanted(intent, unoffered(words, ear)) if intent is Intent.STOP else None


def _exactly(words: str, ear: Ear) -> Heard | None:
    """What is surely meant goes before what is only like an answer."""
    return said_exactly(words, ear) if words and not words.isdecimal() else None


def _option(words: str, ear: Ear) -> Heard | None:
    if not ear.place.offered or not words:
        return None
    if words.isdecimal() and isinstance(ear.place.expects, Number | Day | Clock):
        return None  # answers are not numbered where a number may be the value
    for reading in (dated_option, _by_words, _elsewhere, _left_out, _answer):
        heard = reading(words, ear)
        if heard is not None:
            return heard
    return None


def _by_words(words: str, ear: Ear) -> Heard | None:
    """An option by its number, its words or a part of them."""
    at = ear.understand.option(words, ear.labels, ear.desk.person.language)
    if at is None:
        return None
    key = ear.place.offered[at][0]
    if is_named(words, ear) or ear.understand.yes_no(words) is not None:
        return _said_clearly(key, words, ear)
    if contradicts(words, ear.labels[at], ear) or _asks_for_this(words, key, ear):
        return None
    heard = _said_clearly(key, words, ear)
    return replace(heard, sure=False) if isinstance(heard, Chosen) else heard


def _asks_for_this(words: str, key: str, ear: Ear) -> bool:
    """Whether the events are asked for where they stand: that is no answer but one of them."""
    flow = ear.place.frames[-1].flow if ear.place.frames else ""
    listed = flow == EVENT.flow and not key.isdecimal()
    return listed and ear.understand.intent(words) is Intent.EVENTS


def _elsewhere(words: str, ear: Ear) -> Chosen | None:
    """The one option of a long list that is meant, on whichever of its pages it stands."""
    if not ear.place.more or any(letter.isdigit() for letter in words):
        return None  # a number means what is on the screen
    options = ear.everything()
    labels = [option.label for option in options]
    at = ear.understand.option(words, labels, ear.desk.person.language)
    if at is None or contradicts(words, labels[at], ear):
        return None
    return Chosen(options[at].key, sure=False)


def _left_out(words: str, ear: Ear) -> Heard | None:
    """The answer that leaves a question out, where there is one: by a no, "skip" or "later"."""
    skipped = (SKIP.key, to_json(SKIP.label)) in ear.place.offered
    key = LATER if LATER in ear.answers else SKIP.key if skipped else None
    if key is None or {"yes", "no"} <= set(ear.answers):
        return None
    left = skips(words, ear) or ear.understand.yes_no(words) is False
    return Chosen(key) if left else None


def _answer(words: str, ear: Ear) -> Heard | None:
    """What a yes or a no gives; not where something is kept that wants it more."""
    key = ear.answered_by(words)
    if key is None or (key == ear.only_answer and _is_kept(ear)):
        return None
    return _said_clearly(key, words, ear)


def _is_kept(ear: Ear) -> bool:
    """Whether something is kept for them that wants a yes more than the only button here does."""
    return ear.prompt is not None and ear.prompt.older


def _said_clearly(key: str, words: str, ear: Ear) -> Heard | None:
    """An answer that wants to be given clearly is not given by an "ok"; a bare no only asks."""
    if key not in ear.place.clearly:
        return Chosen(key)
    if ear.understand.nods(words):
        return None
    no = ear.understand.yes_no(words) is False
    return Chosen(ear.place.undo if no and ear.place.undo else key)


def _question(words: str, ear: Ear) -> Heard | None:
    """What the operator's texts answer; whoever just says a wish, or something urgent, has that."""
    key = ear.understand.asked(words, ear.desk.help.ways).sure if words else None
    if key is None or ear.understand.intent(words, strict=True) is not None:
        return None
    return None if ear.understand.intent(words) in _URGENT else Asked(key)


def _tongue(words: str, ear: Ear) -> Heard | None:
    """A language that is named changes ours, but where one is asked for that somebody speaks."""
    asked = _asks_language(ear)
    if not words or ear.understand.yes_no(words) is not None:
        return None
    wanted = asked or ear.understand.intent(words) is Intent.LANGUAGE
    tag = ear.understand.language(words, strict=not wanted)
    if tag is None:
        return None
    return Missed() if not asked and _among_languages(ear) else Wanted(Intent.LANGUAGE, tag)


def _asks_language(ear: Ear) -> bool:
    flow = ear.place.frames[-1].flow if ear.place.frames else ""
    return flow in _ASK_LANGUAGE or not ear.desk.person.language


def _named_there(words: str, ear: Ear) -> Heard | None:
    """Where a language is asked for, its name is nothing else: دری is a three in Pashto."""
    tag = ear.understand.language(words, strict=True) if words and _asks_language(ear) else None
    return None if tag is None else Wanted(Intent.LANGUAGE, tag)


def _among_languages(ear: Ear) -> bool:
    """Whether the answers are languages: which one somebody speaks, not which one we write."""
    tags = {each.tag for each in ear.desk.languages}
    return any(key in tags or ear.understand.language(key, strict=True) for key in ear.answers)


def _kind(words: str, ear: Ear) -> Heard | None:
    return Acknowledged() if ear.understand.nods(words) else None


def _acknowledged(words: str, ear: Ear) -> Heard | None:
    answer = ear.understand.yes_no(words)
    return None if answer is None else Acknowledged(no=not answer, clear=True)


def _sure_wish(words: str, ear: Ear) -> Heard | None:
    return _wish(words, ear, strict=True)


def _wish(words: str, ear: Ear, *, strict: bool = False) -> Heard | None:
    intent = ear.understand.intent(words, strict=strict) if words else None
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


_READINGS = (  # from the surest to the least sure
    _stop,
    in_danger,
    by_prompt,
    awaited_value,
    _exactly,
    _named_there,
    _option,
    by_offer,
    _tongue,
    _kind,
    _question,
    day_and_time,
    _sure_wish,
    _search,
    _wish,
    _acknowledged,
    not_offered,
)
