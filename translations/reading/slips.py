"""Phrases typed with a slip of the finger: the longer a word, the more is forgiven in it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST_SLIP, SHORTEST_TWO_SLIPS = 6, 9  # letters in which one or two slips are forgiven


class Slips:
    """Finds phrases that may be meant. Only those of as many words and letters are compared."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._alike: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        for phrase in phrases:
            self._alike[phrase.count(" "), len(phrase)].append(phrase)

    def near(self, folded: str) -> list[tuple[str, int]]:
        """The phrases that may be meant, and by how many slips, the nearest first."""
        most = allowed(folded)
        words, spaces = folded.split(), folded.count(" ")
        alike: list[str] = []
        for length in range(len(folded) - most, len(folded) + most + 1) if most else ():
            alike += self._alike.get((spaces, length), ())
        found = process.extract(folded, alike, scorer=OSA.distance, score_cutoff=most, limit=None)
        return [(each, slips) for each, slips, _ in found if _slipped(words, each.split())]


def allowed(word: str) -> int:
    """How many slips are forgiven."""
    return (len(word) >= _SHORTEST_SLIP) + (len(word) >= SHORTEST_TWO_SLIPS)


def is_slip(typed: str, meant: str) -> bool:
    """Whether no more slips lie between the two than are forgiven in what was meant."""
    most = allowed(meant)
    return OSA.distance(typed, meant, score_cutoff=most) <= most


def _slipped(typed: Sequence[str], meant: Sequence[str]) -> bool:
    """Whether word for word only slips lie between the two: short words must be the same."""
    return all(
        is_slip(*sorted((one, other), key=len)) for one, other in zip(typed, meant, strict=True)
    )
