"""The conditions of a survey, read and held against the questions they speak of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from domain.surveys.expressions.evaluation import Expression, ExpressionError, all_of, parse
from domain.surveys.expressions.syntax import Call, Chain, Current, Literal, Node, Reference, walk
from storage.workbooks.headers import Record
from storage.workbooks.problems import nearest

_HOW = (
    "Write it like ${question} = 'choice', selected(${question}, 'choice') or ${number} > 5, "
    "joined with and, or, not()."
)


@dataclass(slots=True)
class Known:
    """What may be referred to, while the rows are read from above.

    `asked` holds the questions so far with the names of their choices (none: any words are an
    answer); `unasked` the names that never have an answer, and why; `ahead` all names of the form.
    """

    ahead: frozenset[str]
    asked: dict[str, frozenset[str]] = field(default_factory=dict)
    unasked: dict[str, str] = field(default_factory=dict)


def read_relevant(record: Record, known: Known) -> Expression | None:
    """When the row is asked. It can only depend on questions above it."""
    expression = _parsed(record, "relevant")
    if expression is None:
        return None
    if expression.uses_current:
        record.wrong(
            "relevant",
            "The dot means the answer to this question, which is not there yet.",
            "Name another question: ${its_name}.",
        )
    _check_references(record, "relevant", expression, known)
    _check_choices(record, "relevant", expression, known.asked)
    return expression


def read_constraint(record: Record, known: Known, choices: frozenset[str]) -> Expression | None:
    """Which answers fit. It sees its own answer as the dot, and the questions above."""
    expression = _parsed(record, "constraint")
    if expression is None:
        return None
    asked = {**known.asked, ".": choices, record.cell("name"): choices}
    _check_references(record, "constraint", expression, replace(known, asked=asked))
    _check_choices(record, "constraint", expression, asked)
    return expression


def both(record: Record, *expressions: Expression | None) -> Expression | None:
    """One condition from those of the row and its groups."""
    try:
        return all_of(*expressions)
    except ExpressionError as error:
        record.wrong("relevant", f"Together with its groups: {error}", "Make it simpler.")
        return None


def _parsed(record: Record, column: str) -> Expression | None:
    source = record.cell(column)
    try:
        return parse(source) if source else None
    except ExpressionError as error:
        record.wrong(column, f"“{_short(source)}” cannot be read. {error}", _HOW)
        return None


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:77]}…"


def _check_references(record: Record, column: str, expression: Expression, known: Known) -> None:
    for name in sorted(expression.references - known.asked.keys()):
        if name in known.unasked:
            if known.unasked[name]:
                message = f"“{name}” {known.unasked[name]} and never has an answer."
                record.wrong(column, message, "Refer to a question that is asked.")
        elif name in known.ahead:
            message = f"“{name}” is asked only later."
            record.wrong(column, message, "Move that question above this row.")
        else:
            record.wrong(column, f"There is no question “{name}”.", _nearest(name, known.asked))


def _nearest(name: str, names: Iterable[str]) -> str:
    close = nearest(name, names)
    return f"Perhaps you mean “{close}”?" if close else "Correct the name."


def _check_choices(
    record: Record, column: str, expression: Expression, asked: Mapping[str, frozenset[str]]
) -> None:
    for question, choice in sorted(set(_named_choices(expression.root))):
        choices = asked.get(question)
        if choices and choice not in choices:
            who = "this question" if question == "." else f"“{question}”"
            remedy = _nearest(choice, sorted(choices))
            record.wrong(column, f"“{choice}” is not a choice of {who}.", remedy)


def _named_choices(root: Node) -> Iterator[tuple[str, str]]:
    for node in walk(root):
        match node:
            case Call("selected", (Reference() | Current() as question, Literal(str(choice)))):
                yield _name(question), choice.strip()
            case Chain(Reference() | Current() as question, (("=" | "!=", Literal(str(choice))),)):
                if choice:
                    yield _name(question), choice


def _name(question: Reference | Current) -> str:
    return question.name if isinstance(question, Reference) else "."
