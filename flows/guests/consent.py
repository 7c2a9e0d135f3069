"""What we keep, in three short screens, and a yes or no to it. Each no is a good answer.

The wording that matters has a version, `domain.people.person.CONSENT_VERSION`.
"""

from dataclasses import dataclass

from domain.people.person import DecideConsent, Purpose
from domain.speech.messages import Option
from domain.speech.text import Text, _, lines
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Flow, Goto, Step

CONTINUE = (Option("next", _("Continue")),)
YES_NO = (Option("yes", _("Yes")), Option("no", _("No")))


@dataclass(frozen=True)
class Draft:
    """Nothing to remember: each answer is kept at once."""


def ask_who(_draft: Draft, desk: Desk) -> Ask:
    """Says who we are and what people can do here."""
    text: Text = lines(
        _("Hello! I am Lipa, a helper on your phone."),
        _(
            "Behind me is {organisation}. With me you can find events, book free advice "
            "and tell us what should be better. It costs nothing.",
            organisation=desk.help.organisation,
        ),
    )
    return Ask(text, CONTINUE)


def ask_kept(_draft: Draft, _desk: Desk) -> Ask:
    """Says what is kept, who sees it, and how to have it erased."""
    text = lines(
        _("What we keep: your language, what you book, and your answers."),
        _("We do not keep your name, your photo or your phone number."),
        _("Only the people who run this service can see it. We do not give it to the authorities."),
        _("You can have everything erased at any time: write /forget."),
    )
    return Ask(text, CONTINUE)


def ask_free(_draft: Draft, _desk: Desk) -> Ask:
    """Says that it is voluntary and without any effect, and not safe for every secret."""
    text = lines(
        _("Taking part is your free choice."),
        _("It changes nothing in your procedure and in the help you get, yes or no."),
        _(
            "Please do not write secrets here: others who hold your phone, and the company that "
            "runs this app, may read them."
        ),
    )
    return Ask(text, CONTINUE)


def ask_part(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the first yes: that we may keep what they book and answer."""
    text = _(
        "May we keep what you book and answer here, so that we can help you? "
        "You can take your yes back at any time."
    )
    return Ask(text, YES_NO)


def part_decided(draft: Draft, answer: str) -> Do[Draft]:
    """Keeps the decision; a no ends it and costs nothing but what needs the yes."""
    if answer == "yes":
        then: Goto[Draft] | End = Goto("written", draft)
    else:
        then = End(
            _("That is fine. You can read about events and contacts here without saying yes.")
        )
    return Do(DecideConsent(Purpose.TAKE_PART, answer == "yes"), then=then, refused=End())


def ask_written(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the second yes: that we may write when there is news."""
    text = _("May we write to you when there is news, for example a new event? Never at night.")
    return Ask(text, YES_NO)


def written_decided(_draft: Draft, answer: str) -> Do[Draft]:
    """Keeps the decision; reminders of what they book themselves come in any case."""
    said = _("Thank you. We will write to you.") if answer == "yes" else _("Good, we will not.")
    return Do(DecideConsent(Purpose.BE_WRITTEN, answer == "yes"), then=End(said), refused=End())


flow = Flow(
    "consent",
    Draft,
    steps={
        "who": Step(ask_who, lambda draft, _next: Goto("kept", draft), to=("kept",)),
        "kept": Step(ask_kept, lambda draft, _next: Goto("free", draft), to=("free",)),
        "free": Step(ask_free, lambda draft, _next: Goto("part", draft), to=("part",)),
        "part": Step(ask_part, part_decided, to=("written",)),
        "written": Step(ask_written, written_decided),
    },
)
