"""An outgoing message in Telegram's terms: HTML, parts that fit, rows of buttons.

All escaping happens in `_escape`. Lengths are counted in code points after Telegram has read the
HTML, so words are cut first and escaped afterwards.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.base import Meaning
from bot.channels.telegram.errors import CallError
from domain.speech.messages import Button, Outgoing

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_LABEL = 64
LONGEST_DATA = 64  # bytes
WIDEST_ROW = 8
RIGHT_TO_LEFT_MARK = "\u200f"
ISOLATES, END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Parts:
    """What is to be sent in order: texts, and a caption if a file goes out last."""

    texts: tuple[str, ...]
    caption: str = ""


def parts(outgoing: Outgoing) -> Parts:
    """The HTML of a message, in as many parts as it needs.

    Raises CallError (CONTENT) for a message without words.
    """
    whole = _whole(outgoing)
    title = _directed(_sound(outgoing.title), outgoing.right_to_left)
    if outgoing.file is not None and len(whole) <= LONGEST_CAPTION:
        return Parts((), _html(whole, title))
    cut = list(split(whole, LONGEST_TEXT))
    if not cut and outgoing.file is None:
        raise CallError(Meaning.CONTENT, "a message without words")
    return Parts(tuple(_html(part, "" if n else title) for n, part in enumerate(cut)))


def keyboard(buttons: Sequence[Button]) -> dict[str, Any]:
    """One button a row; those that stand beside each other share theirs."""
    rows: list[list[dict[str, str]]] = []
    open_row = False
    for button in buttons:
        if not (button.beside and open_row and len(rows[-1]) < WIDEST_ROW):
            rows.append([])
        rows[-1].append({"text": label(button.label), "callback_data": _data(button)})
        open_row = button.beside
    return {"inline_keyboard": rows}


def label(words: str) -> str:
    """Words for a button. Telegram drops a button without any, so there is always something."""
    words = " ".join(_sound(words).split())
    if len(words) > LONGEST_LABEL:
        words = words[: _whole_letters(words, LONGEST_LABEL - 1)].rstrip() + "…"
    return words or "…"


def split(text: str, most: int) -> Iterator[str]:
    """Parts of at most so many code points, cut where a reader would pause; nothing is lost."""
    text = text.strip()
    while len(text) > most:
        at = _pause(text, most)
        yield text[:at].rstrip()
        text = text[at:].lstrip()
    if text:
        yield text


def _pause(text: str, most: int) -> int:
    for mark in ("\n\n", "\n", " "):
        at = text.rfind(mark, most // 2, most + 1)
        if at > 0:
            return at
    return _whole_letters(text, most)


def _whole_letters(text: str, at: int) -> int:
    """The last place up to here that is not inside a letter made of several characters."""
    for place in range(at, max(at - 16, 0), -1):
        joined = text[place - 1] == JOINER or text[place] == JOINER
        if not joined and not unicodedata.category(text[place]).startswith("M"):
            return place
    return at


def _whole(outgoing: Outgoing) -> str:
    words = f"{outgoing.title}\n\n{outgoing.text}" if outgoing.title else outgoing.text
    return _directed(_sound(words), outgoing.right_to_left).strip()


def _html(part: str, title: str) -> str:
    title = title.strip()
    if title and part.startswith(title):
        return f"<b>{_escape(title)}</b>{_escape(part[len(title) :])}"
    return _escape(part)


def _escape(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _sound(words: str) -> str:
    """Words without halves of characters, which no network carries."""
    return words.encode(errors="replace").decode()


def _directed(words: str, right_to_left: bool) -> str:
    """Lines that an app would show from the left, marked to run from the right."""
    if not right_to_left:
        return words
    return "\n".join(_from_the_right(line) for line in words.split("\n"))


def _from_the_right(line: str) -> str:
    """An app looks for the first letter with a direction, and passes over isolates."""
    depth = 0
    for letter in line:
        if letter in ISOLATES:
            depth += 1
        elif letter == END_OF_ISOLATE:
            depth -= 1
        elif depth <= 0 and (way := unicodedata.bidirectional(letter)) in ("L", "R", "AL"):
            return line if way != "L" else RIGHT_TO_LEFT_MARK + line
    return RIGHT_TO_LEFT_MARK + line if line.strip() else line


def _data(button: Button) -> str:
    if not 0 < len(button.data.encode()) <= LONGEST_DATA:
        raise CallError(Meaning.CONTENT, "a button carries 1 to 64 bytes")
    return button.data
