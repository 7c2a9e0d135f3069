"""Every conversation Lipa has, and the wish that leads to each: the table of contents."""

from domain.people.rights import Hide, Stop
from domain.rules import require_complete
from domain.speech.languages import Intent
from flows import (
    adding,
    afterwards,
    announcing,
    answering,
    appointments,
    consent,
    desk,
    events,
    language,
    lifts,
    menu,
    messages,
    phones,
    pin,
    planning,
    privacy,
    profile,
    proposing,
    rewording,
    sharing,
    speakers,
    surveys,
    welcome,
)
from flows import (
    help as helping,
)
from flows.links import read_link
from flows.registry import AnyFlow, Entry, Registry

FLOWS: tuple[AnyFlow, ...] = (
    welcome.flow,
    consent.flow,
    menu.flow,
    language.flow,
    events.flow,
    lifts.flow,
    speakers.flow,
    proposing.flow,
    appointments.flow,
    surveys.flow,
    privacy.flow,
    profile.flow,
    sharing.flow,
    pin.flow,
    phones.flow,
    helping.flow,
    desk.flow,
    announcing.flow,
    planning.flow,
    adding.flow,
    afterwards.flow,
    rewording.flow,
    messages.flow,
    answering.flow,
)

ENTRIES = {
    Intent.MENU: Entry("menu"),
    Intent.EVENTS: Entry("events"),
    Intent.LEGAL: Entry("appointments"),
    Intent.MY_APPOINTMENTS: Entry("appointments", "mine"),
    Intent.CANCEL_APPOINTMENT: Entry("appointments", "mine"),
    Intent.SURVEY: Entry("surveys"),
    Intent.LANGUAGE: Entry("language", aside=True),
    Intent.HELP: Entry("help", aside=True),
    Intent.HUMAN: Entry("help", aside=True),
    Intent.PRIVACY: Entry("privacy"),
    Intent.LINK: Entry("phones", told="code"),
    Intent.MESSAGE: Entry("messages"),
    Intent.DESK: Entry("desk"),
    Intent.FORGET: Entry("privacy", "forget"),
    Intent.QUIET: Entry("sharing", "quiet"),
    Intent.HIDE: Entry("privacy", "hidden", command=Hide()),
    Intent.STOP: Entry("privacy", "stopped", command=Stop()),
}


def contents() -> Registry:
    """Everything the engine knows.

    Raises MissingRuleError when a conversation could give a command that no rule decides.
    """
    require_complete()
    return Registry({flow.name: flow for flow in FLOWS}, ENTRIES, surveys.made, read_link)
