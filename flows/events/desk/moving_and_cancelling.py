"""Another time or place for an event, or none: how many hear of it is said before."""

from dataclasses import dataclass, replace
from datetime import date, time

from domain.campaigns.campaign import CampaignId, Recipients
from domain.events.change import NO_EVENT, CancelEvent, MoveEvent, RelocateEvent
from domain.events.event import Event, EventId
from domain.outcome import Done
from domain.speech.local_times import SKIPPED, exists, instant, twice
from domain.speech.messages import Option
from domain.speech.text import Content, Moment, Text, _, lines, n_
from domain.speech.writing import Written
from domain.work import Desk
from flows.engine.kit import Ask, Clock, Day, Do, Goto, Move, Words

LONGEST_PLACE = 200  # letters, as in event.json


@dataclass(frozen=True)
class Draft:
    """The event that is planned, and what it is going to be."""

    event: int = 0
    day: str = ""  # ISO, in local time
    clock: str = ""  # ISO, in local time
    place: str = ""
    languages: tuple[str, ...] = ()  # a place is called the same in all of them
    campaign: int = 0  # the invitation that was just sent


def ask_day(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the new day, which may be written in any calendar."""
    return Ask(_("On which day? For example: 6 December"), expects=Day())


def day_told(draft: Draft, day: str) -> Goto[Draft]:
    """Remembers the day and goes on to the time."""
    return Goto("clock", replace(draft, day=day))


def ask_clock(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the new beginning; the event lasts as long as before."""
    return Ask(_("At what time does it begin? For example: 15:00"), expects=Clock())


def clock_told(draft: Draft, clock: str) -> Goto[Draft]:
    """Remembers the time and goes on to be confirmed."""
    return Goto("move", replace(draft, clock=clock))


def ask_move(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Shows the new time and how many people will hear of it, and asks for a yes."""
    event = event_to_come(draft, desk)
    if event is None:
        return Goto("event", Draft(), tell=NO_EVENT)
    at = (date.fromisoformat(draft.day), time.fromisoformat(draft.clock), desk.zone)
    if not exists(*at):
        return Goto("clock", draft, tell=SKIPPED)
    said = lines(_("The new time: {time}", time=Moment(instant(*at))), twice(*at))
    return _confirm(said, event, desk)


def move_decided(draft: Draft, answer: str) -> Move[Draft]:
    """Moves the event; a car leaves as long before it as it did."""
    day, clock = date.fromisoformat(draft.day), time.fromisoformat(draft.clock)
    return _decided(draft, answer, MoveEvent(EventId(draft.event), day, clock))


def ask_place(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks for the new place: a name or an address, the same in all languages."""
    if not draft.languages:
        return Goto("place", replace(draft, languages=tuple(each.tag for each in desk.languages)))
    return Ask(
        _("Write the place as everybody can find it."), expects=Words(LONGEST_PLACE, Written.LINE)
    )


def place_told(draft: Draft, place: str) -> Goto[Draft]:
    """Remembers the place and goes on to be confirmed."""
    return Goto("relocate", replace(draft, place=place))


def ask_relocate(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Shows the new place and how many people will hear of it, and asks for a yes."""
    event = event_to_come(draft, desk)
    if event is None:
        return Goto("event", Draft(), tell=NO_EVENT)
    return _confirm(_("The new place: {place}", place=_everywhere(draft)), event, desk)


def relocate_decided(draft: Draft, answer: str) -> Move[Draft]:
    """Changes the place; the time stays as it is."""
    return _decided(draft, answer, RelocateEvent(EventId(draft.event), _everywhere(draft)))


def ask_cancel(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks whether it shall be cancelled, which cannot be undone, and says who will hear."""
    event = event_to_come(draft, desk)
    if event is None:
        return Goto("event", Draft(), tell=NO_EVENT)
    said = lines(
        _("Shall we cancel {event}? This cannot be undone.", event=event.title),
        _heard_by(event, desk),
    )
    options = [Option("yes", _("Yes, cancel it")), Option("no", _("No, keep it"))]
    return Ask(said, options, undo="yes", clearly=("yes",))


def cancel_decided(draft: Draft, answer: str) -> Move[Draft]:
    """Cancels the event: everybody who comes is told, and nobody is reminded any more."""
    if answer == "no":
        return Goto("one", draft)
    said = _("It is cancelled. Everybody who wanted to come is being told.")
    back = Goto("event", Draft())
    return Do(CancelEvent(EventId(draft.event)), then=replace(back, tell=said), refused=back)


def _confirm(said: Text, event: Event, desk: Desk) -> Ask:
    options = [Option("yes", _("Yes, change it")), Option("no", _("No, keep it"))]
    return Ask(lines(said, _heard_by(event, desk)), options)


def _heard_by(event: Event, desk: Desk) -> Text:
    """One message each, whoever they bring."""
    many = desk.campaigns.reach(Recipients(coming_to=event.id, concerned=True))
    return n_(
        "{n} person who comes will be told now.", "{n} people who come will be told now.", n=many
    )


def _decided(draft: Draft, answer: str, command: MoveEvent | RelocateEvent) -> Move[Draft]:
    one = Goto("one", Draft(event=draft.event))
    if answer == "no":
        return one

    def changed(done: Done[CampaignId | None]) -> Goto[Draft]:
        told = _("It is changed. Everybody who comes is being told.")
        return replace(one, tell=told if done.value else _("It is changed."))

    return Do(command, then=changed, refused=one)


def _everywhere(draft: Draft) -> Content:
    return Content(dict.fromkeys(draft.languages, draft.place))


def event_to_come(draft: Draft, desk: Desk) -> Event | None:
    """The event that the draft names, if it has not begun and takes place."""
    event = desk.events.get(EventId(draft.event))
    if event is None or event.cancelled or event.starts <= desk.now:
        return None
    return event
