"""The digits in what somebody typed, whatever script they are of."""

import unicodedata


def digits_of(words: str) -> str:
    """Them alone, as 0 to 9."""
    found = (unicodedata.digit(letter, -1) for letter in words)
    return "".join(str(digit) for digit in found if digit >= 0)
