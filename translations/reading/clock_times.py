"""A time of day in typed words: `10:30`, `3pm`, `ob 10h`, `pol enajstih`, `الساعة ٣ العصر`.

The clock has 24 hours. A lone 1 to 6 without "morning", "pm" or minutes could mean either half of
the day, so it is None and we ask again. Two different times are None too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import time
from functools import partial
from itertools import pairwise

from translations.reading.days import without_brief_dates, without_dates
from translations.reading.fold import fold_plain
from translations.reading.vocabulary import Vocabulary, counted

_COLON = re.compile(r"(?<![\d:.])(\d{1,2})\s?[:h]\s?([0-5]\d)(?::[0-5]\d)?(?![\d:])")
_WORDED = re.compile(  # 15 heures 30; not 10 heures 15 mars
    r"(?<![\d:.])(\d{1,2})\s?(?:heures?|ч|час(?:а|ов)?)\s?([0-5]\d)(?![\d:]|\s*[^\W\d_]{3})"
)
_DOT = re.compile(r"(?<![\d.])(\d{1,2})\.([0-5]\d)(?![\d.]\d|\d)")
_FOUR = re.compile(r"([01]?\d|2[0-3]) ([0-5]\d)|([01]\d|2[0-3])([0-5]\d)")
_RANGE = re.compile(r"\d\s?[-–—]\s?\d")  # 15-30 may be a time, or from 15 to 30
_JOINED = re.compile(  # 10h, pm3; Russian полтретьего, but not полдень
    r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)"
    r"|(?<=\bпол)(?=перв|втор|трет|четв|пят|шест|седьм|вось|девя|деся|один|двен)"
)
_UNSURE_HOURS = range(1, 7)  # three o'clock: at night or in the afternoon?
_NIGHT_ENDS = 6
_HALVES = ("night", "noon", "afternoon", "morning")
_AROUND = {  # minutes from the full hour; Slovene `pol` is half to
    "half_past": 30,
    "and_half": 30,
    "half_to": -30,
    "quarter_past": 15,
    "and_quarter": 15,
    "quarter_to": -15,
    "less_quarter": -15,
}
_AFTERNOON_BEFORE = {"afternoon": 12, "noon": 10}  # 11 at noon is before noon, 1 is after

Named = tuple[str, str]  # a phrase, and which of the lists it is in


class Clocks:
    """Reads times of day, in all languages at once."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words.clock
        self._numbers = words.numbers
        self._counted = partial(counted, words=words)
        self._halves = _longest_first(words.clock, _HALVES)
        self._around = _longest_first(words.clock, _AROUND)

    def read(self, plain: str) -> time | None:
        """The one time that is meant; None where there is none, or one that could be another."""
        tokens = fold_plain(_JOINED.sub(" ", plain)).split()
        for found in (self._digital(plain, tokens), self._spoken(plain, tokens)):
            times = set(found)
            if times:
                return times.pop() if len(times) == 1 else None
        return None

    def _digital(self, plain: str, tokens: Sequence[str]) -> Iterator[time | None]:
        """Hours and minutes in digits."""
        pairs = _COLON.findall(plain) or _WORDED.findall(plain)
        pairs = pairs or _DOT.findall(without_dates(plain))
        if not pairs and (four := _FOUR.fullmatch(plain.strip())):
            pairs = [tuple(filter(None, four.groups()))]
        for hour, minute in pairs:
            yield self._at(int(hour), int(minute), tokens)

    def _spoken(self, plain: str, tokens: Sequence[str]) -> Iterator[time | None]:
        """An hour, with "half past", "quarter to" and the like around it."""
        undated = without_brief_dates(plain)
        said = [] if _RANGE.search(undated) else fold_plain(_JOINED.sub(" ", undated)).split()
        minutes, rest = self._minutes(said)
        hours = list(self._hours(rest, marked=bool(minutes or self._half_of_day(rest))))
        if not hours:
            yield from self._named(said, minutes)
        for hour, sure in hours:
            clear = sure or hour not in _UNSURE_HOURS or self._half_of_day(tokens)
            found = self._at(hour, 0, tokens) if clear else None
            yield _later(found, minutes) if found else None

    def _named(self, tokens: Sequence[str], minutes: int) -> Iterator[time]:
        if self._says("midnight", tokens):
            yield _later(time(0), minutes)
        elif self._half_of_day(tokens) == "noon":
            yield _later(time(12), minutes)

    def _minutes(self, tokens: Sequence[str]) -> tuple[int, Sequence[str]]:
        """How far from the full hour, and the other words: `یک ربع به چهار` has one hour in it."""
        phrase, name = self._first(self._around, tokens)
        if phrase:
            said = f" {' '.join(tokens)} ".replace(f" {phrase} ", " ", 1)
            return _AROUND[name], self._counted(said.split())
        tokens = self._counted(tokens)
        for place, (number, unit) in enumerate(pairwise(tokens)):
            minutes = self._number(number) if unit in self._words["minute"] else None
            if minutes is not None:
                rest = [*tokens[:place], *tokens[place + 2 :]]
                before = self._words["minutes_to"].intersection(tokens[place + 2 : place + 4])
                return -minutes if before else minutes, rest
        return self._behind(tokens)

    def _behind(self, tokens: Sequence[str]) -> tuple[int, Sequence[str]]:
        """Minutes that end the message, and the words before: `dix heures dix`, `… moins dix`."""
        minutes = self._number(tokens[-1]) if tokens else None
        less = len(tokens) > 1 and tokens[-2] in self._words["less"]
        rest = tokens[: -2 if less else -1]
        if minutes is None or not self._words["full_hours"].intersection(rest[-1:]):
            return 0, tokens
        return -minutes if less else minutes, rest

    def _hours(self, tokens: Sequence[str], *, marked: bool) -> Iterator[tuple[int, bool]]:
        """Every hour, and whether it is written as on a 24 h clock (`05`)."""
        for place, token in enumerate(tokens):
            before, after = tokens[max(place - 1, 0) : place], tokens[place + 1 : place + 2]
            beside = self._words["hour"].intersection([*before, *after]) or before == ["و"]
            if marked or len(tokens) == 1 or beside:
                hour = self._number(token)
                if hour is not None:
                    yield hour, token.startswith("0")

    def _number(self, token: str) -> int | None:
        if token.isdecimal():
            return int(token) if len(token) <= 2 else None
        return self._numbers.get(token)

    def _half_of_day(self, tokens: Sequence[str]) -> str:
        return self._first(self._halves, tokens)[1]

    def _first(self, phrases: Iterable[Named], tokens: Sequence[str]) -> Named:
        """The first of the phrases that is said, or an empty one."""
        said = f" {' '.join(tokens)} "
        return next((each for each in phrases if f" {each[0]} " in said), ("", ""))

    def _at(self, hour: int, minute: int, tokens: Sequence[str]) -> time | None:
        half = self._half_of_day(tokens)
        if half == "morning" and hour == 12:
            hour = 0
        elif half == "night":
            hour = hour % 12 if hour < _NIGHT_ENDS or hour == 12 else hour % 12 + 12
        elif hour < _AFTERNOON_BEFORE.get(half, 0):
            hour += 12
        return time(hour, minute) if hour < 24 else None

    def _says(self, name: str, tokens: Sequence[str]) -> bool:
        said = f" {' '.join(tokens)} "
        return any(f" {phrase} " in said for phrase in self._words[name])


def _longest_first(clock: Mapping[str, Iterable[str]], names: Iterable[str]) -> list[Named]:
    """Each phrase and its name; the longest come first: `بعد از ظهر` is not `ظهر`."""
    named = [(phrase, name) for name in names for phrase in clock[name]]
    return sorted(named, key=lambda each: -len(each[0]))


def _later(full: time, minutes: int) -> time:
    total = (full.hour * 60 + minutes) % (24 * 60)
    return time(total // 60, total % 60)
