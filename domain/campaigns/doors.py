"""Doors to the conversation at the desk in which many are told something."""

from domain.speech.door import Door

ANNOUNCING = Door[()]("announcing")
TO_ITS_GUESTS = Door[int]("announcing", fields=("event",))
LAST = Door[()]("announcing", "last")
PROPOSED = Door[()]("announcing", "proposed")
PROGRESS = Door[int]("announcing", "progress", ("campaign",))
