"""VALUES: how many typed numbers, sums of people, times, days and options are read right.

Each is read as `lipa understand` reads it, which is as conversations do. What is read as something
else than was meant is wrong; what would be asked once more is neither. Nothing here takes time.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from benchmarks.plan import Plan
from benchmarks.progress import tell
from benchmarks.table import Row
from bot.office.understanding import Asked, Listener, answer
from domain.people.person import Person, PersonId
from translations.catalogues import FOLDER, Catalogues
from translations.reading.reader import Reader

CORPUS = FOLDER / "corpus" / "values"
VALUES, OPTIONS = ("number", "people", "time", "date"), "options"
ASK = "ask"
ZONE = ZoneInfo("Europe/Ljubljana")
NOW = datetime(2026, 11, 29, 12, tzinfo=ZONE)  # a Sunday
LEAST_VALUES, LEAST_OPTIONS, MOST_WRONG = 95, 97, 0.5  # percent


@dataclass(frozen=True, slots=True)
class Case:
    """Typed words where something is asked, and what they mean; None: to be asked once more."""

    language: str
    kind: str
    typed: str
    meant: object
    shown: tuple[str, ...] = ()


def cases(language: str) -> Iterator[Case]:
    """What the corpus has in this language."""
    table = tomllib.loads((CORPUS / f"{language}.toml").read_text(encoding="utf-8"))
    for kind in VALUES:
        for meant, said in _meanings(table.get(kind, {})):
            value = int(meant) if meant and kind in ("number", "people") else meant
            yield from (Case(language, kind, typed, value) for typed in said)
    for screen in table.get(OPTIONS, ()):
        shown = tuple(screen["shown"])
        for place, said in _meanings(screen):
            at = int(place) - 1 if place else None
            yield from (Case(language, OPTIONS, typed, at, shown) for typed in said)


def _meanings(table: Mapping[str, Sequence[str]]) -> Iterator[tuple[str | None, Sequence[str]]]:
    for meant, said in table.items():
        if meant != "shown":
            yield None if meant == ASK else meant, said


def languages() -> Sequence[str]:
    """Those that the corpus has."""
    return sorted(file.stem for file in CORPUS.glob("*.toml"))


def verdict(case: Case, reader: Reader) -> str:
    """`right`, `wrong`, or `asked` where it might have been understood."""
    listener = Listener(Person(PersonId(0), case.language), NOW, ZONE)
    expect = "" if case.kind == OPTIONS else case.kind
    found = answer(Asked(case.typed, case.language, case.shown, expect), listener, reader)
    read = found["option" if case.kind == OPTIONS else "value"]
    if read == case.meant:
        return "right"
    return "asked" if read is None else "wrong"


def measure(_plan: Plan) -> list[Row]:
    """Two rows for each language: values of all kinds, and options."""
    tell("values")
    reader = Reader(Catalogues.load(), ZONE)
    return [row for tag in languages() for row in _rows(tag, reader)]


def _rows(language: str, reader: Reader) -> Iterator[Row]:
    for options in (False, True):
        many = [each for each in cases(language) if (each.kind == OPTIONS) is options]
        read = Counter(verdict(each, reader) for each in many)
        if many:
            right, wrong = (100 * read[each] / len(many) for each in ("right", "wrong"))
            least = LEAST_OPTIONS if options else LEAST_VALUES
            figures = {"typed": len(many), "right %": round(right, 1), "wrong %": round(wrong, 1)}
            met = right >= least and wrong <= MOST_WRONG
            goal = f">= {least} %, wrong <= {MOST_WRONG:g} %"
            what = "options" if options else "values"
            yield Row("VALUES", f"{language}: {what}", figures, None, goal, met)
