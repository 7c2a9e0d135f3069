"""Count which letters stand together in each language: `make looks`, from the corpora.

Only the parts for tuning are counted. The groups that tell languages apart are the most frequent
ones of each; what is rarer counts the same everywhere.
"""

import json
import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping

from translations.catalogues import FOLDER
from translations.reading.language_of import FILE, groups_of, is_latin
from translations.reading.typed import Typed

MOST = 400  # groups of each look
LEAST = 1500  # letters from which a look is learnt
_SMOOTH = 0.3
Counts = Mapping[str, Counter[str]]


def counted() -> tuple[Counts, Counts]:
    """How often each group stands in each language: in Latin letters, and in others."""
    looks: tuple[defaultdict[str, Counter[str]], ...] = defaultdict(Counter), defaultdict(Counter)
    for file in sorted((FOLDER / "corpus").glob("*.toml")):
        tuning = tomllib.loads(file.read_text(encoding="utf-8"))["tune"]
        for message in (message for said in tuning.values() for message in said):
            plain = Typed(message).plain
            looks[not is_latin(plain)][file.stem].update(groups_of(plain))
    latin, other = ({t: n for t, n in look.items() if n.total() >= LEAST} for look in looks)
    return latin, other


def learnt(counts: Counts) -> dict[str, dict[str, int]]:
    """How unlikely each group is in each language, in tenths of a natural logarithm."""
    telling = {group for many in counts.values() for group in _frequent(many)}
    return {tag: _look(many, telling) for tag, many in counts.items()}


def _frequent(many: Counter[str]) -> list[str]:
    return sorted(many, key=lambda group: (-many[group] * len(group), group))[:MOST]


def _look(many: Counter[str], telling: set[str]) -> dict[str, int]:
    total = sum(many[group] for group in telling) + _SMOOTH * len(telling)
    rarest = round(-10 * math.log(_SMOOTH / total))
    look = {
        group: round(-10 * math.log((many[group] + _SMOOTH) / total))
        for group in sorted(telling)
        if many[group]
    }
    return {"": rarest, **look}


def written() -> str:
    """What was learnt, as it stands in the file."""
    latin, other = counted()
    packed = {"latin": learnt(latin), "other": learnt(other)}
    text = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
    return text.replace('},"', '},\n"') + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
