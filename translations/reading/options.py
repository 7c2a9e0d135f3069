"""Which of the answers shown is meant: by number, by words, by a part of them, with a slip.

"1" is what stood first on the person's screen. Only where answers are bare numbers themselves ("0",
"1", "2") does a bare number mean the words, and "2." still the second. The reader's language is
tried first, then all others; from certain to likely, and two likely answers are none.
"""

import re
from collections.abc import Iterable, Sequence

from domain.speech.text import Text
from translations.reading import matches
from translations.reading.fold import bearing, fold, fold_plain, plain
from translations.reading.labels import Labelled, Labels, cuts
from translations.reading.pointing import LAST, Pointing
from translations.reading.vocabulary import Vocabulary
from translations.reading.yes_or_no import YesOrNo

_RANGE = re.compile(r"\s*(\d{1,2})\s*(?:-|–|—)\s*(\d{1,2})\s*")
_NEGATIVE = re.compile(r"\s*[-−]\s*\d+\s*")
_CERTAIN = (matches.exact, matches.beginning)
_LIKELY = (matches.beginning, matches.containing, matches.telling, matches.mistyped)


class Options:
    """Matches typed words with the labels of the options shown."""

    def __init__(self, words: Vocabulary, answers: YesOrNo, labels: Labelled) -> None:
        self._words = words
        self._answers = answers
        self._labels = labels
        self._pointing = Pointing(words)
        self._little = words.little | words.polite | words.beside | words.between
        self._little |= words.clock["hour"]

    def exactly(self, words: str, labels: Sequence[Text], language: str) -> int | None:
        """The place of the label that was typed as it stands, from 0; None where it is not sure."""
        return _exact(bearing(fold(words)), self._labels.said(labels, language))

    def near(self, words: str, labels: Sequence[Text], language: str) -> list[int]:
        """All labels that have words beginning like these, in the reader's language or in any."""
        tokens = bearing(fold(words))
        if not tokens or any(token.isdecimal() for token in tokens):
            return []
        hits = [matches.beginning(tokens, each) for each in self._labels.said(labels, language)]
        return hits[0] or sorted(set().union(*hits))

    def one(self, words: str, labels: Sequence[Text], language: str) -> int | None:
        """The place of the one label that is meant, from 0; None where it is not sure."""
        typed = plain(words)
        tokens = bearing(fold_plain(typed))
        if not tokens or not labels or _NEGATIVE.fullmatch(typed):
            return None
        said = self._labels.said(labels, language)
        exact = _exact(tokens, said)
        if exact is not None and not self._pointing.marked(typed):
            return exact
        number = self._pointing.number(tokens)
        if number == LAST:
            number = self._labels.answers(labels)
        if number is not None:
            return self._by_number(number, typed, said)
        found = self._by_words(tokens, said)
        sole = _sole({place for place in found if self._labels.fits(labels[place], tokens)})
        return None if _contradicted(sole, tokens, said) else sole

    def many(self, words: str, labels: Sequence[Text], language: str) -> list[int] | None:
        """All labels that are meant, in their order; None if any part is not understood."""
        typed = plain(words)
        whole = self.exactly(typed, labels, language)
        if whole is not None:
            return [whole]
        if fold_plain(typed) in self._words.everything:
            return list(range(len(labels)))
        for parts in cuts(typed, self._words.between, self._little):
            chosen = [self._part(part, labels, language) for part in parts]
            if chosen and all(chosen):
                return sorted({each for part in chosen for each in part})
        return None

    def _part(self, part: str, labels: Sequence[Text], language: str) -> list[int]:
        """`2-4` or one answer."""
        ends = _RANGE.fullmatch(part)
        if ends and 1 <= int(ends[1]) < int(ends[2]) <= len(labels):
            return list(range(int(ends[1]) - 1, int(ends[2])))
        found = self.one(part, labels, language)
        return [] if found is None else [found]

    def _by_number(self, number: int, typed: str, said: Sequence[Labels]) -> int | None:
        count = len(said[0])
        counting = any(len(label) == 1 and label[0].isdecimal() for label in said[0])
        if 1 <= number <= count and (self._pointing.marked(typed) or not counting):
            return number - 1
        return _sole(self._matched([str(number)], said, _CERTAIN))

    def _by_words(self, tokens: Sequence[str], said: Sequence[Labels]) -> set[int]:
        telling = [token for token in tokens if token not in self._little]
        bare_labels = [[self._bearing(label) for label in labels] for labels in said]
        return (
            self._matched(telling, bare_labels, _LIKELY)
            or self._by_answer(tokens, said)
            or self._matched(telling, bare_labels, (matches.related,))
        )

    def _bearing(self, label: Sequence[str]) -> Sequence[str]:
        """A label without its little words, unless it has no others."""
        return [word for word in label if word not in self._little] or label

    def _matched(
        self, tokens: Sequence[str], said: Sequence[Labels], ways: Iterable[matches.Way]
    ) -> set[int]:
        """The labels found first: certain ways before likely ones, the reader's language first."""
        if not tokens or self._denied(tokens):
            return set()
        if all(token.isdecimal() for token in tokens):
            said = [said[0], said[-1]]  # 15 of another calendar is said with its month
        for way in ways:
            hits = [set(way(tokens, labels)) for labels in said]
            found = hits[0] or set().union(*hits)
            if found:
                return found
        return set()

    def _denied(self, tokens: Sequence[str]) -> bool:
        said = f" {' '.join(tokens)} "
        return any(f" {phrase} " in said for phrase in self._words.negations)

    def _by_answer(self, tokens: Sequence[str], said: Sequence[Labels]) -> set[int]:
        """A yes in any word or sign, where one of the answers is a yes."""
        answer = self._answers.yes_no(" ".join(tokens))
        if answer is None:
            return set()
        return {
            place
            for labels in said
            for place, label in enumerate(labels)
            if self._answers.means(label) is answer
        }


def _exact(tokens: Sequence[str], said: Sequence[Labels]) -> int | None:
    """The label itself, in the first language that has exactly one such label."""
    hits = (matches.exact(tokens, labels) for labels in said)
    return next((hit[0] for hit in hits if len(hit) == 1), None)


def _sole(found: set[int]) -> int | None:
    return next(iter(found)) if len(found) == 1 else None


def _contradicted(found: int | None, tokens: Sequence[str], said: Sequence[Labels]) -> bool:
    """`2 work permit` where the work permit is third and has no 2 in it."""
    number = tokens[0]
    if found is None or not number.isdecimal() or len(number) > 3:
        return False
    if any(number in each[found] for each in said):
        return False
    return 1 <= int(number) <= len(said[0]) and int(number) - 1 != found
