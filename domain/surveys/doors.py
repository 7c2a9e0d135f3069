"""Doors to the list of surveys; the flow of each survey is made from its form."""

from domain.speech.door import Door

SURVEYS = Door[()]("surveys")
INVITED = Door[str, str]("surveys", "invited", ("survey", "occasion"))
