"""Writing an event: a new one, the same on another day, or a change of what is planned."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from console.core.pages import Moved, Result, Shown
from console.core.visit import NotAllowedError, Visit
from console.events.event_form import ONLY_ONCE, Read, filled, read_form, tags_of
from domain.campaigns.campaign import CampaignId, Recipients
from domain.events.change import AddEvent, ChangeEvent, ChangeSeries
from domain.events.event import Event, EventId
from domain.events.series import Series
from domain.outcome import Refused, Repeated
from domain.people.person import BANDS, Interest
from domain.speech.text import Text, _, n_
from flows.events.desk.new_event import SAID

EVENTS = "/events"
TEMPLATE = "events/writing.html"


def show_new(visit: Visit) -> Result:
    """Empty, or with what was typed and not sent."""
    return _form(visit, None, tags_of(visit))


def show_duplicate(visit: Visit) -> Result:
    """As the other one is, a week later."""
    event = found(visit)
    again = filled(visit, event)
    later = event.starts.astimezone(visit.zone).date() + timedelta(weeks=1)
    again = replace(again, form={**again.form, "day": [later.isoformat()], "last": []})
    return _form(visit if visit.form else again, None, tags_of(visit, event))


def show_change(visit: Visit) -> Result:
    """As it is now, or with what was typed and not sent."""
    event = found(visit)
    if visit.form and not visit.asked("fresh"):
        return _form(visit, event, tags_of(visit, event))
    return _form(filled(visit, event, _series(visit, event)), event, tags_of(visit, event))


def add(visit: Visit) -> Result:
    """A new event. What is wrong is said at its fields, and nothing that was typed is lost."""
    tags = tags_of(visit)
    read = read_form(visit, tags)
    if read.command is None:
        return _form(visit, None, tags, read)
    outcome = visit.perform(replace(read.command, again=bool(visit.one("again"))))
    if isinstance(outcome, Refused):
        again = isinstance(outcome, Repeated)
        return _form(visit, None, tags, refused=outcome.text, again=again)
    said = _("It is added. Nobody has heard of it yet: announce it here.")
    return Moved(f"{EVENTS}/{outcome.value}", said)


def change(visit: Visit) -> Result:
    """One date, or this one and all after it; those who come are told by the rules."""
    event = found(visit)
    tags = tags_of(visit, event)
    read = read_form(visit, tags)
    if read.command is None:
        return _form(visit, event, tags, read)
    outcome = visit.perform(_command(visit, event, read.command))
    if isinstance(outcome, Refused):
        now = replace(visit, form={**visit.form, "changes": [str(event.changes)]})
        return _form(now, event, tags, refused=outcome.text)
    value = outcome.value
    campaigns = value if isinstance(value, tuple) else (value,) if value is not None else ()
    return Moved(f"{EVENTS}/{event.id}", told(visit, campaigns))


def told(visit: Visit, campaigns: Sequence[CampaignId]) -> Text:
    """What was done, and how many hear of it."""
    many = visit.read(lambda tx: sum(tx.campaigns.recipients(each) for each in campaigns))
    if not many:
        return _("It is changed. There is nobody who has to be told.")
    return n_("It is changed. {n} person is told.", "It is changed. {n} people are told.", n=many)


def found(visit: Visit) -> Event:
    """The event of the address. Raises NotAllowedError: there is none."""
    number = EventId(visit.number("event"))
    event = visit.read(lambda tx: tx.events.get(number))
    if event is None:
        raise NotAllowedError
    return event


def concerned(visit: Visit, event: Event) -> int:
    """How many people hear it when this event is changed or cancelled."""
    coming = Recipients(coming_to=event.id, concerned=True)
    return visit.read(lambda tx: tx.campaigns.reach(coming))


def _command(visit: Visit, event: Event, read: AddEvent) -> ChangeEvent | ChangeSeries:
    shown = int(visit.one("changes")) if visit.one("changes").isdecimal() else None
    only_this = visit.one("whole") == "one" or visit.one("every") in ("", ONLY_ONCE)
    if read.repeats is None or (event.repeats and only_this):
        return ChangeEvent(event.id, read.event, shown)
    return ChangeSeries(event.id, read.event, read.repeats, shown)


def _series(visit: Visit, event: Event) -> Series | None:
    return visit.read(lambda tx: tx.events.series_of(event.id))


def _form(
    visit: Visit,
    event: Event | None,
    tags: Sequence[str],
    read: Read | None = None,
    *,
    refused: Text | None = None,
    again: bool = False,
) -> Shown:
    values = {
        "filled": visit,
        "event": event,
        "tags": [(tag, visit.speaker.own_name(tag)) for tag in tags],
        "wrong": {} if read is None else read.wrong,
        "problems": {} if read is None else read.problems,
        "refused": refused,
        "again": again,
        "told": 0 if event is None else concerned(visit, event),
        "interests": [(each.value, visit.say(each.label)) for each in Interest],
        "ages": [(each.value, visit.say(each.label)) for each in BANDS],
        "rules": [(ONLY_ONCE, visit.say(_("Only once")))]
        + [(each.value, visit.say(SAID[each])) for each in SAID],
    }
    return Shown(TEMPLATE, values, 422 if read is not None or refused is not None else 200)
