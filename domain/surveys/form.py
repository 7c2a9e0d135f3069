"""A survey as data: questions in their order, when each is asked, which answers fit.

A form never changes: a new workbook is a new version, and whoever began an old one ends it. Rows
are flat; a question's `relevant` already includes that of the groups around it. An answer is the
name of a choice, a tuple of names, a number or words; acknowledging is answering `OK`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain.speech.text import Content
from domain.surveys.expressions.evaluation import (
    Answer,
    Answers,
    Expression,
    exclusive_choices,
    holds,
    parse,
)

__all__ = ["Answer", "Answers", "Choice", "Expression", "Form", "Kind", "Problem", "Question"]

Json = Any
ACKNOWLEDGED = "OK"


class Kind(StrEnum):
    """What a row asks for. A note asks nothing."""

    NOTE = "note"
    TEXT = "text"
    INTEGER = "integer"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    ACKNOWLEDGE = "acknowledge"


class Problem(StrEnum):
    """Why an answer does not fit, where the form has no sentence of its own for it."""

    REQUIRED = "required"
    WRONG_KIND = "wrong_kind"  # words for a number, several choices for one
    NOT_A_CHOICE = "not_a_choice"
    EXCLUSIVE = "exclusive"  # “none of these” together with one of these
    CONSTRAINT = "constraint"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to choose from; its name is what is stored."""

    name: str
    label: Content


@dataclass(frozen=True, slots=True)
class Question:
    """One row of a form; answers are stored under its `name`.

    Without `relevant` it is always asked; without `constraint` any answer of its kind fits.
    """

    name: str
    kind: Kind
    label: Content
    hint: Content | None = None
    required: bool = False
    required_message: Content | None = None
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Content | None = None
    choices: tuple[Choice, ...] = ()
    group: tuple[str, ...] = ()

    @property
    def exclusive(self) -> frozenset[str]:
        """The choices that cannot be chosen together with another."""
        if self.kind is not Kind.SELECT_MULTIPLE:
            return frozenset()
        return exclusive_choices(self.constraint) & {choice.name for choice in self.choices}

    @property
    def asks(self) -> bool:
        """Whether an answer is awaited, which is so for all kinds but notes."""
        return self.kind is not Kind.NOTE


Row = Question


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a survey: its rows in the order in which they are asked.

    `languages` are the tags of the languages it is written in, `default_language` one of them.
    """

    id: str
    version: str
    title: Content
    default_language: str
    languages: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The rows that await an answer, as they stand in an export."""
        return tuple(row for row in self.rows if row.asks)

    def question(self, name: str) -> Question:
        """The row of that name. Raises KeyError when there is none."""
        for row in self.rows:
            if row.name == name:
                return row
        raise KeyError(name)


def next_question(form: Form, answers: Answers, after: str | None) -> Question | None:
    """The first row to show after that one (None: from the start); None when the form is done.

    Raises KeyError when there is no row of the name `after`.
    """
    start = 0 if after is None else form.rows.index(form.question(after)) + 1
    valid = relevant_answers(form, answers)
    return next((row for row in form.rows[start:] if holds(row.relevant, valid)), None)


def relevant_answers(form: Form, answers: Answers) -> dict[str, Answer]:
    """The answers that still count, in the order of the form.

    Dropping one may make others irrelevant: it is repeated until nothing changes.
    """
    kept = {row.name: answers[row.name] for row in form.questions if row.name in answers}
    while True:
        before = len(kept)
        for row in form.questions:
            if row.name in kept and not holds(row.relevant, kept):
                del kept[row.name]
        if len(kept) == before:
            return kept


def check(question: Question, value: Answer | None, answers: Answers) -> Content | Problem | None:
    """Why the answer does not fit, in the form's own words where it has some; None when it does.

    None, empty words and no choice at all are an unanswered question.
    """
    if not question.asks:
        return None
    if value is None or value in ("", ()):
        return (question.required_message or Problem.REQUIRED) if question.required else None
    problem = _kind_problem(question, value)
    known = {**answers, question.name: value}
    if problem is not None or holds(question.constraint, known, value):
        return problem
    return question.constraint_message or _constraint_problem(question, value)


def _kind_problem(question: Question, value: Answer) -> Problem | None:
    expected = {Kind.INTEGER: int, Kind.SELECT_MULTIPLE: tuple}.get(question.kind, str)
    if not isinstance(value, expected) or isinstance(value, bool):
        return Problem.WRONG_KIND
    if question.kind is Kind.ACKNOWLEDGE:
        return None if value == ACKNOWLEDGED else Problem.NOT_A_CHOICE
    if question.kind not in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE):
        return None
    names = {choice.name for choice in question.choices}
    strange = set(value if isinstance(value, tuple) else (value,)) - names
    return Problem.NOT_A_CHOICE if strange else None


def _constraint_problem(question: Question, value: Answer) -> Problem:
    several = isinstance(value, tuple) and len(value) > 1
    alone = isinstance(value, tuple) and not question.exclusive.isdisjoint(value)
    return Problem.EXCLUSIVE if several and alone else Problem.CONSTRAINT


# Stored and read back -----------------------------------------------------------------------------


def answer_from_json(packed: Json) -> Answer:
    """An answer that went through JSON, where tuples become lists."""
    return tuple(packed) if isinstance(packed, list) else packed


def to_json(form: Form) -> Json:
    """The form as plain JSON values; expressions are packed as they are written."""
    return {
        "id": form.id,
        "version": form.version,
        "title": dict(form.title.by_language),
        "default_language": form.default_language,
        "languages": list(form.languages),
        "rows": [_row_to_json(row) for row in form.rows],
    }


def from_json(packed: Json) -> Form:
    """The form that `to_json` packed.

    Raises KeyError or ValueError (an ExpressionError is one) for anything else.
    """
    return Form(
        packed["id"],
        packed["version"],
        Content(packed["title"]),
        packed["default_language"],
        tuple(packed["languages"]),
        tuple(_row_from_json(row) for row in packed["rows"]),
    )


def _row_to_json(row: Row) -> Json:
    contents = {name: getattr(row, name) for name in _CONTENTS}
    expressions = {name: getattr(row, name) for name in _EXPRESSIONS}
    return {
        "name": row.name,
        "kind": row.kind.value,
        "required": row.required,
        "group": list(row.group),
        "choices": [[choice.name, dict(choice.label.by_language)] for choice in row.choices],
        **{name: dict(content.by_language) for name, content in contents.items() if content},
        **{name: written.source for name, written in expressions.items() if written},
    }


def _row_from_json(packed: Mapping[str, Json]) -> Row:
    return Question(
        name=packed["name"],
        kind=Kind(packed["kind"]),
        label=Content(packed["label"]),
        hint=_content(packed.get("hint")),
        required=packed["required"],
        required_message=_content(packed.get("required_message")),
        relevant=_expression(packed.get("relevant")),
        constraint=_expression(packed.get("constraint")),
        constraint_message=_content(packed.get("constraint_message")),
        choices=tuple(Choice(name, Content(label)) for name, label in packed["choices"]),
        group=tuple(packed["group"]),
    )


def _content(packed: Json) -> Content | None:
    return None if packed is None else Content(packed)


def _expression(source: Json) -> Expression | None:
    return None if source is None else parse(source)


_CONTENTS = ("label", "hint", "required_message", "constraint_message")
_EXPRESSIONS = ("relevant", "constraint")
