"""Every conversation Lipa has, and the wish that leads to each: the table of contents."""

from domain.people.rights import Hide, Stop
from domain.rules import require_complete
from domain.speech.languages import Intent
from flows.advice import guest as advice_guest
from flows.campaigns.desk import announcing
from flows.engine.registry import AnyFlow, Entry, Registry
from flows.events import guest as events_guest
from flows.events import lifts, proposing, speakers
from flows.events.desk import adding, after_an_event, planning, rewording
from flows.guests import consent, language, menu, pin, privacy, profile, sharing, welcome
from flows.guests import help as helping
from flows.guests.deep_links import read_link
from flows.matters import guest as matters_guest
from flows.matters.desk import answering
from flows.phones import guest as phones_guest
from flows.staff.desk import home
from flows.surveys import from_form
from flows.surveys import guest as surveys_guest

FLOWS: tuple[AnyFlow, ...] = (
    welcome.flow,
    consent.flow,
    menu.flow,
    language.flow,
    events_guest.flow,
    lifts.flow,
    speakers.flow,
    proposing.flow,
    advice_guest.flow,
    surveys_guest.flow,
    privacy.flow,
    profile.flow,
    sharing.flow,
    pin.flow,
    phones_guest.flow,
    helping.flow,
    home.flow,
    announcing.flow,
    planning.flow,
    adding.flow,
    after_an_event.flow,
    rewording.flow,
    matters_guest.flow,
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
    return Registry({flow.name: flow for flow in FLOWS}, ENTRIES, from_form.made, read_link)
