"""Ways in which typed words can mean a label, from certain to likely.

Each takes the typed words and the labels, all folded, and says which labels it could be.
"""

from collections.abc import Callable, Sequence

from rapidfuzz.distance import OSA

from translations.reading.fold import bare
from translations.reading.labels import Labels

Way = Callable[[Sequence[str], Labels], list[int]]
_SHORTEST_PART, _SHORTEST_SLIP = 3, 5
_SHORTEST_SHARED, _LEAST_SHARED = 5, 0.6  # of two forms of a word: slovenski, slovenščina


def exact(tokens: Sequence[str], labels: Labels) -> list[int]:
    """Labels that are these words and no others, in the same order."""
    return [place for place, label in enumerate(labels) if list(label) == list(tokens)]


def beginning(tokens: Sequence[str], labels: Labels) -> list[int]:
    """Every typed word begins a word of the label."""
    return [place for place, label in enumerate(labels) if all(_begins(t, label) for t in tokens)]


def containing(tokens: Sequence[str], labels: Labels) -> list[int]:
    """The longest label that stands whole in what was typed, and any other that is hinted at."""
    typed = {form for token in tokens for form in (token, bare(token))}
    whole = [place for place, label in enumerate(labels) if label and typed.issuperset(label)]
    longest = max((len(labels[place]) for place in whole), default=0)
    found = [place for place in whole if len(labels[place]) == longest]
    rest = [token for token in tokens if all(token not in labels[place] for place in found)]
    return [*found, *telling(rest, labels)] if found else []


def telling(tokens: Sequence[str], labels: Labels) -> list[int]:
    """Every label that a typed word begins a word of, if it does so in no other."""
    hits = (beginning([token], labels) for token in tokens if len(token) >= _SHORTEST_PART)
    return sorted({hit[0] for hit in hits if len(hit) == 1})


def related(tokens: Sequence[str], labels: Labels) -> list[int]:
    """Another form of a word: most of it is the same from the beginning."""
    return [
        place
        for place, label in enumerate(labels)
        if any(_shares(token, word) for token in tokens for word in label)
    ]


def mistyped(tokens: Sequence[str], labels: Labels) -> list[int]:
    """Only slips lie between what was typed and a label, and no other label is nearly as near."""
    typed = " ".join(tokens)
    distances = sorted((_distance(typed, label), place) for place, label in enumerate(labels))
    if not distances or distances[0][0] > _allowed(typed):
        return []
    return [place for distance, place in distances if distance <= distances[0][0] + 1]


def _begins(token: str, label: Sequence[str]) -> bool:
    stem = bare(token)
    if token in label or any(stem == bare(word) for word in label):
        return True
    return len(stem) >= _SHORTEST_PART and any(
        word.startswith(token) or bare(word).startswith(stem) for word in label
    )


def _shares(token: str, word: str) -> bool:
    pairs = zip(token, word, strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), len(token))
    return same >= max(_SHORTEST_SHARED, _LEAST_SHARED * max(len(token), len(word)))


def _distance(typed: str, label: Sequence[str]) -> int:
    """From the whole label, or from one of its longer words."""
    words = [word for word in label if len(word) > _SHORTEST_SLIP]
    return min(OSA.distance(typed, each) for each in (" ".join(label), *words))


def _allowed(typed: str) -> int:
    return (len(typed) >= _SHORTEST_SLIP) + (len(typed) >= 9) + (len(typed) >= 15)
