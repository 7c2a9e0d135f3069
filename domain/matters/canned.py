"""Answers that are given again and again: the organisation's own words, once for each language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NewType

from domain.outcome import Command

CannedId = NewType("CannedId", int)
LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Canned:
    """One such answer; `words` by language."""

    id: CannedId
    name: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KeepCanned(Command[CannedId]):
    """Offer these words in answering, each in its language; without a number it is a new one."""

    name: str
    words: Mapping[str, str] = field(default_factory=dict)
    number: CannedId | None = None


@dataclass(frozen=True, slots=True)
class DropCanned(Command[None]):
    """Offer this answer no more."""

    number: CannedId
