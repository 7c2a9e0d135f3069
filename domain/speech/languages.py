"""What conversations need from language: to say a text, and to understand typed words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol

from domain.speech.text import Text


class Intent(StrEnum):
    """What a person can want, whatever they are being asked."""

    START = "start"
    MENU = "menu"
    EVENTS = "events"
    LEGAL = "legal"
    MY_APPOINTMENTS = "my_appointments"
    CANCEL_APPOINTMENT = "cancel_appointment"
    SURVEY = "survey"
    LANGUAGE = "language"
    STOP = "stop"
    FORGET = "forget"
    PRIVACY = "privacy"
    LINK = "link"
    DESK = "desk"
    HIDE = "hide"
    QUIET = "quiet"
    MESSAGE = "message"
    HUMAN = "human"
    HELP = "help"
    YES = "yes"
    NO = "no"
    BACK = "back"
    CANCEL = "cancel"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class Language:
    """One language that people can choose: its BCP-47 tag and its name in itself."""

    tag: str
    own_name: str
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text as its reader sees it, wholly in `language` (a BCP-47 tag), which has its `digits`."""

    words: str = field(repr=False)
    language: str
    right_to_left: bool = False
    digits: str = "0123456789"


class Speak(Protocol):
    """Says a text in a language. Never fails: what cannot be said there is said in English."""

    def say(self, texts: Sequence[Text], language: str) -> Sequence[Spoken]:
        """All texts of one message, each rendered in the same language, in the same order."""
        ...

    def offered(self) -> Sequence[Language]:
        """The languages people can choose, in the order they are shown."""
        ...

    def own_name(self, tag: str) -> str:
        """What a language, offered or not, calls itself; the tag when nobody knows."""
        ...

    def closest(self, tag: str) -> str | None:
        """The offered language for a platform's tag (`pt-br`, `sr-latn`, ``), or None."""
        ...


class Understand(Protocol):
    """Reads typed words in any offered language, script and spelling. Unsure is None."""

    def intent(self, words: str, *, strict: bool = False) -> Intent | None:
        """What is wanted. `strict`: only where the whole message says just that."""
        ...

    def option(
        self, words: str, labels: Sequence[Text], language: str, *, strict: bool = False
    ) -> int | None:
        """Which of the labels, as shown in any language, is meant: by words or by number from 1.

        `strict`: only when the words are the whole label, never by number; for typed questions.
        """
        ...

    def options(self, words: str, labels: Sequence[Text], language: str) -> Sequence[int] | None:
        """Which labels are meant where several may be chosen: `1, 3`, `1 and 3`, words."""
        ...

    def search(self, words: str, labels: Sequence[Text], language: str) -> Sequence[int]:
        """Every label that the words may be looking for, in their order; never by number."""
        ...

    def number(self, words: str) -> int | None:
        """A whole number, in any script's digits."""
        ...

    def day(self, words: str, now: datetime) -> date | None:
        """A day in the local calendar, in any script and calendar; `now` is aware and local."""
        ...

    def clock(self, words: str) -> time | None:
        """A time of day."""
        ...

    def yes_no(self, words: str) -> bool | None:
        """Yes or no."""
        ...
