"""Book free advice: a topic, a language, a day, a time; look at it later, move it, or cancel it.

A time is held only once it is chosen. If somebody was faster, we say so and offer what is left.
"""

from collections.abc import Sequence
from dataclasses import replace

from domain.advice.appointment import (
    HAVE_ONE,
    AppointmentId,
    BookSlot,
    MoveAppointment,
)
from domain.advice.booking import meant_for
from domain.advice.slot import INTERPRETER, NOTICE, Slot, SlotId, Topic
from domain.matters.doors import SUBJECT
from domain.outcome import Done
from domain.reminders.reminder import promise
from domain.speech.messages import Option
from domain.speech.text import Show, Text, Verbatim, _, lines
from domain.work import Desk
from flows.advice.own_appointments import (
    GUARDIAN,
    Draft,
    ask_assured,
    ask_cancel,
    ask_mine,
    ask_one,
    cancel_decided,
    cannot_come,
    guardian_line,
    mine_chosen,
    one_chosen,
    time_of,
    to_one,
    to_other_times,
    what_to_bring,
    when_and_where_it_is,
)
from flows.advice.waiting_for_a_time import NOTHING_FREE, ask_nothing, nothing_chosen, offered
from flows.engine.kit import Ask, Do, End, Flow, Goto, Guard, Leave, Move, Step, never
from flows.guests.yes_first import yes_first

WITHOUT = _("Without your yes we cannot book a time. Write /help to find a person.")
NO_OTHER = _("There is no other time at the moment. Your appointment stays as it is.")


def ask_topic(draft: Draft, desk: Desk) -> Ask | Move[Draft]:
    """Asks what it is about; whoever takes no part yet is asked for their yes before."""
    if desk.person.local:
        return End(_("Free advice is for people who are new here. If you are, change it: /privacy"))
    if unasked := yes_first(draft, desk, "topic", WITHOUT):
        return unasked
    return Ask(_("What do you need advice about? It is free."), [Option(t, t.label) for t in Topic])


def topic_chosen(draft: Draft, topic: str) -> Goto[Draft]:
    """Remembers the topic and goes on to who comes along."""
    return Goto("company", replace(draft, topic=Topic(topic)))


def ask_company(draft: Draft, desk: Desk) -> Ask | Goto[Draft] | End:
    """Asks whoever is under 18 whether an adult comes along; others are not asked.

    Who has just heard what it means to be under 18 here may have taken their yes back.
    """
    if not desk.person.takes_part:
        return End(WITHOUT)
    if not desk.person.young:
        return Goto("language", draft)
    text = lines(GUARDIAN, _("Does an adult come with you?"))
    return Ask(text, [Option("yes", _("Yes")), Option("no", _("No"))])


def company_told(draft: Draft, answer: str) -> Goto[Draft]:
    """Remembers it and goes on to the language of the talk."""
    return Goto("language", replace(draft, accompanied=answer == "yes"))


def ask_language(draft: Draft, desk: Desk) -> Ask | Move[Draft]:
    """Asks for a language that advisers with a free time speak, or an interpreter.

    Whoever has an appointment about it already is shown that one instead.
    """
    own = desk.appointments.open_of(desk.person.id, desk.now)
    if any(each.topic is draft.topic for each in own):
        return Goto("mine", Draft(), tell=None if desk.shut else HAVE_ONE)
    spoken = sorted({tag for slot in _free(draft, desk) for tag in slot.languages})
    if not spoken:
        return Goto("nothing", draft)
    options = [Option(tag, Verbatim(desk.own_name(tag))) for tag in spoken]
    options.append(Option(INTERPRETER, _("Another language, with an interpreter")))
    return Ask(_("Which language do you want to speak there?"), options)


def language_chosen(draft: Draft, language: str) -> Goto[Draft]:
    """Remembers the language and goes on to the days that are left."""
    return Goto("day", replace(draft, language=language))


def ask_day(draft: Draft, desk: Desk) -> Ask | Goto[Draft] | End:
    """Asks for a day on which a time is free."""
    first: dict[str, Slot] = {}
    for slot in _free(draft, desk):
        first.setdefault(_day_of(slot, desk), slot)
    if not first:
        return Goto("one", draft, tell=NO_OTHER) if draft.appointment else Goto("nothing", draft)
    options = [Option(day, time_of(slot, Show.DAY)) for day, slot in first.items()]
    return Ask(_("Which day suits you?"), options)


def day_chosen(draft: Draft, day: str) -> Goto[Draft]:
    """Remembers the day and goes on to its times."""
    return Goto("time", replace(draft, day=day))


def ask_time(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks for a time of that day; a time that two advisers have stands there once."""
    first: dict[object, Slot] = {}
    for slot in _free(draft, desk):
        if _day_of(slot, desk) == draft.day:
            first.setdefault(slot.starts, slot)
    if not first:
        return Goto("day", draft)
    options = [Option(str(slot.id), time_of(slot, Show.TIME)) for slot in first.values()]
    return Ask(_("Which time suits you?"), options)


def time_chosen(draft: Draft, slot: str) -> Do[Draft]:
    """Books the time or moves to it; if somebody was faster, it offers what is left."""
    if draft.appointment:
        return Do(
            MoveAppointment(AppointmentId(draft.appointment), SlotId(int(slot))),
            then=Goto("moved", Draft(appointment=draft.appointment)),
            refused=Goto("day", draft),
        )

    def booked(done: Done[AppointmentId]) -> Goto[Draft]:
        return Goto("booked", Draft(appointment=done.value))

    return Do(
        BookSlot(SlotId(int(slot)), draft.topic, draft.language, draft.accompanied),
        then=booked,
        refused=Goto("day", draft),
    )


def ask_booked(draft: Draft, desk: Desk) -> End:
    """Says when and where it is, and what to bring."""
    return _confirmed(_("Booked."), draft, desk)


def ask_moved(draft: Draft, desk: Desk) -> End:
    """Says when and where it is now, and what to bring."""
    return _confirmed(_("Your appointment is moved."), draft, desk)


def _confirmed(done: Text, draft: Draft, desk: Desk) -> End:
    appointment = desk.appointments.get(AppointmentId(draft.appointment))
    if appointment is None:
        return End(NOTHING_FREE)
    said = lines(
        done,
        when_and_where_it_is(appointment),
        what_to_bring(appointment, desk),
        guardian_line(desk),
        promise(appointment.slot.starts, desk.now, stopped=desk.person.stopped),
        _("If you cannot come, please tell us: write /appointments."),
    )
    return End(said)


def missed(_draft: Draft, choice: str) -> Move[Draft]:
    """Takes the answer to a message that we missed them, whenever it comes."""
    return Goto("topic", Draft()) if choice == "again" else Leave(SUBJECT())


def to_topic(_draft: Draft, _desk: Desk) -> Goto[Draft]:
    """Begins a new booking when the message that we missed them is asked again."""
    return Goto("topic", Draft())


def _free(draft: Draft, desk: Desk) -> Sequence[Slot]:
    free = desk.appointments.free(draft.topic, desk.now + NOTICE)
    held = desk.appointments.get(AppointmentId(draft.appointment)) if draft.appointment else None
    young = held is not None and held.young
    free = meant_for(desk.person, free, desk.staff, desk.appointments, young=young)
    if draft.language in ("", INTERPRETER):
        return free
    return [slot for slot in free if draft.language in slot.languages]


def _day_of(slot: Slot, desk: Desk) -> str:
    return slot.starts.astimezone(desk.zone).date().isoformat()


flow = Flow(
    "appointments",
    Draft,
    steps={
        "topic": Step(ask_topic, topic_chosen, to=("company",), flows=("consent",)),
        "company": Step(ask_company, company_told, to=("language",), age=True),
        "language": Step(ask_language, language_chosen, to=("day", "mine", "nothing"), age=True),
        "day": Step(ask_day, day_chosen, to=("time", "one", "nothing"), age=True),
        "time": Step(ask_time, time_chosen, to=("day", "booked", "moved"), age=True),
        "booked": Step(ask_booked, never),
        "moved": Step(ask_moved, never),
        "nothing": Step(ask_nothing, nothing_chosen, to=("nothing",), age=True),
        "offered": Step(to_one, offered, to=("one", "booked", "topic"), age=True),
        "mine": Step(ask_mine, mine_chosen, to=("one",), guard=Guard.PERSONAL),
        "one": Step(ask_one, one_chosen, to=("move", "cancel", "mine"), guard=Guard.PERSONAL),
        "move": Step(to_other_times, never, to=("day", "mine")),
        "cancel": Step(ask_cancel, cancel_decided, to=("one", "mine"), guard=Guard.PERSONAL),
        "cannot_come": Step(to_one, cannot_come, to=("one", "assured")),
        "missed": Step(to_topic, missed, to=("topic",), flows=("messages",)),
        "assured": Step(ask_assured, never),
    },
)
