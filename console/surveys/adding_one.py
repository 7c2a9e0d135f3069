"""A workbook becomes a survey, or its faults are said at their rows."""

from urllib.parse import quote

from console.core.pages import Moved, Result, Shown
from console.core.visit import Visit
from domain.outcome import Refused
from domain.speech.text import Text, Verbatim, _
from domain.surveys.survey import AddSurvey
from storage.workbooks.problems import Problem, WorkbookRefused
from storage.workbooks.workbook import read_workbook

LARGEST = 30_000_000  # bytes
NO_FILE = _("Choose a workbook (.xlsx) first.")
ADDED = _("The survey is there. Try it on a phone before you send it.")


def ask(_visit: Visit) -> Result:
    """The form for a file."""
    return _shown()


def add(visit: Visit) -> Result:
    """All that is to be mended is said at once; nothing is stored before it is."""
    upload = visit.files.get("workbook")
    if upload is None:
        return _shown(wrong=NO_FILE, status=422)
    try:
        read = read_workbook(upload.content, accept_risk=visit.one("accept_risk") == "yes")
    except WorkbookRefused as refused:
        return _shown(problems=refused.problems, status=422)
    outcome = visit.perform(AddSurvey(read.form))
    if isinstance(outcome, Refused):
        return _shown(wrong=outcome.text, status=422)
    said = ADDED if not read.repairs else Verbatim("\n".join(read.repairs))
    return Moved(f"/surveys/{quote(read.form.id, safe='')}", said)


def _shown(
    *, problems: tuple[Problem, ...] = (), wrong: Text | None = None, status: int = 200
) -> Shown:
    return Shown("surveys/new.html", {"problems": problems, "wrong": wrong}, status)
