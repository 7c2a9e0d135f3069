"""Questions asked as Signal polls, for operators who want them; numbered text stays the base."""

from collections.abc import Sequence

from bot.channels.signal import message_parts
from domain.speech.messages import Outgoing

FEWEST, MOST = 2, 10  # options, as Signal's apps allow
LONGEST = 100  # characters of an option or a question
REMEMBERED = 5000


class Polls:
    """Which polls we have asked lately. Kept in memory only: the number of a vote says the rest."""

    def __init__(self) -> None:
        self._data: dict[str, Sequence[str]] = {}

    def asked(self, name: str, outgoing: Outgoing) -> None:
        """Remember what the votes of a poll will mean."""
        if len(self._data) >= REMEMBERED:
            del self._data[next(iter(self._data))]
        self._data[name] = [button.data for _number, button in message_parts.numbered(outgoing)]

    def press(self, name: str, place: int) -> str:
        """What the option at this place brings back; empty when the poll is not known."""
        data = self._data.get(name, ())
        return data[place] if 0 <= place < len(data) else ""


def question(outgoing: Outgoing) -> str:
    """What a poll would ask; empty where the message cannot be one.

    A vote that comes after a restart is only a place, so places and numbers must agree.
    """
    options = message_parts.numbered(outgoing)
    if outgoing.file is not None or outgoing.instead_of or not FEWEST <= len(options) <= MOST:
        return ""
    if any(number != place for place, (number, _button) in enumerate(options, start=1)):
        return ""
    if not all(1 <= len(label) <= LONGEST for label in labels(outgoing)):
        return ""
    lines = [line.strip() for line in outgoing.text.split("\n")] + [outgoing.hint, outgoing.title]
    asked = [message_parts.sound(line) for line in lines if 0 < len(line) <= LONGEST]
    return next((line for line in asked if line.endswith(("?", "؟", ";"))), next(iter(asked), ""))


def labels(outgoing: Outgoing) -> list[str]:
    """The options of a poll, which have no numbers."""
    return [
        message_parts.sound(button.label).strip()
        for _number, button in message_parts.numbered(outgoing)
    ]
