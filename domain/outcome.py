"""What comes of a command: it was done, or the rules say no."""

from dataclasses import dataclass

from domain.speech.text import Text


@dataclass(frozen=True, slots=True)
class Done:
    """The rules were kept and the change is written. `key` names what was made, if anything."""

    key: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The rules say no. Not a fault: `text` is shown to whoever asked, and nothing was written."""

    text: Text


Outcome = Done | Refused
