"""Adding events and series of them, and what is asked of those who came."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from domain.campaigns.campaign import NewCampaign, Recipients
from domain.events.change import BEGUN, SAME, AddEvent
from domain.events.event import EventId, NewEvent, shown_words
from domain.events.series import (
    A_YEAR,
    NO_SERIES,
    ContinueSeries,
    EndSeries,
    Repeats,
    Series,
    lasts,
    times,
)
from domain.outcome import Done, Outcome, Refused, Repeated
from domain.speech.text import _
from domain.speech.writing import first_fault
from domain.surveys.notices import survey_question
from domain.surveys.survey import EVENT_FEEDBACK
from domain.work import Work

MORNING_AFTER = time(9)


def add_event(command: AddEvent, work: Work) -> Outcome[EventId]:
    """A coordinator adds an event to come; those who came are asked about it afterwards."""
    if command.event.starts <= work.now:
        return Refused(BEGUN)
    fault = first_fault(shown_words(command.event))
    if fault:
        return Refused(fault.text)
    work.events.alone()
    if not command.again and work.events.same(command.event, work.now) is not None:
        return Repeated(SAME)
    if command.repeats is None:
        return Done(add_one(command.event, work))
    first = command.event.starts.astimezone(work.zone).date()
    if not lasts(first, command.repeats):
        return Refused(A_YEAR)
    return Done(begin_series(command.event, command.repeats, work))


def add_one(new: NewEvent, work: Work) -> EventId:
    """One event, and what is asked after it."""
    event = work.events.add(new, work.now)
    plan_feedback(event, new, work)
    return event


def begin_series(first: NewEvent, repeats: Repeats, work: Work) -> EventId:
    """Store the rule and its first times; the first of them all."""
    series = Series(work.events.add_series(first, repeats), first, repeats)
    return continue_one(series, work)[0]


def continue_series(_command: ContinueSeries, work: Work) -> Outcome[int]:
    """Its value says how many times were planned."""
    return Done(sum(len(continue_one(each, work)) for each in work.events.series()))


def continue_one(series: Series, work: Work) -> Sequence[EventId]:
    """Plan its times of the next weeks that are not planned yet."""
    planned = []
    for day, event in times(series, work.now, work.zone):
        number = work.events.add_time(series.id, day, event, work.now)
        if number is not None:
            plan_feedback(number, event, work)
            planned.append(number)
    return planned


def end_series(command: EndSeries, work: Work) -> Outcome[None]:
    """Each time that is planned is cancelled alone, if it must be."""
    return Done(None) if work.events.end_series(command.event) else Refused(NO_SERIES)


def plan_feedback(event_id: EventId, event: NewEvent, work: Work) -> None:
    """On the morning after, ask those who came how it was."""
    if work.surveys.form(EVENT_FEEDBACK) is None:
        return
    ends = event.ends.astimezone(work.zone)
    due = datetime.combine(ends.date() + timedelta(days=1), MORNING_AFTER, work.zone)
    occasion = str(event_id)
    say = survey_question(_("How was it? {event}", event=event.title), EVENT_FEEDBACK, occasion)
    recipients = Recipients(coming_to=event_id, unless_answered=(EVENT_FEEDBACK, occasion))
    campaign = NewCampaign(
        f"feedback:{event_id}",
        say,
        recipients,
        due.astimezone(work.now.tzinfo),
        due.astimezone(work.now.tzinfo) + timedelta(days=3),
    )
    work.campaigns.add(campaign, work.now)
