"""The little that we say and understand in each language in which people write to us.

One file a language in `phrasebooks/`, whether we speak it or not: what must never wait for a
translation.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from translations.catalogues import FOLDER

Lists = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """What stands in one language's file."""

    unspoken: str  # that we do not speak it, and which {languages} we do
    call: str  # which {numbers} to call in danger
    stopped: str  # that we write no more
    stop: Sequence[str]  # whole messages that mean: write to me no more
    enough: Sequence[str]  # the same, where no answer in their own words is awaited
    polite: Sequence[str]  # what may stand around it
    alone: Lists  # whole messages that say there is danger, by its kind
    danger: Lists  # patterns of words that say it together, by its kind
    words: Lists = field(default_factory=dict)  # lists that patterns name with an @
    calm: Sequence[str] = ()  # patterns of what makes such words ordinary


@cache
def phrasebooks() -> Mapping[str, Phrasebook]:
    """Every language's phrasebook, by BCP-47 tag; read once."""
    files = sorted((FOLDER / "phrasebooks").glob("*.toml"))
    return {file.stem: _phrasebook(file.read_text(encoding="utf-8")) for file in files}


def phrase(tag: str, name: str) -> str:
    """What is said in a language: `unspoken`, `call` or `stopped`; empty without a phrasebook."""
    book = phrasebooks().get(tag)
    return str(getattr(book, name)) if book else ""


def _phrasebook(written: str) -> Phrasebook:
    table = tomllib.loads(written)
    calm = table["danger"].pop("calm", ())
    return Phrasebook(**table, calm=calm)
