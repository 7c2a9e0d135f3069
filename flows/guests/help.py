"""Help: emergency numbers first, then the people who can help. The bot is no emergency service."""

from dataclasses import dataclass

from domain.speech.text import _, lines
from domain.work import Desk
from flows.engine.kit import End, Flow, Step, never
from flows.guests.contacts import in_danger, people, rules


@dataclass(frozen=True)
class Draft:
    """The flow keeps nothing."""


def ask_help(_draft: Draft, desk: Desk) -> End:
    """Tells everything in one message, so that it can be found again."""
    text = lines(
        in_danger(desk),
        _("I am a program. I cannot call for help, and nobody reads this at once."),
        *people(desk),
        *rules(desk),
        _(
            "Write /menu for everything you can do, /language for another language, "
            "/stop for quiet, /forget to erase everything."
        ),
        _("To use Lipa on two phones, write /link."),
        _("To have quiet for a while, write /quiet."),
        _("To make our messages of the last hour disappear from your phone, write /hide."),
    )
    return End(text)


flow = Flow("help", Draft, steps={"help": Step(ask_help, never)})
