"""Write an announcement, see whom it reaches and how it looks, send it now or later."""

from collections.abc import Mapping
from typing import Any

from console.announcing.as_read import phones, reached, readers
from console.announcing.written_form import WrittenForm, in_own_order, read_form
from console.core.pages import Moved, Result, Shown
from console.core.visit import Visit
from domain.campaigns.campaign import CampaignId
from domain.campaigns.dispatching import (
    LONGEST,
    NOBODY,
    announcement,
    needs_a_colleague,
    same_before,
    waits_for_a_colleague,
)
from domain.events.event import Event
from domain.outcome import Done, Refused, Repeated
from domain.people.person import BANDS, Interest
from domain.speech.text import Moment, Show, Text, _
from storage.store import Transaction

LIST = "/announce"
NEW = f"{LIST}/new"
PREVIEW = f"{LIST}/preview"
MOST_EVENTS = 40  # to choose from, the newest ones
MOST_LETTERS = 100  # of an event among others
ANYBODY = _("no matter")
SENT = _("It is on its way.")
PLANNED = _("It is planned.")
PROPOSED = _("It waits for a colleague's yes.")

Values = Mapping[str, Any]


def compose(visit: Visit) -> Result:
    """The form, with what was typed the last time and not sent."""
    return _shown(visit, read_form(visit), {})


def preview(visit: Visit) -> Result:
    """Whom it reaches and how it looks: a part of the page, drawn anew while it is typed."""
    return Shown("announcing/preview.html", _looked(visit, read_form(visit)))


def send(visit: Visit) -> Result:
    """Only look, or send it; a second time only on purpose. What is wrong stands at its field."""
    form = read_form(visit)
    if visit.one("do") not in ("send", "again"):
        return _shown(visit, form, {})
    if form.wrong:
        return _shown(visit, form, form.wrong, 422)
    outcome = visit.perform(form.command)
    match outcome:
        case Done(int(campaign)):
            return Moved(f"{LIST}/{campaign}", _said(visit, form, campaign))
        case Repeated(text):
            return _shown(visit, form, {}, 422, before=_before(visit, form), repeated=text)
        case Refused(text):
            return _shown(visit, form, {"text": text}, 422)
    return _shown(visit, form, {"audience": NOBODY}, 422)


def _shown(
    visit: Visit, form: WrittenForm, wrong: Mapping[str, Text], status: int = 200, **more: Any
) -> Shown:
    looked = {**_looked(visit, form)}
    values = {
        "texts": in_own_order(visit),
        "most": LONGEST,
        "names": [(each.tag, each.own_name) for each in in_own_order(visit)],
        "ages": [(each.value, visit.say(each.label)) for each in BANDS],
        "likes": [(each.value, visit.say(each.label)) for each in Interest],
        "event_options": [("", visit.say(ANYBODY)), *looked.pop("events")],
        "wrong": wrong,
        "before": None,
        "repeated": None,
    }
    return Shown("announcing/compose.html", {**values, **looked, **more}, status)


def _looked(visit: Visit, form: WrittenForm) -> Values:
    """What the database says of whom it reaches, and the phones."""
    command = form.command

    def act(tx: Transaction) -> tuple[Any, ...]:
        events = sorted(tx.events.all(), key=lambda each: each.starts, reverse=True)
        many = tx.campaigns.by_language(command.recipients)
        return events[:MOST_EVENTS], many, tx.policy

    events, many, policy = visit.read(act)
    rows = readers(command.text, command.missing, many, visit)
    waits = needs_a_colleague(sum(many.values()), policy)
    return {
        "events": [(str(each.id), _named(each, visit)) for each in events],
        "rows": rows,
        "reached": reached(rows),
        "waits": waits_for_a_colleague(sum(many.values())) if waits else None,
        "phones": phones(announcement(command, visit.now).say, visit) if form.texts else [],
        "nobody": NOBODY,
    }


def _named(event: Event, visit: Visit) -> str:
    when = Moment(event.starts, Show.SHORT_DAY)
    return visit.say(_("{title}, {when}", title=event.title, when=when))[:MOST_LETTERS]


def _before(visit: Visit, form: WrittenForm) -> CampaignId | None:
    """What went out, or will, with the same words to the same people."""
    new = announcement(form.command, visit.now)
    found = visit.read(lambda tx: same_before(new, tx.campaigns))
    return None if found is None else found.id


def _said(visit: Visit, form: WrittenForm, campaign: CampaignId) -> Text:
    found = visit.read(lambda tx: tx.campaigns.show(campaign))
    if found is not None and found.proposed_by is not None:
        return PROPOSED
    return PLANNED if form.command.due else SENT
