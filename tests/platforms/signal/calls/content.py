"""What a `send` puts on a phone, after a look whether a phone shows it as it is meant."""

import base64
import re
from pathlib import Path
from urllib.parse import unquote

from tests.platforms.signal.bubble import Bubble, Style
from tests.platforms.signal.calls.refusals import UNEXPECTED, Json, Refused, user_error
from tests.platforms.signal.envelopes import LONGEST, File
from tests.platforms.signal.world import World

STYLE = re.compile(r"(\d+):(\d+):(BOLD|ITALIC|SPOILER|STRIKETHROUGH|MONOSPACE)")
DATA = re.compile(
    r"data:(?P<type>[^;,]*)(?P<more>(?:;[^;,]*)*?)(?P<coded>;base64)?,(?P<data>.*)", re.DOTALL
)
MOST_FILES = 32


def bubble_of(world: World, params: Json, stamp: int) -> Bubble:
    """The message as it will stand on the phone."""
    words = params.get("message") or ""
    files = tuple(_file(each) for each in params.get("attachment", ()))
    if not words and not files and "sticker" not in params:
        raise user_error("No message text or attachments given.")
    if len(words.encode()) > LONGEST:
        world.violate("send", "a text longer than 2000 bytes becomes a file")
        files = (*files, File("text/x-signal-plain", words.encode(), "long-text"))
        words = words.encode()[:LONGEST].decode(errors="ignore")
    if len(files) > MOST_FILES:
        world.violate("send", "more files than a phone shows")
    styles = tuple(_style(world, each, words) for each in params.get("textStyle", ()))
    return Bubble(
        stamp,
        own=True,
        text=words,
        at=world.clock.now(),
        styles=styles,
        files=files,
        quote=_quoted(params),
        poll=params.get("poll", ()),
    )


def _quoted(params: Json) -> int | None:
    stamp: int | None = params.get("quoteTimestamp")
    if stamp is not None and not params.get("quoteAuthor"):
        raise user_error("Quote author parameter is missing")
    return stamp


def _style(world: World, written: str, words: str) -> Style:
    found = STYLE.fullmatch(written)
    if not found:
        raise user_error(f"Invalid syntax for text style ({written})")
    at, many = int(found[1]), int(found[2])
    if at + many > len(words.encode("utf-16-le")) // 2 or many == 0:
        world.violate("send", f"the style {written} lies outside of the text")
    return at, many, found[3]


def _file(written: str) -> File:
    if written.startswith("data:"):
        return _from_uri(written)
    path = Path(written)
    if not path.is_file():
        words = f"Failed to send message: {written} (NoSuchFileException)"
        raise Refused(UNEXPECTED, f"{words} (UnexpectedErrorException)")
    return File("application/octet-stream", path.read_bytes(), path.name)


def _from_uri(written: str) -> File:
    found = DATA.fullmatch(written)
    if not found:
        raise user_error("Failed to parse the data URI of an attachment")
    named = dict(each.split("=", 1) for each in found["more"].split(";") if "=" in each)
    raw = found["data"]
    data = base64.b64decode(raw) if found["coded"] else unquote(raw).encode()
    name = named.get("filename")
    return File(found["type"] or "text/plain", data, unquote(name) if name else None)
