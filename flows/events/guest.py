"""Events: what is on, who comes, and who needs a lift."""

from dataclasses import replace

from domain.events.doors import EVENT, PROPOSING
from domain.events.event import Event, EventId
from domain.events.notices import event_line
from domain.events.rsvp import (
    MOST_PEOPLE,
    NOT_THEIR_AGE,
    Come,
    RsvpState,
    WaitForPlace,
    asks_age,
    may_come,
    room_for,
)
from domain.people.doors import AGE
from domain.reminders.reminder import promise
from domain.speech.languages import Intent
from domain.speech.messages import MENU_KEY, Option
from domain.speech.text import Moment, Show, Verbatim, _, lines
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Flow, Goto, Leave, Move, Number, Step, Visit, never
from flows.events.details import (
    GONE,
    Draft,
    ask_detail,
    ask_file,
    ask_leaving,
    current_event,
    detail_chosen,
    give_place_up,
    is_shown,
    leaving_decided,
    take_place,
)
from flows.guests.agreeing.news import news_later
from flows.guests.agreeing.yes_first import Need, yes_first

BEGUN = _("This event has begun already.")


def ask_event(_draft: Draft, desk: Desk) -> Ask | End:
    """Lists what is on for their age, the next first; adults may propose one of their own."""
    events = [each for each in desk.events.upcoming(desk.now) if is_shown(each, desk)]
    options = [Option(str(each.id), event_line(each)) for each in events]
    if not desk.person.young:
        options.append(Option("propose", _("💡 Propose an event")))
    if not events:
        options.append(Option(MENU_KEY, _("☰ Menu")))
        return Ask(_("Nothing is planned at the moment. Please look again soon."), options)
    return Ask(_("Here is what is on. Choose one to read more."), options)


def event_chosen(draft: Draft, event: str) -> Move[Draft]:
    """Goes on to the event, or leaves for proposing another one."""
    if event == "propose":
        return Leave(PROPOSING())
    return Goto("detail", replace(draft, event=int(event)))


def to_join(draft: Draft, desk: Desk) -> Move[Draft]:
    """Takes a place for one, with a lift if they said so; who comes already stays as they are."""
    event = current_event(draft, desk)
    if first := _before(draft, event, desk, "join"):
        return first
    own = desk.events.rsvp(EventId(draft.event), desk.person.id)
    if own is not None and own.state is RsvpState.COMING:
        return Goto("coming", draft)
    if own is not None and own.state is RsvpState.OFFERED:
        return take_place(draft)
    return _come(replace(draft, people=1), lift=draft.rides)


def ask_people(draft: Draft, desk: Desk) -> Ask | Move[Draft]:
    """Asks how many come, or for how many places somebody waits."""
    event = current_event(draft, desk)
    if first := _before(draft, event, desk, "people"):
        return first
    assert event is not None  # noqa: S101 - otherwise something came before
    _places, seats = room_for(event, desk.events.rsvp(event.id, desk.person.id))
    if seats and not draft.lift_offered and not draft.waits:
        return Goto("people", replace(draft, lift_offered=True))
    numbers = [Option(str(n), Verbatim(str(n))) for n in range(1, 6)]
    return Ask(
        _("How many people are coming, you and others? Write a number."),
        numbers,
        expects=Number(1, MOST_PEOPLE, people=True),
    )


def _before(draft: Draft, event: Event | None, desk: Desk, back: str) -> Move[Draft] | None:
    """What comes first: the yes to take part, and an age where that matters."""
    if event is None:
        return End(GONE)
    if event.starts <= desk.now:
        return Goto("detail", draft, tell=BEGUN)
    return yes_first(draft, desk, back, Need.PLACE) or _age_first(draft, event, desk, back)


def _age_first(draft: Draft, event: Event, desk: Desk, back: str) -> Move[Draft] | None:
    if asks_age(event, desk.person):
        return Visit(AGE(), back, draft)
    own = desk.events.rsvp(event.id, desk.person.id)
    fits = may_come(event, desk.person, own)
    return None if fits else End(NOT_THEIR_AGE, ways=(Intent.PRIVACY, Intent.EVENTS))


def people_chosen(draft: Draft, people: str | int) -> Move[Draft]:
    """Takes the places, or waits for them; where there is a car, it asks about it first."""
    draft = replace(draft, people=int(people))
    if draft.waits:
        return _wait(draft)
    draft = replace(draft, changed=True)
    return Goto("lift", draft) if draft.lift_offered else _come(draft, lift=False)


def _wait(draft: Draft) -> Do[Draft]:
    then = Goto("detail", Draft(event=draft.event))
    told = replace(
        then, tell=_("We will write to you when there is room. You can stop waiting here.")
    )
    return Do(WaitForPlace(EventId(draft.event), draft.people), then=told, refused=then)


def ask_lift(draft: Draft, desk: Desk) -> Ask | End:
    """Asks whether they need the car, and says from where and when it leaves."""
    event = current_event(draft, desk)
    if event is None or event.transport is None:
        return End(GONE)
    text = _(
        "A car leaves at {time} from {place}. Do you need a lift?",
        time=Moment(event.transport.leaves, Show.TIME),
        place=event.transport.from_place,
    )
    return Ask(text, [Option("yes", _("Yes")), Option("no", _("No"))])


def lift_chosen(draft: Draft, answer: str) -> Move[Draft]:
    """Takes the places, with or without seats in the car."""
    return _come(draft, lift=answer == "yes")


def _come(draft: Draft, *, lift: bool) -> Do[Draft]:
    event = Draft(event=draft.event, changed=draft.changed)
    return Do(
        Come(EventId(draft.event), draft.people, lift),
        then=Goto("coming", event),
        refused=Goto("detail", event),
    )


def ask_coming(draft: Draft, desk: Desk) -> End:
    """Says that they are expected and when they are reminded; then they may change it."""
    event = current_event(draft, desk)
    if event is None:
        return End(GONE)
    reminders = promise(event.starts, desk.now, stopped=desk.person.stopped)
    said = lines(_("See you there!"), reminders)
    news = None if draft.changed else news_later(desk)
    return End(said, alone=Leave(EVENT(event.id), tell=said), later=news)


def invited(draft: Draft, choice: str) -> Goto[Draft]:
    """Takes the answer to an invitation, whenever it comes."""
    if choice == "more":
        return Goto("detail", draft)
    return Goto("join", replace(draft, rides=choice == "ride"))


def offered(draft: Draft, choice: str) -> Move[Draft]:
    """Takes the answer to an offered place, whenever it comes."""
    if choice == "take":
        return take_place(draft)
    return give_place_up(draft, End(_("Thank you for telling us. Somebody else can come.")))


def reminded(draft: Draft, choice: str) -> Move[Draft]:
    """Takes the answer to a reminder, whenever it comes."""
    if choice == "ok":
        return Goto("assured", draft)
    return give_place_up(
        draft, End(_("Thank you for telling us. Your place is free for others now."))
    )


def ask_assured(draft: Draft, desk: Desk) -> Goto[Draft] | End:
    """Says that they are expected; whoever has freed their place takes one again."""
    rsvp = desk.events.rsvp(EventId(draft.event), desk.person.id)
    if rsvp is not None and rsvp.state is RsvpState.COMING:
        return End(_("Good. See you there!"))
    return Goto("join", draft)


def to_detail(draft: Draft, _desk: Desk) -> Goto[Draft]:
    """Shows the event when an invitation, an offer or a reminder is asked again."""
    return Goto("detail", draft)


flow = Flow(
    "events",
    Draft,
    steps={
        "event": Step(ask_event, event_chosen, to=("detail",), flows=("proposing",), rests=True),
        "detail": Step(
            ask_detail,
            detail_chosen,
            to=("join", "people", "detail", "file", "event", "coming", "leaving"),
            flows=("lifts", "speakers"),
            rests=True,
        ),
        "join": Step(to_join, never, to=("coming", "detail"), flows=("consent", "age")),
        "leaving": Step(ask_leaving, leaving_decided, to=("detail",)),
        "people": Step(
            ask_people,
            people_chosen,
            to=("people", "lift", "coming", "detail"),
            flows=("consent", "age"),
        ),
        "lift": Step(ask_lift, lift_chosen, to=("coming", "detail")),
        "coming": Step(ask_coming, never, flows=("events",)),
        "file": Step(ask_file, never, to=("detail",)),
        "invited": Step(to_detail, invited, to=("join", "detail")),
        "offered": Step(to_detail, offered, to=("detail", "coming")),
        "reminded": Step(to_detail, reminded, to=("detail", "assured")),
        "assured": Step(ask_assured, never, to=("join",)),
    },
)
