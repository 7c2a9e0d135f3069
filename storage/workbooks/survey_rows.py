"""The rows of the sheet “survey”, from above to below: questions and the groups around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.surveys.expressions.evaluation import Expression
from domain.surveys.form import Choice, Kind, Question
from storage.workbooks.cells import check_cells, read_required
from storage.workbooks.choice_lists import MAX_NAME, ChoiceLists
from storage.workbooks.conditions import Known, both, read_constraint, read_relevant
from storage.workbooks.headers import Record, Table
from storage.workbooks.row_types import Role, RowType, read_type
from storage.workbooks.wording import Words

MAX_ROWS = 2_000
MAX_CONDITIONS = 500_000  # each answer is weighed against all of them

_NAME = re.compile(r"[^\W\d][\w.-]*")
_EXPORTED = frozenset({"_id", "_submitted_on", "_version", "_language"})


@dataclass(frozen=True, slots=True)
class _Block:
    """A group or repeat that is open."""

    what: str
    name: str
    record: Record
    relevant: Expression | None = None


@dataclass(slots=True)
class Rows:
    """Reads the rows of one survey; what is wrong goes to the report of each record."""

    words: Words
    lists: ChoiceLists
    accept_risk: bool
    known: Known = field(default_factory=lambda: Known(frozenset()))
    first: dict[str, int] = field(default_factory=dict)
    open: list[_Block] = field(default_factory=list)

    def read(self, table: Table) -> tuple[Question, ...]:
        """All rows that are shown in chat, in their order."""
        self.known = Known(frozenset(record.cell("name") for record in table.records))
        questions = tuple(self._all(table.records[:MAX_ROWS]))
        for block in self.open:
            remedy = f"Add a row “end {block.what}” after its last question."
            block.record.wrong("type", f"This {block.what} never ends.", remedy)
        _check_size(table, questions)
        return questions

    def _all(self, records: tuple[Record, ...]) -> Iterator[Question]:
        for record in records:
            if not record.cell("type"):
                _report_untyped(record)
                continue
            row = read_type(record, accept_risk=self.accept_risk)
            question = self._row(record, row)
            if question:
                yield question

    def _row(self, record: Record, row: RowType) -> Question | None:
        name = record.cell("name")
        match row.role:
            case Role.BEGIN:
                self._begin(record, row)
            case Role.END:
                self._end(record, row)
            case Role.LEFT_OUT:
                self.known.unasked[name or record.cell("type")] = "is not asked in chat"
            case Role.REFUSED:
                self.known.unasked[name] = ""  # reported already, with its type
            case Role.QUESTION if row.kind:
                return self._question(record, row.kind, row.words)
        return None

    def _begin(self, record: Record, row: RowType) -> None:
        name = record.cell("name") or f"{row.words}_{record.place.row}"
        relevant = read_relevant(record, self.known)
        if row.words == "group":
            check_cells(record)
        if record.texts.get("label"):
            record.place.mended("the title of the group is not shown; each question stands alone.")
        self.known.unasked.setdefault(name, f"is a {row.words}")
        self.open.append(_Block(row.words, name, record, relevant))

    def _end(self, record: Record, row: RowType) -> None:
        if self.open and self.open[-1].what == row.words:
            self.open.pop()
            return
        last = self.open[-1] if self.open else None
        remedy = (
            f"End the {last.what} of row {last.record.place.row} first."
            if last
            else "Delete this row."
        )
        record.wrong("type", f"No {row.words} is open here.", remedy)

    def _question(self, record: Record, kind: Kind, words: str) -> Question:
        self._check_name(record)
        check_cells(record)
        own = read_relevant(record, self.known)
        choices = self.lists.find(words, record) if words else ()
        question = self._built(record, kind, own, choices)
        self._remember(question)
        return question

    def _built(
        self, record: Record, kind: Kind, own: Expression | None, choices: tuple[Choice, ...]
    ) -> Question:
        asks = kind is not Kind.NOTE
        names = frozenset(choice.name for choice in choices)
        return Question(
            name=record.cell("name"),
            kind=kind,
            label=self.words.must_read(record, "label"),
            hint=self.words.read(record, "hint"),
            required=asks and read_required(record),
            required_message=self.words.read(record, "required_message") if asks else None,
            relevant=both(record, *(block.relevant for block in self.open), own),
            constraint=read_constraint(record, self.known, names) if asks else None,
            constraint_message=self.words.read(record, "constraint_message") if asks else None,
            choices=choices,
            group=tuple(block.name for block in self.open),
        )

    def _remember(self, question: Question) -> None:
        if question.kind is Kind.NOTE:
            self.known.unasked[question.name] = "is a note"
        else:
            self.known.asked[question.name] = frozenset(c.name for c in question.choices)

    def _check_name(self, record: Record) -> None:
        name = record.cell("name")
        if not name:
            if record.has_column("name"):
                record.wrong("name", "The name is missing.", "Write a short one, such as food.")
        elif name in self.first:
            message = f"The name “{name}” is used in row {self.first[name]} already."
            record.wrong("name", message, "Give each row its own name, also in different groups.")
        elif not _NAME.fullmatch(name) or len(name) > MAX_NAME or name in _EXPORTED:
            record.wrong(
                "name",
                f"“{name[:MAX_NAME]}” cannot be a name.",
                "Begin with a letter; use letters, digits, _ and - only, no spaces.",
            )
        self.first.setdefault(name, record.place.row)


def _report_untyped(record: Record) -> None:
    there = record.cell("name") or record.texts.get("label")
    if there and record.has_column("type"):
        record.wrong("type", "The type is missing.", "Write note, text, integer or a select.")
    elif record.has_column("type"):
        record.place.mended("the row has no type and no name; it was skipped.")


def _check_size(table: Table, questions: tuple[Question, ...]) -> None:
    if len(table.records) > MAX_ROWS:
        message = f"The survey has more than {MAX_ROWS:,} rows."
        table.place.wrong(None, message, "Split it into several surveys.")
    if sum(len(row.relevant.source) for row in questions if row.relevant) > MAX_CONDITIONS:
        message = f"All conditions together are longer than {MAX_CONDITIONS:,} characters."
        table.place.wrong("relevant", message, "Make them simpler, or split the survey.")
    untouched = not table.records or not table.place.report.problems
    if untouched and not any(question.asks for question in questions):
        table.place.wrong(None, "The survey asks nothing.", "Add at least one question.")
