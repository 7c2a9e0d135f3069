"""What an operator has set for the whole house, as far as rules and conversations need it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class House:
    """`confirm_above`: to so many people one member of staff alone may send something; 0: to all.

    `retention_days`: how long what was closed is kept.
    """

    confirm_above: int = 0
    retention_days: int = 90
