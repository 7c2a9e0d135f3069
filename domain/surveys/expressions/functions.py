"""The values of survey expressions, and the functions that may be used in them.

To teach a function, write it below and add a row to `FUNCTIONS`: how many arguments it takes at
least and at most, and what computes it. Arguments arrive computed; `text`, `number` and `truth`
turn them into what is needed, by the rules of XPath.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

Value = str | float | bool | tuple[str, ...]

_NUMBER = re.compile(r"\s*-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*")


def text(value: Value) -> str:
    """The value as words; several choices are separated by spaces."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case tuple():
            return " ".join(value)
    if math.isnan(value) or math.isinf(value):
        return "NaN" if math.isnan(value) else f"{'-' * (value < 0)}Infinity"
    return str(int(value)) if value == int(value) else repr(float(value))


def number(value: Value) -> float:
    """The value as a number; NaN, which equals nothing, where it is none."""
    if isinstance(value, str | tuple):
        words = text(value)
        return float(words) if _NUMBER.fullmatch(words) else math.nan
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def truth(value: Value) -> bool:
    """The value as yes or no: nothing, zero and NaN are no."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return value != 0 and not math.isnan(value)
    return bool(value)


def chosen(value: Value) -> tuple[str, ...]:
    """The names of the choices in an answer, in the order of the answer; () for none."""
    return value if isinstance(value, tuple) else tuple(text(value).split())


@dataclass(frozen=True, slots=True)
class Function:
    """What a function takes and what computes it."""

    least: int
    most: int
    compute: Callable[..., Value]

    @property
    def takes(self) -> str:
        """How many arguments, in English words, as an ExpressionError says it."""
        if self.least == self.most:
            return {0: "nothing", 1: "1 argument"}.get(self.least, f"{self.least} arguments")
        return f"{self.least} to {self.most} arguments"


def _integer(value: Value) -> Value:
    amount = number(value)
    return amount if math.isnan(amount) or math.isinf(amount) else float(math.trunc(amount))


FUNCTIONS: dict[str, Function] = {
    "selected": Function(2, 2, lambda answer, name: text(name).strip() in chosen(answer)),
    "count-selected": Function(1, 1, lambda answer: float(len(chosen(answer)))),
    "not": Function(1, 1, lambda value: not truth(value)),
    "true": Function(0, 0, lambda: True),
    "false": Function(0, 0, lambda: False),
    "boolean": Function(1, 1, truth),
    "number": Function(1, 1, number),
    "string": Function(1, 1, text),
    "int": Function(1, 1, _integer),
    "if": Function(3, 3, lambda test, yes, no: yes if truth(test) else no),
    "coalesce": Function(2, 2, lambda first, second: first if text(first) else second),
    "string-length": Function(1, 1, lambda value: float(len(text(value)))),
    "contains": Function(2, 2, lambda whole, part: text(part) in text(whole)),
    "starts-with": Function(2, 2, lambda whole, part: text(whole).startswith(text(part))),
}
