"""The menu: everything people can do here, one press away."""

from dataclasses import dataclass

from domain.advice.doors import APPOINTMENTS, MINE
from domain.events.doors import EVENTS
from domain.matters.doors import MESSAGES
from domain.people.doors import HELP, LANGUAGE, PRIVACY, RETURN
from domain.speech.languages import Intent
from domain.speech.messages import Option
from domain.speech.text import _
from domain.speech.ways import WAYS as LABELS
from domain.surveys.doors import SURVEYS
from domain.work import Desk
from flows.engine.kit import Ask, Flow, Leave, Step

WAYS = {
    "events": Leave(EVENTS()),
    "advice": Leave(APPOINTMENTS()),
    "mine": Leave(MINE()),
    "survey": Leave(SURVEYS()),
    "message": Leave(MESSAGES()),
    "language": Leave(LANGUAGE()),
    "privacy": Leave(PRIVACY()),
    "help": Leave(HELP()),
    "return": Leave(RETURN()),
}


@dataclass(frozen=True)
class Draft:
    """The menu keeps nothing."""


def ask_way(_draft: Draft, desk: Desk) -> Ask:
    """Asks what they would like to do; only what is for them is offered."""
    options = [
        Option("events", LABELS[Intent.EVENTS]),
        *([] if desk.person.local else [Option("advice", LABELS[Intent.LEGAL])]),
        Option("mine", LABELS[Intent.MY_APPOINTMENTS]),
        Option("survey", LABELS[Intent.SURVEY]),
        Option("message", LABELS[Intent.MESSAGE]),
        Option("language", LABELS[Intent.LANGUAGE]),
        Option("privacy", LABELS[Intent.PRIVACY]),
        Option("help", LABELS[Intent.HELP]),
    ]
    if desk.person.stopped:
        options.append(Option("return", _("🔔 Write to me again")))
    return Ask(_("What would you like to do?"), options)


def way_chosen(_draft: Draft, way: str) -> Leave:
    """Leaves for the flow that was chosen."""
    return WAYS[way]


flow = Flow(
    "menu",
    Draft,
    steps={
        "way": Step(
            ask_way,
            way_chosen,
            flows=(
                "events",
                "appointments",
                "surveys",
                "messages",
                "language",
                "privacy",
                "help",
            ),
            rests=True,
        )
    },
)
