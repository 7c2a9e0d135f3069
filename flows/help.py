"""Help: emergency numbers first, then the people who can help. The bot is no emergency service."""

from dataclasses import dataclass

from domain.help import Contact, EmergencyNumber
from domain.text import Ltr, Text, _, lines
from domain.work import Desk
from flows.kit import End, Flow, Step, never


@dataclass(frozen=True)
class Draft:
    """Nothing to remember."""


def ask_help(_draft: Draft, desk: Desk) -> End:
    """Everything in one message, so that it can be found again."""
    emergency = lines(*[_number(each) for each in desk.help.emergency], between="\n")
    contacts = [_contact(each) for each in desk.help.contacts]
    commands = _(
        "Write /menu for everything you can do, /language for another language, "
        "/stop for quiet, /forget to erase everything."
    )
    text = lines(
        _("If you are in danger, call now:"),
        emergency,
        _("I am a program. I cannot call for help, and nobody reads this at once."),
        *([_("People who can help you:"), *contacts] if contacts else []),
        commands,
        _("To use Lipa on two phones, write /link."),
        _("To make our messages of the last hour disappear from your phone, write /hide."),
    )
    return End(text)


def _number(number: EmergencyNumber) -> Text:
    return _("☎ {phone} {name}", phone=Ltr(number.phone), name=number.name)


def _contact(contact: Contact) -> Text:
    return lines(
        _("👤 {name}", name=contact.name),
        _("☎ {phone}", phone=Ltr(contact.phone)) if contact.phone else None,
        _("📍 {place}", place=contact.address) if contact.address else None,
        _("🕒 {hours}", hours=contact.hours) if contact.hours else None,
        between="\n",
    )


flow = Flow("help", Draft, steps={"help": Step(ask_help, never)})
