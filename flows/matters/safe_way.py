"""Somebody says that they are in danger, wherever they stand: whom to call, then the safe way.

The numbers come first and need no yes. What they were being asked stands below and is asked again
afterwards; if their words may have been its answer, one press makes them so. Nothing is sent that
they have not pressed for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from domain.matters.doors import LEFT
from domain.matters.matter import LONGEST, LeaveMatter, MatterId, Subject
from domain.matters.readers import is_read, readers
from domain.outcome import Done
from domain.people.person import DecideConsent, Purpose
from domain.speech.languages import Danger, Intent
from domain.speech.messages import ANSWER_KEY, Option
from domain.speech.spoken_words import words_for
from domain.speech.text import Text, Verbatim, _, lines
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Flow, Goto, Leave, Move, Step, Words
from flows.guests.contacts import numbers, reachable

MOST_NUMBERS = 2  # where we know which help is needed
FIRST = {  # what the operator calls the numbers that help
    Danger.ILL: ("ambulance", "fire"),
    Danger.FIRE: ("fire", "ambulance"),
    Danger.DESPAIR: ("despair", "ambulance"),
    Danger.CHILD: ("children", "police"),
    Danger.HURT: ("police", "women"),
    Danger.HELD: ("police", "trafficking"),
}
ADVICE = {
    Danger.ILL: _("Say where you are and what has happened, and stay on the line."),
    Danger.FIRE: _("Leave the building first, warn others, then call."),
    Danger.DESPAIR: _("It is good that you say it. Please do not stay alone now: go to somebody."),
    Danger.CHILD: _("A child needs a grown-up now. If you are the child: it is not your fault."),
    Danger.HURT: _("Nobody has the right to hurt you. If you can, go where other people are."),
    Danger.HELD: _("Nobody may keep your papers, lock you in or make you work or marry."),
    Danger.TAKEN: _(
        "You may ask for an interpreter and a lawyer. Sign nothing that you do not understand."
    ),
}


@dataclass(frozen=True)
class Draft:
    """What kind of danger, and in which language it was said, if that is not the reader's.

    `answer`: what they wrote, if the question below awaits such words. `words` go to the team.
    """

    danger: str = field(default=Danger.ANY, repr=False)
    language: str = ""
    answer: str = field(default="", repr=False)
    words: str = field(default="", repr=False)


def ask_danger(draft: Draft, desk: Desk) -> Ask | End:
    """Tells whom to call. Where somebody here may read of it, they can have that person write."""
    read = _is_read(desk)
    page = lines(*_page(draft, desk, read=read), between="\n")
    answers = [Option(ANSWER_KEY, _("↩ It was my answer"))] if draft.answer else []
    if read:
        options = [Option("call", _("🤝 Please write to me")), *answers]
        return Ask(page, options, expects=Words(LONGEST, danger=True), sensitive=True)
    return Ask(page, answers, sensitive=True) if answers else End(page)


def _page(draft: Draft, desk: Desk, *, read: bool) -> Iterator[Text]:
    danger = Danger(draft.danger)
    told = "" if draft.language == desk.language else desk.phrase(draft.language, "call")
    if told:
        phones = " · ".join(each.phone for each in desk.help.emergency)
        yield Verbatim(told.replace("{numbers}", phones))
    yield _("Please call now, at any hour:")
    yield from numbers(desk, FIRST.get(danger, ()), MOST_NUMBERS if danger in FIRST else None)
    if danger in ADVICE:
        yield ADVICE[danger]
    if not told:
        yield _("I am a program. I cannot call for help, and nobody reads this at once.")
    if read:
        yield _("Somebody here helps in such cases. Only they would read what you write.")
    else:
        yield from reachable(desk)


def told(draft: Draft, words: str) -> Goto[Draft]:
    """Goes on to what is sent; the button sends no words."""
    more = "" if words == "call" else "\n".join(filter(None, (draft.words, words)))
    return Goto("send", replace(draft, words=more[:LONGEST]))


def ask_send(draft: Draft, desk: Desk) -> Ask | Do[Draft]:
    """Asks for the yes to keep it, of whoever has not said it; and before words are sent."""
    if desk.person.takes_part and not draft.words:
        return _leave(draft)
    said = (
        _("Shall we send what you wrote to the person who helps in such cases?")
        if draft.words
        else _("Shall the person who helps in such cases write to you here?")
    )
    kept = (
        None
        if desk.person.takes_part
        else _(
            "For that we keep it, and your language, until you write “{forget}”.",
            forget=words_for(Intent.FORGET),
        )
    )
    options = [Option("yes", _("Yes")), Option("no", _("No"))]
    text = lines(said, kept, between="\n")
    return Ask(text, options, expects=Words(LONGEST, danger=True), sensitive=True)


def send_decided(draft: Draft, answer: str) -> Move[Draft]:
    """Keeps the yes and sends it. A no sends nothing; more words are added to the first ones."""
    if answer == "no":
        return End(_("Good. Nothing was sent."))
    if answer == "yes":
        yes = DecideConsent(Purpose.TAKE_PART, given=True)
        return Do(yes, then=_leave(draft), refused=End())
    return told(draft, answer)


def _leave(draft: Draft) -> Do[Draft]:
    def left(done: Done[MatterId]) -> Leave:
        return Leave(LEFT(done.value))

    return Do(LeaveMatter(Subject.DANGER, draft.words), then=left, refused=End())


def _is_read(desk: Desk) -> bool:
    young, sealed = desk.person.young, desk.matters.sealed()
    there = readers(Subject.DANGER, None, desk.staff.all(), young=young, sealed=sealed)
    return is_read(Subject.DANGER, there, young=young)


flow = Flow(
    "danger",
    Draft,
    steps={
        "danger": Step(ask_danger, told, to=("send",)),
        "send": Step(ask_send, send_decided, to=("send",), flows=("messages",)),
    },
)
