"""Read a gettext catalogue (.po) at start.

Babel writes and updates these files; reading them with its tools at every start would cost
more than everything else at start together.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from gettext import c2py
from pathlib import Path

_LINE = re.compile(r'(?:(msgid|msgid_plural|msgctxt|msgstr)(?:\[(\d+)\])?\s+)?"(.*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}
_PLURALS = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;\n]+)")


@dataclass(slots=True)
class PoEntry:
    """One sentence of a catalogue and what it became; `forms` is empty where it is missing."""

    msgid: str = ""
    plural: str = ""
    forms: list[str] = field(default_factory=list)
    fuzzy: bool = False

    @property
    def translated(self) -> bool:
        """Whether a person may see it: all forms are there, and none is marked fuzzy."""
        return bool(self.forms) and all(self.forms) and not self.fuzzy


@dataclass(frozen=True, slots=True)
class PoFile:
    """A catalogue as it stands in its file, its header apart."""

    entries: tuple[PoEntry, ...]
    forms: int  # how many plural forms the language has
    form: Callable[[int], int]  # which one a number takes


def read(path: Path) -> PoFile:
    """The catalogue in a file; without a rule for plurals, that of English.

    Raises OSError when it cannot be read. What is wrong inside says `translations/checks.py`.
    """
    header, *entries = _entries(path.read_text(encoding="utf-8"))
    match = _PLURALS.search(header.forms[0])
    count, rule = match.groups() if match else ("2", "n != 1")
    return PoFile(tuple(entries), int(count), c2py(rule))


def _entries(content: str) -> Iterator[PoEntry]:
    for block in content.split("\n\n"):
        entry = _entry(block)
        if entry is not None:
            yield entry


def _entry(block: str) -> PoEntry | None:
    fields: dict[tuple[str, int], list[str]] = {}
    fuzzy, here = False, ("", 0)
    for line in block.splitlines():
        if line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
        elif match := _LINE.match(line):
            keyword, number, words = match.groups()
            here = (keyword, int(number or 0)) if keyword else here
            fields.setdefault(here, []).append(words)
    if ("msgid", 0) not in fields:
        return None
    said = {where: _unescape("".join(pieces)) for where, pieces in fields.items()}
    forms = [said[where] for where in sorted(said) if where[0] == "msgstr"]
    return PoEntry(said["msgid", 0], said.get(("msgid_plural", 0), ""), forms, fuzzy)


def _unescape(words: str) -> str:
    if "\\" not in words:
        return words
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), words)
