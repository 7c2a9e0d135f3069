"""What staff hear by themselves: the list of the day, and which words are erased soon."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.advice.appointment import ACCOMPANIED, Appointment, AppointmentState
from domain.speech.messages import Say
from domain.speech.text import Moment, Show, Span, Text, _, lines, n_
from domain.staff.member import Member


def day_list(member: Member, found: Sequence[Appointment], day: datetime) -> Say | None:
    """Times, topics and places; None when nothing is booked any more."""
    own = [each for each in found if _is_theirs(each, member)]
    if not own:
        return None
    return Say(
        lines(
            _("🔔 Your list for today."),
            _("📆 {day}", day=Moment(day, Show.DAY)),
            lines(*map(_line, own), between="\n"),
            _("More is at the desk: /desk"),
        )
    )


def erasing(many: int) -> Say | None:
    """How many there are; None when they were opened again or have gone."""
    if not many:
        return None
    said = n_(
        "🔔 The words of {n} closed message are erased soon.",
        "🔔 The words of {n} closed messages are erased soon.",
        n=many,
    )
    return Say(lines(said, _("To read one again, or to keep it, write /desk and choose Messages.")))


def waiting_too_long(many: int) -> Say | None:
    """How many there are; None when all were answered or closed meanwhile."""
    if not many:
        return None
    said = n_(
        "🔔 {n} message waits longer than we promised.",
        "🔔 {n} messages wait longer than we promised.",
        n=many,
    )
    return Say(lines(said, _("To answer, or to close, write /desk and choose Messages.")))


def _is_theirs(appointment: Appointment, member: Member) -> bool:
    booked = appointment.state in (AppointmentState.OPEN, AppointmentState.PAST)
    return booked and appointment.slot.adviser == member.name


def _line(appointment: Appointment) -> Text:
    slot = appointment.slot
    return lines(*_parts(appointment), slot.place, between=" · ")


def _parts(appointment: Appointment) -> Iterator[Text]:
    slot = appointment.slot
    yield _("🕒 {time}", time=Span(slot.starts, slot.ends))
    yield appointment.topic.label
    if appointment.interpreted:
        yield _("with an interpreter")
    if appointment.accompanied:
        yield ACCOMPANIED
