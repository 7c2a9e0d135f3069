"""What must be true after every turn of everybody; what is not is told with the story of who it is.

What is offered to whoever waits, and what lapses, is nobody's doing.
"""

from dataclasses import dataclass, field

from domain.lives.stop_and_forget import FAREWELL
from tests.survival.tired.hands import Screen
from tests.survival.tired.ledger import NOTHING, Kept
from tests.survival.tired.own_yes import seen
from tests.survival.tired.tired_people import TiredPerson

WALLS = (
    "Sorry, I did not understand. Please choose an answer, or write it in other words.",
    "Sorry, I did not understand. Did you mean:",
    "I still do not understand. Is it one of these?",
    "Sorry, I did not understand. Please write a number.",
    "I still do not understand. It is enough to choose one of these.",
    "I still do not understand. Please write digits only.",
    "We do not understand each other yet. A person can help you.",
)
LAST_LINES = 12  # of a story that are told
OFFERED = "offered"


@dataclass
class Watch:
    """Looks at each person after each turn; `trouble` is what should not be."""

    trouble: list[str] = field(default_factory=list)
    changes: int = 0
    _walls: dict[TiredPerson, str] = field(default_factory=dict)

    def look(self, who: TiredPerson, before: Kept | None, after: Kept | None) -> None:
        """After one turn: what they heard, and what is kept about them."""
        heard = who.hear()
        if not heard and not who.silent:
            self._tell(who, "nobody answered")
        if who.hand.screens and not _leads_on(who.hand.screens[-1]):
            self._tell(who, "no way on")
        self._listen(who, heard)
        self._compare(who, before or NOTHING, after or NOTHING)

    def _listen(self, who: TiredPerson, heard: list[Screen]) -> None:
        known = [wall for each in WALLS for wall in seen(each)]
        walls = [wall for each in heard for wall in known if wall in each.text]
        if walls and walls[-1] == self._walls.get(who):
            self._tell(who, f"the same wall twice: {walls[-1]}")
        if heard:
            self._walls[who] = walls[-1] if walls else ""

    def _compare(self, who: TiredPerson, before: Kept, after: Kept) -> None:
        changed = after ^ before
        kinds = {str(kind) for kind, *_values in changed}
        if any(OFFERED in each for each in changed):  # what they waited for has come
            kinds -= {"coming", "appointment", "seeking"}
        self.changes += len(kinds)
        for kind in kinds - who.allowed if not who.chose else ():
            self._tell(who, f"{kind} changed without a yes: {sorted(map(str, changed))}")

    def _tell(self, who: TiredPerson, what: str) -> None:
        self.trouble.append("\n".join([f"== {what}", *who.story[-LAST_LINES:]]))


def _leads_on(screen: Screen) -> bool:
    """Whether there is something to choose; who was erased is told to write."""
    return bool(screen.labels) or any(each in screen.text for each in seen(FAREWELL.msgid))
