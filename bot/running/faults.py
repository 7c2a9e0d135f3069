"""Every way in which a command may fail, each with its lines and its exit code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WRONG, FAILED = 2, 1  # exit codes: wrong use or input; everything else that did not work


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of what is wrong; `field` is empty when nothing in particular is."""

    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


class CommandError(Exception):
    """A command did not work; `faults` says why, `code` whether the input was wrong."""

    def __init__(self, message: str, field: str = "", *, code: int = FAILED) -> None:
        super().__init__(message)
        self.fault = Fault(field, message)
        self.code = code


def faults_of(error: Exception) -> tuple[int, Sequence[Fault]] | None:
    """The exit code and the lines of an error that we know; None for a bug."""
    from bot.settings.settings import SettingsError  # noqa: PLC0415 - as above
    from console.documents.parsing import DocumentError  # noqa: PLC0415 - loaded only when needed
    from storage.workbooks.problems import WorkbookRefused  # noqa: PLC0415 - as above

    match error:
        case CommandError(fault=fault, code=code):
            return code, [fault]
        case SettingsError(problems=problems):
            return WRONG, [Fault(wrong.name, wrong.message) for wrong in problems]
        case DocumentError(problems=problems, file=file):
            return WRONG, [Fault(wrong.field, _in_file(wrong.message, file)) for wrong in problems]
        case WorkbookRefused(problems=problems):
            return WRONG, [_workbook_fault(problem) for problem in problems]
    return _storage_faults(error)


def _in_file(message: str, file: str) -> str:
    return f"{message} ({file})" if file else message


def _storage_faults(error: Exception) -> tuple[int, Sequence[Fault]] | None:
    from storage.sealing.crypto import KeyringError  # noqa: PLC0415 - loaded only when needed
    from storage.store import StorageError  # noqa: PLC0415 - as above

    if isinstance(error, KeyringError):
        return WRONG, [Fault("LIPA_SECRET_KEYS", str(error))]
    return (FAILED, [Fault("", str(error))]) if isinstance(error, StorageError) else None


def _workbook_fault(problem: Any) -> Fault:
    place = [problem.sheet, problem.row and f"row {problem.row}", problem.column]
    where = ", ".join(str(part) for part in place if part)
    return Fault(where, f"{problem.message} {problem.remedy}")
