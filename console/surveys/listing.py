"""All surveys, and sending one to everybody who has not answered it."""

from urllib.parse import quote

from console.core.pages import Moved, Result, Shown
from console.core.visit import NotAllowedError, Visit
from domain.campaigns.campaign import CampaignId, SendSurvey
from domain.outcome import Refused, Repeated
from domain.speech.text import Text, _
from domain.surveys.form import Form
from domain.surveys.survey import SurveyId
from storage.store import Transaction

SENT = _("It is on its way to everybody who has not answered.")
NOBODY_LEFT = _("There is nobody to ask: all have answered, or want no messages.")


def show(visit: Visit) -> Result:
    """With how many questions each has, and in which languages."""
    forms = visit.read(lambda tx: tx.surveys.all())
    return Shown("surveys/list.html", {"forms": forms})


def send(visit: Visit) -> Result:
    """Now; a second time within a day only with `again`."""
    form = form_of(visit)
    again = visit.one("again") == "yes"
    outcome = visit.perform(SendSurvey(SurveyId(form.id), None, again=again))
    back = f"/surveys/{quote(form.id, safe='')}"
    if isinstance(outcome, Repeated):
        return Moved(f"{back}?again=yes", outcome.text)
    if isinstance(outcome, Refused):
        return Moved(back, outcome.text)
    return Moved(back, _told(outcome.value))


def form_of(visit: Visit) -> Form:
    """The survey that the address names. Raises NotAllowedError when there is none."""
    survey = SurveyId(visit.path["survey"])

    def act(tx: Transaction) -> Form | None:
        return tx.surveys.form(survey)

    form = visit.read(act)
    if form is None:
        raise NotAllowedError
    return form


def _told(campaign: CampaignId | None) -> Text:
    return NOBODY_LEFT if campaign is None else SENT
