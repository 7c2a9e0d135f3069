"""What people type, in every language that has a `words.toml`, as one vocabulary.

STOP, and the politeness around it, are understood in every language that has a phrasebook.

People mix languages, so all of them are understood at any time. A phrase that means different
things in two languages is in the vocabulary of neither.
"""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from domain.speech.languages import Intent
from translations.catalogues import FOLDER
from translations.phrasebook import Phrasebook, phrasebooks
from translations.reading.fold import fold

V = TypeVar("V")
Table = Mapping[str, Any]
LONGEST_PHRASE = 4  # words
_FUSED = 2  # forms of a number that others are written onto
_TIMES = ("days", "weekdays", "months", "solar_months", "clock")
_PEOPLE = (  # the kinds of words in a sum of people; a word of several is of the last one
    *("fill", "and", "with", "part", "grown", "persons", "one", "two", "me", "we", "but"),
    *("family", "inc", "alone", "all2", "all3", "all4", "all5", "out"),
)


class Phrases(dict[str, V]):
    """What folded phrases mean."""

    @cached_property
    def first(self) -> frozenset[str]:
        """The words that begin them: most words of most messages begin none."""
        return frozenset(phrase.partition(" ")[0] for phrase in self)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that together say what is wanted, in any order."""

    intent: Intent
    terms: tuple[str, ...]  # folded; `*` at the end: the word may go on


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All phrases of all languages, folded: compare only folded words with them."""

    always: Mapping[str, Intent]
    alone: Mapping[str, Intent]
    patterns: tuple[Pattern, ...]
    same: Phrases[str]  # other words for a word: "erase" is "delete"
    negations: frozenset[str]
    remarks: frozenset[str]  # they speak of a thing without wanting it: "is very good"
    last: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    nods: frozenset[str]  # may be only kind, also where they are a yes: "ok", a thumb
    whole_yes: frozenset[str]  # a yes only if nothing else is said: Persian "are"
    whole_no: frozenset[str]
    beside: frozenset[str]
    polite: frozenset[str]
    between: frozenset[str]
    either: frozenset[str]  # one or the other
    everything: frozenset[str]
    little: frozenset[str]  # articles, prepositions, "I choose": they tell no answer from another
    pointing: frozenset[str]  # what stands beside a number that names an answer: number, option
    numbers: Phrases[int]
    ordinals: Phrases[int]
    beside_numbers: Mapping[str, int]  # numbers only beside what is counted: Persian nine is "no"
    counters: frozenset[str]  # what stands beside numbers: hours, days, months, people
    time_phrases: frozenset[str]  # of several words, some of which may look like numbers
    people: Mapping[str, Phrases[str]]  # by language: which kind of word it is in a sum
    days: Phrases[int]
    weekdays: Phrases[int]
    months: Phrases[int]
    solar_months: Phrases[int]
    periods: Mapping[str, frozenset[str]]
    clock: Mapping[str, frozenset[str]]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of all languages, read once; everybody gets the same one."""
    tables = [_table(file) for file in sorted(FOLDER.glob("*/words.toml"))]
    by_language = {file.stem: _table(file) for file in sorted(FOLDER.glob("values/*.toml"))}
    values = list(by_language.values())
    answers = [table["answers"] for table in tables]
    everywhere = [*tables, *map(_of_a_phrasebook, phrasebooks().values())]
    same = _meanings(tables, "same", fold)
    return Vocabulary(
        always=_canonical(_meanings(everywhere, "always", Intent), same),
        alone=_canonical(_meanings(everywhere, "alone", Intent), same),
        patterns=tuple(_patterns(tables, same)),
        same=same,
        negations=frozenset(_canonical(dict.fromkeys(_phrases(tables, "negations")), same)),
        remarks=_phrases(tables, "remarks"),
        last=_phrases(tables, "last"),
        yes=_phrases(answers, "yes") - _phrases(answers, "no"),
        nods=_phrases(answers, "nods"),
        no=_phrases(answers, "no") - _phrases(answers, "yes"),
        whole_yes=_phrases(answers, "whole_yes"),
        whole_no=_phrases(answers, "whole_no"),
        beside=_phrases(answers, "beside"),
        polite=_phrases(everywhere, "polite"),
        between=_phrases(tables, "between"),
        either=_phrases(values, "either"),
        everything=_phrases(tables, "all"),
        little=_phrases(tables, "little"),
        pointing=_phrases(tables, "hash") | _phrases(tables, "ordinal_noun"),
        numbers=_meanings([*values, *map(_fused, values)], "numbers", int),
        ordinals=_meanings(values, "ordinals", int),
        beside_numbers=_meanings(values, "beside", int),
        counters=_counters(values),
        time_phrases=frozenset(phrase for phrase in _times(values) if " " in phrase),
        people={tag: _people(table) for tag, table in by_language.items() if "people" in table},
        days=_meanings(values, "days", int),
        weekdays=_meanings(values, "weekdays", int),
        months=_meanings(values, "months", int),
        solar_months=_meanings(values, "solar_months", int),
        periods=_groups(values, "periods"),
        clock=_groups(values, "clock"),
    )


def _of_a_phrasebook(book: Phrasebook) -> Table:
    stop = Intent.STOP
    return {"always": {stop: book.stop}, "alone": {stop: book.enough}, "polite": book.polite}


def canonical(folded: str, same: Phrases[str]) -> str:
    """Folded words with one word for all that mean the same."""
    tokens = folded.split()
    for start, end, word in reversed(list(find(tokens, same))):
        tokens[start:end] = [word]
    return " ".join(tokens)


def find(tokens: Sequence[str], meanings: Phrases[V]) -> Iterator[tuple[int, int, V]]:
    """Where phrases stand among the tokens, longest first: (from, to, meaning)."""
    start = 0
    while start < len(tokens):
        begins = tokens[start] in meanings.first
        end = min(len(tokens), start + LONGEST_PHRASE) if begins else start
        while end > start and " ".join(tokens[start:end]) not in meanings:
            end -= 1
        if end > start:
            yield start, end, meanings[" ".join(tokens[start:end])]
        start = max(end, start + 1)


def _table(file: Path) -> Table:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _fused(table: Table) -> Table:
    """Ones and tens that a language writes as one word: petindvajset."""
    numbers = table["numbers"]
    found: defaultdict[str, list[str]] = defaultdict(list)
    for pattern in table.get("fused", ()):
        for tens in range(20, 100, 10) if "{tens}" in pattern else (_in_front(pattern, numbers),):
            for ones in range(1, 10):
                found[str(tens + ones)] += [
                    pattern.format(ones=one, tens=ten)
                    for one in numbers.get(str(ones), ())[:_FUSED]
                    for ten in numbers.get(str(tens), ("",))[:_FUSED]
                ]
    return {"numbers": found}


def _in_front(pattern: str, numbers: Mapping[str, Sequence[str]]) -> int:
    """The tens that stand in a pattern as a word: on bir; those of ten are often no word alone."""
    word = pattern.replace("{ones}", "").strip()
    return next((int(number) for number, words in numbers.items() if word in words), 10)


def _counters(tables: Sequence[Table]) -> frozenset[str]:
    months = (_meanings(tables, name, int) for name in ("months", "solar_months"))
    groups = (_groups(tables, name) for name in ("clock", "periods"))
    clock, periods = groups
    people = (_phrases([table.get("people", {})], "persons") for table in tables)
    named = (clock["hour"], clock["minute"], periods["days"], periods["weeks"], *people)
    return frozenset().union(*months, *named)


def _times(tables: Iterable[Table]) -> Iterator[str]:
    for table in tables:
        for name in _TIMES:
            for phrases in table.get(name, {}).values():
                yield from map(fold, phrases)


def _people(table: Table) -> Phrases[str]:
    words = table["people"]
    return Phrases({fold(phrase): kind for kind in _PEOPLE for phrase in words.get(kind, ())})


def _meanings(tables: Iterable[Table], name: str, read: Callable[[str], V]) -> Phrases[V]:
    found: defaultdict[str, set[V]] = defaultdict(set)
    for table in tables:
        for key, phrases in table.get(name, {}).items():
            for phrase in phrases:
                found[fold(phrase)].add(read(key))
    sole = {phrase: meanings.pop() for phrase, meanings in found.items() if len(meanings) == 1}
    return Phrases(sole)


def _phrases(tables: Iterable[Table], name: str) -> frozenset[str]:
    return frozenset(fold(phrase) for table in tables for phrase in table.get(name, ()))


def _groups(tables: Sequence[Table], name: str) -> Mapping[str, frozenset[str]]:
    groups = [table.get(name, {}) for table in tables]
    keys = dict.fromkeys(key for group in groups for key in group)
    return {key: _phrases(groups, key) for key in keys}


def _canonical(phrases: Mapping[str, V], same: Phrases[str]) -> Mapping[str, V]:
    return {canonical(phrase, same): meaning for phrase, meaning in phrases.items()}


def _patterns(tables: Iterable[Table], same: Phrases[str]) -> Iterator[Pattern]:
    for table in tables:
        for name in ("within", "hints"):
            for key, phrases in table[name].items():
                for phrase in phrases:
                    yield Pattern(Intent(key), _terms(phrase, same))


def _terms(phrase: str, same: Phrases[str]) -> tuple[str, ...]:
    """The folded words of a pattern; a word with a `*` stays as it is."""
    words = [fold(word) + "*" * word.endswith("*") for word in phrase.split()]
    return tuple(dict.fromkeys(canonical(" ".join(words), same).split()))
