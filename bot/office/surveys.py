"""`lipa survey …`: adding a workbook, sending it out."""

from pathlib import Path

from bot.office import campaigns
from bot.office.office import Office, read_file
from bot.office.printing import Printout
from bot.running.faults import CommandError
from console.documents.files import read_instant
from domain.campaigns.campaign import SendSurvey
from domain.surveys.survey import AddSurvey, SurveyId
from storage.workbooks.workbook import ReadWorkbook, read_workbook


def add(office: Office, file: Path, *, accept_risk: bool) -> Printout:
    """Offer the survey in a workbook.

    Raises WorkbookRefused with all that must be mended, CommandError when the rules say no.
    """
    read = read_workbook(read_file(file), accept_risk=accept_risk)
    office.perform(AddSurvey(read.form))
    document = {
        "id": read.form.id,
        "questions": len(read.form.questions),
        "languages": list(read.form.languages),
        "repairs": list(read.repairs),
    }
    return Printout(document, _told(read))


def send(office: Office, survey: str, at: str | None, *, again: bool) -> Printout:
    """Ask everybody who has not answered. Raises CommandError when the rules say no."""
    due = None if at is None else read_instant("at", at, office.now, office.settings.time_zone)
    if office.read(lambda work: work.surveys.form(SurveyId(survey))) is None:
        raise CommandError(f"There is no survey {survey!r}.", "id")
    return campaigns.started(office, SendSurvey(SurveyId(survey), due, again), due)


def _told(read: ReadWorkbook) -> str:
    form = read.form
    head = f"Survey {form.id}: {len(form.questions)} questions in {', '.join(form.languages)}."
    return "\n".join([head, *(f"- {repair}" for repair in read.repairs)])
