"""Codes that follow /start in a link: where they lead. People can change them, so they are only
ever a number of something public.
"""

from flows.registry import Entry


def read_link(code: str) -> Entry | None:
    """`event-17` leads to that event; anything else leads nowhere."""
    kind, _dash, number = code.partition("-")
    if kind == "event" and number.isascii() and number.isdecimal() and len(number) <= 18:
        return Entry("events", "detail", {"event": int(number)})
    return None
