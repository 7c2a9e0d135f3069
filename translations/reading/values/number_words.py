"""Numbers in words: `twenty-five`, `petindvajset`, `خمسة وعشرين`, `quatre-vingt-dix-sept`.

Words of one number become its digits; what only looks like one stays as it is: the numbers in
`سه شنبه` are a day of the week.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from translations.reading.slips import Slips
from translations.reading.vocabulary import LONGEST_PHRASE, Vocabulary

_TENS, _ONES, _TEENS = range(20, 100, 10), range(1, 10), range(10, 20)
_FRENCH_TEENS = range(7, 10)  # dix-sept
_FRENCH_TENS = (60, 80)  # soixante-dix, quatre-vingt-onze
_AND = frozenset({"and", "و", "et", "und", "u", "o", "iyo", "in", "и", "та", "e", "ane"})
_JOINED_AND = "و"  # Arabic writes it onto the next word
_MOST_SLIPS, _SHORTEST_SLIP = 1, 6


class Spoken(NamedTuple):
    """A number in words: where it ends, its value, and of how many words it is."""

    end: int
    value: int
    words: int


class NumberWords:
    """Reads numbers in words, of all languages at once."""

    def __init__(self, words: Vocabulary) -> None:
        self._cardinals = words.numbers
        self._numbers = {**words.ordinals, **words.numbers}
        self._kept = words.time_phrases
        self._beside = words.beside_numbers
        self._counters = words.counters
        halves = ("morning", "afternoon", "night")
        self._halves = frozenset().union(*(words.clock[each] for each in halves))
        self._slips = Slips(word for word in words.numbers if " " not in word)

    def joined(self, tokens: Sequence[str]) -> list[str]:
        """The tokens with each number of several words, ordinals too, as one in digits."""
        return self._in_digits(tokens, self._numbers, 2, self._kept)

    def counted(self, tokens: Sequence[str], kept: Collection[str] = ()) -> list[str]:
        """The tokens with every cardinal number in digits, but for those in phrases to be kept."""
        phrases = self._kept.union(kept)
        return self._in_digits(_apart(tokens, self._cardinals), self._cardinals, 1, phrases)

    def mended(self, tokens: Sequence[str]) -> list[str]:
        """The tokens with a slip in a long number word taken back, where only one may be meant."""
        return [self._mended(token) for token in tokens]

    def _mended(self, token: str) -> str:
        known = token in self._numbers or token[1:] in self._numbers
        if len(token) < _SHORTEST_SLIP or known or token.isdecimal():
            return token
        near = [word for word, slips in self._slips.near(token) if slips <= _MOST_SLIPS]
        values = {self._cardinals[word] for word in near}
        return near[0] if len(values) == 1 else token

    def _in_digits(
        self,
        tokens: Sequence[str],
        numbers: Mapping[str, int],
        least: int,
        phrases: Collection[str],
    ) -> list[str]:
        said: list[str] = []
        place = 0
        while place < len(tokens):
            kept = _longest(tokens, place, phrases)
            spoken = None if kept else self._spoken(tokens, place, numbers)
            end = kept or (spoken.end if spoken else place + 1)
            digits = spoken and (spoken.words >= least or self._is_beside(tokens, place))
            said += [str(spoken.value)] if spoken and digits else tokens[place:end]
            place = end
        return said

    def _spoken(
        self, tokens: Sequence[str], place: int, numbers: Mapping[str, int]
    ) -> Spoken | None:
        """The longest number that begins here."""
        found = self._one(tokens, place, numbers)
        while found and found.end < len(tokens):
            at = found.end
            linked = tokens[at] in _AND
            following = self._one(tokens, at + linked, numbers, within=True)
            if following is None and tokens[at].startswith(_JOINED_AND):
                bare = numbers.get(tokens[at][1:])
                following = None if bare is None else Spoken(at + 1, bare, 1)
                linked = True
            total = _together(found.value, following.value, linked=linked) if following else None
            if following is None or total is None:
                break
            found = Spoken(following.end, total, found.words + following.words)
        return found

    def _one(
        self, tokens: Sequence[str], place: int, numbers: Mapping[str, int], *, within: bool = False
    ) -> Spoken | None:
        """A number that is one word, or one phrase of the lists."""
        if place >= len(tokens):
            return None
        token = tokens[place]
        if token in self._beside and (within or self._is_beside(tokens, place)):
            return Spoken(place + 1, self._beside[token], 1)
        end = _longest(tokens, place, numbers)
        return Spoken(end, numbers[" ".join(tokens[place:end])], end - place) if end else None

    def _is_beside(self, tokens: Sequence[str], place: int) -> bool:
        """Whether a word that is often none is a number here: Persian `نه` is nine, and no."""
        before, after = tokens[max(place - 1, 0) : place], tokens[place + 1 : place + 2]
        if tokens[place] not in self._beside or self._counters.intersection(after):
            return tokens[place] in self._beside
        half = " ".join(tokens[place + 1 : place + 3]) in self._kept  # نه و نیم
        if half or (not tokens[place].isascii() and self._halves.intersection(after)):
            return True
        closed = not after or after[0] in _AND  # "10h du matin" has no Kurmanji two in it
        return closed and not self._counters.isdisjoint(before)


def _apart(tokens: Sequence[str], numbers: Collection[str]) -> list[str]:
    """The tokens with the Arabic and taken off a number: `وثلاثة`."""
    said: list[str] = []
    for token in tokens:
        joined = token[:1] == _JOINED_AND and token not in numbers and token[1:] in numbers
        said += [_JOINED_AND, token[1:]] if joined else [token]
    return said


def _longest(tokens: Sequence[str], place: int, phrases: Collection[str]) -> int:
    """Where the longest of the phrases that begin here ends; 0 where none does."""
    for end in range(min(len(tokens), place + LONGEST_PHRASE), place, -1):
        if " ".join(tokens[place:end]) in phrases:
            return end
    return 0


def _together(total: int, value: int, *, linked: bool) -> int | None:
    """What two parts of a number come to; None where they are two numbers."""
    rest = total % 100
    if value in (100, 1000):
        return total * value if 1 <= total < 100 else None
    if value == 20 and total == 4 and not linked:  # quatre-vingts
        return 80
    if value > 100 or value < 1:
        return total + value if total >= 1000 > value > 100 and total % 1000 == 0 else None
    if rest == 0 and total >= 100:
        return total + value
    return total + value if _fit(rest, value, linked=linked) else None


def _fit(rest: int, value: int, *, linked: bool) -> bool:
    """Whether these are tens and ones, in the order of some language."""
    if rest in _TENS and value in _ONES:
        return True
    if rest in _FRENCH_TENS and value in _TEENS:
        return True
    if rest == 10 and value in _FRENCH_TEENS:
        return True
    return linked and rest in _ONES and value in _TENS
