"""The expressions of survey forms, computed: when a question is asked, which answers fit.

`parse` reads the XPath subset that XLSForms use and `evaluate` computes it; nothing is ever run as
code. An unanswered question is the empty text: it is not a number, so `${age} > 5` is false and, as
in XPath, `${age} != 5` is true.
"""

import math
from collections.abc import Callable, Mapping

from domain.surveys.expressions.functions import FUNCTIONS, Value, number, text, truth
from domain.surveys.expressions.syntax import (
    Call,
    Chain,
    Current,
    Expression,
    ExpressionError,
    Literal,
    Negative,
    Node,
    Reference,
    parse,
)

__all__ = [
    "Answer",
    "Answers",
    "Expression",
    "ExpressionError",
    "Value",
    "all_of",
    "evaluate",
    "exclusive_choices",
    "holds",
    "parse",
]

Answer = str | int | tuple[str, ...]
Answers = Mapping[str, Answer]


def evaluate(expression: Expression, answers: Answers, current: Answer = "") -> Value:
    """What the expression comes to; `current` is what the dot stands for."""
    return _value(expression.root, answers, current)


def holds(expression: Expression | None, answers: Answers, current: Answer = "") -> bool:
    """Whether the expression is true; a missing one is."""
    return expression is None or truth(evaluate(expression, answers, current))


def all_of(*expressions: Expression | None) -> Expression | None:
    """One expression that holds when each of those given holds; None when none is given.

    Raises ExpressionError when together they are longer or deeper than `parse` allows.
    """
    given = [expression for expression in expressions if expression is not None]
    if len(given) < 2:
        return given[0] if given else None
    return parse(" and ".join(f"({expression.source})" for expression in given))


def exclusive_choices(constraint: Expression | None) -> frozenset[str]:
    """The choices that stand alone: `not(selected(., 'none') and count-selected(.) > 1)`."""
    if constraint is None:
        return frozenset()
    return frozenset().union(*(_exclusive(part) for part in _parts(constraint.root, "and")))


# Computing --------------------------------------------------------------------------------------


def _value(node: Node, answers: Answers, current: Answer) -> Value:
    match node:
        case Literal(literal):
            return literal
        case Reference(name):
            return answers.get(name, "")
        case Current():
            return current
        case Negative(operand):
            return -number(_value(operand, answers, current))
        case Call(name, arguments):
            return FUNCTIONS[name].compute(*[_value(a, answers, current) for a in arguments])
        case Chain(first, rest):
            value = _value(first, answers, current)
            for operator, operand in rest:
                value = _OPERATORS[operator](value, _value(operand, answers, current))
            return value


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if isinstance(left, float | int) or isinstance(right, float | int):
        return number(left) == number(right)
    return text(left) == text(right)


def _divided(left: Value, right: Value) -> float:
    above, below = number(left), number(right)
    if below != 0:
        return above / below
    return math.nan if above == 0 or math.isnan(above) else math.copysign(math.inf, above)


def _remainder(left: Value, right: Value) -> float:
    above, below = number(left), number(right)
    return math.nan if below == 0 or math.isinf(above) else math.fmod(above, below)


_OPERATORS: Mapping[str, Callable[[Value, Value], Value]] = {
    "or": lambda left, right: truth(left) or truth(right),
    "and": lambda left, right: truth(left) and truth(right),
    "=": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": lambda left, right: number(left) < number(right),
    "<=": lambda left, right: number(left) <= number(right),
    ">": lambda left, right: number(left) > number(right),
    ">=": lambda left, right: number(left) >= number(right),
    "+": lambda left, right: number(left) + number(right),
    "-": lambda left, right: number(left) - number(right),
    "*": lambda left, right: number(left) * number(right),
    "div": _divided,
    "mod": _remainder,
}


# Recognising ------------------------------------------------------------------------------------


def _parts(node: Node, operator: str) -> list[Node]:
    """The operands of a chain of one operator; anything else is its only part."""
    match node:
        case Chain(first, rest) if all(used == operator for used, _ in rest):
            return [first, *(operand for _, operand in rest)]
    return [node]


def _exclusive(node: Node) -> frozenset[str]:
    match node:
        case Call("not", (inside,)):
            parts = _parts(inside, "and")
            others = [part for part in parts if not _counts_several(part)]
            if len(parts) == 2 and len(others) == 1:
                return _all_selected(others[0])
    return frozenset()


def _counts_several(node: Node) -> bool:
    match node:
        case Chain(Call("count-selected", (Current(),)), ((operator, Literal(limit)),)):
            return (operator, limit) in ((">", 1.0), (">=", 2.0), ("!=", 1.0))
    return False


def _all_selected(node: Node) -> frozenset[str]:
    """The names in `selected(., 'a') or selected(., 'b')`; none if anything else is in it."""
    names = []
    for part in _parts(node, "or"):
        match part:
            case Call("selected", (Current(), Literal(str(name)))):
                names.append(name.strip())
            case _:
                return frozenset()
    return frozenset(names)
