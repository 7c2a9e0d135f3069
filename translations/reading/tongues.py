"""In which of our languages something is written: by its letters, and by words that one has alone.

Unsure is None: nobody is offered a language because of a name, or of a word that others have, too.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from translations.catalogues import FOLDER, SOURCE, Catalogues
from translations.reading.fold import fold
from translations.reading.typed import Typed

_LETTERS = {  # that of our languages only this one has; of other languages there are others
    "ar": re.compile("[ةىإؤ]"),
    "fa": re.compile("[پچژگی]"),
    "sl": re.compile("[čšž]"),
    "fr": re.compile("[àâçêëîïôœùû]"),
}
_OF_OTHERS = re.compile("[іїєґўјљњћђџґқғүұөһٹڈڑےںەۆێڕڵټډړږښځڅđ]")
_GAPS = re.compile(r"\{[^}]*\}|/\w+")
_LEAST = 0.6  # of the words, which are the language's
_MOST_WORDS = 60
Words = Mapping[str, frozenset[str]]


class Tongues:
    """Knows the words of each language that can be chosen."""

    def __init__(self, catalogues: Catalogues) -> None:
        self._catalogues = catalogues

    def written_in(self, typed: Typed) -> str | None:
        """The tag of the one language that it is clearly written in."""
        words = typed.words.casefold()
        tokens = [token for token in typed.tokens[:_MOST_WORDS] if token.isalpha()]
        if not tokens or _OF_OTHERS.search(words):
            return None
        known = {tag: sum(t in own for t in tokens) for tag, own in self._words.items()}
        known |= {tag: known[tag] + 1 for tag in known if self._has_letters(tag, words)}
        (first, most), *others = Counter(known).most_common(2)
        clear = most >= _LEAST * len(tokens) and all(most > many for _tag, many in others)
        return first if clear else None

    def _has_letters(self, tag: str, words: str) -> bool:
        return tag in _LETTERS and bool(_LETTERS[tag].search(words))

    @cached_property
    def _words(self) -> Words:
        """Not before something is written: it takes all sentences that we say."""
        return {each.tag: frozenset(self._of(each.tag)) for each in self._catalogues.offered}

    def _of(self, tag: str) -> Iterator[str]:
        sentences = self._catalogues.ready[tag].sentences
        said = [form for forms in sentences.values() for form in forms]
        if tag == SOURCE:
            said = [msgid for each in self._catalogues.ready.values() for msgid in each.sentences]
        file = FOLDER / tag.replace("-", "_") / "words.toml"
        typed = _strings(tomllib.loads(file.read_text("utf-8"))) if file.exists() else ()
        for words in (*dict.fromkeys(said), *typed):
            yield from fold(_GAPS.sub(" ", words)).split()


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
