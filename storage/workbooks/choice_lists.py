"""The lists of choices of a survey workbook. A list is checked when a question first uses it."""

from domain.surveys.form import Choice
from storage.workbooks.headers import Record, Table
from storage.workbooks.problems import nearest
from storage.workbooks.wording import Words

MAX_NAME = 100


class ChoiceLists:
    """Finds the choices of a question by the name of their list."""

    def __init__(self, table: Table | None, words: Words) -> None:
        self._words = words
        self._there = table is not None
        self._read: dict[str, tuple[Choice, ...]] = {}
        self._records: dict[str, list[Record]] = {}
        for record in table.records if table else ():
            self._add(record)

    def find(self, name: str, record: Record) -> tuple[Choice, ...]:
        """The choices of that list; `record` is the question that uses it."""
        if name not in self._records:
            self._unknown(name, record)
            return ()
        if name not in self._read:
            self._read[name] = self._choices(name)
        return self._read[name]

    def _add(self, record: Record) -> None:
        name = record.cell("list_name")
        if name:
            self._records.setdefault(name, []).append(record)
        elif record.cell("name") and record.has_column("list_name"):
            record.wrong("list_name", "The name of the list is missing.", "Write it in this row.")

    def _unknown(self, name: str, record: Record) -> None:
        if not self._there:
            return  # the missing sheet is reported already
        close = nearest(name, self._records)
        remedy = f"Perhaps you mean “{close}”?" if close else "Add it to the sheet “choices”."
        record.wrong("type", f"There is no list of choices “{name}”.", remedy)

    def _choices(self, name: str) -> tuple[Choice, ...]:
        rows: dict[str, int] = {}
        choices = []
        for record in self._records[name]:
            written = record.cell("name")
            if written in rows:
                _report_twice(record, written, rows[written])
            elif _is_fit(record, written):
                choices.append(Choice(written, self._words.must_read(record, "label")))
            rows.setdefault(written, record.place.row)
        return tuple(choices)


def _report_twice(record: Record, written: str, row: int) -> None:
    if written:
        record.wrong(
            "name",
            f"The list has “{written}” already in row {row}.",
            "Give each choice its own name, also where the settings allow duplicates.",
        )
    else:
        _is_fit(record, written)


def _is_fit(record: Record, name: str) -> bool:
    if not name and record.has_column("name"):
        record.wrong("name", "The choice has no name.", "Write a short one, for example yes.")
    elif any(character.isspace() for character in name):
        joined = "_".join(name.split())
        record.wrong("name", f"“{name}” has a space in it.", f"Write {joined}.")
    elif len(name) > MAX_NAME:
        record.wrong("name", f"The name is longer than {MAX_NAME} characters.", "Shorten it.")
    else:
        return bool(name)
    return False
