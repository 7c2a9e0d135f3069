"""Doors to the conversation about free advice: to book a time, and what becomes of it."""

from domain.speech.door import Door

APPOINTMENTS = Door[()]("appointments")
MINE = Door[()]("appointments", "mine")
CANCELLING = Door[()]("appointments", "cancelling")
BOOKED = Door[int]("appointments", "stands", ("appointment",))
OFFERED = Door[int]("appointments", "offered", ("appointment",))
CANNOT_COME = Door[int]("appointments", "cannot_come", ("appointment",))
MISSED = Door[()]("appointments", "missed")

ADVISING = Door[()]("advising")
