"""Passphrases: long, and nothing that is tried first."""

import re
import unicodedata
from collections.abc import Iterator

from domain.speech.text import Message, _

FEWEST = 15  # characters
LEFT = 10  # of what is no name, row of keys, known phrase or repetition
RUN = 4  # letters that follow each other on a keyboard or in an alphabet

ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    *("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"),
    *("qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn"),
    *("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
)
KNOWN = (
    "correct horse battery staple",
    "the quick brown fox jumps over the lazy dog",
    "to be or not to be that is the question",
    "may the force be with you",
    "lorem ipsum dolor sit amet",
    "our father who art in heaven",
    "once upon a time in a land far away",
    "all you need is love",
    "i love you",
    "let me in",
    "change me",
    "trust no one",
    "open sesame",
    "pass phrase",
    "pass word",
    "passwort",
    "mot de passe",
    "moje geslo",
    "geslo",
    "secret",
    "skrivnost",
    "welcome",
    "dobrodosli",
    "admin",
    "asylum",
    "ljubljana",
    "slovenija",
    "lipa",
)
LIKE = str.maketrans("013457@$!", "oleastasi")  # digits and signs in place of letters


def weakness(passphrase: str, name: str) -> Message | None:
    """Why somebody with the disk could guess it; None when that would take too long."""
    if len(passphrase) < FEWEST:
        return _(
            "A passphrase needs at least {n} characters: four or five words that nobody expects.",
            n=FEWEST,
        )
    folded = _folded(passphrase)
    forms = ("".join(filter(str.isalnum, form)) for form in (folded, folded.translate(LIKE)))
    if any(_left(form, name) < LEFT for form in forms):
        return _(
            "This is too easy to guess: no names, rows of keys, repetitions or well-known phrases, "
            "but words that have nothing to do with each other."
        )
    return None


def _left(plain: str, name: str) -> int:
    """How much of it is not known beforehand."""
    for piece in _pieces(name):
        plain = plain.replace(piece, "")
    plain = _without_runs(plain)
    return len(re.sub(r"(.+?)\1+", r"\1", plain))


def _pieces(name: str) -> Iterator[str]:
    """The longest first, so that nothing of a phrase stays behind a word in it."""
    names = [part for part in re.split(r"\W+", _folded(name)) if len(part) > 1]
    known = ["".join(filter(str.isalnum, phrase)) for phrase in KNOWN]
    yield from sorted([*known, *names, "".join(names) or "lipa"], key=len, reverse=True)


def _without_runs(plain: str) -> str:
    known = {
        row[at : at + RUN] for each in ROWS for row in (each, each[::-1]) for at in _starts(row)
    }
    inside = {at + n for at in _starts(plain) if plain[at : at + RUN] in known for n in range(RUN)}
    return "".join(letter for at, letter in enumerate(plain) if at not in inside)


def _starts(row: str) -> range:
    return range(len(row) - RUN + 1)


def _folded(words: str) -> str:
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
