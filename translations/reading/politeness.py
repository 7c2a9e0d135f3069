"""What stands around a wish and changes nothing: `please`, `thank you`, in any language."""

from collections.abc import Sequence
from functools import lru_cache

from translations.reading.vocabulary import LONGEST_PHRASE


def trimmed(folded: str, polite: frozenset[str]) -> str:
    """The message without the politeness around it; one that is polite only stays as it is."""
    around = _in(folded.split(), polite)
    before = ""
    while folded != before:
        before = folded
        for phrase in around:
            folded = folded.removeprefix(phrase + " ").removesuffix(" " + phrase)
    return folded


def _in(tokens: Sequence[str], polite: frozenset[str]) -> list[str]:
    """The polite phrases anywhere in a message, the longest first."""
    first = _first(polite)
    starts = [at for at, token in enumerate(tokens) if token in first]
    phrases = {" ".join(tokens[a : a + n]) for n in range(1, LONGEST_PHRASE + 1) for a in starts}
    return sorted(phrases & polite, key=lambda phrase: (-len(phrase), phrase))


@lru_cache(4)
def _first(phrases: frozenset[str]) -> frozenset[str]:
    """The words that begin them."""
    return frozenset(phrase.partition(" ")[0] for phrase in phrases)
