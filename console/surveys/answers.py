"""What many have answered: never so few that somebody is known, and a file of all for who may."""

from collections.abc import Sequence
from io import BytesIO

from console.core.pages import File, Result, Shown
from console.core.visit import NotAllowedError, Visit
from console.surveys.listing import form_of
from domain.staff.audit import View, Why
from domain.surveys.results import Tally
from domain.surveys.survey import SurveyId
from storage.exports import sheets
from storage.exports.tabulating import export_responses
from storage.store import Transaction

KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def show(visit: Visit) -> Result:
    """Bars for each question that offers choices; that somebody looked is noted."""
    form = form_of(visit)
    survey = SurveyId(form.id)
    results = visit.look(View.RESPONSES, form.id, lambda tx: tx.surveys.results(survey))
    if results is None:
        raise NotAllowedError
    values = {
        "form": form,
        "results": results,
        "tallies": [(tally, _most(tally)) for tally in results.tallies],
        "again": visit.asked("again") == "yes",
        "kinds": list(KINDS),
    }
    return Shown("surveys/answers.html", values)


def export(visit: Visit) -> Result:
    """All answers in a file; the audit says that somebody took them."""
    form, kind = form_of(visit), visit.one("kind")
    if kind not in KINDS:
        raise NotAllowedError

    def act(tx: Transaction) -> bytes:
        made = BytesIO()
        sheets.WRITERS[kind](export_responses(tx, SurveyId(form.id)), made)
        return made.getvalue()

    content = visit.look(View.RESPONSES, form.id, act, Why.EXPORT)
    return File(f"{form.id}.{kind}", KINDS[kind], content)


def _most(tally: Tally) -> int:
    """How long the longest bar is."""
    shown: Sequence[int] = [count.many for count in tally.counts if count.many is not None]
    return max([1, *shown])
