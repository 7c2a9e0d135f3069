"""Whether somebody is 18 or older: asked once, before what differs for those who are not.

It cannot be skipped, as nobody is taken for an adult unasked; only the yes or no is kept.
"""

from dataclasses import dataclass

from domain.lives.age import LOOKED_AT
from domain.outcome import Done
from domain.people.doors import UNDER_18
from domain.people.person import AgeGroup, TellAgeGroup
from domain.speech.messages import Option
from domain.speech.text import _, lines
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Flow, Leave, Step


@dataclass(frozen=True)
class Draft:
    """Nothing to remember: the answer is kept at once."""


def ask_grown(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for a yes or no, and says why."""
    text = lines(
        _("Are you 18 or older?"),
        _("People under 18 have more protection here. We keep only your yes or no."),
    )
    return Ask(text, [Option("yes", _("Yes")), Option("no", _("No"))])


def grown_told(_draft: Draft, answer: str) -> Do[Draft]:
    """Keeps it and goes on with what was interrupted; who is under 18 hears first what it means."""
    if answer == "yes":
        return Do(TellAgeGroup(AgeGroup.GROWN), then=_kept, refused=End())
    return Do(TellAgeGroup(AgeGroup.UNDER_18), then=Leave(UNDER_18()), refused=End())


def _kept(done: Done[bool]) -> End:
    """On another phone of theirs they may have said meanwhile that they are under 18."""
    return End() if done.value else End(LOOKED_AT)


flow = Flow("age", Draft, steps={"grown": Step(ask_grown, grown_told, flows=("profile",))})
