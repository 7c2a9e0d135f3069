"""What somebody surely chose, read by other means than the bot's: what changes must come of it."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from tests.platforms.signal.reading import plain
from tests.survival import newcomers
from tests.survival.tired.hands import Screen
from translations.training.corpora import Said, messages

TONGUES = ("en", "sl", "ar", "fa", "fr", "ru")
TIME = re.compile(r"(\d{1,2})[:.](\d\d)")
OK = frozenset({"ok", "okay thank you"})
SIGNS = ("👍", "✅", "👌")
BELL = "🔔"  # on the one thing that a page offers


@cache
def seen(sentence: str) -> tuple[str, ...]:
    """A sentence of ours in every language, as phones show it."""
    return tuple(plain(newcomers.said(sentence, tongue)) for tongue in TONGUES)


def plain_words(words: str) -> str:
    """Letters and digits only, digits as ours, one space between words."""
    signs = _in_our_digits(unicodedata.normalize("NFKC", words).casefold())
    return " ".join("".join(each if each.isalnum() else " " for each in signs).split())


@cache
def corpus() -> Sequence[Said]:
    """What people write, in all languages."""
    return messages("tune")


@cache
def said_as(wish: str) -> frozenset[str]:
    """What people write who mean this, in any language."""
    return frozenset(plain_words(each.words) for each in corpus() if each.wish == wish)


def is_cancel(words: str) -> bool:
    """Whether it is a word like "cancel"."""
    return plain_words(words) in said_as("cancel") | said_as("cancel_appointment")


def chosen(words: str, screen: Screen | None) -> str | None:
    """The answer of this message that words name: its number, its words, its time, a yes or no."""
    if screen is None or not screen.labels:
        return None
    said, labels = plain_words(words), [plain_words(label) for label in screen.labels]
    if said.isdecimal() and 1 <= int(said) <= len(labels):
        return screen.labels[int(said) - 1]
    for label, shown in zip(labels, screen.labels, strict=True):
        if label and _names(said, label):
            return shown
    return _at_that_time(words, screen.labels) or _yes_or_no(words, screen)


def _names(said: str, label: str) -> bool:
    part = len(said) > 3 and said in label
    return part or f" {label} " in f" {said} " or (said.isdecimal() and said in label.split())


def _at_that_time(words: str, labels: Sequence[str]) -> str | None:
    return next((label for label in labels if _times(words) & _times(label)), None)


def _times(words: str) -> set[tuple[int, int]]:
    return {(int(hour), int(minute)) for hour, minute in TIME.findall(_in_our_digits(words))}


def _in_our_digits(words: str) -> str:
    return "".join(str(int(each)) if each.isdecimal() else each for each in words)


def _yes_or_no(words: str, screen: Screen) -> str | None:
    """A yes is the first answer of what asks from outside, and of a page with one thing to do."""
    said, labels = plain_words(words), screen.labels
    if said in said_as("yes") | OK or words.strip() in SIGNS:
        asks = screen.outside or labels[0].startswith((BELL, *seen("I'm coming")))
        yes = [each for each in labels if each.lstrip("✉ ").startswith(seen("Yes"))]
        done = [each for each in labels if each in seen("✔ Done")]
        return next(iter([*yes, *done, *labels[:asks]]), None)
    if said in said_as("no"):
        return next((each for each in labels if each.startswith(seen("No"))), None)
    return None
