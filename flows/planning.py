"""Plan events from the desk: look at one, invite to it, change it or cancel it.

Whoever comes is told what is different; before that, the coordinator reads how many that will be.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from domain.campaigns.campaign import CampaignId, Recipients
from domain.events.change import NO_EVENT, AnnounceEvent, CancelEvent, MoveEvent, RelocateEvent
from domain.events.event import Event, EventId
from domain.events.notices import event_details, event_line
from domain.events.series import EndSeries
from domain.outcome import Done
from domain.speech.messages import File, Option
from domain.speech.text import Content, Moment, Text, Verbatim, _, lines, n_
from domain.staff.audit import Look, View
from domain.work import Desk
from flows.kit import Ask, Clock, Day, Do, Flow, Goto, Leave, Move, Step, Tell, Words, never

LONGEST_PLACE = 200  # letters, as in event.json


@dataclass(frozen=True)
class Draft:
    """The event under the finger, and what it is going to be."""

    event: int = 0
    day: str = ""  # ISO, in local time
    clock: str = ""  # ISO, in local time
    place: str = ""
    languages: tuple[str, ...] = ()  # a place is called the same in all of them


def ask_event(_draft: Draft, desk: Desk) -> Ask:
    """What is to come, or something new."""
    events = [each for each in desk.events.upcoming(desk.now) if each.starts > desk.now]
    options = [
        *[Option(str(each.id), event_line(each)) for each in events],
        Option("new", _("➕ A new event")),
        Option("past", _("📋 Events that were")),
        Option("desk", _("🗂 Desk")),
    ]
    return Ask(_("Which event?"), options)


def event_chosen(_draft: Draft, choice: str) -> Move[Draft]:
    """On to one of them."""
    match choice:
        case "new":
            return Leave("adding")
        case "past":
            return Leave("afterwards")
        case "desk":
            return Leave("desk")
        case _:
            return Goto("one", Draft(event=int(choice)))


def ask_one(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """As people see it, and how many come."""
    event = _to_come(draft, desk)
    if event is None:
        return Goto("event", Draft(), tell=NO_EVENT)
    coming = n_("{n} person comes.", "{n} people come.", n=event.taken)
    options = [
        Option("invite", _("📣 Invite people")),
        Option("day", _("🕒 Another time")),
        Option("place", _("📍 Another place")),
        Option("words", _("✏ Other words")),
        *([Option("asked", _("❓ Questions"))] if desk.questions.many(event.id) else []),
        *([Option("series", _("🔁 No more after these"))] if event.repeats else []),
        Option("cancel", _("✖ Cancel it")),
        Option("event", _("📅 All events")),
        Option("desk", _("🗂 Desk")),
    ]
    return Ask(lines(event_details(event), coming), options, title=event.title)


def one_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Each is asked once more before anybody hears of it."""
    match choice:
        case "desk":
            return Leave("desk")
        case "asked":
            shown = Goto("asked", draft)
            return Do(
                Look(View.QUESTIONS, str(draft.event)), then=shown, refused=Goto("one", draft)
            )
        case "words":
            return Leave("rewording", {"event": draft.event})
        case "series":
            said = _("Good. The times that are planned stay; cancel each of them if you must.")
            one = Goto("one", draft, tell=said)
            return Do(EndSeries(EventId(draft.event)), then=one, refused=Goto("one", draft))
        case _:
            return Goto(choice, draft)


def tell_asked(draft: Draft, desk: Desk) -> Goto[Draft]:
    """As a file that can be handed to the speakers."""
    found = desk.questions.to(EventId(draft.event))
    words = lines(*[_("• {words}", words=Verbatim(each)) for each in found], between="\n")
    file = File(f"questions-{draft.event}.txt", "text/plain", words=words)
    said = n_("{n} question was asked.", "{n} questions were asked.", n=len(found))
    return Goto("one", draft, tell=Tell(said, file=file))


def ask_invite(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """To how many, before anything leaves."""
    event = _to_come(draft, desk)
    if event is None:
        return Goto("event", Draft(), tell=NO_EVENT)
    many = desk.campaigns.reach(Recipients(event.audience))
    said = n_("{n} person will be invited now.", "{n} people will be invited now.", n=many)
    yes = n_("Invite {n} person", "Invite {n} people", n=many)
    return Ask(said, [Option("yes", yes), Option("no", _("No"))])


def invite_decided(draft: Draft, answer: str) -> Move[Draft]:
    """Once; a second time is for the command line."""
    one = Goto("one", draft)
    if answer == "no":
        return one

    def invited(done: Done[CampaignId]) -> Leave:
        said = _("The invitations are on their way.")
        return Leave("announcing", {"campaign": done.value}, "progress", tell=said)

    command = AnnounceEvent(EventId(draft.event), None, again=False)
    return Do(command, then=invited, refused=one)


def ask_day(_draft: Draft, _desk: Desk) -> Ask:
    """In any calendar."""
    return Ask(_("On which day? For example: 6 December"), expects=Day())


def day_told(draft: Draft, day: str) -> Goto[Draft]:
    """On to the time."""
    return Goto("clock", replace(draft, day=day))


def ask_clock(_draft: Draft, _desk: Desk) -> Ask:
    """It lasts as long as before."""
    return Ask(_("At what time does it begin? For example: 15:00"), expects=Clock())


def clock_told(draft: Draft, clock: str) -> Goto[Draft]:
    """To be confirmed."""
    return Goto("move", replace(draft, clock=clock))


def ask_move(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """The new time, and how many hear of it."""
    event = _to_come(draft, desk)
    if event is None:
        return Goto("event", Draft(), tell=NO_EVENT)
    day, clock = date.fromisoformat(draft.day), time.fromisoformat(draft.clock)
    new = Moment(datetime.combine(day, clock, desk.zone))
    return _confirm(_("The new time: {time}", time=new), event, desk)


def move_decided(draft: Draft, answer: str) -> Move[Draft]:
    """A car leaves as long before it as it did."""
    day, clock = date.fromisoformat(draft.day), time.fromisoformat(draft.clock)
    return _decided(draft, answer, MoveEvent(EventId(draft.event), day, clock))


def ask_place(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """A name or an address, which is the same for everybody."""
    if not draft.languages:
        return Goto("place", replace(draft, languages=tuple(each.tag for each in desk.languages)))
    return Ask(_("Write the place as everybody can find it."), expects=Words(LONGEST_PLACE))


def place_told(draft: Draft, place: str) -> Goto[Draft]:
    """To be confirmed."""
    return Goto("relocate", replace(draft, place=place))


def ask_relocate(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """The new place, and how many hear of it."""
    event = _to_come(draft, desk)
    if event is None:
        return Goto("event", Draft(), tell=NO_EVENT)
    return _confirm(_("The new place: {place}", place=_everywhere(draft)), event, desk)


def relocate_decided(draft: Draft, answer: str) -> Move[Draft]:
    """The time stays."""
    return _decided(draft, answer, RelocateEvent(EventId(draft.event), _everywhere(draft)))


def ask_cancel(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """It cannot be brought back."""
    event = _to_come(draft, desk)
    if event is None:
        return Goto("event", Draft(), tell=NO_EVENT)
    said = lines(
        _("Shall we cancel {event}? This cannot be undone.", event=event.title),
        _heard_by(event, desk),
    )
    return Ask(said, [Option("yes", _("Yes, cancel it")), Option("no", _("No, keep it"))])


def cancel_decided(draft: Draft, answer: str) -> Move[Draft]:
    """Nobody is reminded of it any more."""
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


def _to_come(draft: Draft, desk: Desk) -> Event | None:
    event = desk.events.get(EventId(draft.event))
    if event is None or event.cancelled or event.starts <= desk.now:
        return None
    return event


flow = Flow(
    "planning",
    Draft,
    steps={
        "event": Step(ask_event, event_chosen, to=("one",), flows=("adding", "afterwards", "desk")),
        "one": Step(
            ask_one,
            one_chosen,
            to=("one", "asked", "invite", "day", "place", "cancel", "event"),
            flows=("rewording", "desk"),
        ),
        "asked": Step(tell_asked, never, to=("one",)),
        "invite": Step(ask_invite, invite_decided, to=("one", "event"), flows=("announcing",)),
        "day": Step(ask_day, day_told, to=("clock",)),
        "clock": Step(ask_clock, clock_told, to=("move",)),
        "move": Step(ask_move, move_decided, to=("one", "event")),
        "place": Step(ask_place, place_told, to=("place", "relocate")),
        "relocate": Step(ask_relocate, relocate_decided, to=("one", "event")),
        "cancel": Step(ask_cancel, cancel_decided, to=("one", "event")),
    },
)
