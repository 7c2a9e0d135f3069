"""Before personal matters on a phone with new keys, of somebody who has no number to say."""

from dataclasses import dataclass

from domain.people.doors import FORGET
from domain.speech.languages import Intent
from domain.speech.messages import MENU_KEY, Option
from domain.speech.spoken_words import words_for
from domain.speech.text import _, lines
from domain.work import Desk
from flows.engine.kit import Ask, Flow, Leave, Step


@dataclass(frozen=True)
class Draft:
    """The flow keeps nothing."""


def ask_choice(_draft: Draft, desk: Desk) -> Ask:
    """Says what has happened, and what whoever holds the phone can do; nothing of before."""
    person = desk.person.id
    others = set(desk.links.channels(person)) - desk.links.doubted(person)
    text = lines(
        _("This phone is new to us: its safety number on Signal has changed."),
        _(
            "That happens with a new phone, or when a number is given to somebody else. So what "
            "was booked and written here before stays closed."
        ),
        _(
            "Is it your new phone? On your other phone, write “{link}” and say that it is yours.",
            link=words_for(Intent.LINK),
        )
        if others
        else None,
    )
    return Ask(text, [Option("anew", _("Begin anew")), Option(MENU_KEY, _("☰ Menu"))])


def chosen(_draft: Draft, _choice: str) -> Leave:
    """Leads to the erasure, which asks for a yes first."""
    return Leave(FORGET())


flow = Flow(
    "new_phone",
    Draft,
    steps={"choice": Step(ask_choice, chosen, flows=("privacy",))},
)
