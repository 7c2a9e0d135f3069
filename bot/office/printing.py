"""What a command came to, and every way it may fail, each with its line and its exit code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Any


@dataclass(frozen=True, slots=True)
class Printout:
    """A result: one JSON document, and the same in words; warnings stand beside either."""

    document: Json
    text: str
    code: int = 0
    warnings: tuple[str, ...] = ()


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows of words in columns, two spaces apart. Raises ValueError unless all are as long."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True))
        for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines)


def listed(values: Mapping[str, Any]) -> str:
    """Names and values under each other; None is a dash."""
    return aligned([(name, "-" if value is None else str(value)) for name, value in values.items()])
