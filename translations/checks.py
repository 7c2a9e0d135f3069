"""What is still wrong with a catalogue: missing, fuzzy, wrong gaps, wrong marks.

Babel and gettext check none of this for `{gaps}`, and people would see the difference.
"""

import re
from collections.abc import Iterator

from translations import gaps, po
from translations.catalogues import Facts
from translations.discretion import telling
from translations.gendered import gendered
from translations.saying.calendars import DIGITS

_MARKUP = re.compile(r"</?\w+[^>]*>|\*\*|__|[\u202a-\u202e\u2066-\u2069]")
STARTED = "🔔"  # how every message begins that we start
_COUNT = frozenset({"n"})
_SAMPLE = range(1000)  # numbers whose plural forms are looked at
_LEFT_OUT = 2  # a form for at most this number may say it in words: "two places"


def problems(facts: Facts) -> Iterator[str]:
    """One line for each thing to mend; only a ready language must be complete."""
    catalogue = po.read(facts.file)
    for entry in catalogue.entries:
        for problem in _problems(entry, catalogue):
            if entry.translated or facts.ready:
                yield f"{facts.tag}: {problem}: {entry.msgid[:70]!r}"
        for problem in (each for form in entry.forms for each in _in_no_way_of(facts, form)):
            yield f"{facts.tag}: {problem}: {entry.msgid[:70]!r}"


def _problems(entry: po.PoEntry, catalogue: po.PoFile) -> Iterator[str]:
    if entry.fuzzy:
        yield "marked fuzzy"
    elif not entry.translated:
        yield "not translated"
    elif len(entry.forms) != (catalogue.forms if entry.plural else 1):
        yield "not the right number of plural forms"
    else:
        for place, form in enumerate(entry.forms):
            yield from _wrong(entry, form, _gaps_to_fill(entry, place, catalogue))


def _wrong(entry: po.PoEntry, form: str, wanted: list[frozenset[str]]) -> Iterator[str]:
    filled = gaps.names(form)
    if filled not in wanted:
        yield f"gaps are {_named(filled)}, not {_named(wanted[0])}"
    for braced in gaps.malformed(form):
        yield f"{braced} is no gap"
    for mark in _MARKUP.findall(form):
        if mark not in entry.msgid:
            yield f"{mark!r} is not in the English"
    if entry.msgid.startswith(STARTED) and telling(form):
        yield f"{telling(form)!r} would stand on a locked screen"
    if _edges(form) != _edges(entry.plural or entry.msgid):
        yield "begins or ends with other spaces than the English"


def _in_no_way_of(facts: Facts, form: str) -> Iterator[str]:
    """What this language writes otherwise: its digits, and how it speaks to everybody."""
    if word := gendered(facts.tag, form):
        yield f"{word!r} is for a man or a woman alone, see docs/words.md"
    if other := [each for each in form if each.isdecimal() and each not in DIGITS[facts.digits]]:
        yield f"{other[0]!r} is none of the digits {DIGITS[facts.digits]}"


def _gaps_to_fill(entry: po.PoEntry, place: int, catalogue: po.PoFile) -> list[frozenset[str]]:
    """The gaps a form must have; the number itself may be said in words where it is small."""
    every = gaps.names(entry.plural or entry.msgid)
    numbers = [number for number in _SAMPLE if catalogue.form(number) == place]
    if entry.plural and len(numbers) == 1 and numbers[0] <= _LEFT_OUT:
        return [every, every - _COUNT]
    return [every]


def _edges(sentence: str) -> tuple[str, str]:
    bare = sentence.strip()
    before, _, after = sentence.partition(bare)
    return before, after


def _named(names: frozenset[str]) -> str:
    return " ".join(f"{{{name}}}" for name in sorted(names)) or "none"
