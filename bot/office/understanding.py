"""`lipa understand`: what the bot makes of typed words, by the very reading that conversations use.

One JSON object a line goes in, one comes out. What is null would be asked again.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.running.faults import WRONG, CommandError
from bot.settings.settings import Settings
from domain.operator.help import Help
from domain.people.person import Person, PersonId
from domain.speech.languages import Intent, Language, Understand
from domain.speech.messages import Incoming
from domain.speech.text import Content, Text, Verbatim, _, to_json
from domain.work import Desk
from flows.engine.ear.heard import Chosen, Ear, Endangered, Heard, Valued, Wanted
from flows.engine.ear.hearing import hear
from flows.engine.kit import Clock as TimeOfDay
from flows.engine.kit import Day, Expects, Number, Words
from flows.engine.place import Place
from translations.catalogues import Catalogues
from translations.phrasebook import phrase
from translations.reading.meaning.meaning import Meaning, meaning
from translations.reading.reader import Reader

Json = dict[str, Any]
EXPECTS: dict[str, Expects | None] = {
    "text": Words(),
    "number": Number(),
    "people": Number(people=True),
    "date": Day(),
    "time": TimeOfDay(),
    "datetime": Words(),
    "yes_no": None,
}
FIELDS = ("text", "language", "options", "expect", "now")
YES_NO: tuple[Text, ...] = (_("Yes"), _("No"))
NOTHING: Json = {"intent": None, "maybe": [], "option": None, "value": None}


@dataclass(frozen=True, slots=True)
class Listener:
    """As much of a desk as hearing needs."""

    person: Person
    now: datetime
    zone: ZoneInfo
    languages: Sequence[Language] = ()
    phrase: Callable[[str, str], str] = phrase
    help: Help = field(default=Help(Content({"en": "-"}), ()))  # questions are no wishes


@dataclass(frozen=True, slots=True)
class Asked:
    """One line that came in: words, and what was asked; all but `text` may be left out."""

    text: str
    language: str = ""
    options: tuple[str, ...] = ()
    expect: str = ""
    now: datetime | None = None


def lines(settings: Settings, clock: Clock, written: Iterable[str]) -> Iterator[str]:
    """An answer for each line. Raises CommandError, which names the first that cannot be read."""
    zone = settings.time_zone
    understand = Reader(Catalogues.load(settings.languages or None), zone, _by_meaning())
    for number, line in enumerate(written, start=1):
        if line.strip():
            asked = _parse(line, number, zone)
            listener = Listener(Person(PersonId(0), asked.language), asked.now or clock(), zone)
            heard = understand.heard(asked.text).pondered(asked.text)
            yield json.dumps(answer(asked, listener, heard), ensure_ascii=False)


def _by_meaning() -> Meaning | None:
    found = meaning()
    if found is not None:
        with suppress(Exception):  # `lipa check` says what is wrong with it
            found.open()
    return found


def answer(asked: Asked, listener: Listener, understand: Understand) -> Json:
    """What these words mean here: `intent`, `option` and `value`, None where not understood.

    `maybe`: the wishes that would be offered as buttons where none is sure.
    """
    heard = _hear(asked, listener, understand)
    match heard:
        case Chosen(key) if asked.expect == "yes_no":
            return {**NOTHING, "value": key == "yes"}
        case Chosen(key):
            return {**NOTHING, "option": int(key)}
        case Valued(value) if asked.expect == "datetime":
            return {**NOTHING, "value": _day_and_time(str(value), listener, understand)}
        case Valued(value):
            return {**NOTHING, "value": value}
        case Wanted() | Endangered():
            wanted = heard.intent if isinstance(heard, Wanted) else Intent.DANGER
            return {**NOTHING, "intent": _named(wanted)}
    return NOTHING if asked.options or asked.expect else _likely(asked.text, understand)


def _likely(words: str, understand: Understand) -> Json:
    """A wish, or those that would be offered as buttons where nothing else was asked."""
    sure = _named(understand.intent(words))
    maybe = [] if sure else [_named(each) for each in understand.maybe(words)]
    return {**NOTHING, "intent": sure, "maybe": maybe}


def _hear(asked: Asked, listener: Listener, understand: Understand) -> Heard:
    labels: Sequence[Text] = [Verbatim(option) for option in asked.options]
    keys = [str(number) for number in range(len(labels))]
    if asked.expect == "yes_no":
        labels, keys = YES_NO, ["yes", "no"]
    offered = tuple((key, to_json(label)) for key, label in zip(keys, labels, strict=True))
    place = Place(offered=offered, expects=EXPECTS.get(asked.expect))
    incoming = Incoming("terminal", "", "", listener.now, words=asked.text)
    return hear(incoming, Ear(place, cast(Desk, listener), understand, None, lambda: ()))


def _day_and_time(words: str, listener: Listener, understand: Understand) -> str | None:
    day = understand.day(words, listener.now.astimezone(listener.zone))
    clock = understand.clock(words)
    return datetime.combine(day, clock).isoformat("T", "minutes") if day and clock else None


def _named(intent: Intent | None) -> str | None:
    return "menu" if intent is Intent.START else intent and intent.value


def _parse(line: str, number: int, zone: ZoneInfo) -> Asked:
    try:
        found = _known_fields(json.loads(line))
        return Asked(
            _words(found.get("text"), "text"),
            _words(found.get("language") or "", "language"),
            tuple(_words(option, "options") for option in found.get("options") or ()),
            _expect(found.get("expect") or ""),
            _now(found.get("now"), zone),
        )
    except (TypeError, ValueError, RecursionError, OverflowError) as error:
        raise CommandError(f"line {number}: {error}", "stdin", code=WRONG) from None


def _known_fields(found: Any) -> Json:
    if not isinstance(found, dict):
        raise TypeError("must be an object: { … }")
    strange = set(found) - set(FIELDS)
    if strange:
        raise ValueError(f"{min(strange)[:60]!r} is not one of {', '.join(FIELDS)}")
    return found


def _words(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} must be words")
    return value


def _expect(value: Any) -> str:
    if value and value not in EXPECTS:
        raise ValueError(f"expect must be one of {', '.join(EXPECTS)}")
    return str(value)


def _now(value: Any, zone: ZoneInfo) -> datetime | None:
    if value is None:
        return None
    now = datetime.fromisoformat(_words(value, "now"))
    return (now if now.tzinfo else now.replace(tzinfo=zone)).astimezone(UTC)
