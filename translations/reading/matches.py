"""Ways in which typed words can mean a label, from certain to likely.

Each takes the typed words and the labels, all folded, and says which labels it could be.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from translations.reading.fold import bare
from translations.reading.shown import HEAD, Place, Shown

Way = Callable[[Sequence[str], Shown], set[Place]]
_SHORTEST_PART, _SHORTEST_SLIP = HEAD, 5
_SHORTEST_SHARED, _LEAST_SHARED = 5, 0.6  # of two forms of a word: slovenski, slovenščina


def exact(tokens: Sequence[str], shown: Shown) -> set[Place]:
    """Labels that are these words and no others, in the same order."""
    return shown.whole.at(" ".join(tokens))


def beginning(tokens: Sequence[str], shown: Shown) -> set[Place]:
    """Every typed word begins a word of the label."""
    found = set(range(len(shown)))
    for token in tokens:
        found &= _begun(token, shown) if found else found
    return found


def containing(tokens: Sequence[str], shown: Shown) -> set[Place]:
    """The longest label that stands whole in what was typed, and any other that is hinted at."""
    typed = {form for token in tokens for form in (token, bare(token))}
    many = Counter(place for form in typed for place in shown.words.at(form))
    whole = [place for place, words in many.items() if words == len(set(shown.labels[place]))]
    longest = max((len(shown.labels[place]) for place in whole), default=0)
    found = {place for place in whole if len(shown.labels[place]) == longest}
    rest = [token for token in tokens if found.isdisjoint(shown.words.at(token))]
    return found | telling(rest, shown) if found else found


def telling(tokens: Sequence[str], shown: Shown) -> set[Place]:
    """Every label that a typed word begins a word of, if it does so in no other."""
    hits = (_begun(token, shown) for token in tokens if len(token) >= _SHORTEST_PART)
    return {place for hit in hits if len(hit) == 1 for place in hit}


def related(tokens: Sequence[str], shown: Shown) -> set[Place]:
    """Another form of a word: most of it is the same from the beginning."""
    found: set[Place] = set()
    for token in tokens:
        if len(token) >= _SHORTEST_SHARED:
            alike = shown.words.beginning(token[:_SHORTEST_SHARED])
            found.update(*(shown.words.at(word) for word in alike if _shares(token, word)))
    return found


def mistyped(tokens: Sequence[str], shown: Shown) -> set[Place]:
    """Only slips lie between what was typed and a label, and no other label is nearly as near."""
    typed = " ".join(tokens)
    most = _allowed(typed)
    near = process.extract(
        typed, shown.names.keys(), scorer=OSA.distance, score_cutoff=most + 1, limit=None
    )
    if not near or near[0][1] > most:
        return set()
    names = (name for name, distance, _ in near if distance <= near[0][1] + 1)
    return {place for name in names for place in shown.names[name]}


def _begun(token: str, shown: Shown) -> set[Place]:
    """The labels in which a word begins like this one; with digits in it only this very one."""
    if any(map(str.isdigit, token)):
        return shown.words.at(token)
    stem = bare(token)
    if token[:HEAD] not in shown.heads and stem[:HEAD] not in shown.heads:
        return set()  # as most words of most messages
    found = shown.words.at(token) | shown.stems.at(stem)
    if len(stem) >= _SHORTEST_PART:
        found = found.union(*map(shown.words.at, shown.words.beginning(token)))
        found = found.union(*map(shown.stems.at, shown.stems.beginning(stem)))
    return found


def _shares(token: str, word: str) -> bool:
    pairs = zip(token, word, strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), len(token))
    return same >= max(_SHORTEST_SHARED, _LEAST_SHARED * max(len(token), len(word)))


def _allowed(typed: str) -> int:
    return (len(typed) >= _SHORTEST_SLIP) + (len(typed) >= 9) + (len(typed) >= 15)
