"""Surveys: a list of what is open, and a flow made from each pinned version of a form."""

from dataclasses import dataclass

from domain.speech.messages import Option
from domain.speech.text import _
from domain.surveys.survey import SurveyId
from domain.work import Desk
from flows.engine.kit import Ask, End, Flow, Goto, Leave, Move, Step, never
from flows.guests.agreeing.yes_first import Need, yes_first
from flows.surveys.from_form import MADE, flow_name, way_into


@dataclass(frozen=True)
class Draft:
    """The survey somebody was invited to, and the event it is about."""

    survey: str = ""
    occasion: str = ""
    consent_asked: bool = False


def ask_survey(draft: Draft, desk: Desk) -> Ask | Move[Draft]:
    """Lists the surveys that are open to everybody and not answered by them yet."""
    if unasked := _yes_first(draft, desk, "survey"):
        return unasked
    forms = desk.surveys.open_to(desk.person.id)
    if not forms:
        return End(_("There are no questions for you now. Thank you!"))
    options = [Option(flow_name(form), _("{title}", title=form.title)) for form in forms]
    return Ask(_("What would you like to tell us about?"), options)


def survey_chosen(_draft: Draft, name: str) -> Leave:
    """Leaves for the questions of that survey."""
    return Leave(way_into(name))


def invited(draft: Draft, choice: str) -> Move[Draft]:
    """Takes the answer to an invitation, whenever it comes; a no does not close it."""
    if choice == "begin":
        return Goto("begin", draft)
    return End(_("That is fine. If you change your mind, you can still answer that message."))


def to_begin(draft: Draft, _desk: Desk) -> Goto[Draft]:
    """Begins the survey when its invitation is asked again."""
    return Goto("begin", draft)


def ask_begin(draft: Draft, desk: Desk) -> Move[Draft]:
    """Leaves for the newest version, if it is still there and they have not answered it."""
    form = desk.surveys.form(SurveyId(draft.survey))
    if form is None or desk.surveys.answered(
        desk.person.id, SurveyId(draft.survey), draft.occasion
    ):
        return End(_("There are no questions for you now. Thank you!"))
    if unasked := _yes_first(draft, desk, "begin"):
        return unasked
    return Leave(way_into(flow_name(form), draft.occasion))


def _yes_first(draft: Draft, desk: Desk, back: str) -> Move[Draft] | None:
    return yes_first(draft, desk, back, Need.ANSWERS)


flow = Flow(
    "surveys",
    Draft,
    steps={
        "survey": Step(ask_survey, survey_chosen, flows=("consent", MADE)),
        "invited": Step(to_begin, invited, to=("begin",)),
        "begin": Step(ask_begin, never, flows=("consent", MADE)),
    },
)
