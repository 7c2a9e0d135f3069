"""What can be seen of words: characters that leave no mark on a screen tell nobody anything."""

import unicodedata

BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0\U0001d159")  # letters and signs drawn as nothing
MARKS = frozenset("LNPS")  # letters, numbers, punctuation, symbols


def visible(words: str) -> str:
    """The words from the first character on that leaves a mark of its own; "" when none does."""
    for at, letter in enumerate(words):
        if unicodedata.category(letter)[0] in MARKS and letter not in BLANK:
            return words[at:]
    return ""
