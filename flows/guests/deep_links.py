"""Codes that follow /start in a link: where they lead. People can change them, so each is a number
of something public, or an invitation of staff, which nobody guesses.
"""

from domain.events.doors import EVENT
from domain.people.doors import LOCAL
from domain.speech.messages import Prompt
from domain.staff.doors import INVITED
from domain.staff.member import INVITE

LONGEST = 40
POSTER = "local"  # on posters for neighbours and students


def read_link(code: str) -> Prompt | None:
    """`event-17` leads to that event, `staff-…` to the desk, `local` to a question; else no way."""
    if code.startswith(INVITE) and len(code) <= LONGEST:
        return INVITED(code)
    if code == POSTER:
        return LOCAL()
    kind, _dash, number = code.partition("-")
    if kind == "event" and number.isascii() and number.isdecimal() and len(number) <= 18:
        return EVENT(int(number))
    return None
