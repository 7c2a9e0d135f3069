"""What is said to a person, kept untranslated until the moment it is sent.

A text is one of five things. `Message`: a sentence of the catalogues, with named gaps. `Content`:
what a coordinator wrote, in the languages they wrote it. `Verbatim`: the same in every language.
`Lines`: whole texts under each other. A gap may hold a text too (a name inside a sentence).

Rules, kept by `translations/saying/speaker.py`:
1. Sentences are in the reader's language. A `Content` without it is said as it was written, set
   apart, and says which language that is where it stands on its own or ends a line.
2. Every gap is wrapped in bidi isolates there and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any


class Show(StrEnum):
    """Which part of an instant is said, in the reader's words and our local time."""

    DAY = "day"  # Tuesday 3 March 2026
    SHORT_DAY = "short_day"  # Tue 3 March
    TIME = "time"  # 10:00
    BOTH = "both"  # Tuesday 3 March 2026, 10:00
    SHORT = "short"  # Tue 3 March, 10:00
    MONTH = "month"  # March 2026, as offices here count months


@dataclass(frozen=True, slots=True)
class Moment:
    """An aware instant, said in the local time of the place where things happen."""

    at: datetime
    show: Show = Show.BOTH


@dataclass(frozen=True, slots=True)
class Span:
    """From one instant to another, said as 24 h clock times: 15:00–17:00."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Ltr:
    """Words that always run left to right: a phone number, an address of a web page, a code."""

    words: str


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the catalogues. `plural` and the gap `n` go together."""

    msgid: str
    gaps: "Mapping[str, Gap]" = field(default_factory=dict)
    plural: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What somebody wrote, by BCP-47 language tag. Never empty."""

    by_language: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Words that are the same in every language, such as a language's own name."""

    words: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Whole texts under each other, with `between` between them."""

    parts: "tuple[Text, ...]"
    between: str = "\n\n"


Text = Message | Content | Verbatim | Lines
Gap = str | int | Moment | Span | Ltr | Message | Content | Verbatim | Lines
Json = Any


def _(msgid: str, /, **gaps: Gap) -> Message:
    """A sentence to be translated, with its gaps: `_("Shall I book {when}?", when=…)`."""
    return Message(msgid, gaps)


def n_(one: str, many: str, /, n: int, **gaps: Gap) -> Message:
    """A sentence that counts: `n_("{n} place left", "{n} places left", n=3)`."""
    return Message(one, {"n": n, **gaps}, many)


# Translators: stands behind words that we have in another language only. {language} is a name as
# dictionaries have it ("anglais"): where it would have to change, say "(language: {language})".
FOREIGN = _("(in {language})").msgid


def lines(*parts: Text | None, between: str = "\n\n") -> Lines:
    """The texts that are there, under each other."""
    return Lines(tuple(part for part in parts if part is not None), between)


def to_json(text: Text) -> Json:
    """A text as plain JSON values, for a draft, a prompt or the outbox."""
    match text:
        case Message(msgid, gaps, plural):
            packed: dict[str, Json] = {"m": msgid}
            if gaps:
                packed["g"] = {name: _gap_to_json(gap) for name, gap in gaps.items()}
            return packed if plural is None else {**packed, "p": plural}
        case Content(by_language):
            return {"c": dict(by_language)}
        case Verbatim(words):
            return {"v": words}
        case Lines(parts, between):
            return {"l": [to_json(part) for part in parts], "b": between}


def from_json(packed: Json) -> Text:
    """The text that `to_json` packed; its instants are in UTC.

    Raises KeyError for an object that is no text.
    """
    if "m" in packed:
        gaps = {name: _gap_from_json(gap) for name, gap in packed.get("g", {}).items()}
        return Message(packed["m"], gaps, packed.get("p"))
    if "c" in packed:
        return Content(packed["c"])
    if "v" in packed:
        return Verbatim(packed["v"])
    return Lines(tuple(from_json(part) for part in packed["l"]), packed["b"])


def _gap_to_json(gap: Gap) -> Json:
    match gap:
        case str() | int():
            return gap
        case Moment(at, show):
            return {"at": at.timestamp(), "show": show}
        case Span(starts, ends):
            return {"from": starts.timestamp(), "to": ends.timestamp()}
        case Ltr(words):
            return {"ltr": words}
        case _:
            return to_json(gap)


def _gap_from_json(packed: Json) -> Gap:
    if isinstance(packed, str | int):
        return packed
    if "at" in packed:
        return Moment(_instant(packed["at"]), Show(packed["show"]))
    if "from" in packed:
        return Span(_instant(packed["from"]), _instant(packed["to"]))
    if "ltr" in packed:
        return Ltr(packed["ltr"])
    return from_json(packed)


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def in_language(content: Content, language: str) -> str:
    """The words in this language, or in the one they were first written in."""
    words: Mapping[str, str] = content.by_language
    return words.get(language) or next(iter(words.values()))
