"""The menu: everything people can do here, one press away."""

from dataclasses import dataclass

from domain.speech.messages import Option
from domain.speech.text import _
from domain.work import Desk
from flows.engine.kit import Ask, Flow, Leave, Step

WAYS = {
    "events": Leave("events"),
    "advice": Leave("appointments"),
    "mine": Leave("appointments", step="mine"),
    "survey": Leave("surveys"),
    "message": Leave("messages"),
    "language": Leave("language"),
    "privacy": Leave("privacy"),
    "help": Leave("help"),
    "return": Leave("privacy", step="return"),
}


@dataclass(frozen=True)
class Draft:
    """The menu remembers nothing."""


def ask_way(_draft: Draft, desk: Desk) -> Ask:
    """What would they like to do?"""
    options = [
        Option("events", _("📅 Events")),
        *([] if desk.person.local else [Option("advice", _("💬 Book free advice"))]),
        Option("mine", _("🗓 My appointments")),
        Option("survey", _("📝 Tell us what you think")),
        Option("message", _("✉ Write to us")),
        Option("language", _("🌐 Language")),
        Option("privacy", _("🔒 My data")),
        Option("help", _("🆘 Help and contacts")),
    ]
    if desk.person.stopped:
        options.append(Option("return", _("🔔 Write to me again")))
    return Ask(_("What would you like to do?"), options)


def way_chosen(_draft: Draft, way: str) -> Leave:
    """Each way is a flow of its own."""
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
        )
    },
)
