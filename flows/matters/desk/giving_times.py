"""For whoever wrote to the team: a time with an adviser, and an adviser of their own."""

from collections.abc import Iterator
from dataclasses import replace

from domain.advice.appointment import GiveTime, KeepApart
from domain.advice.slot import Slot, SlotId, Topic
from domain.matters.matter import (
    MatterId,
)
from domain.speech.messages import Option
from domain.speech.text import Moment, Show, Text, Verbatim, _, lines
from domain.staff.member import Role
from domain.work import Desk
from flows.engine.kit import Ask, Do, Goto, Number
from flows.matters.desk.waiting_messages import Draft

PLANNERS = (Role.COORDINATOR, Role.ADMIN)


def ways_to_advise(desk: Desk) -> Iterator[Option]:
    """Offers a time and a separate adviser, to coordinators and administrators only."""
    member = desk.staff.of(desk.person.id)
    if member is not None and member.role in PLANNERS:
        yield Option("topic", _("🕒 Give them a time"))
        yield Option("apart", _("⚖ Keep apart from somebody"))


def ask_topic(_draft: Draft, _desk: Desk) -> Ask:
    """Asks what the time is about, so that the adviser is prepared."""
    return Ask(_("What is it about?"), [Option(each, each.label) for each in Topic])


def topic_chosen(draft: Draft, topic: str) -> Goto[Draft]:
    """Remembers the topic and goes on to the times that are free for it."""
    return Goto("time", replace(draft, topic=Topic(topic)))


def ask_time(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks which time they get; times that only staff can give stand first."""
    urgent = list(desk.appointments.urgent(desk.now))
    slots = urgent + list(desk.appointments.free(draft.topic, desk.now))
    if not slots:
        return Goto("one", draft, tell=_("No time is free."))
    options = [Option(str(slot.id), _slot(slot, urgent=slot in urgent)) for slot in slots]
    return Ask(_("Which time do they get?"), options, acts=True)


def _slot(slot: Slot, *, urgent: bool) -> Text:
    return lines(
        _("❗ {when}", when=Moment(slot.starts, Show.SHORT))
        if urgent
        else _("{when}", when=Moment(slot.starts, Show.SHORT)),
        Verbatim(slot.adviser),
        between=" · ",
    )


def time_chosen(draft: Draft, slot: str) -> Do[Draft]:
    """Gives them the time; they are written to, and never at night."""
    one = Goto("one", Draft(draft.matter))
    given = Goto("one", Draft(draft.matter), tell=_("It is theirs, and they are being told."))
    command = GiveTime(MatterId(draft.matter), SlotId(int(slot)), draft.topic)
    return Do(command, then=given, refused=one)


def ask_apart(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the message of the other person: these two never get the same adviser."""
    text = _(
        "Whoever wrote this and somebody else never get the same adviser. Write the number of "
        "the other person's message."
    )
    return Ask(text, expects=Number(1))


def apart_told(draft: Draft, number: int) -> Do[Draft]:
    """Keeps the two apart in every booking from then on."""
    one = Goto("one", draft)
    done = Goto("one", draft, tell=_("Noted. It holds for every booking from now on."))
    command = KeepApart(MatterId(draft.matter), MatterId(number))
    return Do(command, then=done, refused=one)
