"""What people hear about their appointments without asking.

The first line stands on a locked screen for everybody to see: it names neither place nor matter.
"""

from datetime import datetime

from domain.advice.appointment import Appointment, AppointmentId
from domain.advice.doors import CANNOT_COME, MISSED, OFFERED
from domain.advice.slot import Slot
from domain.reminders.reminder import ANSWERS
from domain.speech.messages import Option, Say
from domain.speech.text import Moment, Show, Text, _, lines
from domain.speech.when_and_where import at_place, day_and_time


def missed() -> Say:
    """What they hear who did not come: no reproach, and two ways on."""
    text = lines(
        _("🔔 We missed you. We hope that all is well."),
        _("You can have another time. If something made it hard to come, you can tell us."),
    )
    options = (Option("again", _("🔁 Another time")), Option("tell", _("✉ Write to us")))
    return Say(text, options=options, asks=MISSED())


def not_missed() -> Say:
    """What they hear who came after all, once we have told them that we missed them."""
    return Say(_("🔔 We wrote that we missed you. That was our mistake, and we are sorry."))


def moved_by_us(appointment: Appointment, before: Slot, bring: Text) -> Say:
    """When and where it is now; an answer that they cannot come lets it go."""
    slot = appointment.slot
    text = lines(
        _("🔔 Your appointment has changed."),
        lines(*day_and_time(slot.starts, slot.ends), at_place(slot.place), between="\n"),
        _("Before, it was {when}.", when=Moment(before.starts)),
        bring,
    )
    return Say(text, options=ANSWERS, asks=CANNOT_COME(appointment.id))


def cancelled_by_us(slot: Slot, why: Text | None, *, waits: bool) -> Say:
    """That it does not take place, why, and how they get another time."""
    text = lines(
        _("🔔 Your appointment does not take place."),
        _("📅 {day}", day=Moment(slot.starts)),
        why,
        _("You are the first in line: we write to you as soon as a time is free.")
        if waits
        else _("You can have another time."),
    )
    tell = Option("tell", _("✉ Write to us"))
    options = (tell,) if waits else (Option("again", _("🔁 Another time")), tell)
    return Say(text, options=options, asks=MISSED())


def time_offered(appointment: AppointmentId, slot: Slot, until: datetime) -> Say:
    """What arrives on their phone; the first line names no matter."""
    said = lines(
        _("🔔 A time is free for you."),
        lines(
            _("📅 {day}", day=Moment(slot.starts)),
            _("📍 {place}", place=slot.place),
            between="\n",
        ),
        _("We keep it for you until {time}.", time=Moment(until, Show.SHORT)),
    )
    options = (Option("take", _("I take it")), Option("no", _("No, thank you")))
    return Say(said, options=options, asks=OFFERED(appointment), offer=True)


def time_lapsed(slot: Slot, *, waits: bool) -> Say:
    """What arrives when they have not answered in time: it is gone, and they wait on."""
    said = lines(
        _("🔔 The time is no longer kept for you."),
        _("📅 {day}", day=Moment(slot.starts)),
        _("You are waiting: we write to you when a time is free.") if waits else None,
    )
    return Say(said)


def given(appointment: Appointment, bring: Text) -> Say:
    """What arrives on their phone; the first line says nothing of what it is about."""
    slot = appointment.slot
    text = lines(
        _("🔔 We have a time for you."),
        lines(
            _("📅 {day}", day=Moment(slot.starts, Show.DAY)),
            _("🕒 {time}", time=Moment(slot.starts, Show.TIME)),
            _("📍 {place}", place=slot.place),
            between="\n",
        ),
        bring,
    )
    options = (Option("ok", _("I will come")), Option("cannot", _("I can't come")))
    return Say(text, options=options, asks=CANNOT_COME(appointment.id))


SOON = _("🔔 You have an appointment soon.")


def of_appointment(appointment: Appointment, bring: Text) -> Say:
    """Time, place, what to bring, and whether they can come."""
    slot = appointment.slot
    where = lines(*day_and_time(slot.starts, slot.ends), at_place(slot.place), between="\n")
    return Say(lines(SOON, where, bring), options=ANSWERS, asks=CANNOT_COME(appointment.id))
