"""What `lipa check` finds."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How something is. Only what is broken makes the check fail."""

    WELL = "well"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `message` says what to mend where it is not well."""

    name: str
    state: Severity
    message: str
