"""What people hear about events without asking, and how an event is described."""

from collections.abc import Iterator
from datetime import datetime

from domain.events.car import Car
from domain.events.doors import EVENTS, INVITED, OFFERED, REMINDED
from domain.events.event import Event, NewEvent
from domain.matters.matter import Proposal
from domain.reminders.reminder import ANSWERS
from domain.speech.languages import Intent
from domain.speech.messages import Option, Say
from domain.speech.spoken_words import words_for
from domain.speech.text import Lines, Moment, Show, Span, Text, Verbatim, _, lines
from domain.speech.ways import way
from domain.speech.when_and_where import at_place, day_and_time, leaves

COMING = _("🔔 You said that you are coming.")
COME = Option("join", _("I'm coming"))
RIDE = Option("ride", _("🚗 I'm coming, I need a lift"))


def of_event(event: Event, *, lift: bool, car: Car | None = None) -> Say:
    """Time, place, the car for those who go by it, and whether they can come."""
    return Say(
        lines(COMING, event_facts(event, car, lift=lift)),
        options=ANSWERS,
        asks=REMINDED(event.id),
    )


def event_facts(event: Event, guest_s: Car | None, *, lift: bool) -> Lines:
    """Day, time and place, and the car: a guest's, or the house's own with `lift`."""
    car = None
    if guest_s is not None:
        car = leaves(guest_s.leaves, Verbatim(guest_s.place))
    elif lift and event.transport is not None:
        car = leaves(event.transport.leaves, event.transport.from_place)
    return lines(
        _("👉 {event}", event=event.title),
        *day_and_time(event.starts, event.ends),
        at_place(event.place),
        car,
        between="\n",
    )


def place_offered(event: Event, until: datetime) -> Say:
    """Asks whether they take the places, and says until when these are kept for them."""
    said = lines(
        _("🔔 There is room for you now."),
        lines(
            _("👉 {event}", event=event.title),
            _("📅 {day}", day=Moment(event.starts)),
            between="\n",
        ),
        _("We keep it for you until {time}.", time=Moment(until, Show.SHORT)),
    )
    options = (Option("take", _("I'm coming")), Option("no", _("No, thank you")))
    return Say(said, options=options, asks=OFFERED(event.id), offer=True)


_STILL_WAITS = _(
    "You are still on the list. To look at it, write “{events}”.", events=words_for(Intent.EVENTS)
)


def place_lapsed(event: Event, *, waits: bool) -> Say:
    """What arrives when they have not answered in time: it is gone, and they wait on."""
    said = lines(
        _("🔔 The place is no longer kept for you."),
        lines(
            _("👉 {event}", event=event.title),
            _("📅 {day}", day=Moment(event.starts)),
            between="\n",
        ),
        _STILL_WAITS if waits else None,
    )
    return Say(said)


MORE_RIDERS = _("🔔 Somebody comes with you.")
LESS_RIDERS = _("🔔 Somebody does not come with you any more.")


def lift_changed(event: Event, car: Car) -> Say:
    """What a rider hears when another car, place or time is theirs."""
    head = (_("🔔 Your lift has changed."), _("👉 {event}", event=event.title))
    return Say(lines(*head, *where_it_leaves(car), between="\n"))


def where_it_leaves(car: Car) -> Iterator[Text]:
    """When it leaves, and where the driver stands."""
    yield _("🕒 {time}", time=Moment(car.leaves, Show.TIME))
    yield _("📍 {place}", place=Verbatim(car.place))


def differences(before: Event, now: NewEvent) -> Iterator[Text]:
    """What somebody who is coming must know, each with what is true now."""
    if before.starts.date() != now.starts.date():
        yield _("📅 New day: {day}", day=Moment(now.starts, Show.DAY))
    if (before.starts, before.ends) != (now.starts, now.ends):
        yield _("🕒 New time: {time}", time=Span(now.starts, now.ends))
    if before.place != now.place:
        yield _("📍 New place: {place}", place=now.place)
    if before.transport is not None and now.transport is None:
        yield _("🚗 There is no car any more.")
    elif now.transport is not None and before.transport != now.transport:
        yield _(
            "🚗 A car leaves at {time} from {place}.",
            time=Moment(now.transport.leaves, Show.TIME),
            place=now.transport.from_place,
        )


def proposal_accepted(title: str, proposal: Proposal) -> Say:
    """Tells whoever proposed an event that it takes place, and leads to where they say yes."""
    return Say(
        lines(
            _("🔔 Your event takes place."),
            _("👉 {event}", event=Verbatim(title)),
            *proposal_facts(proposal),
            between="\n",
        ),
        options=(way(Intent.EVENTS),),
        asks=EVENTS(),
    )


def proposal_facts(proposal: Proposal) -> tuple[Text, ...]:
    """When and where, and what it is about."""
    when = _("📅 {day}", day=Moment(proposal.starts))
    where = _("📍 {place}", place=Verbatim(proposal.place))
    return (when, where, *([Verbatim(proposal.about)] if proposal.about else []))


def invitation(event: Event) -> Say:
    """An event as people are invited to it; where a car goes, they may say that they need it."""
    ways = (COME, RIDE) if event.transport is not None else (COME,)
    return Say(
        event_details(event),
        title=event.title,
        options=(*ways, Option("more", _("More about it"))),
        asks=INVITED(event.id),
    )


def event_details(event: Event) -> Lines:
    """What everybody should know of an event: when, where, and what it is."""
    when_and_where: list[Text | None] = [
        _("📅 {day}", day=Moment(event.starts, Show.DAY)),
        _("🕒 {time}", time=Span(event.starts, event.ends)),
        _("📍 {place}", place=event.place),
    ]
    if event.transport is not None:
        when_and_where.append(
            _(
                "🚗 A car leaves at {time} from {place}.",
                time=Moment(event.transport.leaves, Show.TIME),
                place=event.transport.from_place,
            )
        )
    return lines(lines(*when_and_where, between="\n"), event.description)


def event_line(event: Event) -> Text:
    """An event in a list of them: its day and its title."""
    return _("{day}: {event}", day=Moment(event.starts, Show.SHORT_DAY), event=event.title)
