"""Passphrases: what would be tried first is refused, what nobody expects is taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.office.office import Office
from bot.office.reader_keys import new_passphrase
from bot.running.faults import CommandError
from bot.settings.settings import Settings
from domain.staff.passphrase import FEWEST, KNOWN, ROWS, weakness

NAME = "Maja Novak"


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "short",
        "x7#Kq!9z",
        "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "correct horse battery staple",
        "CorrectHorseBatteryStaple1",
        "C0rrect h0rse b@ttery st4ple",
        "qwertyuiopasdfghjkl",
        "1234567890123456",
        "zyxwvutsrqponmlkj",
        "Maja Novak Maja Novak",
        "lipa lipa lipa lipa",
        "maja.novak.lipa.2026",
        "passwordpassword1",
        "Geslo geslo geslo!",
        "йцукенгшщзхъйцукен",
        "                    ",
    ],
)
def test_what_is_tried_first_is_refused(weak: str) -> None:
    """With the reason."""
    assert weakness(weak, NAME)


@pytest.mark.parametrize(
    "strong",
    [
        "seven geese walk over Sava",
        "štirje ježi pijejo hladen čaj",
        "چهار خارپشت چای سرد می‌نوشند",
        "четыре ежа пьют холодный чай",
        "k9#mT2vq!Lw8zRp4",
    ],
)
def test_what_nobody_expects_is_taken(strong: str) -> None:
    """In any script."""
    assert weakness(strong, NAME) is None


@given(st.lists(st.sampled_from([*KNOWN, *ROWS, NAME]), min_size=1, max_size=4), st.booleans())
def test_nothing_known_is_made_strong_by_more_of_the_same(parts: list[str], big: bool) -> None:
    """Nor by capital letters."""
    words = " ".join(parts)

    assert weakness(words.upper() if big else words, NAME)


def test_it_is_asked_for_twice() -> None:
    """A slip of the finger would lose everything that is sealed to it."""
    typed = iter(["seven geese walk over Sava", "seven geese walk over Drava"])

    with pytest.raises(CommandError, match="different"):
        new_passphrase(Office(Settings()), lambda _question: next(typed), NAME)


def test_the_shortest_is_long_enough_to_cost() -> None:
    """Fifteen at least."""
    assert FEWEST >= 15
    assert weakness("k9#mT2vq!Lw8zR", NAME)
