"""What was written in several languages, looked at one language at a time."""

from collections.abc import Iterator
from dataclasses import replace

from domain.speech.text import Content, Gap, Lines, Message, Text, Verbatim


def languages_of(text: Text) -> tuple[str, ...]:
    """The tags of all languages in which anything of it was written, in the order of writing."""
    tags = (tag for content in _contents(text) for tag in content.by_language)
    return tuple(dict.fromkeys(tags))


def in_one(text: Text, tag: str) -> Text:
    """The text with all that was written in this language in its place.

    Sentences of our own and what lacks this language stay as they are: each reader gets these in
    the language that is theirs, or closest.
    """
    match text:
        case Content(by_language):
            return Verbatim(by_language[tag]) if tag in by_language else text
        case Lines(parts):
            return replace(text, parts=tuple(in_one(part, tag) for part in parts))
        case Message(gaps=gaps):
            return replace(text, gaps={name: _gap(gap, tag) for name, gap in gaps.items()})
        case Verbatim():
            return text


def _gap(gap: Gap, tag: str) -> Gap:
    return in_one(gap, tag) if isinstance(gap, Text) else gap


def _contents(text: Gap) -> Iterator[Content]:
    match text:
        case Content():
            yield text
        case Lines(parts):
            for part in parts:
                yield from _contents(part)
        case Message(gaps=gaps):
            for gap in gaps.values():
                yield from _contents(gap)
