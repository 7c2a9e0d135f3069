"""The digits in what somebody typed, whatever script they are of."""

import unicodedata


def digits_of(words: str) -> str:
    """The digits alone, in their order, as 0 to 9; empty when there are none."""
    found = (unicodedata.digit(letter, -1) for letter in words)
    return "".join(str(digit) for digit in found if digit >= 0)
