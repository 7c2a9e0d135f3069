"""What staff see at the desk: a day's appointments, who comes to an event, results of a survey.

Only the words; that a look is noted first is the desk's part.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.advice.appointment import ACCOMPANIED, Appointment, AppointmentState
from domain.advice.slot import INTERPRETER
from domain.events.car import Car
from domain.events.event import Event, places_left
from domain.speech.local_times import bounds
from domain.speech.text import Moment, Show, Span, Text, Verbatim, _, lines, n_
from domain.staff.member import Duty, Member, Role
from domain.surveys.results import Results, Tally
from domain.work import Desk

HIDDEN = Verbatim("–")


def appointments_of(member: Member, ahead: int, desk: Desk) -> Text:
    """One local day, so many days after today, in order; an adviser sees their own."""
    today = desk.now.astimezone(desk.zone).date()
    first, until = bounds(today + timedelta(days=ahead), desk.zone)
    booked = [m for m in desk.appointments.between(first, until) if _concerns(m, member)]
    found = [_line(each, desk, member) for each in booked]
    return lines(
        _("📆 {day}", day=Moment(first, Show.DAY)),
        lines(*found, between="\n") if found else _("Nothing is booked."),
    )


def begun_today(member: Member, desk: Desk) -> Sequence[Appointment]:
    """What has begun today, and is theirs to see."""
    today = desk.now.astimezone(desk.zone).date()
    first, _until = bounds(today, desk.zone)
    found = desk.appointments.between(first, desk.now)
    booked = (AppointmentState.OPEN, AppointmentState.PAST)
    return [each for each in found if each.state in booked and _concerns(each, member)]


def by_time(appointment: Appointment) -> Text:
    """An appointment in a list for staff: no topic, which a lock screen might show."""
    slot = appointment.slot
    time = _("🕒 {time}", time=Span(slot.starts, slot.ends))
    return lines(time, Verbatim(slot.adviser), between=" · ")


def coming_to(event: Event, desk: Desk) -> Text:
    """How many come, and how many of them by which car; nobody's name is known here."""
    return lines(
        event.title,
        _("📅 {day}", day=Moment(event.starts, Show.BOTH)),
        n_("{n} person comes.", "{n} people come.", n=event.taken),
        None if event.places_left is None else places_left(event.places_left),
        _car(event),
        *[_lift(car) for car in desk.cars.at(event.id)],
        between="\n",
    )


def results_of(found: Results) -> Text:
    """How many chose what, where enough people did."""
    if not found.many:
        return _("Fewer than 5 people have answered. Results are shown from 5 on.")
    return lines(
        found.title,
        n_("{n} person has answered.", "{n} people have answered.", n=found.many),
        *[_tally(each) for each in found.tallies],
        _("New answers are counted five at a time, so that nobody is known by theirs."),
        _("– means: too few to show, so that nobody is known by it."),
    )


def _concerns(appointment: Appointment, member: Member) -> bool:
    if appointment.state in (AppointmentState.CANCELLED, AppointmentState.OFFERED):
        return False
    return _sees_all(member) or appointment.slot.adviser == member.name


def _sees_all(member: Member) -> bool:
    return member.role is not Role.ADVISER


def _line(appointment: Appointment, desk: Desk, member: Member) -> Text:
    """Of somebody under 18, whoever is not cleared learns only that the time is taken."""
    slot = appointment.slot
    named = _sees_all(member)
    if appointment.young and Duty.CHILDREN not in member.duties:
        taken = _("🕒 {time}", time=Span(slot.starts, slot.ends))
        return lines(taken, Verbatim(slot.adviser) if named else None, between=" · ")
    return lines(
        _("🕒 {time}", time=Span(slot.starts, slot.ends)),
        appointment.topic.label,
        _language(appointment, desk),
        ACCOMPANIED if appointment.accompanied else None,
        Verbatim(slot.adviser) if named else None,
        Verbatim(slot.interpreter) if slot.interpreter else None,
        slot.place,
        Verbatim(slot.room) if slot.room else None,
        _("nobody came") if appointment.state is AppointmentState.MISSED else None,
        between=" · ",
    )


def _language(appointment: Appointment, desk: Desk) -> Text:
    if appointment.language == INTERPRETER:  # they were not asked for which language
        return _("with an interpreter")
    language = Verbatim(desk.own_name(appointment.language))
    if appointment.interpreted:
        return _("with an interpreter: {language}", language=language)
    return language


def _car(event: Event) -> Text | None:
    car = event.transport
    return None if car is None else _seats(event.lifts, car.seats, car.leaves, car.from_place)


def _lift(car: Car) -> Text:
    return _seats(car.taken, car.seats, car.leaves, Verbatim(car.place))


def _seats(taken: int, seats: int, leaves: datetime, place: Text) -> Text:
    return _(
        "🚗 Seats taken: {taken} of {seats}, at {time} from {place}",
        taken=taken,
        seats=seats,
        time=Moment(leaves, Show.TIME),
        place=place,
    )


def _tally(tally: Tally) -> Text:
    shown = [
        _("• {answer}: {many}", answer=each.label, many=HIDDEN if each.many is None else each.many)
        for each in tally.counts
    ]
    return lines(tally.label, *shown, between="\n")
