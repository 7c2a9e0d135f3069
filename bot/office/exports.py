"""`lipa export …`: what leaves for a coordinator's own tools."""

from pathlib import Path

from bot.office.office import Office
from bot.office.printing import Printout
from bot.running.faults import WRONG, CommandError
from domain.staff.audit import View, Why
from domain.surveys.survey import SurveyId
from storage.exports import sheets
from storage.exports.tabulating import Sheet, export_appointments, export_responses, export_rsvps
from storage.store import Transaction

WHAT = ("responses", "appointments", "rsvps")


def export(office: Office, what: str, format_: str, survey: str | None, output: Path) -> Printout:
    """Write a file that only this user can read; the look is noted first.

    Raises CommandError when it is not said what and how, or the file cannot be written.
    """
    if what not in WHAT:
        raise CommandError(f"must be one of {', '.join(WHAT)}", "what", code=WRONG)
    if format_ not in sheets.WRITERS:
        known = ", ".join(sheets.WRITERS)
        raise CommandError(f"must be one of {known}", "format", code=WRONG)
    if what == "responses" and not survey:
        raise CommandError("name the survey whose answers you want", "survey", code=WRONG)
    about = _known(office, survey or "") if what == "responses" else ""
    try:
        rows = office.look(
            View(what),
            about,
            Why.EXPORT,
            lambda work: sheets.write(_sheet(work, what, about), format_, output),
        )
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CommandError(f"{output} cannot be written ({reason})", "output") from None
    return Printout({"rows": rows, "output": str(output)}, f"{rows} rows are in {output}.")


def _known(office: Office, survey: str) -> str:
    if office.read(lambda work: work.surveys.form(SurveyId(survey))) is None:
        raise CommandError(f"There is no survey {survey!r}.", "survey")
    return survey


def _sheet(work: Transaction, what: str, survey: str) -> Sheet:
    if what == "appointments":
        return export_appointments(work)
    if what == "rsvps":
        return export_rsvps(work)
    return export_responses(work, SurveyId(survey))
