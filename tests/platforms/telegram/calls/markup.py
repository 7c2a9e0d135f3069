"""HTML as the Bot API understands it: tags to entities, with the real server's complaints.

Works on bytes, because complaints name byte offsets; entity offsets count UTF-16 code units.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tests.platforms.telegram.calls.refusals import Refused, bad

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "pre": "pre",
    "code": "code",
    "a": "text_link",
    "blockquote": "blockquote",
}
SPACE = b" \t\r\n\0\v"
REFERENCE = re.compile(rb"&(#x[0-9a-fA-F]+|#[0-9]+|lt|gt|amp|quot);?")
NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
ATTRIBUTE = re.compile(rb"[^\s\0=>/\"']*")
BLANKS = re.compile(rb"[ \t\r\n\v]*")
TOKEN = re.compile(rb"[A-Za-z0-9.\-]*")
URL = re.compile(
    r"(https?|tg|ton|tonsite)://\S+|mailto:\S+|tel:\S+|[\w.-]+\.[a-z]{2,}(/\S*)?$", re.IGNORECASE
)

Entity = dict[str, Any]


@dataclass(slots=True)
class Tag:
    """A tag that is still open."""

    name: str
    attributes: dict[str, str]
    offset: int


@lru_cache(10_000)
def parse_html(text: str) -> tuple[str, list[Entity]]:
    """The words without their tags, and the entities."""
    if "<" not in text and "&" not in text:
        return text, []
    return _Parser(text.encode()).parse()


def complaint(words: str) -> Refused:
    """How the server complains about formatting."""
    return bad(f"can't parse entities: {words}")


class _Parser:
    def __init__(self, source: bytes) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.length = 0  # in UTF-16 code units
        self.open: list[Tag] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            begin = self.source.find(b"<", self.at)
            self._words(self.source[self.at : begin if begin >= 0 else None])
            if begin < 0:
                break
            self.at = begin + 1
            if self._peek() == b"/":
                self._close(begin)
            else:
                self._start(begin)
        if self.open:
            name = self.open[-1].name
            raise complaint(f'Can\'t find end tag corresponding to start tag "{name}"')
        self.entities.sort(key=lambda e: (e["offset"], -e["length"]))
        return "".join(self.out), self.entities

    def _words(self, raw: bytes) -> None:
        words = _decode(raw)
        self.out.append(words)
        self.length += len(words.encode("utf-16-le")) // 2

    def _peek(self) -> bytes:
        return self.source[self.at : self.at + 1] or b"\0"

    def _skip(self, pattern: re.Pattern[bytes]) -> bytes:
        found = pattern.match(self.source, self.at)
        assert found is not None
        self.at = found.end()
        return found[0]

    def _start(self, begin: int) -> None:
        while self._peek() not in SPACE and self._peek() != b">":
            self.at += 1
        name = self.source[begin + 1 : self.at].decode().lower()
        if self.at >= len(self.source):
            raise complaint(f"Unclosed start tag at byte offset {begin}")
        if name not in TYPES:
            raise complaint(f'Unsupported start tag "{name}" at byte offset {begin}')
        attributes: dict[str, str] = {}
        while self._skip(BLANKS) is not None and self._peek() != b">":
            self._attribute(name, attributes, begin)
        self.at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise complaint(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(Tag(name, attributes, self.length))

    def _attribute(self, tag: str, attributes: dict[str, str], begin: int) -> None:
        name = self._skip(ATTRIBUTE).decode().lower()
        if not name:
            if self.at >= len(self.source):
                raise complaint(f'Unclosed start tag "{tag}" at byte offset {begin}')
            words = f'Empty attribute name in the tag "{tag}" at byte offset {begin}'
            raise complaint(words)
        self._skip(BLANKS)
        value = ""
        if self._peek() == b"=":
            self.at += 1
            self._skip(BLANKS)
            value = self._value(begin)
        if self.at >= len(self.source):
            raise complaint(f'Unclosed start tag "{tag}" at byte offset {begin}')
        attributes[name] = value

    def _value(self, begin: int) -> str:
        quote = self._peek()
        if quote not in (b'"', b"'"):
            start = self.at
            token = self._skip(TOKEN).decode().lower()
            if self._peek() not in SPACE and self._peek() != b">":
                raise complaint(f"Unexpected end of name token at byte offset {start}")
            return token
        end = self.source.find(quote, self.at + 1)
        if end < 0:
            raise complaint(f"Unclosed start tag at byte offset {begin}")
        value = _decode(self.source[self.at + 1 : end])
        self.at = end + 1
        return value

    def _close(self, begin: int) -> None:
        if not self.open:
            raise complaint(f"Unexpected end tag at byte offset {begin}")
        while self._peek() not in SPACE and self._peek() != b">":
            self.at += 1
        name = self.source[begin + 2 : self.at].decode()
        self._skip(BLANKS)
        if self._peek() != b">":
            raise complaint(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        tag = self.open.pop()
        if name and name != tag.name:
            words = f'expected "</{tag.name}>", found "</{name}>"'
            raise complaint(f"Unmatched end tag at byte offset {begin}, {words}")
        if self.length > tag.offset:
            self._keep(tag)

    def _keep(self, tag: Tag) -> None:
        entity = _entity(tag)
        if entity is not None:
            place = {"offset": tag.offset, "length": self.length - tag.offset}
            self.entities.append({"type": entity.pop("type"), **place, **entity})


def _entity(tag: Tag) -> Entity | None:
    """The entity of a tag, without its place; None where the tag silently becomes text."""
    entity: Entity = {"type": TYPES[tag.name]}
    if tag.name == "a":
        url = tag.attributes.get("href", "")
        return {**entity, "url": url} if URL.match(url) else None
    if tag.name == "tg-emoji":
        return {**entity, "custom_emoji_id": tag.attributes.get("emoji-id", "")}
    if tag.name == "tg-time":
        unix = tag.attributes.get("unix", "")
        if not unix.isdigit():
            return None
        form = tag.attributes.get("format")
        return {**entity, "unix_time": int(unix), **({"date_time_format": form} if form else {})}
    if tag.name == "blockquote" and "expandable" in tag.attributes:
        return {"type": "expandable_blockquote"}
    return entity


def _decode(raw: bytes) -> str:
    def character(found: re.Match[bytes]) -> bytes:
        name = found[1]
        if name in NAMED:
            return NAMED[name].encode()
        digits = name.removeprefix(b"#")
        number = int(b"0" + digits, 16) if digits[:1] == b"x" else int(digits)
        usable = 0 < number < 0x10FFFF and not 0xD800 <= number < 0xE000
        return chr(number).encode() if usable else found[0]

    return REFERENCE.sub(character, raw).decode() if b"&" in raw else raw.decode()
