"""Doors to the desk in chat."""

from domain.speech.door import Door

DESK = Door[()]("desk")
INVITED = Door[str]("desk", "invited", ("invite",))
