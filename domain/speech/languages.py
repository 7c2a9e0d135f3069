"""What conversations need from language: to say a text, and to understand typed words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol, Self

from domain.speech.text import Text

# BCP-47 tags that people here ask an interpreter for, beside those in which we write.
ALSO_SPOKEN = ("fa-AF", "ps", "kmr", "ckb", "ur", "bn", "tr", "so", "ti", "am", "uk")
_RARE = """
    sq hy az bm be bs bg my zh hr cs nl et fi ff ka de el gu ha he hi hu ig id it ja kk rw ky ko ln
    lt lv mk mg ml mn ne no om pl pt pa ro rn sr sd si sk es sw sv tg ta te th tk ug uz vi wo yo zgh
    zu
"""
RARELY_SPOKEN = tuple(_RARE.split())  # what else somebody may speak


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
    DANGER = "danger"
    YES = "yes"
    NO = "no"
    BACK = "back"
    CANCEL = "cancel"
    THANKS = "thanks"


class Danger(StrEnum):
    """What kind of danger somebody speaks of; where there are several, the first one counts."""

    ILL = "ill"  # badly ill or hurt: an ambulance
    FIRE = "fire"
    DESPAIR = "despair"  # they do not want to live
    CHILD = "child"  # alone, or missing
    HURT = "hurt"  # beaten, threatened, raped
    HELD = "held"  # locked up, forced to work or to marry, robbed of their papers
    TAKEN = "taken"  # police at the door, deportation
    ANY = "any"  # they do not say which


@dataclass(frozen=True, slots=True)
class Language:
    """One language that people can choose: its BCP-47 tag and its name in itself."""

    tag: str
    own_name: str
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text as its reader sees it, on a page in `language` (a BCP-47 tag) with its `digits`."""

    words: str = field(repr=False)
    language: str
    right_to_left: bool = False
    digits: str = "0123456789"


Ways = tuple[tuple[str, tuple[str, ...]], ...]  # of asking: the question's key, and phrasings


@dataclass(frozen=True, slots=True)
class AskedFor:
    """Which question was asked: `sure`, or the keys of up to three that may be meant."""

    sure: str | None = None
    maybe: tuple[str, ...] = ()


class Speak(Protocol):
    """Says a text in a language. Never fails: what cannot be said there is said in English."""

    def say(self, texts: Sequence[Text], language: str) -> Sequence[Spoken]:
        """All texts of one message, each rendered in the same language, in the same order."""
        ...

    def placed(self, texts: Sequence[Text], language: str) -> Sequence[int]:
        """The places, from 0, of these names in the order in which their reader looks for them."""
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
    """Reads typed words in any offered language, script and spelling. Unsure is None.

    Any 4,096 characters cost a few milliseconds at most.
    """

    def heard(self, words: str) -> Self:
        """The same, with these words read already: for whoever asks where others wait."""
        ...

    def unsure(self, words: str) -> bool:
        """Whether `pondered` may find more in these words, which were heard already."""
        ...

    def pondered(self, words: str) -> Self:
        """The same, having thought longer about words that it is unsure of.

        That takes up to half a second of a processor: it is for a thread in which nobody waits.
        Raises whatever goes wrong on the way; what was heard stands then.
        """
        ...

    def intent(self, words: str, *, strict: bool = False) -> Intent | None:
        """What is wanted. `strict`: only where the whole message says just that."""
        ...

    def danger(self, words: str) -> Danger | None:
        """What danger the words speak of; None where that is not certain."""
        ...

    def language_of(self, words: str) -> str | None:
        """The language, offered or not, that the words are in; None where that is not certain."""
        ...

    def maybe(self, words: str) -> Sequence[Intent]:
        """Where `intent` is unsure: up to three wishes that may be meant, the likeliest first."""
        ...

    def asked(self, words: str, ways: Ways) -> AskedFor:
        """Which of these questions is asked, or of those that are asked everywhere (`where`).

        In any language in which somebody wrote a way of asking it, and in words that are like it.
        """
        ...

    def option(
        self, words: str, labels: Sequence[Text], language: str, *, strict: bool = False
    ) -> int | None:
        """The place, from 0, of the label that is meant: by words, or by number from 1.

        Labels count as they are shown in any language. `strict`: only when the words are the whole
        label, never by number; for typed questions.
        """
        ...

    def options(self, words: str, labels: Sequence[Text], language: str) -> Sequence[int] | None:
        """The places, from 0, of all that are meant where several may be: `1, 3`, `1 and 3`, words.

        In the order of the labels; None when any part of it is not understood.
        """
        ...

    def search(self, words: str, labels: Sequence[Text], language: str) -> Sequence[int]:
        """The places, from 0, of every label that the words may be looking for; never by number."""
        ...

    def number(self, words: str) -> int | None:
        """The one whole number that is meant, in any script's digits; it may be below 0."""
        ...

    def day(self, words: str, now: datetime) -> date | None:
        """A day in the local calendar, in any script and calendar; `now` is aware and local."""
        ...

    def days(self, words: str, now: datetime) -> Sequence[date]:
        """Every day that may be meant, the likeliest first; several where `day` is unsure."""
        ...

    def clock(self, words: str) -> time | None:
        """The one time of day that is meant, on a 24 h clock and without a time zone."""
        ...

    def language(self, words: str, *, strict: bool = False) -> str | None:
        """The BCP-47 tag of the one language that is named, offered or not, in any other one.

        `strict`: only where the message says nothing else; otherwise codes count, too.
        """
        ...

    def nods(self, words: str) -> bool:
        """Whether it is an "ok", a thumb, a "fine" and no more: a yes, or only kind."""
        ...

    def clocks(self, words: str) -> Sequence[time]:
        """Every time of day that may be meant, the likeliest first: 3 is at night, or 15:00."""
        ...

    def people(self, words: str, language: str) -> int | None:
        """How many people, the writer too: `5`, or a sum such as `me and my wife`."""
        ...

    def yes_no(self, words: str) -> bool | None:
        """True: yes; False: no; None: anything else, also what is both or neither."""
        ...
