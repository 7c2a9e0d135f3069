"""Doors to the conversations about events, for those who come and for the desk."""

from domain.speech.door import Door

EVENTS = Door[()]("events")
EVENT = Door[int]("events", "detail", ("event",))
INVITED = Door[int]("events", "invited", ("event",))
OFFERED = Door[int]("events", "offered", ("event",))
REMINDED = Door[int]("events", "reminded", ("event",))

LIFTS = Door[int]("lifts", fields=("event",))
SPEAKERS = Door[int]("speakers", fields=("event",))
PROPOSING = Door[()]("proposing")

PLANNING = Door[()]("planning")
PLANNED = Door[int]("planning", "one", ("event",))
ADDING = Door[()]("adding")
AFTERWARDS = Door[()]("afterwards")
REWORDING = Door[int]("rewording", fields=("event",))
