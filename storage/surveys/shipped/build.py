"""Builds the survey workbooks that come with Lipa: `python -m storage.surveys.shipped.build`.

Rows are written here, in all six languages, so that a change of words can be reviewed as
text. Sentences are short, ask for no name, and fit every gender.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from storage.surveys.shipped.event_feedback import EVENT_FEEDBACK
from storage.surveys.shipped.form_rows import Row, Survey
from storage.surveys.shipped.service_feedback import SERVICE_FEEDBACK

FOLDER = Path(__file__).parent
SURVEYS = (EVENT_FEEDBACK, SERVICE_FEEDBACK)

_TAGS = (
    "English (en)",
    "Slovene (sl)",
    "Arabic (ar)",
    "Persian (fa)",
    "French (fr)",
    "Russian (ru)",
)


def build(folder: Path) -> None:
    """Write each survey into the folder, as `<id>.xlsx`."""
    for survey in SURVEYS:
        _workbook(survey).save(folder / f"{survey.id}.xlsx")


def _workbook(survey: Survey) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    _fill(book.create_sheet("survey"), _survey_header(), (_cells(row) for row in survey.rows))
    choices = [(name, *c) for name, rows in survey.choices.items() for c in rows]
    _fill(book.create_sheet("choices"), ["list_name", "name", *_in_all("label")], choices)
    title = ["form_title", *_in_all("form_title")[1:]]
    settings = ["form_id", "version", "default_language", *title]
    values = (survey.id, survey.version, _TAGS[0], *survey.title)
    _fill(book.create_sheet("settings"), settings, [values])
    return book


def _in_all(column: str) -> list[str]:
    return [f"{column}::{tag}" for tag in _TAGS]


def _survey_header() -> list[str]:
    translated = [*_in_all("label"), *_in_all("hint")]
    return ["type", "name", *translated, "relevant", "constraint", *_in_all("constraint_message")]


def _cells(row: Row) -> list[str]:
    words = [*row.label, *row.hint]
    return [row.type, row.name, *words, row.relevant, row.constraint, *row.constraint_message]


def _fill(sheet: Worksheet, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    for row in (header, *rows):
        sheet.append([words or None for words in row])
    sheet.freeze_panes = "A2"
    for index in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(index)].width = 28


if __name__ == "__main__":
    build(FOLDER)
