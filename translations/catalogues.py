"""The languages we speak: what `languages.toml` says of each, and its sentences.

Everything is read once, when the program starts. A language that is not ready, or that we do not
know, is left out and named in `ignored`; it never stops the start.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale

from domain.speech.languages import Language
from translations import cldr_names, gaps, po

_OWN_NAMES = {  # where CLDR has no name in the language itself, or one that nobody uses
    "ckb": "کوردیی سۆرانی",
    "fa-AF": "دری",
    "kmr": "Kurmancî",
    "prs": "دری",
    "rom": "Romani čhib",
}
FOLDER = Path(__file__).parent
SOURCE = "en"  # the language of the msgids: it needs no catalogue and is always there


@dataclass(frozen=True, slots=True)
class Facts:
    """What `languages.toml` says of a language; the comments there explain each."""

    tag: str
    own_name: str
    locale: str
    right_to_left: bool
    digits: str
    fallback: tuple[str, ...]
    also: tuple[str, ...]
    day: str
    short_day: str
    comma: str
    plurals: str
    ready: bool
    reviewed: bool
    calendar: str = "gregorian"
    until: str = "–"
    alphabet: str = ""

    @property
    def file(self) -> Path:
        """Where its catalogue is, or would be: the file need not exist."""
        return FOLDER / self.tag.replace("-", "_") / "LC_MESSAGES" / "messages.po"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A language and its sentences: for each msgid its forms, one unless it counts."""

    facts: Facts
    sentences: Mapping[str, tuple[str, ...]]
    form: Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far a language is, for `lipa languages`; English is always complete."""

    tag: str
    own_name: str
    complete: bool  # no sentence is missing
    drafted: bool  # there is a translation, complete or not
    reviewed: bool  # a native speaker has read it
    ready: bool  # people may choose it


@dataclass(frozen=True, slots=True)
class Catalogues:
    """The languages people can choose (`offered`), all that can be spoken, and what was ignored."""

    ready: Mapping[str, Catalogue]
    offered: tuple[Language, ...]
    ignored: tuple[str, ...]

    @staticmethod
    def load(offered: Sequence[str] | None = None) -> "Catalogues":
        """Read all ready languages; people can choose the `offered` ones, in that order.

        None, an empty list, or none that is ready: they can choose every ready one.
        """
        known = facts()
        ready = {tag: _catalogue(known[tag]) for tag in known if known[tag].ready}
        wanted = list(dict.fromkeys(offered or ready))
        chosen = [tag for tag in wanted if tag in ready] or list(ready)
        names = (Language(tag, known[tag].own_name, known[tag].right_to_left) for tag in chosen)
        return Catalogues(ready, tuple(names), tuple(tag for tag in wanted if tag not in ready))


def facts() -> dict[str, Facts]:
    """Everything in `languages.toml`, by tag, in its order."""
    tables = tomllib.loads((FOLDER / "languages.toml").read_text(encoding="utf-8"))
    return {tag: _facts(tag, table) for tag, table in tables.items()}


@lru_cache(maxsize=1024)
def own_name(tag: str) -> str:
    """What a language calls itself; its tag when CLDR does not know either."""
    return _own_names().get(tag) or cldr_names.own(tag) or tag


@cache
def _own_names() -> Mapping[str, str]:
    """Those that we say ourselves."""
    return _OWN_NAMES | {tag: each.own_name for tag, each in facts().items()}


@lru_cache(maxsize=4096)
def name_of(tag: str, locale: str) -> str:
    """What readers of a locale call a language; as it calls itself where CLDR does not know."""
    names = Locale.parse(locale).languages
    return names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0]) or own_name(tag)


def states() -> list[Completeness]:
    """How far each language is, in the order of `languages.toml`; it reads all catalogues."""
    msgids = {entry.msgid for entry in po.read(FOLDER / "messages.pot").entries}
    return [_state(language, msgids) for language in facts().values()]


def _facts(tag: str, table: dict[str, Any]) -> Facts:
    also, fallback = (tuple(table.pop(name, ())) for name in ("also", "fallback"))
    right_to_left = table.pop("direction") == "rtl"
    return Facts(tag=tag, right_to_left=right_to_left, also=also, fallback=fallback, **table)


def _state(language: Facts, msgids: set[str]) -> Completeness:
    said = msgids if language.tag == SOURCE else msgids & _catalogue(language).sentences.keys()
    return Completeness(
        language.tag,
        language.own_name,
        complete=said == msgids,
        drafted=bool(said),
        reviewed=language.reviewed,
        ready=language.ready,
    )


def _catalogue(language: Facts) -> Catalogue:
    if language.tag == SOURCE or not language.file.exists():
        return Catalogue(language, {}, lambda n: int(n != 1))
    written = po.read(language.file)
    sentences = {entry.msgid: tuple(entry.forms) for entry in written.entries if _usable(entry)}
    return Catalogue(language, sentences, written.form)


def _usable(entry: po.PoEntry) -> bool:
    """A translation with a gap that the English does not have would show our braces to people."""
    known = gaps.names(entry.msgid) | gaps.names(entry.plural)
    return entry.translated and all(gaps.names(form) <= known for form in entry.forms)
