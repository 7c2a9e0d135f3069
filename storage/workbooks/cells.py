"""Further cells of a question: those that change nothing in chat, and those that cannot be kept."""

import re
from collections.abc import Mapping

from storage.workbooks.headers import Record

_YES = frozenset({"yes", "y", "true", "true()", "1", "x"})
_NO = frozenset({"", "no", "n", "false", "false()", "0"})
_LOOKS = re.compile(
    r"minimal|quick|quickcompact|compact(-\d+)?|horizontal(-compact)?|likert|vertical|autocomplete"
    r"|columns(-\d+|-pack)?|no-buttons|multiline|numbers|thousands-sep|field-list|table-list"
    r"|list-nolabel|list|w\d+|picker|search"
)
_REFUSED: Mapping[str, tuple[str, str]] = {
    "calculation": (
        "Calculations are not done in chat.",
        "Empty the cell; totals can be worked out from the export.",
    ),
    "choice_filter": (
        "Choices cannot be filtered in chat.",
        "Make one list for each case, with a question and a relevant of its own.",
    ),
    "repeat_count": ("Nothing repeats in chat.", "Empty the cell."),
    "trigger": ("Triggers do not work in chat.", "Empty the cell."),
    "default": ("No answer is filled in beforehand in chat.", "Empty the cell."),
    "parameters": ("Parameters do not work in chat.", "Empty the cell."),
}


def check_cells(record: Record) -> None:
    """Refuse what would silently be lost, and note what does no harm."""
    for column, (message, remedy) in _REFUSED.items():
        if record.cell(column):
            record.wrong(column, message, remedy)
    if record.cell("read_only").lower() not in _NO and record.cell("type") != "note":
        record.wrong("read_only", "It cannot be answered.", "Make it a note.")
    if record.cell("disabled").lower() not in _NO:
        record.wrong("disabled", "The row is switched off.", "Delete the row.")
    _check_appearance(record)


def _check_appearance(record: Record) -> None:
    appearance = record.cell("appearance")
    words = appearance.lower().split()
    if all(_LOOKS.fullmatch(word) for word in words):
        if words:
            record.place.mended(f"the appearance “{appearance}” changes nothing in chat.")
        return
    record.wrong(
        "appearance",
        f"“{appearance[:80]}” cannot be shown in chat.",
        "Delete the row; it is the heading of a table."
        if "label" in words
        else "Empty the cell, or ask in another way.",
    )


def read_required(record: Record) -> bool:
    """Whether the question has to be answered; False where the cell is neither yes nor no."""
    written = record.cell("required").lower().replace(" ", "")
    if written in _YES | _NO:
        if written not in ("", "yes", "no"):
            said = "yes" if written in _YES else "no"
            record.place.mended(f"required: “{record.cell('required')}” was read as {said}.")
        return written in _YES
    record.wrong(
        "required",
        f"“{record.cell('required')[:80]}” is neither yes nor no.",
        "Write yes, or leave the cell empty.",
    )
    return False
