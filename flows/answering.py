"""Answer what people wrote, from the desk: the oldest first. Each reading is noted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.advice.appointment import GiveTime, KeepApart
from domain.advice.slot import Slot, SlotId, Topic
from domain.events.event import EventId
from domain.events.notices import proposal_facts
from domain.events.proposal import AcceptProposal
from domain.matters.matter import (
    LONGEST,
    AnswerMatter,
    CloseMatter,
    HandMatter,
    Matter,
    MatterId,
    MatterState,
    ReopenMatter,
    Subject,
    may_read,
    soon_erased,
)
from domain.outcome import Done
from domain.speech.messages import Option
from domain.speech.text import Moment, Show, Text, Verbatim, _, lines
from domain.staff.audit import Look, View
from domain.staff.member import Member, Role, StaffId
from domain.work import Desk
from flows.kit import Ask, Do, Flow, Goto, Leave, Move, Number, Step, Words, never

PLANNERS = (Role.COORDINATOR, Role.ADMIN)


@dataclass(frozen=True)
class Draft:
    """The message under the finger."""

    matter: int = 0
    topic: Topic = Topic.OTHER
    languages: tuple[str, ...] = ()  # a place is called the same in all of them


def ask_list(_draft: Draft, desk: Desk) -> Ask | Leave:
    """Numbers, not words: whose turn it is."""
    member = desk.staff.of(desk.person.id)
    waiting = [m for m in desk.matters.open() if member is not None and may_read(member, m)]
    closing = _closing(desk)
    if member is None or not (waiting or closing):
        return Leave("desk", tell=_("No message waits."))
    options = [Option(_key(each), _line(each, member)) for each in waiting]
    if closing:
        options.append(Option("closing", _("🗑 Erased soon")))
    return Ask(_("Messages, the oldest first:"), [*options, Option("desk", _("🗂 Desk"))])


def ask_closing(_draft: Draft, desk: Desk) -> Ask | Leave:
    """What was closed long ago, and goes by itself."""
    member = desk.staff.of(desk.person.id)
    if member is None:
        return Leave("desk")
    options = [Option(_key(each), _line(each, member)) for each in _closing(desk)]
    text = _("These messages were closed. What stands in them is erased soon.")
    return Ask(text, [*options, Option("list", _("✉ All messages"))])


def _closing(desk: Desk) -> Sequence[Matter]:
    member = desk.staff.of(desk.person.id)
    if member is None:
        return ()
    return soon_erased(member, desk.matters, desk.now, desk.policy)


def _key(matter: Matter) -> str:
    return f"{matter.id}:sealed" if matter.subject is Subject.DANGER else str(matter.id)


def _line(matter: Matter, member: Member) -> Text:
    sealed = matter.subject is Subject.DANGER
    return lines(
        _("🔒 {number}", number=matter.id) if sealed else _("✉ {number}", number=matter.id),
        matter.subject.label,
        matter.state.label,
        _("by {day}", day=Moment(matter.due, Show.SHORT_DAY)),
        _("for you") if matter.holder == member.id else None,
        between=" · ",
    )


def chosen(_draft: Draft, choice: str) -> Move[Draft]:
    """Reading is noted first."""
    if choice == "desk":
        return Leave("desk")
    if choice in ("closing", "list"):
        return Goto(choice, Draft())
    number, _colon, kind = choice.partition(":")
    shown = Goto("shown", Draft(int(number)))
    view = View.SEALED if kind else View.MESSAGE
    return Do(Look(view, number), then=shown, refused=Leave("desk"))


def tell_shown(draft: Draft, desk: Desk) -> Goto[Draft]:
    """Said once: what stands in it, and what was answered so far."""
    matter = _readable(draft, desk)
    if matter is None:
        return Goto("list", Draft())
    said = lines(
        _("✉ Message {number}", number=matter.id),
        _("They read: {language}", language=Verbatim(desk.own_name(matter.language))),
        Verbatim(matter.words) if matter.words else _("They ask you to write to them."),
        lines(*proposal_facts(matter.proposal), between="\n") if matter.proposal else None,
        _("Whoever wrote this is under 18.") if matter.young else None,
        lines(_("Our answer:"), Verbatim(matter.answer), between="\n") if matter.answer else None,
    )
    return Goto("one", draft, tell=said)


def ask_one(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """What can be done with it."""
    matter = _readable(draft, desk)
    if matter is None:
        return Goto("list", Draft())
    closed = matter.state is MatterState.CLOSED
    options = [
        *([Option("accept", _("➕ Make it an event"))] if matter.proposal and not closed else []),
        Option("answer", _("✍ Answer")),
        *(_advising(desk) if matter.subject is not Subject.PROPOSAL else ()),
        Option("hand", _("👤 Hand it to a colleague")),
        Option("reopen", _("↩ Open it again")) if closed else Option("close", _("✔ Close it")),
        Option("list", _("✉ All messages")),
    ]
    text = _("What shall we do with message {number}?", number=draft.matter)
    return Ask(text, options, title=_("🗂 Desk"), sensitive=True)


def _advising(desk: Desk) -> Iterator[Option]:
    """For whoever gives times."""
    member = desk.staff.of(desk.person.id)
    if member is not None and member.role in PLANNERS:
        yield Option("topic", _("🕒 Give them a time"))
        yield Option("apart", _("⚖ Keep apart from somebody"))


def ask_topic(_draft: Draft, _desk: Desk) -> Ask:
    """What the time is about, so that the adviser is prepared."""
    return Ask(_("What is it about?"), [Option(each, each.label) for each in Topic])


def topic_chosen(draft: Draft, topic: str) -> Goto[Draft]:
    """On to the times."""
    return Goto("time", replace(draft, topic=Topic(topic)))


def ask_time(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Those that only staff give stand first."""
    urgent = list(desk.appointments.urgent(desk.now))
    slots = urgent + list(desk.appointments.free(draft.topic, desk.now))
    if not slots:
        return Goto("one", draft, tell=_("No time is free."))
    options = [Option(str(slot.id), _slot(slot, urgent=slot in urgent)) for slot in slots]
    return Ask(_("Which time do they get?"), options)


def _slot(slot: Slot, *, urgent: bool) -> Text:
    return lines(
        _("❗ {when}", when=Moment(slot.starts, Show.SHORT))
        if urgent
        else _("{when}", when=Moment(slot.starts, Show.SHORT)),
        Verbatim(slot.adviser),
        between=" · ",
    )


def time_chosen(draft: Draft, slot: str) -> Do[Draft]:
    """They hear of it at once, by day."""
    one = Goto("one", Draft(draft.matter))
    given = Goto("one", Draft(draft.matter), tell=_("It is theirs, and they are being told."))
    command = GiveTime(MatterId(draft.matter), SlotId(int(slot)), draft.topic)
    return Do(command, then=given, refused=one)


def ask_apart(_draft: Draft, _desk: Desk) -> Ask:
    """Two who must not meet the same adviser."""
    text = _(
        "Whoever wrote this and somebody else never get the same adviser. Write the number of "
        "the other person's message."
    )
    return Ask(text, expects=Number(1))


def apart_told(draft: Draft, number: int) -> Do[Draft]:
    """From the next booking on."""
    one = Goto("one", draft)
    done = Goto("one", draft, tell=_("Noted. It holds for every booking from now on."))
    command = KeepApart(MatterId(draft.matter), MatterId(number))
    return Do(command, then=done, refused=one)


def one_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Each alone."""
    if choice == "close":
        done = Goto("list", Draft(), tell=_("It is closed."))
        return Do(CloseMatter(MatterId(draft.matter)), then=done, refused=Goto("list", Draft()))
    if choice == "accept":
        return Goto("accept", draft)
    if choice == "reopen":
        opened = Goto("one", draft, tell=_("It is open again."))
        return Do(ReopenMatter(MatterId(draft.matter)), then=opened, refused=Goto("list", Draft()))
    return Goto(choice, draft if choice != "list" else Draft())


def ask_accept(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """From then on everybody sees it."""
    if not draft.languages:
        tags = tuple(each.tag for each in desk.languages)
        return Goto("accept", replace(draft, languages=tags))
    matter = _readable(draft, desk)
    if matter is None or matter.proposal is None:
        return Goto("list", Draft())
    said = lines(
        _("Shall this become an event? Everybody sees it then."),
        _("👉 {event}", event=Verbatim(matter.words)),
        lines(*proposal_facts(matter.proposal), between="\n"),
    )
    return Ask(said, [Option("yes", _("Yes")), Option("no", _("No"))])


def accepted(draft: Draft, answer: str) -> Move[Draft]:
    """It is invited to like every other one; whoever proposed it hears of it."""
    one = Goto("one", Draft(draft.matter))
    if answer == "no":
        return one

    def added(done: Done[EventId]) -> Leave:
        return Leave("planning", {"event": done.value}, "one", tell=_("It is added."))

    return Do(AcceptProposal(MatterId(draft.matter), draft.languages), then=added, refused=one)


def ask_answer(_draft: Draft, _desk: Desk) -> Ask:
    """It arrives as it is written."""
    return Ask(_("Write the answer. It is sent as you write it."), expects=Words(LONGEST))


def answered(draft: Draft, words: str) -> Do[Draft]:
    """It stays open until somebody closes it."""
    done = Goto("one", draft, tell=_("The answer is on its way."))
    command = AnswerMatter(MatterId(draft.matter), words)
    return Do(command, then=done, refused=Goto("list", Draft()))


def ask_hand(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Only those who may read it."""
    matter = _readable(draft, desk)
    own = desk.staff.of(desk.person.id)
    if matter is None or own is None:
        return Goto("list", Draft())
    others = [m for m in desk.staff.all() if m.id != own.id and m.person and may_read(m, matter)]
    if not others:
        return Goto("one", draft, tell=_("There is no colleague who may read it."))
    return Ask(_("Who goes on with it?"), [Option(str(m.id), Verbatim(m.name)) for m in others])


def handed(draft: Draft, member: str) -> Do[Draft]:
    """They find it marked in their list."""
    done = Goto("list", Draft(), tell=_("It is handed over."))
    command = HandMatter(MatterId(draft.matter), StaffId(int(member)))
    return Do(command, then=done, refused=Goto("one", draft))


def _readable(draft: Draft, desk: Desk) -> Matter | None:
    matter, member = desk.matters.get(MatterId(draft.matter)), desk.staff.of(desk.person.id)
    if matter is None or member is None or not may_read(member, matter):
        return None
    return matter


flow = Flow(
    "answering",
    Draft,
    steps={
        "list": Step(ask_list, chosen, to=("shown", "closing"), flows=("desk",)),
        "closing": Step(ask_closing, chosen, to=("shown", "list"), flows=("desk",)),
        "shown": Step(tell_shown, never, to=("one", "list")),
        "one": Step(
            ask_one, one_chosen, to=("one", "accept", "answer", "topic", "apart", "hand", "list")
        ),
        "topic": Step(ask_topic, topic_chosen, to=("time",)),
        "time": Step(ask_time, time_chosen, to=("one",)),
        "apart": Step(ask_apart, apart_told, to=("one",)),
        "accept": Step(ask_accept, accepted, to=("accept", "one", "list"), flows=("planning",)),
        "answer": Step(ask_answer, answered, to=("one", "list")),
        "hand": Step(ask_hand, handed, to=("one", "list")),
    },
)
