"""A time of day in typed words: `10:30`, `3pm`, `ob 10h`, `pol enajstih`, `الساعة ٣ العصر`.

The clock has 24 hours. A lone 1 to 6 without "morning", "pm" or minutes could mean either half of
the day, so it is None and we ask again. Two different times are None too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import time
from itertools import pairwise

from translations.reading.fold import fold_plain
from translations.reading.values.days import without_brief_dates, without_dates
from translations.reading.values.number_words import NumberWords
from translations.reading.vocabulary import Phrases, Vocabulary, find

_COLON = re.compile(r"(?<![\d:.])(\d{1,2})\s?[:h]\s?([0-5]\d)(?::[0-5]\d)?(?![\d:])")
_WORDED = re.compile(  # 15 heures 30; not 10 heures 15 mars
    r"(?<![\d:.])(\d{1,2})\s?(?:heures?|uhr|ч|час(?:а|ов)?)\s?([0-5]\d)(?![\d:]|\s*[^\W\d_]{3})"
)
_DOT = re.compile(r"(?<![\d.])(\d{1,2})\.([0-5]\d)(?![\d.]\d|\d)")
_FOUR = re.compile(r"([01]?\d|2[0-3]) ([0-5]\d)|([01]\d|2[0-3])([0-5]\d)")
_RANGE = re.compile(r"\d\s?[-–—]\s?\d")  # 15-30 may be a time, or from 15 to 30
_JOINED = re.compile(  # 10h, pm3; Russian полтретьего, but not полдень
    r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)"
    r"|(?<=\bпол)(?=перв|втор|трет|четв|пят|шест|седьм|вось|девя|деся|один|двен)"
)
_MINUTES_TO, _MINUTES_PAST = (5, 20, 25), (5, 10, 20, 25)  # "ten to eleven" may be an hour long
_MINUTES = range(10, 60, 5)  # ten thirty
_UNSURE_HOURS = range(1, 7)  # three o'clock: at night or in the afternoon?
_NIGHT_ENDS = 6
_PADDED = re.compile(r"(?<![\d:.h])0\d")  # 05:30 is of a 24 h clock
_OF_THE_NEXT_HOUR = "ого"  # the tenth hour is that from nine to ten
_HALVES = ("night", "noon", "afternoon", "morning")
_AROUND = {  # minutes from the full hour; Slovene `pol` is half to
    "half_past": 30,
    "and_half": 30,
    "half_to": -30,
    "quarter_past": 15,
    "and_quarter": 15,
    "quarter_to": -15,
    "less_quarter": -15,
    "quarter_on": -45,  # Slovene četrt na deset, Russian четверть десятого: 9:15
    "and_third": 20,
    "less_third": -20,
}
_AFTERNOON_BEFORE = {"afternoon": 12, "noon": 10}  # 11 at noon is before noon, 1 is after

Named = tuple[str, str]  # a phrase, and which of the lists it is in


class Clocks:
    """Reads times of day, in all languages at once."""

    def __init__(self, words: Vocabulary, counting: NumberWords) -> None:
        self._words = words.clock
        self._numbers = {**words.ordinals, **words.numbers}
        self._ordinals = words.ordinals.keys() - words.numbers.keys()
        self._joined = counting.joined
        self._months = Phrases(dict.fromkeys([*words.months, *words.solar_months]))
        self._either = words.either
        self._periods = words.periods
        self._halves = _longest_first(words.clock, _HALVES)
        self._around = _longest_first(words.clock, _AROUND)

    def read(self, plain: str) -> time | None:
        """The one time that is meant; None where there is none, or one that could be another."""
        found = self._found(plain)
        return found[0][0] if len(found) == 1 and found[0][1] else None

    def possible(self, plain: str) -> list[time]:
        """Every time that may be meant, the likeliest first: 3:30 may be in the afternoon."""
        found = self._found(plain)
        if len(found) != 1 or found[0][0] is None:
            return []
        at = found[0][0]
        early = at.hour in _UNSURE_HOURS and not _PADDED.search(plain)
        either = early and not self._half_of_day(self._tokens(plain))
        return [at, at.replace(hour=at.hour + 12)] if either else [at]

    def _found(self, plain: str) -> list[tuple[time | None, bool]]:
        """The different times that are said, and whether each can be no other."""
        tokens = self._tokens(plain)
        if not self._either.isdisjoint(tokens):
            return []
        digital = [(at, True) for at in self._digital(plain, tokens)]
        return list(dict.fromkeys(digital or self._spoken(plain)))

    def _tokens(self, plain: str) -> list[str]:
        return fold_plain(_JOINED.sub(" ", plain)).split()

    def _digital(self, plain: str, tokens: Sequence[str]) -> Iterator[time | None]:
        """Hours and minutes in digits."""
        pairs = _COLON.findall(plain) or _WORDED.findall(plain)
        pairs = pairs or _DOT.findall(without_dates(plain))
        if not pairs and (four := _FOUR.fullmatch(plain.strip())):
            pairs = [tuple(filter(None, four.groups()))]
        for hour, minute in pairs:
            yield self._at(int(hour), int(minute), tokens)

    def _spoken(self, plain: str) -> Iterator[tuple[time | None, bool]]:
        """An hour, with "half past", "quarter to" and the like around it."""
        undated = without_brief_dates(plain)
        said = [] if _RANGE.search(undated) else self._undated(self._tokens(undated))
        minutes, rest = self._minutes(said)
        half = self._half_of_day(said)
        hours = list(self._hours(rest, marked=bool(minutes or self._half_of_day(rest))))
        if not hours:
            yield from ((at, True) for at in self._named(said, minutes))
        for hour, sure in hours:
            found = self._at(hour, 0, said)
            clear = sure or hour not in _UNSURE_HOURS or bool(half)
            yield _later(found, minutes) if found else None, clear

    def _undated(self, tokens: Sequence[str]) -> list[str]:
        """The words without days: in `3 March in the afternoon` three is no hour."""
        kept: list[str] = list(self._joined(tokens))
        for start, end, _month in reversed(list(find(kept, self._months))):
            if self._is_number(kept[start - 1 : start]):
                del kept[start - 1 : end]
            elif self._is_number(kept[end : end + 1]):
                del kept[start : end + 1]
        for place in reversed(range(1, len(kept) - 1)):
            unit = kept[place + 1]
            days = unit in self._periods["days"] or unit in self._periods["weeks"]
            if days and kept[place - 1] in self._periods["in"] and self._is_number([kept[place]]):
                del kept[place - 1 : place + 2]
        return kept

    def _is_number(self, token: Sequence[str]) -> bool:
        return bool(token) and self._number(token[0]) is not None

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
            return _AROUND[name], self._joined(said.split())
        tokens = self._joined(tokens)
        for place, (number, unit) in enumerate(pairwise(tokens)):
            minutes = self._number(number)
            if minutes is not None and unit in self._words["minute"]:
                return self._with_unit(minutes, tokens[:place], tokens[place + 2 :])
            if minutes in _MINUTES_TO and unit in self._words["minutes_to"]:
                return -minutes, [*tokens[:place], *tokens[place + 2 :]]
            if minutes in _MINUTES_PAST and unit in self._words["minutes_past"]:
                return minutes, [*tokens[:place], *tokens[place + 2 :]]
            if number in self._words["less"] and self._is_number([unit]):
                return -(self._number(unit) or 0), [*tokens[:place], *tokens[place + 2 :]]
        return self._behind(tokens)

    def _with_unit(
        self, minutes: int, before: Sequence[str], after: Sequence[str]
    ) -> tuple[int, Sequence[str]]:
        """Minutes that are called so: `ten minutes to`, `без десяти минут`, `الا خمس دقائق`."""
        less = self._words["less"].intersection(before[-1:])
        if after[:1] and after[0].endswith(_OF_THE_NEXT_HOUR):  # десять минут десятого
            return minutes - 60, [*before, *after]
        before_hour = self._words["minutes_to"].intersection(after[:2])
        rest = [*(before[:-1] if less else before), *after]
        return -minutes if less or before_hour else minutes, rest

    def _behind(self, tokens: Sequence[str]) -> tuple[int, Sequence[str]]:
        """Minutes that end the message, and the words before: `dix heures dix`, `ten thirty`."""
        minutes = self._number(tokens[-1]) if tokens else None
        full_hours = self._words["full_hours"].intersection(tokens[-2:-1])
        worded = len(tokens) > 1 and self._numbers.get(tokens[-2]) is not None
        if minutes is None or not (full_hours or (worded and minutes in _MINUTES)):
            return 0, tokens
        return minutes, tokens[:-1]

    def _hours(self, tokens: Sequence[str], *, marked: bool) -> Iterator[tuple[int, bool]]:
        """Every hour, and whether it is written as on a 24 h clock (`05`)."""
        for place, token in enumerate(tokens):
            before, after = tokens[max(place - 1, 0) : place], tokens[place + 1 : place + 2]
            beside = self._words["hour"].intersection([*before, *after]) or before == ["و"]
            alone = len(tokens) == 1 and token not in self._ordinals  # "first" is an answer
            if marked or alone or beside:
                hour = self._number(token)
                if hour is not None:
                    yield hour, token.startswith("0")

    def _number(self, token: str) -> int | None:
        if token.isdecimal():
            return int(token) if len(token) <= 2 else None
        found = self._numbers.get(token)
        return self._numbers.get(token[1:]) if found is None and token[:1] == "و" else found

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
