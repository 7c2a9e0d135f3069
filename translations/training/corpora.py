"""What is learnt from: what people write, by language and wish, and the phrases that we list."""

import tomllib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from domain.speech.languages import Intent
from translations.catalogues import FOLDER
from translations.reading.statistics.likelihood import NONE
from translations.reading.vocabulary import Vocabulary, vocabulary

CORPORA = FOLDER / "corpus"
PHRASES = Path(__file__).with_name("phrases.toml")
LISTED = "*"  # the language of phrases that are listed for all
Part = Mapping[str, list[str]]  # messages by wish


class Said(NamedTuple):
    """A message, in which language it was written, and what is wanted with it."""

    words: str
    language: str
    wish: str


def messages(part: str, folder: Path = CORPORA) -> list[Said]:
    """All messages of a part, `tune` or `test`, in the order of languages and files."""
    return list(chain.from_iterable(_said(file, part) for file in _files(folder)))


def sentences(file: Path = PHRASES) -> list[Said]:
    """What must stay understood: messages that were mistaken once, or might be."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return [
        Said(words, language, wish or NONE)
        for language, table in tables.items()
        for words, wish in table.items()
    ]


def listed(words: Vocabulary | None = None) -> list[Said]:
    """The phrases, and the words that together say something, in which rules find wishes, too."""
    words = words or vocabulary()
    phrases = [*words.alone.items(), *words.always.items()]
    phrases += [(_together(pattern.terms), pattern.intent) for pattern in words.patterns]
    phrases += [(phrase, Intent.YES) for phrase in words.yes | words.whole_yes]
    phrases += [(phrase, Intent.NO) for phrase in words.no | words.whole_no]
    found = {Said(phrase, LISTED, _wish(intent)) for phrase, intent in phrases}
    return sorted(found)


def fingerprint(said: Iterable[Said]) -> str:
    """SHA-256 of messages in their order; any change of any of them changes it."""
    lines = (f"{each.language}\t{each.wish}\t{each.words}\n" for each in said)
    return sha256("".join(lines).encode()).hexdigest()


def _together(terms: Iterable[str]) -> str:
    return " ".join(term.rstrip("*") for term in terms)


def _wish(intent: Intent) -> str:
    return Intent.MENU if intent is Intent.START else intent


def _said(file: Path, part: str) -> Iterable[Said]:
    for wish, written in _part(file, part).items():
        yield from (Said(words, file.stem, wish) for words in written)


def _part(file: Path, part: str) -> Part:
    found: Part = tomllib.loads(file.read_text(encoding="utf-8")).get(part, {})
    return found


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))
