"""Book free advice: a topic and a time; look at it later, move it, or cancel it.

A time is held only once it is chosen. If somebody was faster, we say so and offer what is left.
"""

from dataclasses import replace

from domain.advice.appointment import AppointmentId
from domain.advice.doors import BOOKED
from domain.advice.slot import Topic
from domain.matters.doors import SUBJECT
from domain.reminders.reminder import promise
from domain.speech.languages import Intent
from domain.speech.messages import Option, Say
from domain.speech.text import Text, _, lines
from domain.work import Desk
from flows.advice.choosing_a_language import (
    ask_interpreter,
    ask_language,
    interpreter_chosen,
    language_chosen,
)
from flows.advice.free_times import ask_day, ask_time, day_chosen, time_chosen
from flows.advice.own_appointments import (
    GUARDIAN,
    Draft,
    ask_assured,
    ask_cancel,
    ask_mine,
    ask_one,
    ask_stands,
    ask_which_one,
    cancel_decided,
    cannot_come,
    guardian_line,
    mine_chosen,
    not_booked,
    one_chosen,
    tell_bring,
    to_one,
    to_other_times,
    what_to_bring,
    when_and_where_it_is,
    which_chosen,
)
from flows.advice.waiting_for_a_time import (
    NOTHING_FREE,
    ask_nothing,
    ask_unwait,
    nothing_chosen,
    offered,
    unwait_decided,
)
from flows.engine.kit import Ask, End, Flow, Goto, Guard, Leave, Move, Step, never
from flows.guests.agreeing.news import news_later
from flows.guests.agreeing.yes_first import Need, without, yes_first


def ask_topic(draft: Draft, desk: Desk) -> Ask | Move[Draft]:
    """Asks what it is about; whoever takes no part yet is asked for their yes before."""
    if desk.person.local:
        said = _("Free advice is for people who are new here. If you are, change it in “My data”.")
        return End(said, ways=(Intent.PRIVACY,))
    if unasked := yes_first(draft, desk, "topic", Need.TIME):
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
        return without(Need.TIME)
    if not desk.person.young:
        return Goto("language", draft)
    text = lines(GUARDIAN, _("Does an adult come with you?"))
    return Ask(text, [Option("yes", _("Yes")), Option("no", _("No"))])


def company_told(draft: Draft, answer: str) -> Goto[Draft]:
    """Remembers it and goes on to the language of the talk."""
    return Goto("language", replace(draft, accompanied=answer == "yes"))


def ask_booked(draft: Draft, desk: Desk) -> End:
    """Says when and where it is."""
    return _confirmed(_("Booked."), draft, desk, news_later(desk))


def ask_moved(draft: Draft, desk: Desk) -> End:
    """Says when and where it is now."""
    return _confirmed(_("Your appointment is moved."), draft, desk)


def _confirmed(done: Text, draft: Draft, desk: Desk, later: Say | None = None) -> End:
    """Whoever has nothing else under way stands at the appointment, and can change it there."""
    appointment = desk.appointments.get(AppointmentId(draft.appointment))
    if appointment is None:
        return End(NOTHING_FREE)
    said = lines(
        done,
        when_and_where_it_is(appointment),
        what_to_bring(appointment, desk),
        guardian_line(desk),
        promise(appointment.slot.starts, desk.now, stopped=desk.person.stopped),
    )
    stands = None if desk.shut else Leave(BOOKED(appointment.id), tell=done)
    return End(said, alone=stands, later=later)


def missed(_draft: Draft, choice: str) -> Move[Draft]:
    """Takes the answer to a message that we missed them, whenever it comes."""
    return Goto("topic", Draft()) if choice == "again" else Leave(SUBJECT())


def to_topic(_draft: Draft, _desk: Desk) -> Goto[Draft]:
    """Begins a new booking when the message that we missed them is asked again."""
    return Goto("topic", Draft())


flow = Flow(
    "appointments",
    Draft,
    steps={
        "topic": Step(ask_topic, topic_chosen, to=("company",), flows=("consent",)),
        "company": Step(ask_company, company_told, to=("language",), age=True),
        "language": Step(
            ask_language, language_chosen, to=("day", "interpreter", "mine", "nothing"), age=True
        ),
        "interpreter": Step(ask_interpreter, interpreter_chosen, to=("day",), age=True),
        "day": Step(ask_day, day_chosen, to=("time", "language", "one", "nothing"), age=True),
        "time": Step(
            ask_time,
            time_chosen,
            to=("day", "time", "language", "booked", "moved", "one", "nothing"),
            age=True,
        ),
        "booked": Step(ask_booked, never, flows=("appointments",)),
        "moved": Step(ask_moved, never, flows=("appointments",)),
        "stands": Step(
            ask_stands,
            one_chosen,
            to=("move", "cancel", "bring", "mine"),
            guard=Guard.PERSONAL,
            rests=True,
        ),
        "bring": Step(tell_bring, never, to=("stands",), guard=Guard.PERSONAL),
        "nothing": Step(ask_nothing, nothing_chosen, to=("nothing", "unwait"), age=True),
        "unwait": Step(ask_unwait, unwait_decided, to=("nothing",)),
        "offered": Step(to_one, offered, to=("one", "booked", "topic"), age=True),
        "mine": Step(
            ask_mine,
            mine_chosen,
            to=("one", "cancel", "cancelling"),
            guard=Guard.PERSONAL,
            rests=True,
        ),
        "one": Step(
            ask_one, one_chosen, to=("move", "cancel", "mine"), guard=Guard.PERSONAL, rests=True
        ),
        "move": Step(to_other_times, never, to=("day", "mine"), guard=Guard.PERSONAL),
        "cancelling": Step(ask_which_one, which_chosen, to=("cancel",), guard=Guard.PERSONAL),
        "cancel": Step(
            ask_cancel, cancel_decided, to=("one", "mine", "move"), guard=Guard.PERSONAL
        ),
        "cannot_come": Step(to_one, cannot_come, to=("one", "assured")),
        "missed": Step(to_topic, missed, to=("topic",), flows=("messages",)),
        "assured": Step(ask_assured, never),
    },
    undone=not_booked,
)
