"""What a person wants, whatever they are being asked.

From certain to likely: a slash command; a whole message that is listed; a yes or a no; a listed
phrase with a slip of the finger; words that together say it. Two likely meanings are none. STOP,
deleting, yes, no, cancel and back are never guessed from a slip in a short word.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from domain.speech.languages import Intent
from translations.reading.danger import Dangers
from translations.reading.fold import MOST_WORDS, forms
from translations.reading.politeness import trimmed
from translations.reading.slips import SHORTEST_TWO_SLIPS, Slips, is_slip
from translations.reading.typed import Typed
from translations.reading.vocabulary import Pattern, Vocabulary, canonical
from translations.reading.yes_or_no import YesOrNo

_SLASH = re.compile(r"/([a-z_]+)(?:@\w+)?(?:\s.*)?", re.DOTALL)
_COMMANDS = {
    "start": Intent.START,
    "menu": Intent.MENU,
    "events": Intent.EVENTS,
    "legal": Intent.LEGAL,
    "appointments": Intent.MY_APPOINTMENTS,
    "survey": Intent.SURVEY,
    "language": Intent.LANGUAGE,
    "privacy": Intent.PRIVACY,
    "mydata": Intent.PRIVACY,
    "link": Intent.LINK,
    "forget": Intent.FORGET,
    "stop": Intent.STOP,
    "help": Intent.HELP,
    "back": Intent.BACK,
    "cancel": Intent.CANCEL,
    "desk": Intent.DESK,
    "hide": Intent.HIDE,
    "quiet": Intent.QUIET,
    "message": Intent.MESSAGE,
    "messages": Intent.MESSAGE,
}
_MOST_LIKELY = 3  # more are no help to choose among
_CERTAIN = frozenset(
    {Intent.STOP, Intent.FORGET, Intent.YES, Intent.NO, Intent.CANCEL, Intent.BACK}
)
_FAMILIES = (  # the words of the later ones are part of what is said about the earlier ones
    (Intent.CANCEL_APPOINTMENT, Intent.MY_APPOINTMENTS, Intent.LEGAL),
    (Intent.FORGET, Intent.PRIVACY),
)
_MOST_WORDS, _MOST_WORDS_HINT = 20, 9
_SHORTEST_TERM = 7  # inside of a sentence, where there are more words to mistake
Rank = tuple[bool, int]  # strong, how many words say it
TermPlace = tuple[int, int]  # which pattern, which of its terms


class Wanted(NamedTuple):
    """What a message wants: `strictly`, where it says just that, and `loosely`, at all."""

    strictly: Intent | None
    loosely: Intent | None


class Intents:
    """Finds what is wanted in typed words, in all languages at once; unsure is None."""

    def __init__(self, words: Vocabulary, answers: YesOrNo, dangers: Dangers) -> None:
        self._dangers = dangers
        self._words = words
        self._answers = answers
        whole = {**words.alone, **words.always}
        self._phrases = words.always, whole  # in the order of `Wanted`
        self._mistyped = Slips(whole)
        self._terms: defaultdict[str, list[TermPlace]] = defaultdict(list)
        for number, pattern in enumerate(words.patterns):
            for place, term in enumerate(pattern.terms):
                self._terms[term].append((number, place))
        self._by_letter: defaultdict[str, list[str]] = defaultdict(list)
        for term in self._terms:
            if len(term.rstrip("*")) >= _SHORTEST_TERM:
                self._by_letter[term[0]].append(term)
        self._denying = [(f" {each} ", each.split()[0]) for each in words.negations | words.remarks]
        self._common = words.beside | words.polite | words.between

    def find(self, typed: Typed) -> Wanted:
        """What is wanted, strictly and loosely."""
        plain = typed.plain.strip()
        if plain.startswith("/") and (command := _SLASH.fullmatch(plain)):
            return Wanted(*[_COMMANDS.get(command[1])] * 2)
        folded = _said_once(typed.folded)
        if not folded:
            return Wanted(None, None)
        if folded.count(" ") >= MOST_WORDS:
            return Wanted(*[Intent.DANGER if self._dangers.certain(typed) else None] * 2)
        same = canonical(folded, self._words.same)
        said = self._said(folded, same)
        if said.strictly is not Intent.STOP and self._dangers.certain(typed):
            return Wanted(Intent.DANGER, Intent.DANGER)
        return Wanted(said.strictly, said.loosely or self._within(same.split()))

    def likely(self, typed: Typed) -> list[Intent]:
        """Up to three wishes that some of the words speak of, the most clearly said first."""
        folded = _said_once(typed.folded)
        if folded.count(" ") >= MOST_WORDS:
            return []
        ranks = self._ranks(canonical(folded, self._words.same).split())
        return sorted(ranks, key=lambda intent: (ranks[intent], intent), reverse=True)[
            :_MOST_LIKELY
        ]

    def _said(self, folded: str, same: str) -> Wanted:
        """What the whole message says, politeness apart."""
        answer = self._answers.yes_no(folded)
        if answer is not None:
            answered = Intent.YES if answer else Intent.NO
            return Wanted(*[phrases.get(same) or answered for phrases in self._phrases])
        bare = canonical(trimmed(folded, self._words.polite), self._words.same)
        near = self._mistyped.near(bare)
        return Wanted(
            *[
                phrases.get(same) or phrases.get(bare) or _slip(bare, near, phrases)
                for phrases in self._phrases
            ]
        )

    def _within(self, tokens: Sequence[str]) -> Intent | None:
        """What words here and there in a short message say together."""
        return _best(self._ranks(tokens))

    def _ranks(self, tokens: Sequence[str]) -> dict[Intent, Rank]:
        """How clearly each wish is said; none in a long message."""
        if len(tokens) > _MOST_WORDS:
            return {}
        found, slips = self._places(tokens)
        complete = list(self._complete(found, slips, len(tokens)))
        said = f" {' '.join(tokens)} " if complete else ""
        denied = [word for phrase, word in self._denying if phrase in said]
        ranks: dict[Intent, Rank] = {}
        for pattern in complete:
            if not any(_denies(word, pattern) for word in denied):
                rank = (not pattern.hint, len(pattern.terms))
                ranks[pattern.intent] = max(ranks.get(pattern.intent, rank), rank)
        return ranks

    def _places(self, tokens: Sequence[str]) -> tuple[set[TermPlace], set[TermPlace]]:
        """Which terms of which patterns are said, and which only with a slip."""
        found: set[TermPlace] = set()
        slips: set[TermPlace] = set()
        for token in dict.fromkeys(tokens):
            terms = [term for form in forms(token) for term in _stems(form)]
            places = {place for term in terms for place in self._terms.get(term, ())}
            found |= places
            if not places and len(token) >= _SHORTEST_TERM - 1 and token not in self._common:
                slips |= {place for term in self._slips(token) for place in self._terms[term]}
        return found, slips - found

    def _slips(self, token: str) -> Iterator[str]:
        """The terms that a mistyped word may stand for."""
        for term in self._by_letter.get(token[0], ()):
            stem = term.rstrip("*")
            typed = token[: len(stem)] if stem != term else token
            if is_slip(typed, stem):
                yield term

    def _complete(
        self, found: set[TermPlace], slips: set[TermPlace], words: int
    ) -> Iterator[Pattern]:
        counts: defaultdict[int, int] = defaultdict(int)
        for number, _ in found | slips:
            counts[number] += 1
        unsure = {number for number, _ in slips}
        for number, count in counts.items():
            pattern = self._words.patterns[number]
            guessed = number in unsure and pattern.intent in _CERTAIN
            long = pattern.hint and words > _MOST_WORDS_HINT
            if count == len(pattern.terms) and not guessed and not long:
                yield pattern


def _said_once(folded: str) -> str:
    """`stop stop stop` is said once."""
    tokens = folded.split()
    return tokens[0] if len(set(tokens)) == 1 else folded


def _slip(
    folded: str, near: Sequence[tuple[str, int]], phrases: Mapping[str, Intent]
) -> Intent | None:
    """The phrase that was meant, if one intent is clearly nearest."""
    meant = [(phrases[phrase], slips) for phrase, slips in near if phrase in phrases]
    nearest = {intent for intent, slips in meant if slips == meant[0][1]}
    if len(nearest) != 1:
        return None
    intent = nearest.pop()
    short = meant[0][1] > 1 or len(folded) <= SHORTEST_TWO_SLIPS
    return None if intent in _CERTAIN and short else intent


def _stems(token: str) -> Iterator[str]:
    yield token
    for end in range(2, len(token) + 1):
        yield token[:end] + "*"


def _denies(word: str, pattern: Pattern) -> bool:
    """Whether a negation is about what the pattern says, and not itself a part of it."""
    return not any(_fits(word, term) for term in pattern.terms)


def _fits(word: str, term: str) -> bool:
    return word.startswith(term[:-1]) if term.endswith("*") else word == term


def _best(ranks: Mapping[Intent, Rank]) -> Intent | None:
    """The intent said most clearly: two that are equally clear are none, except in one family."""
    top = max(ranks.values(), default=None)
    first = [intent for intent, rank in ranks.items() if rank == top]
    for family in _FAMILIES:
        if len(first) > 1 and set(first) <= set(family):
            return min(first, key=family.index)
    return first[0] if len(first) == 1 else None
