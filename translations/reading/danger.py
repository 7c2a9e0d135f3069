"""Whether somebody says that they, or others, are in danger, in any language and script.

Certain or nothing: a whole message that is listed, or words that stand near each other, in any
order. What makes such words ordinary (a film, years ago, "not in danger") makes them nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from domain.speech.languages import Danger
from translations.phrasebook import Phrasebook, phrasebooks
from translations.reading.fold import MOST_WORDS, fold, forms
from translations.reading.politeness import trimmed
from translations.reading.typed import Typed
from translations.reading.vocabulary import vocabulary

_LAUGHING = re.compile("[😂🤣😆😄😹]|(?:ha){2}|(?:ха){2}|ه{4}|خخخ|\\blol\\b|\\bmdr\\b")
_BETWEEN = 4  # other words that may stand among those that say it
_INSIDE = 3  # letters by which `*stem*` is looked up
Terms = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """Terms that stand together, and what is said by them; None: that it is nothing."""

    terms: Terms
    danger: Danger | None
    language: str


class Dangers:
    """Finds danger in typed words, in all languages at once."""

    def __init__(self, languages: Mapping[str, Phrasebook], polite: frozenset[str]) -> None:
        self._terms = _Terms()
        self._rules: defaultdict[int, list[_Rule]] = defaultdict(list)
        self._alone: dict[str, Danger] = {}
        self._polite = polite
        rules: list[_Rule] = []
        for tag, each in languages.items():
            for danger, phrases in each.alone.items():
                self._alone |= dict.fromkeys(map(fold, phrases), Danger(danger))
            for danger, patterns in each.danger.items():
                rules += [self._rule(pattern, tag, each, Danger(danger)) for pattern in patterns]
            rules += [self._rule(pattern, tag, each, None) for pattern in each.calm]
        self._index(rules)

    def certain(self, typed: Typed) -> Danger | None:
        """What kind of danger the words speak of; None where they speak of none, or unsurely."""
        tokens = typed.tokens[:MOST_WORDS]
        said = " ".join(dict.fromkeys(tokens)) if len(set(tokens)) == 1 else typed.folded
        whole = self._alone.get(said) or self._alone.get(trimmed(said, self._polite))
        if whole is not None:
            return whole
        if _LAUGHING.search(typed.plain):
            return None
        places = self._terms.places(tokens)
        standing = list(self._standing(places))
        calm = {rule.language for rule in standing if rule.danger is None}
        found = {rule.danger for rule in standing if rule.language not in calm}
        return next((each for each in Danger if each in found), None)

    def _standing(self, places: Mapping[int, Sequence[int]]) -> Iterator[_Rule]:
        """The rules whose terms stand near each other."""
        for term in places:
            for rule in self._rules.get(term, ()):
                if all(each in places for each in rule.terms) and _near(rule.terms, places):
                    yield rule

    def _rule(self, pattern: str, tag: str, book: Phrasebook, danger: Danger | None) -> _Rule:
        terms = tuple(self._terms.add(each, book) for each in pattern.split())
        return _Rule(terms, danger, tag)

    def _index(self, rules: Iterable[_Rule]) -> None:
        """Each rule under that of its terms which the fewest others have."""
        rules = list(rules)
        many = defaultdict[int, int](int)
        for rule in rules:
            for term in rule.terms:
                many[term] += 1
        for rule in rules:
            self._rules[min(rule.terms, key=many.__getitem__)].append(rule)


class _Terms:
    """Words of which one must be there: `kill|kills`, `threat*`, `*kuj*`, `@he` for a list."""

    def __init__(self) -> None:
        self._whole: defaultdict[str, set[int]] = defaultdict(set)
        self._begun: defaultdict[str, set[int]] = defaultdict(set)
        self._inside: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
        self._known: dict[frozenset[str], int] = {}

    def add(self, written: str, language: Phrasebook) -> int:
        """The number of these words; the same words always have the same."""
        words = frozenset(_spelled(written, language))
        if words not in self._known:
            self._known[words] = len(self._known)
            for word in words:
                self._add(word, self._known[words])
        return self._known[words]

    def _add(self, word: str, term: int) -> None:
        stem = fold(word.strip("*")).replace(" ", "")
        if word.startswith("*"):
            self._inside[stem[:_INSIDE]].add((stem, term))
        elif word.endswith("*"):
            self._begun[stem].add(term)
        else:
            self._whole[stem].add(term)

    def places(self, tokens: Sequence[str]) -> Mapping[int, Sequence[int]]:
        """Where each term stands that is there at all."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for place, token in enumerate(tokens):
            for term in self._meant(token):
                found[term].append(place)
        return found

    def _meant(self, token: str) -> set[int]:
        meant: set[int] = set()
        for form in forms(token):
            meant.update(self._whole.get(form, ()))
            for end in range(1, len(form) + 1):
                if form[:end] in self._begun:
                    meant |= self._begun[form[:end]]
        for start in range(len(token) - _INSIDE + 1):
            for stem, term in self._inside.get(token[start : start + _INSIDE], ()):
                if token.startswith(stem, start):
                    meant.add(term)
        return meant


def _spelled(written: str, language: Phrasebook) -> Iterator[str]:
    for word in written.split("|"):
        if word.startswith("@"):
            yield from language.words[word[1:]]
        else:
            yield word


def _near(terms: Terms, places: Mapping[int, Sequence[int]]) -> bool:
    """Whether each term has a word of its own, with few other words among them."""
    return any(_around(start, terms, places) for start in places[terms[0]])


def _around(start: int, terms: Terms, places: Mapping[int, Sequence[int]]) -> bool:
    """Whether the other terms have words of their own near this one, the nearest first."""
    most = len(terms) - 1 + _BETWEEN
    chosen = [start]
    for term in terms[1:]:
        free = [at for at in places[term] if at not in chosen]
        chosen.append(min(free, key=lambda at: abs(at - start), default=start + MOST_WORDS))
    return max(chosen) - min(chosen) <= most


@cache
def dangers() -> Dangers:
    """The one reader of danger, over all languages; read once."""
    return Dangers(phrasebooks(), vocabulary().polite)
