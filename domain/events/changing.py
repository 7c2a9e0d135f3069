"""An event is changed or cancelled, and everybody who is coming hears what is different.

What they hear is no news but part of what they said yes to, so it needs no second yes; STOP holds.
Their places stay until they say that they cannot come.
"""

from dataclasses import replace

from domain.campaigns.campaign import CampaignId, NewCampaign, Recipients
from domain.events.adding import plan_feedback
from domain.events.change import (
    BEGUN,
    MEANWHILE,
    NO_EVENT,
    CancelEvent,
    ChangeEvent,
    MoveEvent,
    NoteCame,
    RelocateEvent,
    ResizeEvent,
    RewordEvent,
    as_it_is,
)
from domain.events.doors import REMINDED
from domain.events.event import Event, EventId, NewEvent, shown_words
from domain.events.notices import differences, invitation
from domain.outcome import Done, Outcome, Refused
from domain.reminders.reminder import ANSWERS, due_times
from domain.speech.local_times import SKIPPED, exists, instant
from domain.speech.messages import Say
from domain.speech.text import Content, Moment, Text, _, lines, n_
from domain.speech.writing import Written, first_fault
from domain.work import Work


def change_event(command: ChangeEvent, work: Work) -> Outcome[CampaignId | None]:
    """The campaign that tells those who come; None when there is nothing to tell.

    Refused when the event was cancelled or has begun, when it would begin in the past, when new
    words cannot be shown, when more people come than there would be room for, and when it was
    changed since it was `shown`.
    """
    event = _to_come(command.event, work)
    if event is None:
        return Refused(NO_EVENT)
    if command.shown is not None and command.shown != event.changes:
        return Refused(MEANWHILE)
    if command.new.starts <= work.now:
        return Refused(BEGUN)
    before = shown_words(as_it_is(event))
    fault = first_fault(each for each in shown_words(command.new) if each not in before)
    if fault:
        return Refused(fault.text)
    if not work.events.change(event.id, command.new, work.now):
        return Refused(_no_room(work.events.get(event.id) or event, command.new))
    return Done(_changed(event, command.new, work))


def move_event(command: MoveEvent, work: Work) -> Outcome[CampaignId | None]:
    """As `change_event`: its end and its car move by as much as its beginning. Refused when clocks
    do not show that time on that day.
    """
    event = work.events.get(command.event)
    if event is None:
        return Refused(NO_EVENT)
    local = (command.day, command.clock, work.zone)
    if not exists(*local):
        return Refused(SKIPPED)
    moved = instant(*local) - event.starts
    car = event.transport and replace(event.transport, leaves=event.transport.leaves + moved)
    new = replace(
        as_it_is(event), starts=event.starts + moved, ends=event.ends + moved, transport=car
    )
    return change_event(ChangeEvent(event.id, new), work)


def relocate_event(command: RelocateEvent, work: Work) -> Outcome[CampaignId | None]:
    """As `change_event`: only the place is another one."""
    event = work.events.get(command.event)
    if event is None:
        return Refused(NO_EVENT)
    return change_event(ChangeEvent(event.id, replace(as_it_is(event), place=command.place)), work)


def reword_event(command: RewordEvent, work: Work) -> Outcome[CampaignId | None]:
    """As `change_event`; other words alone are told to nobody."""
    event = work.events.get(command.event)
    if event is None:
        return Refused(NO_EVENT)
    new, tag = as_it_is(event), command.language
    if command.title:
        new = replace(new, title=Content({**new.title.by_language, tag: command.title}))
    if command.about:
        before = new.description.by_language if new.description else {}
        new = replace(new, description=Content({**before, tag: command.about}))
    return change_event(ChangeEvent(event.id, new), work)


def resize_event(command: ResizeEvent, work: Work) -> Outcome[CampaignId | None]:
    """As `change_event`: refused when more people are coming already."""
    event = work.events.get(command.event)
    if event is None:
        return Refused(NO_EVENT)
    new = replace(as_it_is(event), capacity=command.capacity)
    return change_event(ChangeEvent(event.id, new), work)


def note_came(command: NoteCame, work: Work) -> Outcome[None]:
    """Once it has begun, else refused; nobody's name is noted."""
    event = work.events.get(command.event)
    if event is None or event.cancelled or event.starts > work.now:
        return Refused(_("This event has not begun yet."))
    work.events.note_came(event.id, command.many)
    return Done(None)


def cancel_event(command: CancelEvent, work: Work) -> Outcome[CampaignId | None]:
    """Nobody is invited, reminded or asked about it any more. Its value is as in `change_event`.

    Refused when it has begun or was cancelled, and when its reason cannot be shown.
    """
    event = _to_come(command.event, work)
    if event is None:
        return Refused(NO_EVENT)
    fault = first_fault([(command.reason, Written.PROSE)])
    if fault:
        return Refused(fault.text)
    work.events.cancel(event.id, work.now)
    work.posts.remind_guests(event.id, (), event.starts)
    for about in ("event", "feedback", "change"):
        _stop(f"{about}:{event.id}", work)
    said = lines(
        _("🔔 Something you wanted to come to is cancelled."),
        _("👉 {event}", event=event.title),
        _("📅 {day}", day=Moment(event.starts)),
        command.reason,
        between="\n",
    )
    return Done(_tell(f"cancel:{event.id}", event, Say(said), work))


def _to_come(event: EventId, work: Work) -> Event | None:
    found = work.events.get(event)
    if found is None or found.cancelled or found.starts <= work.now:
        return None
    return found


def _no_room(event: Event, new: NewEvent) -> Text:
    if new.capacity is not None and new.capacity < event.taken:
        return n_(
            "{n} person is coming already: there must be room for them.",
            "{n} people are coming already: there must be room for them.",
            n=event.taken,
        )
    return n_(
        "{n} person comes by the car already: there must be a seat for them.",
        "{n} people come by the car already: there must be seats for them.",
        n=event.lifts,
    )


def _changed(before: Event, new: NewEvent, work: Work) -> CampaignId | None:
    """Whatever was planned about it is planned anew."""
    now = work.events.get(before.id) or before
    invited = invitation(now)
    work.campaigns.rewrite(f"event:{now.id}", invited, now.starts)
    if (before.starts, before.ends) != (new.starts, new.ends):
        work.posts.remind_guests(now.id, due_times(new.starts, work.now), new.starts)
        work.cars.shift(now.id, new.starts - before.starts)
        _stop(f"feedback:{now.id}", work)
        plan_feedback(now.id, new, work)
    different = list(differences(before, new))
    if not different:
        return None
    said = lines(
        _("🔔 Something has changed."),
        _("👉 {event}", event=new.title),
        *different,
        between="\n",
    )
    _stop(f"change:{now.id}", work)  # whoever has not heard of an earlier one hears only this
    return _tell(f"change:{now.id}", now, Say(said, options=ANSWERS, asks=REMINDED(now.id)), work)


def _stop(about: str, work: Work) -> None:
    campaign = work.campaigns.about(about)
    if campaign is not None:
        work.campaigns.stop(CampaignId(campaign))


def _tell(about: str, event: Event, say: Say, work: Work) -> CampaignId | None:
    """Those who are coming now."""
    if not event.taken:
        return None
    recipients = Recipients(coming_to=event.id, concerned=True)
    campaign = NewCampaign(about, say, recipients, work.now, event.starts)
    return work.campaigns.add(campaign, work.now)
