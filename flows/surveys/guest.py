"""Surveys: a list of what is open, and a flow made from each pinned version of a form."""

from dataclasses import dataclass, replace

from domain.speech.messages import Option
from domain.speech.text import _
from domain.surveys.survey import SurveyId
from domain.work import Desk
from flows.engine.kit import Ask, End, Flow, Goto, Leave, Move, Step, Visit, never
from flows.surveys.from_form import MADE, flow_name


@dataclass(frozen=True)
class Draft:
    """The survey somebody was invited to, and the event it is about."""

    survey: str = ""
    occasion: str = ""
    consent_asked: bool = False


def ask_survey(draft: Draft, desk: Desk) -> Ask | Move[Draft]:
    """What is open to everybody and not answered yet."""
    if not desk.person.takes_part:
        return _consent(draft, "survey")
    forms = desk.surveys.open_to(desk.person.id)
    if not forms:
        return End(_("There are no questions for you now. Thank you!"))
    options = [Option(flow_name(form), _("{title}", title=form.title)) for form in forms]
    return Ask(_("What would you like to tell us about?"), options)


def survey_chosen(_draft: Draft, name: str) -> Leave:
    """On to the questions."""
    return Leave(name)


def invited(draft: Draft, choice: str) -> Move[Draft]:
    """The answer to an invitation, whenever it comes."""
    if choice == "begin":
        return Goto("begin", draft)
    return End(_("That is fine. If you change your mind, you can still answer that message."))


def to_begin(draft: Draft, _desk: Desk) -> Goto[Draft]:
    """What an invitation shows when it is asked again."""
    return Goto("begin", draft)


def ask_begin(draft: Draft, desk: Desk) -> Move[Draft]:
    """The newest version, if it is still there and not answered."""
    form = desk.surveys.form(SurveyId(draft.survey))
    if form is None or desk.surveys.answered(
        desk.person.id, SurveyId(draft.survey), draft.occasion
    ):
        return End(_("There are no questions for you now. Thank you!"))
    if not desk.person.takes_part:
        return _consent(draft, "begin")
    return Leave(flow_name(form), {"occasion": draft.occasion} if draft.occasion else {})


def _consent(draft: Draft, back: str) -> Move[Draft]:
    if draft.consent_asked:
        return End(_("Without your yes we cannot keep answers."))
    return Visit("consent", back, replace(draft, consent_asked=True), step="kept")


flow = Flow(
    "surveys",
    Draft,
    steps={
        "survey": Step(ask_survey, survey_chosen, flows=("consent", MADE)),
        "invited": Step(to_begin, invited, to=("begin",)),
        "begin": Step(ask_begin, never, flows=("consent", MADE)),
    },
)
