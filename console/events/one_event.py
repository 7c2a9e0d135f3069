"""One event: how it stands, and what can be done with it."""

from datetime import date, datetime, time

from console.core.pages import COORDINATORS, File, Moved, Result, Shown
from console.core.visit import Visit
from console.events.event_form import contents, tags_of
from console.events.writing_event import EVENTS, concerned, found, told
from domain.campaigns.campaign import Announce, CampaignState, Missing, Recipients
from domain.events.change import AnnounceEvent, CancelEvent, CancelSeries, NoteCame
from domain.events.event import Event
from domain.events.inviting import invited_before
from domain.events.question import AllowQuestions
from domain.events.series import EndSeries
from domain.outcome import Outcome, Refused, Repeated
from domain.people.audience import Audience
from domain.speech.local_times import instant
from domain.speech.text import Text, _
from flows.events.calendar_file import calendar_file
from flows.events.desk.new_event import SAID

NOBODY = _("Nobody would get this now: nobody of those it is for has said yes to messages.")
NO_TIME = _("Please choose a day and a time to come, or leave both empty.")
NO_NUMBER = _("Please write how many people were there, as a number.")
NO_WORDS = _("Please write what came of it, in one language at least.")


def show(visit: Visit) -> Result:
    """Its facts, who hears of it, and what can still be done."""
    return _page(visit, found(visit))


def announce(visit: Visit) -> Result:
    """Now or at a time; what went out already goes out again only when that is meant."""
    event = found(visit)
    due = _due(visit)
    if isinstance(due, Refused):
        return _page(visit, event, refused=due.text)
    again = bool(visit.one("again"))
    outcome = visit.perform(AnnounceEvent(event.id, due, again))
    if isinstance(outcome, Refused):
        return _page(visit, event, refused=outcome.text, again=isinstance(outcome, Repeated))
    if outcome.value is None:
        return _page(visit, event, refused=NOBODY)
    return Moved(_at(event), _("The invitations are on their way."))


def note_came(visit: Visit) -> Result:
    """A number alone: nobody's name is asked at the door."""
    event, written = found(visit), visit.one("came")
    if not written.isdecimal() or len(written) > 5:
        return _page(visit, event, refused=NO_NUMBER)
    return _back(visit, event, visit.perform(NoteCame(event.id, int(written))), _("It is noted."))


def allow_questions(visit: Visit) -> Result:
    """Whether people may ask the speakers; the other way round is its undo."""
    event, allowed = found(visit), visit.one("allowed") == "yes"
    outcome = visit.perform(AllowQuestions(event.id, allowed))
    if isinstance(outcome, Refused):
        return _page(visit, event, refused=outcome.text)
    said = _("People can ask now.") if allowed else _("People cannot ask any more.")
    undo = {"allowed": "no" if allowed else "yes"}
    return Moved(_at(event), said, undo=(f"{_at(event)}/allow-questions", undo))


def end_series(visit: Visit) -> Result:
    """What is planned stays."""
    event = found(visit)
    said = _("It comes no more. The dates that are planned stay; cancel each of them if you must.")
    return _back(visit, event, visit.perform(EndSeries(event.id)), said)


def ask_cancel(visit: Visit) -> Result:
    """Who will hear it: it cannot be undone."""
    return _cancel_page(visit, found(visit))


def cancel(visit: Visit) -> Result:
    """One date, or this one and all after it, with a reason if there is one."""
    event = found(visit)
    reason = contents(visit, "reason", tags_of(visit, event))
    whole = visit.one("whole") == "all"
    command = (CancelSeries if whole else CancelEvent)(event.id, reason)
    outcome = visit.perform(command)
    if isinstance(outcome, Refused):
        return _cancel_page(visit, event, outcome.text)
    value = outcome.value
    campaigns = value if isinstance(value, tuple) else (value,) if value is not None else ()
    return Moved(_at(event), told(visit, [each for each in campaigns if each is not None]))


def ask_outcome(visit: Visit) -> Result:
    """What came of it, for those who were there."""
    return _outcome_page(visit, found(visit))


def tell_outcome(visit: Visit) -> Result:
    """To everybody who said yes to it."""
    event = found(visit)
    text = contents(visit, "text", tags_of(visit, event))
    if text is None:
        return _outcome_page(visit, event, NO_WORDS)
    again = bool(visit.one("again"))
    command = Announce(text, Audience(), Missing.FALLBACK, None, coming_to=event.id, again=again)
    outcome = visit.perform(command)
    if isinstance(outcome, Refused):
        return _outcome_page(visit, event, outcome.text, again=isinstance(outcome, Repeated))
    return Moved(_at(event), _("They are being told.") if outcome.value else NOBODY)


def calendar(visit: Visit) -> Result:
    """For whoever keeps a calendar of their own; there is no person in it."""
    made = calendar_file(found(visit), visit.language, visit.now)
    return File(made.name, made.media_type, made.content)


def _page(visit: Visit, event: Event, *, refused: Text | None = None, again: bool = False) -> Shown:
    tags = [each.tag for each in visit.speaker.offered()]
    before = visit.read(lambda tx: invited_before(event.id, tx.campaigns))
    series = visit.read(lambda tx: tx.events.series_of(event.id))
    values = {
        "event": event,
        "begun": event.starts <= visit.now,
        "writes": COORDINATORS.includes(visit.me),
        "refused": refused,
        "again": again,
        "before": before,
        "waits": before is not None and before.state is CampaignState.PROPOSED,
        "reach": visit.read(lambda tx: tx.campaigns.reach(Recipients(event.audience))),
        "asked": visit.read(lambda tx: tx.questions.many(event.id)),
        "rule": None if series is None else SAID[series.repeats.every],
        "until": None if series is None else _noon(series.repeats.until, visit),
        "words": [(tag, visit.speaker.own_name(tag)) for tag in event.title.by_language],
        "missing": [visit.speaker.own_name(t) for t in tags if t not in event.title.by_language],
    }
    return Shown("events/one.html", values, 200 if refused is None else 422)


def _cancel_page(visit: Visit, event: Event, refused: Text | None = None) -> Shown:
    tags = [(tag, visit.speaker.own_name(tag)) for tag in tags_of(visit, event)]
    values = {"event": event, "tags": tags, "told": concerned(visit, event), "refused": refused}
    return Shown("events/cancel.html", values, 200 if refused is None else 422)


def _outcome_page(
    visit: Visit, event: Event, refused: Text | None = None, *, again: bool = False
) -> Shown:
    tags = [(tag, visit.speaker.own_name(tag)) for tag in tags_of(visit, event)]
    values = {"event": event, "tags": tags, "told": concerned(visit, event)}
    values |= {"refused": refused, "again": again}
    return Shown("events/outcome.html", values, 200 if refused is None else 422)


def _back(visit: Visit, event: Event, outcome: Outcome[None], said: Text) -> Result:
    if isinstance(outcome, Refused):
        return _page(visit, event, refused=outcome.text)
    return Moved(_at(event), said)


def _due(visit: Visit) -> datetime | Refused | None:
    """When to send it; None: now."""
    day, clock = visit.one("day"), visit.one("clock")
    if not day and not clock:
        return None
    try:
        due = instant(date.fromisoformat(day), time.fromisoformat(clock), visit.zone)
    except (ValueError, OverflowError):
        return Refused(NO_TIME)
    return due if due > visit.now else Refused(NO_TIME)


def _noon(day: date, visit: Visit) -> datetime:
    return datetime.combine(day, time(12), visit.zone)


def _at(event: Event) -> str:
    return f"{EVENTS}/{event.id}"
