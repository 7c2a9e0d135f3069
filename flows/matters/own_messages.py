"""What somebody wrote to the team before, and where it stands."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time

from domain.events.notices import proposal_facts
from domain.matters.box import EraseAnswer
from domain.matters.matter import CloseMatter, Matter, MatterId, MatterState, Subject
from domain.speech.messages import MENU_KEY, Option
from domain.speech.text import Moment, Show, Text, Verbatim, _, lines
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Goto, Move


@dataclass(frozen=True)
class Draft:
    """What a new message is about, and the older message that is looked at.

    `member` is the colleague whom it is about, 0 for nobody who was chosen; `words` wait for a yes.
    `agreed`: they take part; `added`: these words stand in a message that was there before.
    """

    subject: Subject = Subject.QUESTION
    member: int = 0
    matter: int = 0
    consent_asked: bool = False
    words: str = field(default="", repr=False)
    agreed: bool = False
    added: bool = False


def ask_choice(draft: Draft, desk: Desk) -> Ask | Move[Draft]:
    """Offers a new message without the number, and those that they wrote before behind it."""
    if not desk.matters.of(desk.person.id):
        return Goto("subject", draft)
    if not desk.person.is_locked(desk.now):
        return Goto("list", draft)
    options = [
        Option("new", _("✍ Write a new message")),
        Option("list", _("✉ My messages")),
        Option(MENU_KEY, _("☰ Menu")),
    ]
    return Ask(_("Your messages to us:"), options)


def ask_list(draft: Draft, desk: Desk) -> Ask | Move[Draft]:
    """Lists what they wrote before, each with where it stands."""
    own = desk.matters.of(desk.person.id)
    if not own:
        return Goto("subject", draft)
    options = [
        Option("new", _("✍ Write a new message")),
        *[Option(str(each.id), _line(each)) for each in own],
        Option(MENU_KEY, _("☰ Menu")),
    ]
    return Ask(_("Your messages to us:"), options)


def _line(matter: Matter) -> Text:
    return _(
        "{number} · {day} · {state}",
        number=matter.id,
        day=Moment(matter.at, Show.SHORT_DAY),
        state=matter.state.label,
    )


def chosen(draft: Draft, choice: str) -> Goto[Draft]:
    """Goes on to a new message, to the list, or to one of the older ones."""
    if choice == "new":
        return Goto("subject", draft)
    if choice == "list":
        return Goto("list", draft)
    return Goto("one", replace(draft, matter=int(choice)))


def ask_one(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Shows what they wrote, where it stands, and what was answered."""
    matter = own_matter(draft, desk)
    if matter is None:
        return Goto("choice", Draft())
    waits = matter.state is MatterState.OPEN
    text = lines(
        _line(matter),
        Verbatim(matter.words) if matter.words else None,
        _locked(matter) if matter.box else None,
        lines(*proposal_facts(matter.proposal), between="\n") if matter.proposal else None,
        _("We answer by {day}.", day=Moment(matter.due, Show.DAY)) if waits else None,
        lines(_("Our answer:"), Verbatim(matter.answer), between="\n") if matter.answer else None,
    )
    options = [Option("new", _("✍ Write a new message")), Option("choice", _("✉ My messages"))]
    if matter.state is not MatterState.CLOSED:
        options.insert(0, Option("close", _("✔ It is settled")))
    if matter.box and matter.answer:
        options.insert(0, Option("read", _("✔ I have read it, erase the answer")))
    return Ask(text, options, sensitive=True, clearly=("close", "read"))


def _locked(matter: Matter) -> Text:
    day = matter.answered_on
    noon = datetime.combine(day, time(12), UTC) if day else None
    return lines(
        _("We cannot show what you wrote: only those who answer you can open it."),
        _("Answered on {day}.", day=Moment(noon, Show.DAY)) if noon else None,
    )


def one_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Closes the message if they call it settled, or goes on to another."""
    match choice:
        case "close":
            then = End(_("Good. It is closed, and what you wrote is erased later."))
            return Do(CloseMatter(MatterId(draft.matter)), then=then, refused=then)
        case "read":
            then = End(_("The answer is erased."))
            return Do(EraseAnswer(MatterId(draft.matter)), then=then, refused=then)
        case "new":
            return Goto("subject", Draft())
        case _:
            return Goto("choice", Draft())


def to_one(draft: Draft, _desk: Desk) -> Goto[Draft]:
    """Shows the message when the question under our answer is asked again."""
    return Goto("one", draft)


def own_matter(draft: Draft, desk: Desk) -> Matter | None:
    """The message that the draft names, if they wrote it."""
    matter = desk.matters.get(MatterId(draft.matter))
    return matter if matter is not None and matter.person == desk.person.id else None
