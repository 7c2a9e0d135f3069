"""Tables: a row for each bar, a column for each bot or whatever else is compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

OURS = "Lipa"
OURS_ON_SERVER = "Lipa+PostgreSQL"
FIRST = (OURS, OURS_ON_SERVER)


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `met` is None where there is no bar, only a figure."""

    bar: str
    measured: str
    figures: Mapping[str, float | str] = field(default_factory=dict)
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None

    def cells(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The words of this line."""
        met = {None: "", True: "met", False: "NOT MET"}[self.met]
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} x"
        shown = [_shown(self.figures.get(bot, "")) for bot in columns]
        return self.bar, self.measured, *shown, ratio, self.goal, met


def render(rows: Sequence[Row]) -> str:
    """The table, in Markdown."""
    columns = _columns(rows)
    head = ("bar", "measured", *columns, "ratio", "goal", "")
    lines = [head, *(row.cells(columns) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    drawn = [_line(line, widths) for line in lines]
    return "\n".join([drawn[0], rule, *drawn[1:]])


def _columns(rows: Sequence[Row]) -> list[str]:
    """Ours first, then as they come."""
    found = dict.fromkeys(name for row in rows for name in row.figures)
    return sorted(found, key=lambda name: name not in FIRST)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def _shown(figure: float | str) -> str:
    if isinstance(figure, str):
        return figure
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"
