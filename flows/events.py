"""Events: what is on, who comes, and who needs a lift."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.events.event import Event, EventId, places_left
from domain.events.notices import event_details, event_line
from domain.events.rsvp import (
    MOST_PEOPLE,
    Come,
    Rsvp,
    RsvpState,
    StayAway,
    TakeOffer,
    WaitForPlace,
    room_for,
)
from domain.reminders.reminder import promise
from domain.speech.messages import MENU_KEY, Option
from domain.speech.text import Moment, Show, Text, Verbatim, _, lines, n_
from domain.work import Desk
from flows.calendar_file import calendar_file
from flows.kit import Ask, Do, End, Flow, Goto, Leave, Move, Number, Step, Tell, Visit, never


@dataclass(frozen=True)
class Draft:
    """The event under the finger, and what is being said about it."""

    event: int = 0
    people: int = 1
    lift_offered: bool = False
    consent_asked: bool = False
    waits: bool = False  # wants to be told when there is room for so many
    invited: bool = False  # by an announcement: afterwards, what it interrupted goes on


ALWAYS = (Option("file", _("📎 For my calendar")), Option("list", _("📅 All events")))
GONE = _("This event is over or was cancelled.")
BEGUN = _("This event has begun already.")


def ask_event(_draft: Draft, desk: Desk) -> Ask | End:
    """What is on, the next one first."""
    events = desk.events.upcoming(desk.now)
    options = [Option(str(each.id), event_line(each)) for each in events]
    if not desk.person.young:
        options.append(Option("propose", _("💡 Propose an event")))
    if not events:
        options.append(Option(MENU_KEY, _("☰ Menu")))
        return Ask(_("Nothing is planned at the moment. Please look again soon."), options)
    return Ask(_("Here is what is on. Choose one to read more."), options)


def event_chosen(draft: Draft, event: str) -> Move[Draft]:
    """On to its details, or to one of their own."""
    if event == "propose":
        return Leave("proposing")
    return Goto("detail", replace(draft, event=int(event)))


def ask_detail(draft: Draft, desk: Desk) -> Ask | End:
    """Day, time, place, places left, and what the person said about it."""
    event = _current(draft, desk)
    if event is None:
        return End(GONE)
    rsvp = desk.events.rsvp(event.id, desk.person.id)
    begun = event.starts <= desk.now
    text = lines(event_details(event), _room(event), _own(rsvp) if rsvp else None)
    options = [] if begun else list(_ways(event, rsvp))
    if event.questions and not begun and desk.person.takes_part:
        options.append(Option("ask", _("❓ Ask the speakers")))
    return Ask(text, [*options, *ALWAYS], title=event.title)


def _ways(event: Event, rsvp: Rsvp | None) -> Iterator[Option]:
    match rsvp and rsvp.state:
        case RsvpState.COMING:
            yield Option("come", _("Change"))
            yield Option("lifts", _("🚗 Lifts"))
            yield Option("stay", _("I'm not coming"))
        case RsvpState.OFFERED:
            yield Option("take", _("I'm coming"))
            yield Option("stay", _("No, thank you"))
        case RsvpState.WAITING:
            yield Option("stay", _("I do not want to wait any more"))
        case _ if event.places_left == 0:
            yield Option("wait", _("🔔 Tell me when there is room"))
        case _:
            yield Option("come", _("I'm coming"))


def _room(event: Event) -> Text | None:
    if event.places_left is None:
        return None
    if event.places_left == 0:
        return _("All places are taken.")
    return places_left(event.places_left)


def _own(rsvp: Rsvp) -> Text | None:
    match rsvp.state:
        case RsvpState.COMING:
            return _coming(rsvp)
        case RsvpState.WAITING:
            return n_(
                "⏳ You are waiting for a place: {n} person.",
                "⏳ You are waiting for places: {n} people.",
                n=rsvp.people,
            )
        case RsvpState.OFFERED if rsvp.until is not None:
            return _("We keep it for you until {time}.", time=Moment(rsvp.until, Show.SHORT))
        case _:
            return None


def _coming(rsvp: Rsvp) -> Text:
    if rsvp.lift:
        return n_(
            "✅ You are coming: {n} person, with a lift.",
            "✅ You are coming: {n} people, with a lift.",
            n=rsvp.people,
        )
    return n_("✅ You are coming: {n} person.", "✅ You are coming: {n} people.", n=rsvp.people)


def detail_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Come, change, stay away, or look further."""
    match choice:
        case "come" | "wait":
            return Goto("people", replace(draft, waits=choice == "wait"))
        case "take":
            return _take(draft)
        case "stay":
            return _stay_away(draft, Goto("detail", draft, tell=_("Thank you for telling us.")))
        case "lifts" | "ask":
            return Leave("lifts" if choice == "lifts" else "speakers", {"event": draft.event})
        case "file":
            return Goto("file", draft)
        case _:
            return Goto("event", Draft())


def _stay_away(draft: Draft, then: Move[Draft]) -> Do[Draft]:
    return Do(StayAway(EventId(draft.event)), then=then, refused=then)


def _take(draft: Draft) -> Do[Draft]:
    command = TakeOffer(EventId(draft.event))
    return Do(command, then=Goto("coming", draft), refused=Goto("detail", draft))


def ask_people(draft: Draft, desk: Desk) -> Ask | Move[Draft]:
    """How many come; before that, the yes that it needs."""
    event = _current(draft, desk)
    if event is None:
        return End(GONE)
    if event.starts <= desk.now:
        return Goto("detail", draft, tell=BEGUN)
    if not desk.person.takes_part:
        return _consent(draft)
    _places, seats = room_for(event, desk.events.rsvp(event.id, desk.person.id))
    if seats and not draft.lift_offered and not draft.waits:
        return Goto("people", replace(draft, lift_offered=True))
    numbers = [Option(str(n), Verbatim(str(n))) for n in range(1, 6)]
    return Ask(
        _("How many people are coming, you and others? Write a number."),
        numbers,
        expects=Number(1, MOST_PEOPLE),
    )


def _consent(draft: Draft) -> Move[Draft]:
    if draft.consent_asked:
        return End(_("Without your yes we cannot keep a place for you. You are still welcome."))
    return Visit("consent", "people", replace(draft, consent_asked=True), step="kept")


def people_chosen(draft: Draft, people: str | int) -> Move[Draft]:
    """A lift is asked about only where there is one."""
    draft = replace(draft, people=int(people))
    if draft.waits:
        return _wait(draft)
    return Goto("lift", draft) if draft.lift_offered else _come(draft, lift=False)


def _wait(draft: Draft) -> Do[Draft]:
    then = Goto("detail", Draft(event=draft.event))
    told = replace(
        then, tell=_("We will write to you when there is room. You can stop waiting here.")
    )
    return Do(WaitForPlace(EventId(draft.event), draft.people), then=told, refused=then)


def ask_lift(draft: Draft, desk: Desk) -> Ask | End:
    """From where, and when it leaves."""
    event = _current(draft, desk)
    if event is None or event.transport is None:
        return End(GONE)
    text = _(
        "A car leaves at {time} from {place}. Do you need a lift?",
        time=Moment(event.transport.leaves, Show.TIME),
        place=event.transport.from_place,
    )
    return Ask(text, [Option("yes", _("Yes")), Option("no", _("No"))])


def lift_chosen(draft: Draft, answer: str) -> Move[Draft]:
    """The places are taken now."""
    return _come(draft, lift=answer == "yes")


def _come(draft: Draft, *, lift: bool) -> Do[Draft]:
    event = Draft(event=draft.event, invited=draft.invited)
    return Do(
        Come(EventId(draft.event), draft.people, lift),
        then=Goto("coming", event),
        refused=Goto("detail", event),
    )


def ask_coming(draft: Draft, desk: Desk) -> Goto[Draft] | End:
    """What follows from it."""
    event = _current(draft, desk)
    if event is None:
        return End(GONE)
    reminders = promise(event.starts, desk.now, stopped=desk.person.stopped)
    said = lines(_("See you there!"), reminders)
    return End(said) if draft.invited else Goto("detail", draft, tell=said)


def ask_file(draft: Draft, desk: Desk) -> Goto[Draft] | End:
    """The file goes out, and the details stand again."""
    event = _current(draft, desk)
    if event is None:
        return End(GONE)
    file = calendar_file(event, desk.person.language, desk.now)
    tell = Tell(_("Open this file to put it into your calendar."), file=file)
    return Goto("detail", draft, tell=tell)


def invited(draft: Draft, choice: str) -> Goto[Draft]:
    """The answer to an announcement, whenever it comes."""
    return Goto("people" if choice == "come" else "detail", replace(draft, invited=True))


def offered(draft: Draft, choice: str) -> Move[Draft]:
    """The answer to an offer, whenever it comes."""
    if choice == "take":
        return _take(replace(draft, invited=True))
    return _stay_away(draft, End(_("Thank you for telling us. Somebody else can come.")))


def reminded(draft: Draft, choice: str) -> Move[Draft]:
    """The answer to a reminder, whenever it comes."""
    if choice == "ok":
        return Goto("assured", draft)
    return _stay_away(draft, End(_("Thank you for telling us. Your place is free for others now.")))


def ask_assured(draft: Draft, desk: Desk) -> Goto[Draft] | End:
    """Whoever has freed their place since is asked how many come."""
    rsvp = desk.events.rsvp(EventId(draft.event), desk.person.id)
    if rsvp is not None and rsvp.state is RsvpState.COMING:
        return End(_("Good. See you there!"))
    return Goto("people", replace(draft, invited=True))


def to_detail(draft: Draft, _desk: Desk) -> Goto[Draft]:
    """What an invitation or a reminder shows when it is asked again."""
    return Goto("detail", draft)


def _current(draft: Draft, desk: Desk) -> Event | None:
    event = desk.events.get(EventId(draft.event))
    if event is None or event.cancelled or event.ends <= desk.now:
        return None
    return event


flow = Flow(
    "events",
    Draft,
    steps={
        "event": Step(ask_event, event_chosen, to=("detail",), flows=("proposing",)),
        "detail": Step(
            ask_detail,
            detail_chosen,
            to=("people", "detail", "file", "event", "coming"),
            flows=("lifts", "speakers"),
        ),
        "people": Step(
            ask_people, people_chosen, to=("people", "lift", "coming", "detail"), flows=("consent",)
        ),
        "lift": Step(ask_lift, lift_chosen, to=("coming", "detail")),
        "coming": Step(ask_coming, never, to=("detail",)),
        "file": Step(ask_file, never, to=("detail",)),
        "invited": Step(to_detail, invited, to=("people", "detail")),
        "offered": Step(to_detail, offered, to=("detail", "coming")),
        "reminded": Step(to_detail, reminded, to=("detail", "assured")),
        "assured": Step(ask_assured, never, to=("people",)),
    },
)
