"""Which messages wait for an answer, and which are erased soon."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.advice.slot import Topic
from domain.matters.matter import (
    Matter,
    MatterState,
    Subject,
    may_read,
)
from domain.matters.readers import soon_erased
from domain.speech.messages import Option
from domain.speech.text import Moment, Show, Text, _, lines
from domain.staff.audit import Look, View
from domain.staff.doors import DESK
from domain.staff.member import Member
from domain.work import Desk
from flows.engine.kit import Ask, Do, Goto, Leave, Move


@dataclass(frozen=True)
class Draft:
    """The message that is worked on, and what is being decided about it."""

    matter: int = 0
    topic: Topic = Topic.OTHER
    languages: tuple[str, ...] = ()  # a place is called the same in all of them


def ask_list(_draft: Draft, desk: Desk) -> Ask | Leave:
    """Lists the open messages that this member may read, as numbers and without their words."""
    member = desk.staff.of(desk.person.id)
    waiting = [m for m in desk.matters.open() if member is not None and may_read(member, m)]
    closing, closed = _closing(desk), _closed(desk)
    if member is None or not (waiting or closed):
        return Leave(DESK(), tell=_("No message waits."))
    options = [Option(str(each.id), _line(each, member)) for each in waiting]
    if closed:
        options.append(Option("closed", _("📁 Closed messages")))
    if closing:
        options.append(Option("closing", _("🗑 Erased soon")))
    text = _("Messages, the oldest first:") if waiting else _("No message waits.")
    return Ask(text, [*options, Option("desk", _("🗂 Desk"))])


def ask_closing(_draft: Draft, desk: Desk) -> Ask | Leave:
    """Lists the closed messages that are erased soon."""
    member = desk.staff.of(desk.person.id)
    if member is None:
        return Leave(DESK())
    options = [Option(str(each.id), _line(each, member)) for each in _closing(desk)]
    text = _("These messages were closed. What stands in them is erased soon.")
    return Ask(text, [*options, Option("list", _("✉ All messages"))])


def ask_closed(_draft: Draft, desk: Desk) -> Ask | Leave:
    """Lists what was closed, the last first, to be read and opened again."""
    member = desk.staff.of(desk.person.id)
    if member is None:
        return Leave(DESK())
    options = [Option(str(each.id), _line(each, member)) for each in _closed(desk)]
    text = _("Closed messages, the last first:")
    return Ask(text, [*options, Option("list", _("✉ All messages"))])


def _closed(desk: Desk) -> Sequence[Matter]:
    member = desk.staff.of(desk.person.id)
    found = desk.matters.listed(MatterState.CLOSED)
    theirs = [m for m in found if member is not None and may_read(member, m)]
    return sorted(theirs, key=lambda m: m.closed_at or m.at, reverse=True)


def _closing(desk: Desk) -> Sequence[Matter]:
    member = desk.staff.of(desk.person.id)
    if member is None:
        return ()
    return soon_erased(member, desk.matters, desk.now, desk.policy)


def _line(matter: Matter, member: Member) -> Text:
    sealed = bool(matter.box) or matter.subject is Subject.DANGER
    return lines(
        _("🔒 {number}", number=matter.id) if sealed else _("✉ {number}", number=matter.id),
        matter.subject.label,
        matter.state.label,
        _("by {day}", day=Moment(matter.due, Show.SHORT_DAY)),
        _("for you") if matter.holder == member.id else None,
        between=" · ",
    )


def chosen(_draft: Draft, choice: str) -> Move[Draft]:
    """Has the audit note the look, and only then shows the message."""
    if choice == "desk":
        return Leave(DESK())
    if choice in ("closed", "closing", "list"):
        return Goto(choice, Draft())
    number, _colon, _kind = choice.partition(":")  # stored choices may have a kind
    shown = Goto("shown", Draft(int(number)))
    return Do(Look(View.MESSAGE, number), then=shown, refused=Leave(DESK()))
