"""How people are asked to answer a survey."""

from domain.speech.messages import Option, Say
from domain.speech.text import Text, _
from domain.surveys.doors import INVITED
from domain.surveys.survey import SurveyId


def survey_question(question: Text, survey: SurveyId, occasion: str = "") -> Say:
    """An invitation to answer a survey; nothing of it is stored before they begin."""
    return Say(
        question,
        options=(Option("begin", _("Answer now")), Option("later", _("Not now"))),
        asks=INVITED(survey, occasion),
    )
