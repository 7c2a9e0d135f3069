"""A time of day in typed words: `10:30`, `3pm`, `ob 10h`, `pol enajstih`, `الساعة ٣ العصر`.

The clock has 24 hours. A lone 1 to 6 without "morning", "pm" or minutes could mean either half of
the day, so it is None and we ask again. Two different times are None too.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import time

from translations.days import without_brief_dates, without_dates
from translations.fold import fold_plain
from translations.words import Vocabulary

_COLON = re.compile(r"(?<![\d:.])(\d{1,2})\s?[:h]\s?([0-5]\d)(?::[0-5]\d)?(?![\d:])")
_DOT = re.compile(r"(?<![\d.])(\d{1,2})\.([0-5]\d)(?![\d.]\d|\d)")
_FOUR = re.compile(r"([01]?\d|2[0-3]) ([0-5]\d)|([01]\d|2[0-3])([0-5]\d)")
_JOINED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_UNSURE_HOURS = range(1, 7)  # three o'clock: at night or in the afternoon?
_NIGHT_ENDS = 6
_AFTERNOON_BEFORE = {"afternoon": 12, "noon": 10}  # 11 at noon is before noon, 1 is after


class Clocks:
    """Reads times of day."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words.clock
        self._numbers = words.numbers

    def read(self, plain: str) -> time | None:
        """The one time that is meant."""
        tokens = fold_plain(_JOINED.sub(" ", plain)).split()
        for found in (self._digital(plain, tokens), self._spoken(plain, tokens)):
            times = set(found)
            if times:
                return times.pop() if len(times) == 1 else None
        return None

    def _digital(self, plain: str, tokens: Sequence[str]) -> Iterator[time | None]:
        """Hours and minutes in digits."""
        pairs = _COLON.findall(plain) or _DOT.findall(without_dates(plain))
        if not pairs and (four := _FOUR.fullmatch(plain.strip())):
            pairs = [tuple(filter(None, four.groups()))]
        for hour, minute in pairs:
            yield self._at(int(hour), int(minute), tokens)

    def _spoken(self, plain: str, tokens: Sequence[str]) -> Iterator[time | None]:
        """An hour, with "half past", "quarter to" and the like around it."""
        rest = fold_plain(_JOINED.sub(" ", without_brief_dates(plain))).split()
        hours = list(self._hours(rest))
        if not hours:
            yield from self._named(rest)
        for hour, sure in hours:
            clear = sure or hour not in _UNSURE_HOURS or self._half_of_day(tokens)
            found = self._at(hour, 0, tokens) if clear else None
            yield _later(found, self._minutes(rest)) if found else None

    def _named(self, tokens: Sequence[str]) -> Iterator[time]:
        if self._says("midnight", tokens):
            yield time(0)
        elif self._says("noon", tokens):
            yield time(12)

    def _hours(self, tokens: Sequence[str]) -> Iterator[tuple[int, bool]]:
        """Every hour, and whether it is written as on a 24 h clock (`05`)."""
        marked = self._half_of_day(tokens) or self._minutes(tokens)
        for place, token in enumerate(tokens):
            beside = {*tokens[max(place - 1, 0) : place], *tokens[place + 1 : place + 2]}
            if marked or len(tokens) == 1 or beside & self._words["hour"]:
                hour = self._hour(token)
                if hour is not None:
                    yield hour, token.startswith("0")

    def _hour(self, token: str) -> int | None:
        if token.isdecimal():
            return int(token) if len(token) <= 2 and int(token) < 24 else None
        return self._numbers.get(token)

    def _minutes(self, tokens: Sequence[str]) -> int:
        """How far from the full hour: half past, half to (Slovene `pol`), a quarter."""
        for minutes, names in _AROUND:
            if any(self._says(name, tokens) for name in names):
                return minutes
        return 0

    def _half_of_day(self, tokens: Sequence[str]) -> str:
        halves = ("night", "noon", "afternoon", "morning")
        return next((half for half in halves if self._says(half, tokens)), "")

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


_AROUND = (
    (30, ("half_past", "and_half")),
    (-30, ("half_to",)),
    (15, ("quarter_past", "and_quarter")),
    (-15, ("quarter_to", "less_quarter")),
)


def _later(full: time, minutes: int) -> time:
    total = (full.hour * 60 + minutes) % (24 * 60)
    return time(total // 60, total % 60)
