"""Times that are free, and choosing one: from one list when they are few, else day by day."""

from collections.abc import Sequence
from dataclasses import replace

from domain.advice.appointment import AppointmentId, BookSlot, MoveAppointment
from domain.advice.booking import meant_for
from domain.advice.slot import NOTICE, Slot, SlotId
from domain.outcome import Done
from domain.speech.messages import Option
from domain.speech.text import Show, _
from domain.work import Desk
from flows.advice.own_appointments import Draft, time_of
from flows.engine.kit import Ask, Do, Goto, Move

MOST_IN_ONE_LIST = 8
OTHER_LANGUAGE = Option("elsewise", _("🌐 Another language"))
NO_OTHER = _("There is no other time at the moment. Your appointment stays as it is.")


def ask_day(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks for a day on which a time is free; few times are shown at once, with their days."""
    times = _times(draft, desk)
    if len(times) <= MOST_IN_ONE_LIST:
        return Goto("time", draft) if times else _none(draft)
    first: dict[str, Slot] = {}
    for slot in times:
        first.setdefault(_day_of(slot, desk), slot)
    options = [Option(day, time_of(slot, Show.DAY)) for day, slot in first.items()]
    return Ask(_("Which day suits you?"), [*options, *_elsewise(draft)])


def day_chosen(draft: Draft, day: str) -> Goto[Draft]:
    """Remembers the day and goes on to its times."""
    if day == OTHER_LANGUAGE.key:
        return _to_languages(draft)
    return Goto("time", replace(draft, day=day))


def ask_time(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks for a time; of few, those of a day that was wanted stand first."""
    times = _times(draft, desk)
    if not times:
        return _none(draft)
    wanted = [slot for slot in times if _day_of(slot, desk) == draft.day]
    if len(times) <= MOST_IN_ONE_LIST:
        others = [slot for slot in times if slot not in wanted]
        options = [_option(slot, Show.SHORT, desk) for slot in (*wanted, *others)]
        return Ask(_("Which time suits you?"), [*options, *_elsewise(draft)], acts=True)
    if not wanted:
        return Goto("day", replace(draft, day=""))
    options = [_option(each, Show.TIME, desk) for each in wanted]
    return Ask(_("Which time suits you?"), options, acts=True)


def time_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Books the time or moves to it; if somebody was faster, it offers that day's other times."""
    if choice == OTHER_LANGUAGE.key:
        return _to_languages(draft)
    number, _at, day = choice.partition("@")
    slot, taken = SlotId(int(number)), Goto("time", replace(draft, day=day or draft.day))
    if draft.appointment:
        return Do(
            MoveAppointment(AppointmentId(draft.appointment), slot),
            then=Goto("moved", Draft(appointment=draft.appointment)),
            refused=taken,
        )

    def booked(done: Done[AppointmentId]) -> Goto[Draft]:
        return Goto("booked", Draft(appointment=done.value))

    command = BookSlot(slot, draft.topic, draft.language, draft.accompanied)
    return Do(command, then=booked, refused=taken)


def free_times(draft: Draft, desk: Desk) -> Sequence[Slot]:
    """What is free about the topic, for this person, in their language if one was chosen."""
    free = desk.appointments.free(draft.topic, desk.now + NOTICE)
    held = desk.appointments.get(AppointmentId(draft.appointment)) if draft.appointment else None
    young = held is not None and held.young
    free = meant_for(desk.person, free, desk.staff, desk.appointments, young=young)
    if not draft.language or draft.interpreted:
        return free
    return [slot for slot in free if draft.language in slot.languages]


def _times(draft: Draft, desk: Desk) -> Sequence[Slot]:
    """A time that two advisers have stands there once."""
    first: dict[object, Slot] = {}
    for slot in free_times(draft, desk):
        first.setdefault(slot.starts, slot)
    return list(first.values())


def _none(draft: Draft) -> Goto[Draft]:
    return Goto("one", draft, tell=NO_OTHER) if draft.appointment else Goto("nothing", draft)


def _elsewise(draft: Draft) -> Sequence[Option]:
    return () if draft.appointment else (OTHER_LANGUAGE,)


def _to_languages(draft: Draft) -> Goto[Draft]:
    return Goto("language", replace(draft, language="", interpreted=False, day="", elsewise=True))


def _option(slot: Slot, show: Show, desk: Desk) -> Option:
    return Option(f"{slot.id}@{_day_of(slot, desk)}", time_of(slot, show))


def _day_of(slot: Slot, desk: Desk) -> str:
    return slot.starts.astimezone(desk.zone).date().isoformat()
