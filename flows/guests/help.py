"""Help in three lines and three buttons: the bot is no emergency service, and says who is.

Each of the pages behind it is told at once and keeps what is under way.
"""

from dataclasses import dataclass

from domain.speech.languages import Intent
from domain.speech.text import Ltr, _, lines
from domain.work import Desk
from flows.engine.kit import End, Flow, Step, never
from flows.guests.contacts import people, rules

WAYS = (Intent.HUMAN, Intent.DANGER, Intent.MESSAGE)


@dataclass(frozen=True)
class Draft:
    """The flow keeps nothing."""


def ask_help(_draft: Draft, desk: Desk) -> End:
    """Tells what to call in danger, before anything else, and where else to find help."""
    numbers = Ltr(" · ".join(each.phone for each in desk.help.emergency))
    text = lines(
        _("In danger call {numbers}. I am a program and no emergency service.", numbers=numbers),
        _("Nobody reads this at once. Choose who can help, whom to call, or write to the team."),
        _("Everything else is in the menu."),
        between="\n",
    )
    return End(text, WAYS)


def ask_people(_draft: Draft, desk: Desk) -> End:
    """Tells who can help, where they are, and what is asked of everybody."""
    named = [*people(desk), *rules(desk)]
    unnamed = _("Nobody is named here yet. You can write to the team.")
    return End(lines(*named or [unnamed]), (Intent.DANGER, Intent.MESSAGE))


flow = Flow(
    "help",
    Draft,
    steps={
        "help": Step(ask_help, never),
        "people": Step(ask_people, never),
    },
)
