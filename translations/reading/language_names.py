"""Which language is named: by its own name, by what others call it, or by its code.

The names are those of CLDR, in the languages that people here write and in the named ones.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from babel.localedata import exists

from translations.catalogues import own_name
from translations.cldr_names import NAMED_IN, SPOKEN, called
from translations.reading.fold import bare, fold
from translations.reading.typed import Typed

_SAID_TOO = {  # what CLDR does not know, or not in these letters
    "fa": ("farsi", "parsi", "فارسي", "ايراني"),
    "fa-AF": ("prs", "dari", "دري", "dari farsi", "farsi dari"),
    "ckb": ("sorani", "سوراني"),
    "kmr": ("kurmanji", "kurmandji", "kurmanci", "کرمانجی"),
    "ps": ("pashtu", "pushto", "pakhto", "پشتو"),
    "sl": ("slovene", "slovenski", "slovensko"),
    "ti": ("tigrigna", "tigrinia"),
    "zh": ("mandarin",),
}
_SHORTEST = 3  # letters of a name; a code counts only where a language is asked for
_SAME, _MOST_OTHER = 4, 3  # letters that two forms of a name share at least, and do not at most
_MOST_WORDS = 8


class LanguageNames:
    """Finds the one language that is named; unsure is None. `beside` tells no language.

    With one of the `negations` it is the language that they do not want.
    """

    def __init__(self, beside: Iterable[str], negations: Iterable[str]) -> None:
        self._beside = frozenset(beside)
        self._negations = [f" {phrase} " for phrase in negations]

    def whole(self, typed: Typed) -> str | None:
        """The tag, where the message is a language's name and hardly more."""
        tokens = [token for token in typed.bearing if token not in self._beside]
        return _one(self._called(" ".join(tokens)) or self._called(" ".join(typed.bearing)))

    def within(self, typed: Typed) -> str | None:
        """The tag, where a language is asked for: also a code, another form, or among others."""
        tokens = typed.bearing[:_MOST_WORDS]
        whole = self.whole(typed) or _code(tokens)
        said = f" {typed.folded} "
        if whole or any(phrase in said for phrase in self._negations):
            return whole
        named = [self._called(token) for token in tokens if token not in self._beside]
        return _one(set().union(*named)) or _one(set().union(*map(self._related, tokens)))

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for tag in SPOKEN:
            names = (called()[tag].get(language, "") for language in NAMED_IN)
            for name in (*_SAID_TOO.get(tag, ()), *names, own_name(tag)):
                _add(found, name, tag)
        return dict(found)

    @cached_property
    def _by_head(self) -> dict[str, list[str]]:
        heads: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._names:
            heads[name[:_SAME]].append(name)
        return dict(heads)

    def _called(self, name: str) -> set[str]:
        return next((self._names[form] for form in _forms(name) if form in self._names), set())

    def _related(self, token: str) -> set[str]:
        """Another form of a name: slovenski, арабском."""
        near = (name for name in self._by_head.get(token[:_SAME], ()) if _is_form(token, name))
        return set().union(*(self._names[name] for name in near))


def _add(names: defaultdict[str, set[str]], name: str, tag: str) -> None:
    folded = fold(name.partition("(")[0])
    for form in _forms(folded):
        if len(form) >= _SHORTEST:
            names[form].add(tag)


def _forms(folded: str) -> Iterator[str]:
    """As it stands, and in Arabic without its article and as a man or a thing has it."""
    yield folded
    if not folded.isascii() and " " not in folded:
        yield bare(folded)
        yield bare(folded).removesuffix("ه")


def _is_form(token: str, name: str) -> bool:
    pairs = zip(token, name, strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), None)
    same = min(len(token), len(name)) if same is None else same
    return same >= _SAME and max(len(token), len(name)) - same <= _MOST_OTHER


def _code(tokens: Sequence[str]) -> str | None:
    code = tokens[0] if len(tokens) == 1 else ""
    return code if code in SPOKEN and exists(code) else None


def _one(tags: set[str]) -> str | None:
    return next(iter(tags)) if len(tags) == 1 else None
