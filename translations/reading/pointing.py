"""Numbers that name an answer: `2`, `#2`, `no 2`, `the second one`, `الثاني`, `last`."""

import re
from collections.abc import Sequence

from translations.reading.vocabulary import Phrases, Vocabulary, find

LAST = -1
_DIGITS = re.compile(r"(\d{1,3})(?:st|nd|rd|th|ا?م(?:ي|ين)?)?")
_MARKED = re.compile(r"[#(\[]\s*\d|\d\s*[.)\]:]|\d(?:st|nd|rd|th)\b")


class Pointing:
    """Reads a message that is a number and nothing else but `option`, `the` or `please`."""

    def __init__(self, words: Vocabulary) -> None:
        self._beside = words.pointing | words.polite
        self._numbers = Phrases({**words.ordinals, **words.numbers})
        self._last = words.last

    def number(self, tokens: Sequence[str]) -> int | None:
        """The number, from 1; `LAST` for the last one."""
        digits = [int(match[1]) for token in tokens if (match := _DIGITS.fullmatch(token))]
        rest = [token for token in tokens if not _DIGITS.fullmatch(token)]
        if digits:
            return digits[0] if len(digits) == 1 and self._beside.issuperset(rest) else None
        last = self._last.intersection([*tokens, " ".join(tokens)])
        if last and self._beside.issuperset(set(tokens) - set(" ".join(last).split())):
            return LAST
        return self._named(tokens)

    def marked(self, typed: str) -> bool:
        """Whether it can only be the number of an answer: `2.`, `#2`, `(2)`, `2nd`."""
        return bool(_MARKED.search(typed))

    def _named(self, tokens: Sequence[str]) -> int | None:
        """`two`, `the second one`: the first number, if what follows it is only a noun."""
        found = list(find(tokens, self._numbers))
        named = {place for start, end, _ in found for place in range(start, end)}
        rest = [token for place, token in enumerate(tokens) if place not in named]
        nouns = [" ".join(tokens[start:end]) for start, end, _ in found[1:]]
        if not found or not self._beside.issuperset([*rest, *nouns]):
            return None
        return found[0][2]
