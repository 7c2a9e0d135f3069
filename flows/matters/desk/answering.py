"""Answer what people wrote, from the desk: the oldest first. Each reading is noted."""

from dataclasses import replace

from domain.events.doors import PLANNED
from domain.events.event import EventId
from domain.events.notices import proposal_facts
from domain.events.proposal import AcceptProposal
from domain.matters.matter import (
    LOCKED,
    LONGEST,
    AnswerMatter,
    CloseMatter,
    GrantAge,
    HandMatter,
    Matter,
    MatterId,
    MatterState,
    ReopenMatter,
    Subject,
    may_read,
)
from domain.outcome import Done
from domain.speech.messages import Option
from domain.speech.text import Text, Verbatim, _, lines
from domain.speech.writing import Written
from domain.staff.audit import View, seen_by
from domain.staff.member import StaffId
from domain.work import Desk
from flows.engine.kit import (
    NOTHING_SENT,
    Ask,
    Do,
    Flow,
    Goto,
    Guard,
    Leave,
    Move,
    Step,
    Words,
    never,
)
from flows.matters.desk.giving_times import (
    apart_told,
    ask_apart,
    ask_time,
    ask_topic,
    time_chosen,
    topic_chosen,
    ways_to_advise,
)
from flows.matters.desk.waiting_messages import Draft, ask_closed, ask_closing, ask_list, chosen


def tell_shown(draft: Draft, desk: Desk) -> Goto[Draft]:
    """Shows once what stands in the message, and what was answered so far."""
    matter = _readable(draft, desk)
    if matter is None:
        return Goto("list", Draft())
    said = lines(
        _("✉ Message {number}", number=matter.id),
        _("They read: {language}", language=Verbatim(desk.own_name(matter.language))),
        _words(matter),
        lines(*proposal_facts(matter.proposal), between="\n") if matter.proposal else None,
        _("Whoever wrote this is under 18.") if matter.young else None,
        _answer(matter),
        _note(matter),
    )
    return Goto("one", draft, tell=said)


def _answer(matter: Matter) -> Text | None:
    if matter.box or not matter.answer:
        return None
    return lines(_("Our answer:"), Verbatim(matter.answer), between="\n")


def _note(matter: Matter) -> Text | None:
    if matter.box or not matter.note:
        return None
    return lines(_("A note from a colleague:"), Verbatim(matter.note), between="\n")


def _words(matter: Matter) -> Text:
    if matter.box:
        return LOCKED
    if matter.subject is Subject.AGE:
        return _("They told us that they are under 18. Now they say that they are 18 or older.")
    return Verbatim(matter.words) if matter.words else _("They ask you to write to them.")


def ask_one(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks what shall be done with the message; only what its state allows is offered."""
    matter = _readable(draft, desk)
    if matter is None:
        return Goto("list", Draft())
    closed = matter.state is MatterState.CLOSED
    options = [
        *([Option("accept", _("➕ Make it an event"))] if matter.proposal and not closed else []),
        *([Option("grown", _("🔓 They are 18 or older"))] if _asks_age(matter) else []),
        *([] if matter.box else [Option("answer", _("✍ Answer"))]),
        *(ways_to_advise(desk) if matter.subject is not Subject.PROPOSAL else ()),
        Option("hand", _("👤 Hand it to a colleague")),
        Option("reopen", _("↩ Open it again")) if closed else Option("close", _("✔ Close it")),
        Option("list", _("✉ All messages")),
    ]
    text = _("What shall we do with message {number}?", number=draft.matter)
    return Ask(text, options, title=_("🗂 Desk"), sensitive=True)


def _asks_age(matter: Matter) -> bool:
    return matter.subject is Subject.AGE and matter.state is not MatterState.CLOSED


def one_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Closes it or opens it again at once; everything else is a step of its own."""
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
    """Asks whether a proposal shall become an event, which everybody sees from then on."""
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
    """Adds the event and shows it in the plan; a no changes nothing."""
    one = Goto("one", Draft(draft.matter))
    if answer == "no":
        return one

    def added(done: Done[EventId]) -> Leave:
        return Leave(PLANNED(done.value), tell=_("It is added."))

    return Do(AcceptProposal(MatterId(draft.matter), draft.languages), then=added, refused=one)


def ask_grown(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks once more: it ends every protection for people under 18."""
    if _readable(draft, desk) is None:
        return Goto("list", Draft())
    said = lines(
        _("Are you sure that this person is 18 or older? Did you meet them or see a paper?"),
        _("From then on they are an adult here. Older messages and times stay protected."),
    )
    return Ask(said, [Option("yes", _("Yes")), Option("no", _("No"))])


def grown_decided(draft: Draft, answer: str) -> Move[Draft]:
    """Has them be an adult here from now on, which they hear; a no changes nothing."""
    if answer == "no":
        return Goto("one", Draft(draft.matter))
    done = Goto("list", Draft(), tell=_("They count as an adult now, and are being told."))
    return Do(GrantAge(MatterId(draft.matter)), then=done, refused=Goto("list", Draft()))


def ask_answer(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the answer, which is sent exactly as it is written."""
    return Ask(
        _("Write the answer. It is sent as you write it."), expects=Words(LONGEST, Written.PROSE)
    )


def answered(draft: Draft, words: str) -> Do[Draft]:
    """Sends the answer; the message stays open until somebody closes it."""
    done = Goto("one", draft, tell=_("The answer is on its way."))
    command = AnswerMatter(MatterId(draft.matter), words)
    return Do(command, then=done, refused=Goto("list", Draft()))


def ask_hand(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks which colleague goes on with it, among those who may read it."""
    matter = _readable(draft, desk)
    own = desk.staff.of(desk.person.id)
    if matter is None or own is None:
        return Goto("list", Draft())
    others = [m for m in desk.staff.all() if m.id != own.id and m.person and may_read(m, matter)]
    if not others:
        return Goto("one", draft, tell=_("There is no colleague who may read it."))
    options = [Option(str(each.id), Verbatim(each.name)) for each in others]
    return Ask(_("Who goes on with it?"), desk.by_name(options))


def handed(draft: Draft, member: str) -> Do[Draft]:
    """Hands it to the colleague, who finds it marked in their list."""
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
    guard=Guard.STAFF,
    undone=lambda _draft: NOTHING_SENT,
    open_to=lambda member: View.MESSAGE in seen_by(member),
    steps={
        "list": Step(ask_list, chosen, to=("shown", "closed", "closing"), flows=("desk",)),
        "closed": Step(ask_closed, chosen, to=("shown", "list"), flows=("desk",)),
        "closing": Step(ask_closing, chosen, to=("shown", "list"), flows=("desk",)),
        "shown": Step(tell_shown, never, to=("one", "list")),
        "one": Step(
            ask_one,
            one_chosen,
            to=("one", "accept", "grown", "answer", "topic", "apart", "hand", "list"),
        ),
        "grown": Step(ask_grown, grown_decided, to=("one", "list")),
        "topic": Step(ask_topic, topic_chosen, to=("time",)),
        "time": Step(ask_time, time_chosen, to=("one",)),
        "apart": Step(ask_apart, apart_told, to=("one",)),
        "accept": Step(ask_accept, accepted, to=("accept", "one", "list"), flows=("planning",)),
        "answer": Step(ask_answer, answered, to=("one", "list")),
        "hand": Step(ask_hand, handed, to=("one", "list")),
    },
)
