"""Whom to call or visit, as it stands on the screen: the numbers and people of the operator."""

from collections.abc import Iterator, Sequence

from domain.matters.matter import NOBODY_READS
from domain.operator.help import Contact, EmergencyNumber
from domain.speech.languages import Intent
from domain.speech.spoken_words import words_for
from domain.speech.text import Ltr, Text, _, lines
from domain.work import Desk
from flows.engine.kit import End

MOST_REACHABLE = 1


def numbers(desk: Desk, first: Sequence[str], most: int | None) -> Iterator[Text]:
    """The numbers to call, those that the operator calls so before all others; at most so many."""
    rank = {what: at for at, what in enumerate(first)}
    ranked = sorted(desk.help.emergency, key=lambda each: rank.get(each.what, len(rank)))
    yield from (_number(each) for each in ranked[:most])


def reachable(desk: Desk) -> Iterator[Text]:
    """People who can be called, a line each; where nobody can, how to see who else is there."""
    with_phones = [each for each in desk.help.contacts if each.phone][:MOST_REACHABLE]
    for each in with_phones:
        yield _("☎ {phone} {name}", phone=Ltr(each.phone), name=each.name)
    if not with_phones:
        yield _("To see who else can help, write “{help}”.", help=words_for(Intent.HELP))


def in_danger(desk: Desk) -> Text:
    """The numbers to call, before anything else."""
    numbers = lines(*[_number(each) for each in desk.help.emergency], between="\n")
    return lines(_("If you are in danger, call now:"), numbers)


def people(desk: Desk) -> Iterator[Text]:
    """Everybody who can help, if the operator has named anybody."""
    if desk.help.contacts:
        yield _("People who can help you:")
    yield from (_contact(each) for each in desk.help.contacts)


def nobody_reads(desk: Desk) -> End:
    """Said before anything is typed that nobody may read, with whom to turn to instead."""
    return End(lines(NOBODY_READS, in_danger(desk), *people(desk)))


def rules(desk: Desk) -> Iterator[Text]:
    """What the operator asks of everybody, if anything."""
    if desk.help.rules:
        asked = [_("• {rule}", rule=each) for each in desk.help.rules]
        yield lines(_("What we ask of everybody:"), *asked, between="\n")


def places(desk: Desk) -> Iterator[Text]:
    """Where those are who have an address."""
    for each in desk.help.contacts:
        if each.address:
            address = _("📍 {place}", place=each.address)
            yield lines(_("👤 {name}", name=each.name), address, between="\n")


def hours(desk: Desk) -> Iterator[Text]:
    """When those are there who have said it."""
    for each in desk.help.contacts:
        if each.hours:
            when = _("🕒 {hours}", hours=each.hours)
            yield lines(_("👤 {name}", name=each.name), when, between="\n")


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
