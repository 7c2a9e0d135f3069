"""Reading the fields of a document strictly: every problem is noted with its path, none is raised.

A field that is wrong reads as a stand-in, so that reading goes on and all problems are found;
`Report.settle` must be called before anything read is used.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from console.documents.parsing import DocumentError, Json, WrongField, shown
from domain.speech.text import Content, Message, _
from domain.speech.writing import Fault, Written, fault_in, hidden_in

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
BESIDES = frozenset({"kmr", "prs"})  # languages of people we meet that CLDR has no name for
NO_LANGUAGE = frozenset({"mis", "mul", "und", "zxx"})  # codes for "other", "several", "none"
STAND_IN = Content({"en": "-"})
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
LAST = datetime(2100, 1, 1, tzinfo=UTC)
MOST_ITEMS = 500
MOST_PROBLEMS = 100


@dataclass(slots=True)
class FieldReport:
    """The problems found so far, in their order; reading goes on after each."""

    problems: list[WrongField] = field(default_factory=list)

    def wrong(self, path: str, reason: str | Message) -> None:
        """Note a problem; after many, the rest is left for the next round."""
        if len(self.problems) >= MOST_PROBLEMS:
            return
        if isinstance(reason, Message):
            english = reason.msgid.format(**reason.gaps)
            self.problems.append(WrongField(path, english, reason))
        else:
            self.problems.append(WrongField(path, reason))

    def settle(self) -> None:
        """Raises DocumentError with all problems, if there is any."""
        if self.problems:
            raise DocumentError(self.problems)


class Fields:
    """One JSON object of a document. Fields that nobody knows are problems at once."""

    def __init__(
        self, value: Json, known: Collection[str], report: FieldReport, path: str = ""
    ) -> None:
        self._report = report
        self._path = path
        self._values: Mapping[str, Json] = value if isinstance(value, dict) else {}
        self._is_object = isinstance(value, dict)
        if not self._is_object:
            report.wrong(path, "must be an object: { … }")
        for name in self._values:
            if name not in known:
                self.wrong(shown(name), "is not a field here" + meant(name, known))

    def path(self, name: str) -> str:
        """The whole path of a field, as a problem names it: `transport.seats`."""
        return f"{self._path}.{name}" if self._path else name

    def wrong(self, name: str, reason: str | Message) -> None:
        """Note a problem with a field; nothing is raised before the report is settled."""
        self._report.wrong(self.path(name), reason)

    def has(self, name: str) -> bool:
        """Whether the field says anything; null says nothing."""
        return self._values.get(name) is not None

    def value(self, name: str, *, optional: bool = False) -> Json:
        """What stands in the field, as it is; that nothing does is a problem."""
        if not self.has(name) and not optional and self._is_object:
            self.wrong(name, _("is missing"))
        return self._values.get(name)

    def inner(self, name: str, known: Collection[str]) -> "Fields | None":
        """The object in an optional field; None where there is no such field."""
        if not self.has(name):
            return None
        return Fields(self._values[name], known, self._report, self.path(name))

    def objects(self, name: str, known: Collection[str]) -> Iterator["Fields"]:
        """The objects in a list, in their order; none where that is a problem."""
        for at, value in enumerate(self.items(name)):
            yield Fields(value, known, self._report, f"{self.path(name)}[{at}]")

    def items(self, name: str, *, optional: bool = False) -> Sequence[Json]:
        """The items of a list; () where it is missing or wrong, which is noted."""
        value = self.value(name, optional=optional)
        if value is None:
            return ()
        if not isinstance(value, list) or not value or len(value) > MOST_ITEMS:
            self.wrong(name, f"must be a list of 1 to {MOST_ITEMS} items: [ … ]")
            return ()
        return value

    def words(self, name: str, most: int, written: Written = Written.LINE) -> str:
        """Words that are the same in every language: one line, unless it is said otherwise."""
        value = self.value(name)
        return "-" if value is None else self._words(name, value, most, written)

    def flag(self, name: str) -> bool:
        """Exactly true or false; False where there is no such field, or it is wrong: that is noted.

        Whoever writes "yes" means it, and must not find out later that nobody read it.
        """
        value = self.value(name, optional=True)
        if value is not None and not isinstance(value, bool):
            self.wrong(name, "must be true or false, without quotation marks")
        return value is True

    def content(self, name: str, most: int, written: Written = Written.LINE) -> Content:
        """Words by language; a stand-in where they are missing or wrong, which is noted."""
        value = self.value(name)
        if value is None:
            return STAND_IN
        if not isinstance(value, dict) or not value:
            self.wrong(name, 'must hold words by language, such as {"en": "…", "ar": "…"}')
            return STAND_IN
        for tag in value:
            self._check_language(f"{name}.{shown(tag)}", tag)
        return Content(
            {
                tag: self._words(f"{name}.{shown(tag)}", words, most, written)
                for tag, words in value.items()
            }
        )

    def optional_prose(self, name: str, most: int) -> Content | None:
        """Words by language, on as many lines as they need; None where there is no such field."""
        return self.content(name, most, Written.PROSE) if self.has(name) else None

    def number(self, name: str, least: int, most: int) -> int:
        """A whole number in these bounds; `least` where it is missing or wrong, which is noted."""
        value = self.value(name)
        if value is None:
            return least
        if type(value) is not int or not least <= value <= most:
            self.wrong(
                name, _("must be a whole number from {least} to {most}", least=least, most=most)
            )
            return least
        return value

    def instant(self, name: str, zone: ZoneInfo) -> datetime:
        """An instant with its offset in this zone, in UTC; FIRST stands in for a wrong one."""
        value = self.value(name)
        if value is None:
            return FIRST
        try:
            return instant(value, zone)
        except ValueError as error:
            self.wrong(name, str(error))
            return FIRST

    def languages(self, name: str, *, optional: bool = False) -> tuple[str, ...]:
        """A list of language tags; those that are none are noted and left out."""
        check = self._check_language
        return self._each(name, lambda at, tag: tag if check(at, tag) else None, optional=optional)

    def names(
        self, name: str, kind: type[E], *, optional: bool = False, among: Iterable[E] = ()
    ) -> frozenset[E]:
        """A list of names out of a closed set, or of some of it."""
        allowed = tuple(among) or tuple(kind)
        read = self._each(name, lambda at, n: self._one(at, n, allowed), optional=optional)
        return frozenset(read)

    def name(self, name: str, kind: type[E], default: E) -> E:
        """A name out of a closed set, if any."""
        if not self.has(name):
            return default
        return self._one(name, self._values[name], tuple(kind)) or default

    def _each(
        self, name: str, read: Callable[[str, Json], T | None], *, optional: bool
    ) -> tuple[T, ...]:
        items = enumerate(self.items(name, optional=optional))
        found = [read(f"{name}[{at}]", item) for at, item in items]
        return tuple(dict.fromkeys(value for value in found if value is not None))

    def _one(self, at: str, value: Json, members: Sequence[E]) -> E | None:
        allowed = [str(member) for member in members]
        if isinstance(value, str) and value in allowed:
            return members[allowed.index(value)]
        close = meant(value, allowed) if isinstance(value, str) else ""
        self.wrong(at, f"must be one of {', '.join(allowed)}{close}")
        return None

    def _words(self, at: str, value: Json, most: int, written: Written) -> str:
        if not isinstance(value, str):
            self.wrong(at, "must be words in quotation marks")
        elif len(value.strip()) > most:
            self.wrong(at, _("is longer than {most} characters", most=most))
        elif fault := fault_in(value.strip(), written):
            self.wrong(at, self._mended(fault, value.strip(), written))
        else:
            return value.strip()
        return "-"

    def _mended(self, fault: Fault, value: str, written: Written) -> Message:
        match fault:
            case Fault.NOTHING:
                return _("must not be empty: nothing in it can be seen")
            case Fault.LINES:
                return _("must be one line, without line breaks")
            case Fault.HIDDEN:
                letter = hidden_in(value, written)
                return _(
                    "holds a character that cannot be shown ({letter}): delete it", letter=letter
                )

    def _check_language(self, at: str, tag: Json) -> bool:
        known = isinstance(tag, str) and is_language(tag)
        if not known:
            hint = _usual_spelling(tag) if isinstance(tag, str) else ""
            self.wrong(at, f"must be a language tag such as en, ar or fa-AF{hint}")
        return known


def instant(value: Any, zone: ZoneInfo) -> datetime:
    """An aware instant in UTC. Raises ValueError, which says what is allowed.

    Its offset is the one that clocks in `zone` have then, or nought: another one is a slip, most
    often that of the other half of the year, and everybody would come an hour early or late.
    """
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError("must be a time such as 2026-12-06T15:00+01:00") from None
    if at.tzinfo is None:
        raise ValueError("must say its time zone, such as 2026-12-06T15:00+01:00")
    try:
        utc = at.astimezone(UTC)
    except OverflowError:
        utc = LAST
    if not FIRST <= utc < LAST:
        raise ValueError("must be a time between the years 2000 and 2100")
    if at.utcoffset() and at.utcoffset() != utc.astimezone(zone).utcoffset():
        meant = at.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
        local = meant.isoformat(timespec="minutes")
        raise ValueError(f"has another offset than {zone.key} on that day: write {local}")
    return utc


def is_language(tag: str) -> bool:
    """Whether this is a language tag in its usual spelling, of a language there is."""
    return bool(TAG.fullmatch(tag)) and tag.partition("-")[0] in _languages()


def meant(name: str, names: Collection[str]) -> str:
    """`: did you mean …?` when something close exists."""
    close = get_close_matches(name[:60], sorted(names), 1)
    lower = [known for known in names if known.lower() == name.lower()] or close
    return f": did you mean {lower[0]}?" if lower else ""


def _usual_spelling(tag: str) -> str:
    language, *rest = tag[:20].replace("_", "-").split("-")
    usual = "-".join([language.lower(), *(p.upper() if len(p) == 2 else p.title() for p in rest)])
    return f": did you mean {usual}?" if is_language(usual) else ""


@cache
def _languages() -> frozenset[str]:
    from babel import Locale  # noqa: PLC0415 - slow, and only documents need it

    return (BESIDES | set(Locale("en").languages)) - NO_LANGUAGE
