"""Which of the answers shown is meant: by number, by words, by a part of them, with a slip.

"1" is what stood first on the person's screen. Only where answers are bare numbers themselves ("0",
"1", "2") does a bare number mean the words, and "2." still the second. The reader's language is
tried first, then all others; from certain to likely, and two likely answers are none.
"""

import re
from collections.abc import Iterable, Sequence

from domain.speech.text import Text
from translations.reading import matches
from translations.reading.fold import MOST_WORDS
from translations.reading.labels import Labelled, cuts
from translations.reading.pointing import LAST, Pointing
from translations.reading.shown import Place, Shown
from translations.reading.typed import Typed
from translations.reading.vocabulary import Vocabulary
from translations.reading.yes_or_no import YesOrNo

_RANGE = re.compile(r"\s*(\d{1,2})\s*(?:-|–|—)\s*(\d{1,2})\s*")
_NEGATIVE = re.compile(r"\s*[-−]\s*\d+\s*")
_NUMBERED = re.compile(r"[^\W\d]?\d+[^\W\d]{0,2}")  # 12, B12, 3pm; not na3am
_CERTAIN = (matches.exact, matches.beginning)
_LIKELY = (matches.beginning, matches.containing, matches.telling, matches.mistyped)
_MOST_AFTER_YES = 5  # words: "yes please book it for me", and no story that begins with a yes
_MOST_TELLING = 30  # different words: whoever says more tells a story, and chooses nothing
_LONGEST_WORD = 60  # letters


class Options:
    """Matches typed words with the labels of the options shown."""

    def __init__(self, words: Vocabulary, answers: YesOrNo, labels: Labelled) -> None:
        self._words = words
        self._answers = answers
        self._labels = labels
        self._pointing = Pointing(words)
        self._negations = [f" {phrase} " for phrase in words.negations]
        self._little = words.little | words.polite | words.beside | words.between
        self._little |= words.clock["hour"]

    def exactly(self, typed: Typed, labels: Sequence[Text], language: str) -> Place | None:
        """The place of the label that was typed as it stands, from 0; None where it is not sure."""
        said = self._labels.said(labels, language) if typed.bearing else []
        return _exact(typed.bearing, said)

    def near(self, typed: Typed, labels: Sequence[Text], language: str) -> list[Place]:
        """All labels that have words beginning like these, in the reader's language or in any."""
        tokens = typed.bearing
        if not _few(tokens) or any(token.isdecimal() for token in tokens):
            return []
        hits = [matches.beginning(tokens, each) for each in self._labels.said(labels, language)]
        return sorted(hits[0] or set().union(*hits))

    def one(self, typed: Typed, labels: Sequence[Text], language: str) -> Place | None:
        """The place of the one label that is meant, from 0; None where it is not sure."""
        return self._one(typed, labels, self._labels.said(labels, language)) if labels else None

    def _one(self, typed: Typed, labels: Sequence[Text], said: Sequence[Shown]) -> Place | None:
        tokens = typed.bearing
        if not 0 < len(tokens) <= MOST_WORDS or _NEGATIVE.fullmatch(typed.plain):
            return None
        exact = _exact(tokens, said)
        if exact is not None and not self._pointing.marked(typed.plain):
            return exact
        number = self._pointing.number(tokens)
        if number == LAST:
            number = self._labels.answers(labels)
        if number is not None:
            return self._by_number(number, typed.plain, said)
        found = {
            place
            for place in self._by_words(tokens, said)
            if _stand(tokens, place, said) and self._answered(tokens, place, said)
        }
        sole = _sole({place for place in found if self._labels.fits(labels[place], tokens)})
        return None if _contradicted(sole, tokens, said) else sole

    def many(self, typed: Typed, labels: Sequence[Text], language: str) -> list[Place] | None:
        """All labels that are meant, in their order; None if any part is not understood."""
        said = self._labels.said(labels, language)
        whole = _exact(typed.bearing, said)
        if whole is not None:
            return [whole]
        if typed.folded in self._words.everything:
            return list(range(len(labels)))
        for parts in cuts(typed.plain, self._words.between, self._little):
            chosen = self._parts(parts, labels, said)
            if chosen:
                return sorted(chosen)
        return None

    def _parts(
        self, parts: Sequence[str], labels: Sequence[Text], said: Sequence[Shown]
    ) -> set[Place]:
        """What all the parts name; nothing where one of them is not understood."""
        different, chosen = list(dict.fromkeys(parts)), set[Place]()
        if len(different) > 2 * len(labels):  # nobody names each of them three times
            return chosen
        for part in different:
            found = self._part(part, labels, said)
            if not found:
                return set()
            chosen |= found
        return chosen

    def _part(self, part: str, labels: Sequence[Text], said: Sequence[Shown]) -> set[Place]:
        """`2-4` or one answer."""
        ends = _RANGE.fullmatch(part)
        if ends and 1 <= int(ends[1]) < int(ends[2]) <= len(labels):
            return set(range(int(ends[1]) - 1, int(ends[2])))
        found = self._one(Typed(part), labels, said)
        return set() if found is None else {found}

    def _answered(self, tokens: Sequence[str], place: Place, said: Sequence[Shown]) -> bool:
        """A yes means what begins with one, never "Take back my yes"; and what is a yes is meant
        by all of the words or by the first of few: "da" and "non" stand in many a sentence.
        """
        typed, label = self._answers.yes_no(" ".join(tokens)), said[0].labels[place]
        if typed is not None:
            return self._means(place, said) is typed
        few = len(tokens) <= _MOST_AFTER_YES and tuple(tokens[: len(label)]) == label
        return few or self._answers.yes_no(" ".join(label)) is None

    def _by_number(self, number: int, typed: str, said: Sequence[Shown]) -> Place | None:
        count = len(said[0])
        counting = any(len(label) == 1 and label[0].isdecimal() for label in said[0].labels)
        if 1 <= number <= count and (self._pointing.marked(typed) or not counting):
            return number - 1
        return _sole(self._matched([str(number)], said, _CERTAIN))

    def _by_words(self, tokens: Sequence[str], said: Sequence[Shown]) -> set[Place]:
        if not self._words.either.isdisjoint(tokens):
            return set()
        telling = list(dict.fromkeys(token for token in tokens if token not in self._little))
        bare_labels = [each.without(self._little) for each in said]
        return (
            self._matched(telling, bare_labels, _LIKELY)
            or self._by_answer(tokens, said)
            or self._matched(telling, bare_labels, (matches.related,))
        )

    def _matched(
        self, tokens: Sequence[str], said: Sequence[Shown], ways: Iterable[matches.Way]
    ) -> set[Place]:
        """The labels found first: certain ways before likely ones, the reader's language first."""
        if not _few(tokens) or self._denied(tokens):
            return set()
        if all(token.isdecimal() for token in tokens):
            said = [said[0], said[-1]]  # 15 of another calendar is said with its month
        for way in ways:
            hits = [way(tokens, each) for each in said]
            found = hits[0] or set().union(*hits)
            if found:
                return found
        return set()

    def _denied(self, tokens: Sequence[str]) -> bool:
        said = f" {' '.join(tokens)} "
        return any(phrase in said for phrase in self._negations)

    def _by_answer(self, tokens: Sequence[str], said: Sequence[Shown]) -> set[Place]:
        """A yes in any word or sign, where one of the answers is a yes."""
        answer = self._answers.yes_no(" ".join(tokens))
        if answer is None:
            return set()
        return {place for place in range(len(said[0])) if self._means(place, said) is answer}

    def _means(self, place: Place, said: Sequence[Shown]) -> bool | None:
        """Whether a label is a yes or a no: in most languages, for "correct" may be either."""
        meant = [self._answers.means(each.labels[place]) for each in said if each.labels[place]]
        return next((yes for yes in (True, False) if 2 * meant.count(yes) > len(meant)), None)


def _few(tokens: Sequence[str]) -> bool:
    """Whether these may name an answer: no story, and no word that is longer than words are."""
    return 0 < len(tokens) <= _MOST_TELLING and max(map(len, tokens)) <= _LONGEST_WORD


def _exact(tokens: Sequence[str], said: Sequence[Shown]) -> Place | None:
    """The label itself, in the first language that has exactly one such label."""
    hits = (matches.exact(tokens, each) for each in said)
    return next((_sole(hit) for hit in hits if len(hit) == 1), None)


def _sole(found: set[Place]) -> Place | None:
    return next(iter(found)) if len(found) == 1 else None


def _stand(tokens: Sequence[str], place: Place, said: Sequence[Shown]) -> bool:
    """Whether each number that was typed stands in this label: 10:00 is never nearly 11:00.

    A label that is a bare number is only meant by it alone: "2 adults 2 kids" is not the 2.
    """
    label = {word for each in said for word in each.labels[place]}
    if len(said[0].labels[place]) == 1 and said[0].labels[place][0].isdecimal():
        return tuple(tokens) == said[0].labels[place]
    label.add(str(place + 1) if tokens[0] == str(place + 1) else "")  # `3 work permit`
    return all(token in label for token in tokens if _NUMBERED.fullmatch(token))


def _contradicted(found: Place | None, tokens: Sequence[str], said: Sequence[Shown]) -> bool:
    """`2 work permit` where the work permit is third and has no 2 in it."""
    number = tokens[0]
    if found is None or not number.isdecimal() or len(number) > 3:
        return False
    if any(number in each.labels[found] for each in said):
        return False
    return 1 <= int(number) <= len(said[0]) and int(number) - 1 != found
