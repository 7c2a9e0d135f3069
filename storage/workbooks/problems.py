"""What is wrong with a survey workbook, and what was mended while reading it.

A coordinator reads these lines beside their spreadsheet: each names the place, says what is wrong
in plain words, and what to do about it. All are collected, so that one round of mending is enough.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice

MAX_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. Sheet, row and column are named where there is one."""

    sheet: str | None
    row: int | None
    column: str | None
    message: str
    remedy: str

    def __str__(self) -> str:
        place = [self.sheet, self.row and f"row {self.row}", self.column and f"“{self.column}”"]
        where = ", ".join(str(part) for part in place if part)
        return (
            f"{where}: {self.message} {self.remedy}" if where else f"{self.message} {self.remedy}"
        )


class WorkbookRefused(Exception):  # noqa: N818 - it is a refusal, as in domain/outcome.py
    """The workbook cannot become a survey; `problems` says everything that has to be mended."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(slots=True)
class Report:
    """Problems and repairs, in the order in which they are found."""

    problems: list[Problem] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)

    def mended(self, sentence: str) -> None:
        """Note something that was repaired or left out; the same note is kept once."""
        if sentence not in self.repairs:
            self.repairs.append(sentence)

    def settle(self) -> None:
        """Raises WorkbookRefused with all problems, if there is any."""
        if self.problems:
            raise WorkbookRefused(*self.problems)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a sheet (row 0: the sheet as a whole), for reporting on its columns."""

    report: Report
    sheet: str
    row: int = 0

    def wrong(self, column: str | None, message: str, remedy: str) -> None:
        """Add a problem in this row; reading goes on.

        Raises WorkbookRefused when it is number MAX_PROBLEMS.
        """
        problem = Problem(self.sheet, self.row or None, column, message, remedy)
        self.report.problems.append(problem)
        if len(self.report.problems) == MAX_PROBLEMS:
            more = "There is more to mend than can be listed."
            raise WorkbookRefused(
                *self.report.problems, Problem(None, None, None, more, "Mend these first.")
            )

    def mended(self, sentence: str) -> None:
        """Note a repair in this row, which the coordinator reads with the others."""
        where = f"{self.sheet}, row {self.row}" if self.row else self.sheet
        self.report.mended(f"{where}: {sentence}")


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name that was probably meant, if one is close; None otherwise."""
    close = get_close_matches(name[:100], list(islice(names, 500)), 1)
    return close[0] if close else None
