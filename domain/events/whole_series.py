"""A series is changed or cancelled as a whole: each of its times to come, and the rule behind them.

What was planned for one date alone is then as for all others; a time that was cancelled stays so.
"""

from collections.abc import Mapping
from datetime import date, datetime

from domain.campaigns.campaign import CampaignId
from domain.events.adding import continue_one
from domain.events.change import (
    NO_EVENT,
    CancelEvent,
    CancelSeries,
    ChangeEvent,
    ChangeSeries,
    as_it_is,
)
from domain.events.changing import cancel_event, change_event
from domain.events.event import Event, EventId, NewEvent
from domain.events.series import A_YEAR, NO_SERIES, Series, days, lasts, on
from domain.outcome import Done, Outcome, Refused
from domain.speech.text import Moment, Show, _
from domain.work import Work

Told = tuple[CampaignId, ...]


def change_series(command: ChangeSeries, work: Work) -> Outcome[Told]:
    """Its later times move by as many days as this one, and are cancelled where the rule has none.

    Refused when one of them would be refused by `change_event`, which says when that one is, and
    for a rule that is longer than a year.
    """
    event = work.events.get(command.event)
    if event is None:
        return Refused(NO_EVENT)
    first = _day(command.new.starts, work)
    if not lasts(first, command.repeats):
        return Refused(A_YEAR)
    changed = change_event(ChangeEvent(event.id, command.new, command.shown), work)
    if isinstance(changed, Refused):
        return changed
    planned = _planned(command, event, work)
    told = _change_later(planned, command.new, work)
    if isinstance(told, Refused):
        return told
    _write_rule(command, {event.id: first, **{each.id: day for each, day in planned}}, work)
    return Done(tuple(each for each in (changed.value, *told.value) if each is not None))


def cancel_series(command: CancelSeries, work: Work) -> Outcome[Told]:
    """Refused where there is no series; what has begun stays as it was."""
    event = work.events.get(command.event)
    if event is None or work.events.series_of(event.id) is None:
        return Refused(NO_SERIES)
    times = [event, *(each for _day, each in work.events.later_times(event.id))]
    work.events.end_series(event.id)
    told = []
    for each in times:
        if not each.cancelled and each.starts > work.now:
            outcome = cancel_event(CancelEvent(each.id, command.reason), work)
            if isinstance(outcome, Refused):
                return outcome
            told.append(outcome.value)
    return Done(tuple(each for each in told if each is not None))


def _planned(command: ChangeSeries, event: Event, work: Work) -> list[tuple[Event, date | None]]:
    """Its later times, each with the day that it has from now on; None where the rule has none."""
    first = _day(command.new.starts, work)
    moved, ruled = first - _day(event.starts, work), set(days(first, command.repeats))
    wanted = [(each, day + moved) for day, each in work.events.later_times(event.id)]
    return [(each, day if day in ruled else None) for each, day in wanted]


def _change_later(
    planned: list[tuple[Event, date | None]], new: NewEvent, work: Work
) -> Outcome[Told]:
    told: list[CampaignId | None] = []
    for event, day in planned:
        if event.cancelled or event.starts <= work.now:
            continue
        outcome = _change_one(event, day, new, work)
        if isinstance(outcome, Refused):
            day_said = Moment(event.starts, Show.SHORT_DAY)
            return Refused(_("{day}: {reason}", day=day_said, reason=outcome.text))
        told.append(outcome.value)
    return Done(tuple(each for each in told if each is not None))


def _change_one(
    event: Event, day: date | None, new: NewEvent, work: Work
) -> Outcome[CampaignId | None]:
    if day is None:
        return cancel_event(CancelEvent(event.id), work)
    wanted = on(new, day, work.zone)
    if as_it_is(event) == wanted:
        return Done(None)
    return change_event(ChangeEvent(event.id, wanted), work)


def _write_rule(command: ChangeSeries, times: Mapping[EventId, date | None], work: Work) -> None:
    """The rule is written anew, and its next times are planned by it."""
    before = work.events.series_of(command.event)
    if before is None:
        number = work.events.add_series(command.new, command.repeats)
    else:
        number = before.id
        work.events.rewrite_series(number, command.new, command.repeats)
    work.events.place_times(number, times)
    continue_one(Series(number, command.new, command.repeats), work)


def _day(at: datetime, work: Work) -> date:
    return at.astimezone(work.zone).date()
