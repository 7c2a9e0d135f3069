"""The columns of a sheet: which is which, in which language, however the header is spelt."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from storage.workbooks.file import Row, Sheet
from storage.workbooks.language_tags import language_name, language_tag
from storage.workbooks.problems import Place, Report

TRANSLATED = frozenset({"label", "hint", "required_message", "constraint_message", "form_title"})

_KNOWN: Mapping[str, frozenset[str]] = {
    "survey": frozenset(
        {
            *("type", "name", "label", "hint", "required", "required_message", "relevant"),
            *("constraint", "constraint_message", "appearance", "default", "read_only"),
            *("calculation", "choice_filter", "repeat_count", "trigger", "parameters", "disabled"),
        }
    ),
    "choices": frozenset({"list_name", "name", "label"}),
    "settings": frozenset({"form_title", "form_id", "version", "default_language"}),
}
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "survey": ("type", "name", "label"),
    "choices": ("list_name", "name", "label"),
    "settings": (),
}
_ALSO: Mapping[str, str] = {  # other spellings, with one colon and underscores
    "bind:relevant": "relevant",
    "relevance": "relevant",
    "bind:required": "required",
    "bind:constraint": "constraint",
    "bind:calculate": "calculation",
    "calculate": "calculation",
    "bind:readonly": "read_only",
    "readonly": "read_only",
    "bind:jr:constraintmsg": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "constraintmsg": "constraint_message",
    "bind:jr:requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "requiredmsg": "required_message",
    "control:appearance": "appearance",
    "body:appearance": "appearance",
    "jr:count": "repeat_count",
    "caption": "label",
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "set_form_id": "form_id",
}


Headers = Mapping[tuple[str, str | None], str]


@dataclass(frozen=True, slots=True)
class Column:
    """What a header means: `language` is None where a translated column names none."""

    name: str
    language: str | None
    written: str


@dataclass(frozen=True, slots=True)
class Record:
    """A row with its cells by column name; `texts` are the translated ones, by language."""

    place: Place
    cells: Mapping[str, str]
    texts: Mapping[str, Mapping[str | None, str]]
    headers: Headers = field(repr=False)

    def cell(self, name: str) -> str:
        """The words of a cell; empty where there are none."""
        return self.cells.get(name, "")

    def has_column(self, name: str) -> bool:
        """Whether the sheet has such a column, in any language."""
        return any(column == name for column, _ in self.headers)

    def wrong(self, column: str, message: str, remedy: str, *, language: str | None = None) -> None:
        """Add a problem with this cell, naming the column as the workbook does."""
        self.place.wrong(self.headers.get((column, language), column), message, remedy)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its header understood: its columns by index, its records from above to below."""

    place: Place
    columns: Mapping[int, Column]
    records: tuple[Record, ...]

    def languages(self, name: str) -> tuple[str | None, ...]:
        """The languages of a translated column, in the order of the sheet."""
        found = [column.language for column in self.columns.values() if column.name == name]
        return tuple(dict.fromkeys(found))


def read_table(sheet: Sheet, report: Report) -> Table:
    """The sheet as records; whatever the header lacks is in the report."""
    place = Place(report, sheet.name)
    header, *rows = sheet.rows or (Row(1, {}),)
    top = Place(report, sheet.name, header.number)
    columns = dict(_columns(header, top))
    _check_complete(columns, top)
    headers = {(column.name, column.language): column.written for column in columns.values()}
    records = tuple(_record(row, columns, headers, place) for row in rows)
    return Table(place, columns, records)


def _columns(header: Row, place: Place) -> Iterator[tuple[int, Column]]:
    seen: dict[tuple[str, str | None], str] = {}
    unused = []
    for index, written in sorted(header.cells.items()):
        column = _column(written, place)
        if column is None:
            unused.append(written)
        elif earlier := seen.get((column.name, column.language)):
            place.wrong(
                written,
                f"The columns “{earlier}” and “{written}” mean the same.",
                "Delete or rename one of them.",
            )
        else:
            seen[column.name, column.language] = written
            yield index, column
    if unused:
        names = ", ".join(f"“{name}”" for name in unused)
        Place(place.report, place.sheet).mended(f"not used: the columns {names}.")


def _column(written: str, place: Place) -> Column | None:
    parts = [part.strip() for part in re.split(r":+", written)]
    for cut in range(len(parts), 0, -1):
        key = re.sub(r"[\s_]+", "_", ":".join(parts[:cut]).lower())
        name = _ALSO.get(key, key)
        if name in _KNOWN[place.sheet]:
            return _in_language(name, ":".join(parts[cut:]), written, place)
    return None


def _in_language(name: str, language: str, written: str, place: Place) -> Column | None:
    if not language:
        _note_spelling(name, written, place)
        return Column(name, None, written)
    if name not in TRANSLATED:
        return None
    tag = language_tag(language)
    if tag is None:
        place.wrong(
            written,
            f"“{language}” names no language with certainty.",
            f"Add its code in brackets, for example {name}::Arabic (ar).",
        )
        return Column(name, f"?{written}", written)
    if not re.fullmatch(rf"{name}::([^:()]+ \({tag}\)|{tag})", written):
        _note(f"the column “{written}” was read as {name} in {language_name(tag)}.", place)
    return Column(name, tag, written)


def _note_spelling(name: str, written: str, place: Place) -> None:
    if written != name:
        _note(f"the column “{written}” was read as “{name}”.", place)


def _note(sentence: str, place: Place) -> None:
    Place(place.report, place.sheet).mended(sentence)


def _check_complete(columns: Mapping[int, Column], place: Place) -> None:
    present = {column.name for column in columns.values()}
    for name in _REQUIRED[place.sheet]:
        if name not in present:
            place.wrong(name, f"The column “{name}” is missing.", "Add it to the first row.")


def _record(row: Row, columns: Mapping[int, Column], headers: Headers, sheet: Place) -> Record:
    place = Place(sheet.report, sheet.sheet, row.number)
    cells: dict[str, str] = {}
    texts: dict[str, dict[str | None, str]] = {}
    for index, column in columns.items():
        if index in row.broken:
            _report_broken(row.broken[index], column, place)
        words = row.cells.get(index)
        if words and column.name in TRANSLATED:
            texts.setdefault(column.name, {})[column.language] = words
        elif words:
            cells[column.name] = words
    return Record(place, cells, texts, headers)


def _report_broken(kind: str, column: Column, place: Place) -> None:
    place.wrong(
        column.written,
        f"The cell holds {kind}.",
        "Copy the column and paste it as values only (Paste special, Values).",
    )
