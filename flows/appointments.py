"""Book free advice: a topic, a language, a day, a time; look at it later, move it, or cancel it.

A time is held only once it is chosen. If somebody was faster, we say so and offer what is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.advice.appointment import (
    HAVE_ONE,
    OVER,
    Appointment,
    AppointmentId,
    AppointmentState,
    BookSlot,
    CancelAppointment,
    DeclineTime,
    MoveAppointment,
    SeekTime,
    StopSeeking,
    TakeTime,
)
from domain.advice.booking import meant_for
from domain.advice.slot import INTERPRETER, NOTICE, Slot, SlotId, Topic, to_bring
from domain.outcome import Done
from domain.reminders.reminder import promise
from domain.speech.messages import MENU_KEY, Option
from domain.speech.text import Moment, Show, Text, Verbatim, _, lines
from domain.work import Desk
from flows.kit import Ask, Do, End, Flow, Goto, Leave, Move, Step, Visit, never


@dataclass(frozen=True)
class Draft:
    """What is wished for, and the appointment that is looked at, or moved."""

    topic: Topic = Topic.OTHER
    language: str = ""
    day: str = ""  # ISO, in local time
    appointment: int = 0
    consent_asked: bool = False
    accompanied: bool = False


GUARDIAN = _("Your guardian, or an adult you trust, may come with you.")
NOTHING_FREE = _(
    "No time is free at the moment. Please look again in a few days, "
    "or write /help to find a person."
)
NO_OTHER = _("There is no other time at the moment. Your appointment stays as it is.")


def ask_topic(draft: Draft, desk: Desk) -> Ask | Move[Draft]:
    """What it is about; before that, the yes that it needs."""
    if desk.person.local:
        return End(_("Free advice is for people who are new here. If you are, change it: /privacy"))
    if not desk.person.takes_part:
        if draft.consent_asked:
            return End(_("Without your yes we cannot book a time. Write /help to find a person."))
        return Visit("consent", "topic", replace(draft, consent_asked=True), step="kept")
    return Ask(_("What do you need advice about? It is free."), [Option(t, t.label) for t in Topic])


def topic_chosen(draft: Draft, topic: str) -> Goto[Draft]:
    """On to who comes along."""
    return Goto("company", replace(draft, topic=Topic(topic)))


def ask_company(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Whoever is under 18 hears that they need not come alone."""
    if not desk.person.young:
        return Goto("language", draft)
    text = lines(GUARDIAN, _("Does an adult come with you?"))
    return Ask(text, [Option("yes", _("Yes")), Option("no", _("No"))])


def company_told(draft: Draft, answer: str) -> Goto[Draft]:
    """On to the language of the talk."""
    return Goto("language", replace(draft, accompanied=answer == "yes"))


def ask_language(draft: Draft, desk: Desk) -> Ask | Move[Draft]:
    """Languages that advisers with a free time speak; somebody can always translate.

    Whoever has an appointment about it already is shown that one instead.
    """
    own = desk.appointments.open_of(desk.person.id, desk.now)
    if any(each.topic is draft.topic for each in own):
        return Goto("mine", Draft(), tell=HAVE_ONE)
    spoken = sorted({tag for slot in _free(draft, desk) for tag in slot.languages})
    if not spoken:
        return Goto("nothing", draft)
    options = [Option(tag, Verbatim(desk.own_name(tag))) for tag in spoken]
    options.append(Option(INTERPRETER, _("Another language, with an interpreter")))
    return Ask(_("Which language do you want to speak there?"), options)


def language_chosen(draft: Draft, language: str) -> Goto[Draft]:
    """On to the days that are left."""
    return Goto("day", replace(draft, language=language))


def ask_day(draft: Draft, desk: Desk) -> Ask | Goto[Draft] | End:
    """Days with a free time."""
    first: dict[str, Slot] = {}
    for slot in _free(draft, desk):
        first.setdefault(_day_of(slot, desk), slot)
    if not first:
        return Goto("one", draft, tell=NO_OTHER) if draft.appointment else Goto("nothing", draft)
    options = [Option(day, _when(slot, Show.DAY)) for day, slot in first.items()]
    return Ask(_("Which day suits you?"), options)


def ask_nothing(draft: Draft, desk: Desk) -> Ask:
    """Whoever waits is told when a time is free."""
    menu = Option(MENU_KEY, _("☰ Menu"))
    if desk.appointments.seeks(desk.person.id, draft.topic):
        said = lines(NOTHING_FREE, _("You are waiting: we write to you when a time is free."))
        return Ask(said, [Option("stop", _("I do not want to wait any more")), menu])
    return Ask(NOTHING_FREE, [Option("seek", _("🔔 Tell me when a time is free")), menu])


def nothing_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """They may stop waiting at the same place."""
    again = Goto("nothing", draft)
    if choice == "stop":
        return Do(StopSeeking(draft.topic), then=End(_("Good, we will not.")), refused=again)
    command = SeekTime(draft.topic, draft.language or INTERPRETER)
    said = _("We will write to you when a time is free.")
    return Do(command, then=End(said), refused=End())


def offered(draft: Draft, choice: str) -> Move[Draft]:
    """The answer to an offer, whenever it comes."""
    appointment = AppointmentId(draft.appointment)
    if choice == "take":
        return Do(TakeTime(appointment), then=Goto("booked", draft), refused=Goto("topic", Draft()))
    said = _("Thank you for telling us. Somebody else can come.")
    return Do(DeclineTime(appointment), then=End(said), refused=End())


def day_chosen(draft: Draft, day: str) -> Goto[Draft]:
    """On to its times."""
    return Goto("time", replace(draft, day=day))


def ask_time(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Each time once, even if two advisers have it."""
    first: dict[object, Slot] = {}
    for slot in _free(draft, desk):
        if _day_of(slot, desk) == draft.day:
            first.setdefault(slot.starts, slot)
    if not first:
        return Goto("day", draft)
    options = [Option(str(slot.id), _when(slot, Show.TIME)) for slot in first.values()]
    return Ask(_("Which time suits you?"), options)


def time_chosen(draft: Draft, slot: str) -> Do[Draft]:
    """Booked or moved, or what is left."""
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
    """When, where, and what to bring."""
    return _confirmed(_("Booked."), draft, desk)


def ask_moved(draft: Draft, desk: Desk) -> End:
    """The same, about the new time."""
    return _confirmed(_("Your appointment is moved."), draft, desk)


def _confirmed(done: Text, draft: Draft, desk: Desk) -> End:
    appointment = desk.appointments.get(AppointmentId(draft.appointment))
    if appointment is None:
        return End(NOTHING_FREE)
    said = lines(
        done,
        _details(appointment),
        _bring(appointment, desk),
        _guardian(desk),
        promise(appointment.slot.starts, desk.now, stopped=desk.person.stopped),
        _("If you cannot come, please tell us: write /appointments."),
    )
    return End(said)


def ask_mine(_draft: Draft, desk: Desk) -> Ask | End:
    """What this person has booked."""
    own = desk.appointments.open_of(desk.person.id, desk.now)
    if not own:
        said = lines(_("You have no appointment."), _("To book one, write /legal."), between="\n")
        return End(said)
    options = [Option(str(each.id), _when(each.slot, Show.SHORT)) for each in own]
    return Ask(_("Your appointments:"), options)


def mine_chosen(draft: Draft, appointment: str) -> Goto[Draft]:
    """On to its details."""
    return Goto("one", replace(draft, appointment=int(appointment)))


def ask_one(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """One appointment, and the ways out of it."""
    appointment = _own(draft, desk)
    if appointment is None:
        return Goto("mine", Draft())
    text = lines(_details(appointment), _bring(appointment, desk), _guardian(desk))
    options = [
        Option("move", _("🔁 Another time")),
        Option("cancel", _("I can't come")),
        Option("mine", _("🗓 My appointments")),
    ]
    return Ask(text, options)


def one_chosen(draft: Draft, choice: str) -> Goto[Draft]:
    """Cancelling is confirmed once; a time is let go only when another one is theirs."""
    return Goto(choice, draft)


def to_other_times(draft: Draft, desk: Desk) -> Goto[Draft]:
    """The same topic and language as before."""
    appointment = _own(draft, desk)
    if appointment is None:
        return Goto("mine", Draft())
    return Goto("day", replace(draft, topic=appointment.topic, language=appointment.language))


def ask_cancel(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Really?"""
    appointment = _own(draft, desk)
    if appointment is None:
        return Goto("mine", Draft())
    text = _("Shall we cancel {when}?", when=Moment(appointment.slot.starts))
    return Ask(text, [Option("yes", _("Yes, cancel it")), Option("no", _("No, keep it"))])


def cancel_decided(draft: Draft, answer: str) -> Move[Draft]:
    """The time is free for others at once."""
    if answer == "no":
        return Goto("one", draft)
    return _cancel(draft)


def cannot_come(draft: Draft, choice: str) -> Move[Draft]:
    """The answer to a reminder, whenever it comes."""
    if choice == "ok":
        return Goto("assured", draft)
    return _cancel(draft)


def missed(_draft: Draft, choice: str) -> Move[Draft]:
    """The answer to a message that nobody came, whenever it comes."""
    return Goto("topic", Draft()) if choice == "again" else Leave("messages", step="subject")


def to_topic(_draft: Draft, _desk: Desk) -> Goto[Draft]:
    """What it shows when it is asked again."""
    return Goto("topic", Draft())


def ask_assured(draft: Draft, desk: Desk) -> End:
    """It stands, or it was cancelled since."""
    if _own(draft, desk) is None:
        return End(OVER)
    return End(_("Good. See you there!"))


def to_one(draft: Draft, _desk: Desk) -> Goto[Draft]:
    """What a reminder shows when it is asked again."""
    return Goto("one", draft)


def _cancel(draft: Draft) -> Do[Draft]:
    said = lines(
        _("Cancelled. Thank you for telling us: somebody else can come."),
        _("To book again, write /legal."),
        between="\n",
    )
    return Do(CancelAppointment(AppointmentId(draft.appointment)), then=End(said), refused=End())


def _free(draft: Draft, desk: Desk) -> Sequence[Slot]:
    free = desk.appointments.free(draft.topic, desk.now + NOTICE)
    free = meant_for(desk.person, free, desk.staff, desk.appointments)
    if draft.language in ("", INTERPRETER):
        return free
    return [slot for slot in free if draft.language in slot.languages]


def _own(draft: Draft, desk: Desk) -> Appointment | None:
    appointment = desk.appointments.get(AppointmentId(draft.appointment))
    if appointment is None or appointment.person != desk.person.id:
        return None
    return appointment if appointment.state is AppointmentState.OPEN else None


def _bring(appointment: Appointment, desk: Desk) -> Text:
    return to_bring(appointment.topic, desk.policy, desk.person.language)


def _details(appointment: Appointment) -> Text:
    slot = appointment.slot
    return lines(
        _("📅 {day}", day=Moment(slot.starts, Show.DAY)),
        _("🕒 {time}", time=Moment(slot.starts, Show.TIME)),
        _("📍 {place}", place=slot.place),
        between="\n",
    )


def _guardian(desk: Desk) -> Text | None:
    return GUARDIAN if desk.person.young else None


def _day_of(slot: Slot, desk: Desk) -> str:
    return slot.starts.astimezone(desk.zone).date().isoformat()


def _when(slot: Slot, show: Show) -> Text:
    return _("{when}", when=Moment(slot.starts, show))


flow = Flow(
    "appointments",
    Draft,
    steps={
        "topic": Step(ask_topic, topic_chosen, to=("company",), flows=("consent",)),
        "company": Step(ask_company, company_told, to=("language",)),
        "language": Step(ask_language, language_chosen, to=("day", "mine", "nothing")),
        "day": Step(ask_day, day_chosen, to=("time", "one", "nothing")),
        "time": Step(ask_time, time_chosen, to=("day", "booked", "moved")),
        "booked": Step(ask_booked, never),
        "moved": Step(ask_moved, never),
        "nothing": Step(ask_nothing, nothing_chosen, to=("nothing",)),
        "offered": Step(to_one, offered, to=("one", "booked", "topic")),
        "mine": Step(ask_mine, mine_chosen, to=("one",), personal=True),
        "one": Step(ask_one, one_chosen, to=("move", "cancel", "mine"), personal=True),
        "move": Step(to_other_times, never, to=("day", "mine")),
        "cancel": Step(ask_cancel, cancel_decided, to=("one", "mine"), personal=True),
        "cannot_come": Step(to_one, cannot_come, to=("one", "assured")),
        "missed": Step(to_topic, missed, to=("topic",), flows=("messages",)),
        "assured": Step(ask_assured, never),
    },
)
