"""Make typed words comparable: one form for what people spell in many ways.

`plain` keeps punctuation, for numbers, days and times. `fold` keeps only letters, digits and
signs such as 👍, without accents, vowel marks and doubled letters. Both leave the vowel signs of
Indic scripts and Burmese alone: there they are the word.
"""

import re
import unicodedata

from translations.reading.values.numerals import to_ascii

LONGEST = 600  # letters that are looked at: nobody says "stop" in more
MOST_WORDS = 80  # in which a wish or an answer is looked for
# Forms may be longer than what was typed (one sign is eighteen letters), so each is cut again.

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u20e3"
    "\U0001f3fb-\U0001f3ff'’ʼ`´]"  # skin tones and apostrophes too: don't = dont
)
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed\u0640\u0621]"
)
_LETTERS = {
    "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ٱ": "ا", "ة": "ه",
    "ہ": "ه", "ھ": "ه", "ە": "ه", "ۆ": "و", "ڕ": "ر", "ڵ": "ل", "ګ": "گ", "ł": "l", "ø": "o",
    "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss",
}  # fmt: skip
# "yesss" is yes. In Arabic only the long vowels: the ل of the article doubles the word's own.
_DOUBLED = re.compile(r"([^\W\d_\u0600-\u06ff]|[اوي])\1+|([^\W\d_])\2{2,}")
_SHORTEST_VERB = 3
_PREFIXES = re.compile("^(?:[وف]?(?:[بكع]ال|لل|ال)|[وف][بل]?|[بل])(?=..)")


class _Kept(dict[int, str | int]):
    """A translation table that finds out about a character once: kept, or a space."""

    def __missing__(self, code: int) -> str | int:
        category = unicodedata.category(chr(code))
        kept: str | int = " "
        if category[0] in "LMN":
            kept = code
        elif category == "So":
            kept = f" {chr(code)} "
        self[code] = kept
        return kept


_TABLE = _Kept({ord(letter): same for letter, same in _LETTERS.items()})


def plain(words: str) -> str:
    """Small letters and 0–9, without anything invisible."""
    words = words[:LONGEST]
    if not words.isascii():
        words = unicodedata.normalize("NFKC", to_ascii(words.replace("№", "#")))[:LONGEST]
    return _UNSEEN.sub("", words.casefold())[:LONGEST]


def fold(words: str) -> str:
    """Words to compare with other folded words, one space between them."""
    return fold_plain(plain(words))


def fold_plain(words: str) -> str:
    """What `fold` makes of words that are `plain` already."""
    if not words.isascii():
        bare = _MARKS.sub("", unicodedata.normalize("NFD", words))
        words = unicodedata.normalize("NFC", bare)[:LONGEST]
    return _DOUBLED.sub(_once, " ".join(words.translate(_TABLE).split()))


def _once(letters: re.Match[str]) -> str:
    return letters[0][0]


def bare(token: str) -> str:
    """A folded Arabic word without its article and the particles written onto it."""
    return token if token.isascii() else _PREFIXES.sub("", token)


def forms(token: str) -> set[str]:
    """A folded word as it may stand in our lists: as typed, and in Arabic without what is joined
    on, and without the letter that says who does it (`نحكي`, `بحكي` and `يحكي` are all `حكي`).
    """
    found = {token, bare(token)}
    if len(token) > _SHORTEST_VERB and token[0] in "انتيب" and not token.startswith("ال"):
        found.add(token[1:])
    return found


def bearing(folded: str) -> list[str]:
    """The folded words, without signs such as ✔ unless there is nothing else."""
    tokens = folded.split()
    return [token for token in tokens if any(map(str.isalnum, token))] or tokens
