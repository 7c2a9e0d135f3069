"""What we keep, on one short screen, and a yes or no to it; later whether we may write with news.

Each no is a good answer. The wording that matters has a version,
`domain.people.person.CONSENT_VERSION`.
"""

from dataclasses import dataclass

from domain.people.doors import FIRST_PROFILE
from domain.people.person import DecideConsent, Purpose
from domain.speech.languages import Intent
from domain.speech.messages import Option
from domain.speech.spoken_words import words_for
from domain.speech.text import _, lines
from domain.work import Desk
from flows.engine.kit import LATER, Ask, Do, End, Flow, Goto, Leave, Move, Step
from flows.guests.agreeing.news import NEWS_ANSWERS, NEWS_QUESTION
from flows.guests.agreeing.yes_first import Need

YES, NO = Option("yes", _("Yes")), Option("no", _("No"))


@dataclass(frozen=True)
class Draft:
    """What they want that needs their yes. Each answer is kept at once."""

    need: Need = Need.NOTHING


def ask_part(draft: Draft, desk: Desk) -> Ask:
    """Asks for the first yes, with all that somebody must know before it on one screen."""
    known = lines(
        _("I am Lipa, a helper of {organisation}.", organisation=desk.help.organisation),
        _("We keep your language, what you book and your answers. No name, no phone number."),
        _(
            "Only the people who run this service see it, and whoever holds your phone. "
            "We do not give it to the authorities."
        ),
        _("Yes or no changes nothing in your procedure."),
        _("To erase everything at any time, write: {words}", words=words_for(Intent.FORGET)),
        between="\n",
    )
    return Ask(lines(draft.need.asked, known), [YES, NO, Option("more", _("More"))])


def ask_details(_draft: Draft, _desk: Desk) -> Ask:
    """Says the rest: what we do not keep, that it is free, and that it is not for every secret."""
    text = lines(
        _("You can find events, book free advice and tell us what should be better. It is free."),
        _("We do not keep your name, your photo or your phone number."),
        _("Taking part is your free choice."),
        _("It changes nothing in your procedure and in the help you get, yes or no."),
        _(
            "Please do not write secrets here: others who hold your phone, and the company that "
            "runs this app, may read them."
        ),
        _(
            "May we keep what you book and answer here, so that we can help you? "
            "You can take your yes back at any time."
        ),
    )
    return Ask(text, [YES, NO])


def part_decided(draft: Draft, answer: str) -> Move[Draft]:
    """Keeps the decision; a no ends it and costs nothing but what needs the yes."""
    if answer == "more":
        return Goto("details", draft)
    said = _("That is fine. You can read about events and contacts here without saying yes.")
    if answer == "yes":
        return _decide(Purpose.TAKE_PART, End(None if draft.need else _("Thank you.")), given=True)
    return _decide(Purpose.TAKE_PART, End(said), given=False)


def ask_written(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the second yes: that we may write when there is news."""
    return Ask(NEWS_QUESTION, NEWS_ANSWERS)


def written_decided(_draft: Draft, answer: str) -> Move[Draft]:
    """Keeps a yes or no; who says yes is asked what the news shall be about."""
    if answer == LATER:
        return End(_("That is fine."))
    if answer == "no":
        return _decide(Purpose.BE_WRITTEN, End(_("Good, we will not.")), given=False)
    onwards = Leave(FIRST_PROFILE(True), tell=_("Thank you. We will write to you."))
    return _decide(Purpose.BE_WRITTEN, onwards, given=True)


def _decide(purpose: Purpose, then: Move[Draft], *, given: bool) -> Do[Draft]:
    return Do(DecideConsent(purpose, given), then=then, refused=End())


flow = Flow(
    "consent",
    Draft,
    steps={
        "part": Step(ask_part, part_decided, to=("details",)),
        "details": Step(ask_details, part_decided),
        "written": Step(ask_written, written_decided, flows=("profile",)),
    },
    renamed={"who": "part", "kept": "part", "free": "part"},
)
