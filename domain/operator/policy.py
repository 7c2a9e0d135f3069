"""What an operator has set for the whole house, as far as rules and conversations need it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.speech.text import Content

SHORTEST_AUDIT = 180  # days; what is let go sooner hides a look before anybody asks about it
LONGEST_AUDIT = 1825  # days: five years; longer would only watch those who work here


@dataclass(frozen=True, slots=True)
class Policy:
    """`confirm_above`: to so many people one member of staff alone may send something; 0: to all.

    `retention_days`: how long what was closed is kept. `audit_days`: how
    long it is known who looked at what. `bring`: what to bring to advice about a
    topic, in the operator's words, where there are any. `most_appointments`: how many open ones a
    person may book; 0: as many as there are topics. `desk_url`: where staff reach the desk in a
    browser; empty where there is none.
    """

    confirm_above: int = 0
    retention_days: int = 90
    audit_days: int = 730
    most_appointments: int = 3
    desk_url: str = ""
    bring: Mapping[str, Content] = field(default_factory=dict)
