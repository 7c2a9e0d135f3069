"""Codes that follow /start in a link: where they lead. People can change them, so each is a number
of something public, or an invitation of staff, which nobody guesses.

They are also typed, on phones that make a dash long, a letter big and quotes round.
"""

import re

from domain.events.doors import EVENT
from domain.people.doors import LOCAL
from domain.speech.messages import Prompt
from domain.staff.doors import INVITED
from domain.staff.member import INVITE

LONGEST = 40
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d_]+|-{2,}")
_AROUND = re.compile("[^0-9a-z-]")
POSTER = "local"  # on posters for neighbours and students


def read_link(code: str) -> Prompt | None:
    """`event-17` leads to that event, `staff-…` to the desk, `local` to a question; else no way."""
    code = _as_made(code)
    if code.startswith(INVITE) and len(code) <= LONGEST:
        return INVITED(code)
    if code == POSTER:
        return LOCAL()
    kind, _dash, number = code.partition("-")
    if kind == "event" and number.isascii() and number.isdecimal() and len(number) <= 18:
        return EVENT(int(number))
    return None


def _as_made(typed: str) -> str:
    """A code as it was made, whatever a phone has made of it."""
    return _AROUND.sub("", _DASHES.sub("-", typed.casefold()))
