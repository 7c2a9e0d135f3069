"""An outgoing message in Signal's terms: plain words with numbered options, and a bold title.

Direction marks come first and lengths are measured afterwards, in UTF-16 code units, which is how
Signal counts where bold ends.
"""

import unicodedata
from base64 import b64encode
from dataclasses import dataclass, field
from urllib.parse import quote

from bot.channels.base import Meaning
from bot.channels.signal.cutting import MOST_BYTES, cut
from bot.channels.signal.errors import CallError
from domain.speech.messages import MENU_PRESS, Button, File, Outgoing

RIGHT_TO_LEFT_MARK = "\u200f"
BULLET = "•"
NUMBERING = 40  # bytes that "(12/34)" takes with its line, its mark and a reader's own digits
PAGES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Part:
    """One message of Signal's. `bold`: how many UTF-16 code units from its beginning."""

    text: str = field(repr=False)
    bold: int = 0

    @property
    def styles(self) -> list[str]:
        """What signal-cli calls `textStyle`: the title is bold; empty where there is none."""
        return [f"0:{self.bold}:BOLD"] if self.bold else []


def parts(outgoing: Outgoing, *, options: bool = True) -> tuple[Part, ...]:
    """The message, in as many parts as it needs; without `options` a poll asks them.

    Raises CallError (CONTENT) for a message without words.
    """
    title, body = _said(outgoing, outgoing.title), _said(outgoing, outgoing.text)
    whole = "\n\n".join(each for each in (title, body) if each)
    texts = _fitted(whole, ending(outgoing, options=options))
    if not texts and outgoing.file is None:
        raise CallError(Meaning.CONTENT, "a message without words")
    if len(texts) > 1:
        pages = [_page(outgoing, n, len(texts)) for n in range(1, len(texts) + 1)]
        texts = [
            f"{_line(outgoing, text)}\n\n{page}" for text, page in zip(texts, pages, strict=True)
        ]
    first = texts[0] if texts else ""
    bold = utf16(title) if title and first.startswith(title) else 0
    return Part(first, bold), *(Part(text) for text in texts[1:])


def ending(outgoing: Outgoing, *, options: bool = True) -> str:
    """The options and how to answer, which stay together."""
    lines = [*(_options(outgoing) if options else ()), _menu(outgoing)]
    shown = "\n".join(_line(outgoing, line) for line in lines if line)
    return "\n\n".join(each for each in (shown, _said(outgoing, outgoing.hint)) if each)


def numbered(outgoing: Outgoing) -> list[tuple[int, Button]]:
    """The options that are numbered, each with its number: the place where it stands."""
    choices = _choices(outgoing)
    bare = any(_bare(button.label).isdigit() for _n, button in choices)
    return choices if outgoing.numbered and not bare else []


def attachment(file: File) -> str:
    """A file as signal-cli takes it; it reads the name as it would stand in a web address."""
    name = quote(file.name, safe="")
    return f"data:{file.media_type};filename={name};base64,{b64encode(file.content).decode()}"


def utf16(words: str) -> int:
    """How many UTF-16 code units they take."""
    return len(words.encode("utf-16-le")) // 2


def sound(words: str) -> str:
    """Words without halves of characters, which no network carries."""
    return words.encode(errors="replace").decode()


def _fitted(whole: str, tail: str) -> list[str]:
    together = "\n\n".join(each for each in (whole, tail) if each)
    if len(together.encode()) <= MOST_BYTES:
        return [together] if together else []
    most = MOST_BYTES - NUMBERING
    texts, tails = cut(whole, most), cut(tail, most)
    if texts and len(tails) == 1 and len(f"{texts[-1]}\n\n{tails[0]}".encode()) <= most:
        texts[-1] = f"{texts[-1]}\n\n{tails.pop()}"
    return texts + tails


def _choices(outgoing: Outgoing) -> list[tuple[int, Button]]:
    listed = enumerate(outgoing.buttons, start=1)
    return [(n, button) for n, button in listed if button.data != MENU_PRESS]


def _options(outgoing: Outgoing) -> list[str]:
    """One line each. Where answers are bare numbers, numbers of ours would only confuse."""
    if not outgoing.numbered:
        return [f"{BULLET} {_bare(button.label)}" for button in outgoing.buttons]
    lines = [_numbered(outgoing, number, button) for number, button in numbered(outgoing)]
    return lines or [_bare(button.label) for _n, button in _choices(outgoing)]


def _numbered(outgoing: Outgoing, place: int, button: Button) -> str:
    """An option with its number, unless it brings its own."""
    label = _bare(button.label)
    return label if _number(label) == str(place) else f"{_digits(outgoing, place)}. {label}"


def _menu(outgoing: Outgoing) -> str:
    """What 0 leads to; without a number where 0 is an answer."""
    found = (button.label for button in outgoing.buttons if button.data == MENU_PRESS)
    label = _bare(next(found, outgoing.menu if outgoing.buttons else ""))
    if not label or not outgoing.numbered:
        return ""
    taken = any(_number(button.label) == "0" for _n, button in _choices(outgoing))
    return f"{BULLET} {label}" if taken else f"{_digits(outgoing, 0)}. {label}"


def _number(label: str) -> str:
    """The digits that a label begins with, of any script, as 0–9."""
    found = ""
    for letter in _bare(label):
        digit = unicodedata.digit(letter, -1)
        if digit < 0:
            break
        found += str(digit)
    return found


def _bare(label: str) -> str:
    """A label on one line, without a mark that was made for the beginning of a line."""
    return " ".join(sound(label).split()).removeprefix(RIGHT_TO_LEFT_MARK)


def _digits(outgoing: Outgoing, number: int) -> str:
    return "".join(outgoing.digits[int(digit)] for digit in str(number))


def _page(outgoing: Outgoing, number: int, many: int) -> str:
    return _line(outgoing, f"({_digits(outgoing, number)}/{_digits(outgoing, many)})")


def _said(outgoing: Outgoing, words: str) -> str:
    lines = sound(words).strip().split("\n")
    return "\n".join(_line(outgoing, line) for line in lines)


def _line(outgoing: Outgoing, line: str) -> str:
    """A line that an app would begin on the left, marked to begin on the right."""
    if not outgoing.right_to_left or not line.strip() or line.startswith(PAGES):
        return line
    if unicodedata.bidirectional(line[0]) in ("R", "AL"):
        return line
    return RIGHT_TO_LEFT_MARK + line
