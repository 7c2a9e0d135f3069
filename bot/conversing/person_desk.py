"""The desk of one person inside a transaction: what their conversation may look at."""

from datetime import datetime

from bot.conversing.arriving import Arrived
from domain.operator.help import Help
from domain.speech.languages import Speak
from domain.work import Desk
from storage.store import Transaction
from translations.discretion import telling
from translations.phrasebook import phrase


def desk_for(arrived: Arrived, now: datetime, help_: Help, speak: Speak, tx: Transaction) -> Desk:
    """For whoever a message came from, at the instant when it is decided."""
    who = arrived.who
    hint = "" if who.person.language else speak.closest(arrived.message.language) or ""
    return Desk.over(
        tx.offers,
        person=who.person,
        channel=who.channel,
        now=now,
        hint=hint,
        help=help_,
        languages=speak.offered(),
        own_name=speak.own_name,
        closest=speak.closest,
        telling=telling,
        phrase=phrase,
        placed=speak.placed,
    )


def look_again(desk: Desk, tx: Transaction) -> None:
    """Read the person anew after a command; whoever is gone stays as they were.

    Whoever has just joined another phone is from now on the person of that phone.
    """
    person = tx.joined.get(desk.person.id, desk.person.id)
    if person not in tx.forgotten:
        desk.person = tx.people.get(person)
