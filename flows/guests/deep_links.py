"""Codes that follow /start in a link: where they lead. People can change them, so each is a number
of something public, or an invitation of staff, which nobody guesses.
"""

from domain.staff.member import INVITE
from flows.engine.registry import Entry

LONGEST = 40
LOCAL = "local"  # on posters for neighbours and students


def read_link(code: str) -> Entry | None:
    """`event-17` leads to that event, `staff-…` to the desk, `local` to a question; else no way."""
    if code.startswith(INVITE) and len(code) <= LONGEST:
        return Entry("desk", "invited", {"invite": code})
    if code == LOCAL:
        return Entry("profile", "local")
    kind, _dash, number = code.partition("-")
    if kind == "event" and number.isascii() and number.isdecimal() and len(number) <= 18:
        return Entry("events", "detail", {"event": int(number)})
    return None
