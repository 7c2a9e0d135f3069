"""Lifts to an event: who drives offers seats, who needs one chooses a car. No names are told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time

from domain.events.car import (
    LONGEST_PLACE,
    MOST_SEATS,
    Car,
    CarId,
    LeaveCar,
    OfferCar,
    Ride,
    WithdrawCar,
    open_to,
)
from domain.events.doors import EVENT
from domain.events.event import Event, EventId
from domain.events.notices import where_it_leaves
from domain.events.rsvp import RsvpState
from domain.speech.messages import Option
from domain.speech.text import Moment, Show, Text, Verbatim, _, lines, n_
from domain.speech.writing import Written
from domain.work import Desk
from flows.engine.kit import Ask, Clock, Do, Flow, Goto, Guard, Leave, Move, Number, Step, Words


@dataclass(frozen=True)
class Draft:
    """The event, and the car that is being offered."""

    event: int = 0
    seats: int = 0
    place: str = ""


def ask_choice(draft: Draft, desk: Desk) -> Ask | Leave:
    """Shows what they drive or ride with, and the cars that have enough seats for them."""
    event = desk.events.get(EventId(draft.event))
    if event is None or not _comes(event, desk):
        return Leave(EVENT(draft.event))
    driven = desk.cars.driven(event.id, desk.person.id)
    ridden = desk.cars.ridden(event.id, desk.person.id)
    said = lines(_own(driven, ridden), None if driven or ridden else _("🚗 Lifts to this event:"))
    return Ask(
        said,
        list(_options(event, driven, ridden, desk)),
        title=event.title,
        clearly=("leave", "withdraw"),
    )


def _own(driven: Car | None, ridden: Car | None) -> Text | None:
    if driven is not None:
        taken = _(
            "🚗 You drive. Seats taken: {taken} of {seats}", taken=driven.taken, seats=driven.seats
        )
        return lines(taken, *where_it_leaves(driven), between="\n")
    if ridden is not None:
        there = _("Be there a little earlier. The driver knows that you come, and not your name.")
        return lines(lines(_("🚗 You have a lift:"), *where_it_leaves(ridden), between="\n"), there)
    return None


def _options(event: Event, driven: Car | None, ridden: Car | None, desk: Desk) -> Iterator[Option]:
    if driven is None:
        yield from (Option(f"car:{car.id}", _car(car)) for car in _free(event, ridden, desk))
    if ridden is not None:
        yield Option("leave", _("✖ I need no lift any more"))
    if driven is not None:
        yield Option("seats", _("✏ Change it"))
        yield Option("withdraw", _("✖ I cannot drive any more"))
    elif desk.person.grown:
        yield Option("seats", _("🚘 I can take people with me"))
    yield Option("back", _("📅 The event"))


def _free(event: Event, ridden: Car | None, desk: Desk) -> Sequence[Car]:
    rsvp = desk.events.rsvp(event.id, desk.person.id)
    people = 1 if rsvp is None else rsvp.people
    cars = open_to(desk.person, desk.cars.at(event.id), desk.staff)
    there = [car for car in cars if car.left >= people and car.leaves > desk.now]
    return [car for car in there if ridden is None or car.id != ridden.id]


def _car(car: Car) -> Text:
    return n_(
        "🚗 {time}, {place}: {n} seat",
        "🚗 {time}, {place}: {n} seats",
        n=car.left,
        time=Moment(car.leaves, Show.TIME),
        place=Verbatim(car.place),
    )


def chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Takes or gives up a seat or a car, and shows how it is then; or goes back to the event."""
    again = Goto("choice", Draft(draft.event))
    event = EventId(draft.event)
    match choice:
        case "back":
            return Leave(EVENT(draft.event))
        case "seats":
            return Goto("seats", Draft(draft.event))
        case "leave":
            return Do(LeaveCar(event), then=again, refused=again)
        case "withdraw":
            return Do(WithdrawCar(event), then=again, refused=again)
        case _:
            car = CarId(int(choice.removeprefix("car:")))
            return Do(Ride(car), then=again, refused=again)


def ask_seats(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the seats, beside the driver and whom they bring themselves."""
    text = _("How many people can you take with you? Write a number.")
    return Ask(text, expects=Number(1, MOST_SEATS))


def seats_told(draft: Draft, seats: int) -> Goto[Draft]:
    """Remembers the seats and goes on to the place."""
    return Goto("place", replace(draft, seats=seats))


def ask_place(_draft: Draft, _desk: Desk) -> Ask:
    """Asks where the car stands and how it looks, so that nobody needs a name to find it."""
    text = _("Where do you stand, and how does the car look? For example: main gate, blue car")
    return Ask(text, expects=Words(LONGEST_PLACE, Written.LINE))


def place_told(draft: Draft, place: str) -> Goto[Draft]:
    """Remembers the place and goes on to the time."""
    return Goto("leaves", replace(draft, place=place))


def ask_leaves(_draft: Draft, _desk: Desk) -> Ask:
    """Asks when the car leaves, on the day of the event."""
    return Ask(_("At what time do you leave? For example: 14:20"), expects=Clock())


def leaves_told(draft: Draft, clock: str) -> Do[Draft]:
    """Offers the car; whoever rides in it already hears what has changed."""
    command = OfferCar(EventId(draft.event), draft.seats, draft.place, time.fromisoformat(clock))
    again = Goto("choice", Draft(draft.event))
    said = _("Thank you! We tell you when somebody comes with you.")
    return Do(command, then=Goto("choice", again.draft, tell=said), refused=again)


def _comes(event: Event, desk: Desk) -> bool:
    rsvp = desk.events.rsvp(event.id, desk.person.id)
    coming = rsvp is not None and rsvp.state is RsvpState.COMING
    return coming and not event.cancelled and event.starts > desk.now


flow = Flow(
    "lifts",
    Draft,
    steps={
        "choice": Step(ask_choice, chosen, to=("choice", "seats"), flows=("events",)),
        "seats": Step(ask_seats, seats_told, to=("place",)),
        "place": Step(ask_place, place_told, to=("leaves",)),
        "leaves": Step(ask_leaves, leaves_told, to=("choice",)),
    },
    guard=Guard.PERSONAL,
    age=True,
)
