"""How many people come: `2 adults and 2 kids`, `me and my wife`, `أنا وزوجتي وطفل`, `нас пятеро`.

Each language adds up with its own words, because a short word of one is another in the next. What
may leave the writer out ("2 kids"), or has a word in it that nobody listed, is None: asked again.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from translations.reading.fold import bare, fold_plain
from translations.reading.values.number_words import NumberWords
from translations.reading.vocabulary import Phrases, Vocabulary, find

MOST_WORDS = 30
_MOST_BESIDE_ONE = 2  # unknown words: "only one person comes today", and no longer sentence
_PLUS = re.compile(r"\s*[+&]\s*")
_ODD = re.compile(r"^\s*[-−–]|\d\s*[-–—/.,]\s*\d")  # below none, from 3 to 4, a fraction
_IN_ALL = {"all2": 2, "all3": 3, "all4": 4, "all5": 5}
_SO_MANY = frozenset({"two", *_IN_ALL})  # a word that says how many by itself: طفلين
_NOUNS = frozenset({"one", "two", "persons", "grown", "part"})


@dataclass
class _Party:
    """What has been counted so far."""

    total: int | None = None  # of all, the writer too
    others: int = 0
    bare: int = 0  # numbers without a word for what they count
    items: int = 0
    grown: bool = False
    said: set[str] = field(default_factory=set)  # which kinds of words there are
    unsure: bool = False
    linked_total: bool = False  # somebody and so many more


class Company:
    """Adds people up."""

    def __init__(self, words: Vocabulary, counting: NumberWords) -> None:
        polite = words.polite | words.yes
        self._languages = {tag: _with(polite, kinds) for tag, kinds in words.people.items()}
        said = [pair for kinds in self._languages.values() for pair in kinds.items()]
        so_many = {phrase for phrase, kind in said if kind in _SO_MANY}
        self._kept = {
            tag: so_many.union(phrase for phrase in kinds if " " in phrase)
            for tag, kinds in self._languages.items()
        }
        self._other = _with(polite, {})
        self._counting = counting

    def people(self, plain: str, language: str) -> int | None:
        """How many, the writer too: in this language, or as all others that understand it say."""
        if _ODD.search(plain):
            return None
        tokens = self._counting.mended(fold_plain(_PLUS.sub(" plus ", plain)).split())
        if not 0 < len(tokens) <= MOST_WORDS:
            return None
        own = self._in(language, tokens)
        if own is not None:
            return own
        said = {self._in(tag, tokens) for tag in self._languages} - {None}
        return said.pop() if len(said) == 1 else None

    def _in(self, language: str, tokens: Sequence[str]) -> int | None:
        kinds = self._languages.get(language, self._other)
        counted = self._counting.counted(tokens, self._kept.get(language, frozenset()))
        return _sum(list(self._kinds(counted, kinds)))

    def _kinds(self, tokens: Sequence[str], kinds: Phrases[str]) -> Iterator[str]:
        """The kind of each word or phrase, digits for a number, nothing for what is unknown."""
        place = 0
        for start, end, kind in find(tokens, kinds):
            yield from (part for token in tokens[place:start] for part in _parts(token, kinds))
            yield kind
            place = end
        yield from (part for token in tokens[place:] for part in _parts(token, kinds))


def _with(polite: Collection[str], kinds: Mapping[str, str]) -> Phrases[str]:
    """The words of a language and what is polite around them; `mon frère` may be a brother."""
    people = {phrase for phrase, kind in kinds.items() if kind in _NOUNS}
    kind_words = (phrase for phrase in polite if people.isdisjoint(phrase.split()))
    return Phrases({**dict.fromkeys(kind_words, "fill"), **kinds})


def _parts(token: str, kinds: Mapping[str, str]) -> Iterator[str]:
    """A word that is in no list: a number, or in Arabic a word behind `و` and the like."""
    if token.isdecimal():
        yield token
    elif token[1:].isdecimal() and token[0] == "و":
        yield from ("and", token[1:])
    else:
        stem = token[1:] if token.startswith("و") and token[1:] in kinds else bare(token)
        if token.startswith("و") and stem in kinds:
            yield "and"
        yield kinds.get(stem, "")


def _sum(kinds: Sequence[str]) -> int | None:
    """How many these words come to."""
    party = _Party()
    party.said.update(kinds)
    for place, kind in enumerate(kinds):
        _count(party, kinds, place, kind)
    if party.unsure or "out" in party.said:
        return None
    unknown = kinds.count("")
    return _with_total(party, unknown) if party.total else _by_parts(party, unknown)


def _count(party: _Party, kinds: Sequence[str], place: int, kind: str) -> None:
    """One more word."""
    if kind.isdecimal():
        _number(party, kinds, place, int(kind))
    elif kind in _IN_ALL:
        _in_all(party, kinds, place, _IN_ALL[kind])
    elif kind in _NOUNS and not _belongs(kinds, place):
        party.items += 1
        party.others += {"one": 1, "two": 2}.get(kind, 0)
        party.unsure |= kind not in ("one", "two")  # "kids", nobody knows how many
    elif kind == "family" and not any(map(str.isdecimal, kinds)):
        party.unsure = True


def _number(party: _Party, kinds: Sequence[str], place: int, number: int) -> None:
    noun = _noun(kinds, place)
    before = _before(kinds, place)
    if _before_is_noun(kinds, place, number):
        return  # one or two, said of what is so already: طفل واحد
    party.items += 1
    led = before == "with" or (before == "and" and "me" in kinds[:place])
    own = noun in ("persons", "family") or before in ("we", "family")
    own = own or (noun == "" and ("we" in kinds or "inc" in kinds))
    among = party.total is not None and "but" in kinds
    if own and not led and not among:
        _in_all(party, kinds, place, number)
        return
    party.others += number
    party.bare += noun == ""
    party.grown |= noun == "grown"


def _in_all(party: _Party, kinds: Sequence[str], place: int, number: int) -> None:
    party.unsure |= party.total is not None and party.total != number
    party.total = number
    after = [kind for kind in kinds[place + 1 :] if kind not in ("fill", "persons", "family", "we")]
    party.linked_total = after[:1] == ["and"]
    party.unsure |= after[:2] == ["and", "me"]


def _noun(kinds: Sequence[str], place: int) -> str:
    """What a number counts; in Arabic one person is `شخص واحد`."""
    behind = place > 0 and kinds[place - 1] == "persons"
    return _after(kinds, place) or ("persons" if behind else "")


def _after(kinds: Sequence[str], place: int) -> str:
    after = next((kind for kind in kinds[place + 1 :] if kind != "fill"), "")
    return after if after in _NOUNS or after == "family" else ""


def _before(kinds: Sequence[str], place: int) -> str:
    return next((kind for kind in reversed(kinds[:place]) if kind != "fill"), "")


def _before_is_noun(kinds: Sequence[str], place: int, number: int) -> bool:
    before = kinds[place - 1 : place] if place else []
    return before == [{1: "one", 2: "two"}.get(number)] and _after(kinds, place) == ""


def _belongs(kinds: Sequence[str], place: int) -> bool:
    """Whether a noun stands beside its number."""
    following = kinds[place + 1 : place + 2]
    behind = kinds[place] == "persons" and following and following[0].isdecimal()
    return bool(behind) or _before(kinds, place).isdecimal()


def _with_total(party: _Party, unknown: int) -> int | None:
    total = party.total or 0
    if total == 1 and unknown > _MOST_BESIDE_ONE:
        return None  # "is there a person whom I can ask?" is about something else
    if party.others == 0:
        return total
    if unknown:
        return None
    if "but" in party.said:
        return total if party.others <= total else None
    if party.linked_total:
        return total + party.others
    writer = not party.said.isdisjoint({"me", "with"})
    return total if party.others + writer == total else None


def _by_parts(party: _Party, unknown: int) -> int | None:
    if unknown:
        return None
    if party.others == 0:
        said = party.items == 0 and not party.said.isdisjoint({"me", "alone"})
        return 1 if said and "family" not in party.said else 0 if party.items else None
    if not party.said.isdisjoint({"me", "with"}):
        joined = not party.said.isdisjoint({"and", "with"})
        return party.others + 1 if joined and party.bare <= 1 else None
    if party.bare:
        alone = party.items == 1 and "and" not in party.said
        return party.others if alone else None
    return party.others if party.grown or (party.others == 1 and "alone" in party.said) else None
