"""Doors to the conversation about somebody's phones."""

from domain.speech.door import Door

PHONES = Door[()]("phones")
CODE = Door[()]("phones", "code")
