"""A thousand kills in parts; those that are done are not done again.

A part is done when it has a file, which says what there was. Another commit begins anew.
"""

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]
STORES = ("sqlite", "postgresql")
KILLS = 25  # of one part
HIGHEST = "at most"  # such figures are not added up
COMMIT = "LIPA_CHAOS_COMMIT"  # of whoever began the parts, though there may be a newer one by now
Table = dict[str, int]


@cache
def folder() -> Path:
    """Where the parts of this commit are noted."""
    begun_at = os.environ.get(COMMIT, "")  # noqa: TID251 - not a setting of Lipa's
    made = ROOT / "var" / "chaos" / (begun_at or _commit() or "here")
    made.mkdir(parents=True, exist_ok=True)
    return made


def _commit() -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    words = [git, "rev-parse", "--short", "HEAD"]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    return told.stdout.strip()


@dataclass(frozen=True)
class Part:
    """So many kills on one kind of database; the same number draws the same."""

    store: str
    number: int
    kills: int = KILLS

    @classmethod
    def named(cls, name: str) -> "Part":
        """As `str` names it."""
        store, _, number = name.rpartition("-")
        if store not in STORES or not number.isdecimal():
            raise ValueError(f"no part is called {name}: one is sqlite-1, another postgresql-3")
        return cls(store, int(number))

    def __str__(self) -> str:
        return f"{self.store}-{self.number}"

    @property
    def seed(self) -> int:
        """What everything in it is drawn from."""
        return 1000 * STORES.index(self.store) + self.number

    @property
    def file(self) -> Path:
        """What there was, once it is done."""
        return folder() / f"{self}.json"

    def note(self, table: Table) -> None:
        """It is done, and this is what there was."""
        self.file.write_text(json.dumps(table))

    def log(self, words: str) -> None:
        """What the program said, for whoever looks for the reason of something."""
        self.file.with_suffix(".log").write_text(words)


def parts(kills: int) -> Iterator[Part]:
    """As many as it takes, both databases in turn."""
    for number in range(-(-kills // KILLS)):
        yield Part(STORES[number % len(STORES)], number // len(STORES) + 1)


def undone(wanted: Sequence[Part]) -> list[Part]:
    """Those that were not finished."""
    return [part for part in wanted if not part.file.exists()]


def summary(done: Sequence[Part]) -> str:
    """A table of all that there was, by database."""
    tables = {store: _together(done, store) for store in STORES}
    names = dict.fromkeys(name for table in tables.values() for name in table)
    rows = [f"{'':<36}" + "".join(f"{store:>12}" for store in STORES)]
    rows += [
        f"{name:<36}" + "".join(f"{tables[store][name]:>12}" for store in STORES)
        for name in sorted(names, key=lambda name: name.startswith("mishap"))
    ]
    return "\n".join(rows)


def _together(done: Sequence[Part], store: str) -> Counter[str]:
    total: Counter[str] = Counter()
    for part in done:
        for name, many in json.loads(part.file.read_text()).items() if part.store == store else ():
            total[name] = max(total[name], many) if HIGHEST in name else total[name] + many
    return total
