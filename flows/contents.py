"""Every conversation Lipa has, and the wish that leads to each: the table of contents."""

from domain.advice import doors as advice
from domain.campaigns import doors as campaigns
from domain.events import doors as events
from domain.matters import doors as matters
from domain.people import doors as people
from domain.people.rights import Hide, Stop
from domain.phones import doors as phones
from domain.rules import require_complete
from domain.speech.door import doors_of
from domain.speech.languages import Danger, Intent
from domain.staff import doors as staff
from domain.surveys import doors as surveys
from flows.advice import guest as advice_guest
from flows.advice.desk import changing_appointments
from flows.campaigns.desk import announcing
from flows.engine.registry import AnyFlow, Entry, Registry
from flows.events import guest as events_guest
from flows.events import lifts, proposing, speakers
from flows.events.desk import adding, after_an_event, planning, rewording
from flows.guests import (
    grown_up,
    language,
    menu,
    new_phone,
    often_asked,
    pin,
    privacy,
    profile,
    sharing,
    welcome,
)
from flows.guests import help as helping
from flows.guests.agreeing import consent
from flows.guests.deep_links import read_link
from flows.guests.wishes import QUESTIONS
from flows.matters import guest as matters_guest
from flows.matters import safe_way
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
    grown_up.flow,
    sharing.flow,
    pin.flow,
    new_phone.flow,
    phones_guest.flow,
    helping.flow,
    often_asked.flow,
    home.flow,
    announcing.flow,
    planning.flow,
    adding.flow,
    after_an_event.flow,
    rewording.flow,
    matters_guest.flow,
    answering.flow,
    changing_appointments.flow,
    safe_way.flow,
)

DOORS = {
    name: door
    for subject in (advice, campaigns, events, matters, people, phones, staff, surveys)
    for name, door in doors_of(subject)
}

ENTRIES = {
    Intent.MENU: Entry(people.MENU()),
    Intent.EVENTS: Entry(events.EVENTS()),
    Intent.LEGAL: Entry(advice.APPOINTMENTS()),
    Intent.MY_APPOINTMENTS: Entry(advice.MINE()),
    Intent.CANCEL_APPOINTMENT: Entry(advice.CANCELLING()),
    Intent.SURVEY: Entry(surveys.SURVEYS()),
    Intent.LANGUAGE: Entry(people.LANGUAGE(), aside=True, told=people.LANGUAGE_NAMED()),
    Intent.HELP: Entry(people.HELP(), aside=True),
    Intent.DANGER: Entry(matters.DANGER(Danger.ANY, "", ""), aside=True),
    Intent.HUMAN: Entry(people.PEOPLE(), aside=True),
    Intent.PRIVACY: Entry(people.PRIVACY()),
    Intent.LINK: Entry(phones.PHONES(), told=phones.CODE()),
    Intent.MESSAGE: Entry(matters.MESSAGES()),
    Intent.DESK: Entry(staff.DESK()),
    Intent.FORGET: Entry(people.FORGET()),
    Intent.QUIET: Entry(people.QUIET()),
    Intent.HIDE: Entry(people.HIDDEN(), command=Hide()),
    Intent.STOP: Entry(people.STOPPED(), command=Stop(), told=people.STOPPED()),
}


def contents() -> Registry:
    """Everything the engine knows, whole.

    Raises MissingRuleError when a conversation could give a command that no rule decides, and
    NoSuchPlaceError when a door leads nowhere.
    """
    require_complete()
    named = {flow.name: flow for flow in FLOWS}
    registry = Registry(named, ENTRIES, from_form.made, read_link, QUESTIONS)
    registry.check(DOORS)
    return registry
