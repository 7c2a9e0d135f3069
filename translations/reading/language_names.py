"""Which language is named: by its own name, by what others call it, or by its code.

The names are those of CLDR, in the languages that people here write and in the named ones. They
are looked up when somebody first names one: dates of many languages are slow to load.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from babel import Locale
from babel.localedata import exists

from translations.catalogues import own_name
from translations.reading.fold import bare, fold
from translations.reading.typed import Typed

# Spoken by people who come here, or by those who live here; in CLDR's codes.
_SPOKEN = [
    "af", "am", "ar", "az", "be", "bg", "bm", "bn", "bs", "ckb", "cs", "da", "de", "el", "en",
    "es", "et", "fa", "fa_AF", "ff", "fi", "fil", "fr", "gu", "ha", "he", "hi", "hr", "hu",
    "hy", "id", "ig", "it", "ja", "ka", "kk", "kmr", "ko", "ku", "ky", "lg", "ln", "lt", "lv",
    "mg", "mk", "ml", "mn", "ms", "my", "nb", "ne", "nl", "om", "pa", "pl", "ps", "pt", "rn",
    "ro", "rom", "ru", "rw", "sd", "si", "sk", "sl", "sn", "so", "sq", "sr", "sv", "sw", "ta",
    "te", "tg", "th", "ti", "tk", "tr", "ug", "uk", "ur", "uz", "vi", "wo", "yo", "zh",
]  # fmt: skip
_NAMED_IN = ("en", "sl", "ar", "fa", "fr", "ru", "de", "es", "it", "sq", "sr", "tr", "uk")
_SAID_TOO = {  # what CLDR does not know, or not in these letters
    "fa": ("farsi", "parsi", "فارسي", "ايراني"),
    "fa_AF": ("prs", "dari", "دري", "dari farsi", "farsi dari"),
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
        known = [Locale(tag).languages for tag in _NAMED_IN]
        for code in _SPOKEN:
            for name in (*_SAID_TOO.get(code, ()), *(str(each.get(code, "")) for each in known)):
                _add(found, name, code)
            _add(found, own_name(_tag(code)), code)
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


def _add(names: defaultdict[str, set[str]], name: str, code: str) -> None:
    folded = fold(name.partition("(")[0])
    for form in _forms(folded):
        if len(form) >= _SHORTEST:
            names[form].add(_tag(code))


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
    return _tag(code) if code in _SPOKEN and exists(code) else None


def _tag(code: str) -> str:
    return code.replace("_", "-")


def _one(tags: set[str]) -> str | None:
    return next(iter(tags)) if len(tags) == 1 else None
