"""A day in typed words: `3.3.2026`, `tomorrow`, `torek`, `٣ آذار`, `۱۵ آذر ۱۴۰۵`.

The year or the month's name tells the calendar: 1405 and Azar are Solar Hijri, numbers without a
year are Gregorian. A year that is of neither makes the answer None, never a wrong day. Two
different days, or a weekday that does not fit its date, are None too.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from translations import solar
from translations.reading.vocabulary import Vocabulary, counted, find

_YEARS = range(1900, 2101)
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_FULL = re.compile(
    r"(?<![\d.:/])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d|[.:/-]\d)"
)
_SPACED = re.compile(r"(?<!\d)(\d{1,2}) (\d{1,2}) (\d{4})(?!\d)")
_BRIEF = re.compile(r"(?<![\d.:/-])(\d{1,2})(\s?/\s?|\.\s?)(\d{1,2})\b\.?(?![\d:/-])")
_FROM_TO = re.compile(r"\d\.?\s*[-–—]\s*\d{1,2}\.?\s+[^\W\d]")  # 3–5 March
_DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|ا?م)?")
_FURTHEST = 366
_LITTLE_WORDS = frozenset({"of", "the", "ماه", "از", "го", "е"})  # Persian: month, of; 1-го, 5-е

Written = Callable[[int, int, int], date | None]  # year, month and day of month in one calendar


def day(plain: str, tokens: Sequence[str], today: date, words: Vocabulary) -> date | None:
    """The one day that is meant; without a year the next such day."""
    numeric = list(_numeric(plain, today))
    several = numeric or _FROM_TO.search(plain)
    tokens = counted(tokens, words)
    named = [] if several else list(_named(tokens, today, words))
    dates = numeric or named
    if not dates:
        dates = [today + timedelta(days) for days in _relative(tokens, words)]
    weekdays = {weekday for _, _, weekday in find(tokens, words.weekdays)}
    if not dates:
        weeks = -7 if words.periods["past"].intersection(tokens) else 0
        dates = [_next_weekday(today, weekday) + timedelta(weeks) for weekday in weekdays]
    chosen = set(dates)
    found = chosen.pop() if len(chosen) == 1 else None
    return found if found and weekdays <= {found.isoweekday()} else None


def fits(day: date, tokens: Sequence[str], words: Vocabulary) -> bool:
    """Whether every day of a month in the words is this one; true if there is none."""
    tokens = [token for token in counted(tokens, words) if token not in _LITTLE_WORDS]
    gregorian, hijri = (day.month, day.day), solar.written(day)[1:]
    for months, written in ((words.months, gregorian), (words.solar_months, hijri)):
        for start, end, month in find(tokens, months):
            beside = (tokens[start - 1 : start], tokens[end : end + 1])
            numbers = {_day_number(each, words) for each in beside} - {None}
            if numbers and written not in {(month, number) for number in numbers}:
                return False
    return True


def without_dates(plain: str) -> str:
    """The words without dates that have a year, so that what is left can be a time."""
    return _SPACED.sub(" ", _FULL.sub(" ", _ISO.sub(" ", plain)))


def without_brief_dates(plain: str) -> str:
    """The words without dates that have a year, and without `3.3.` and `3/3`."""
    return _BRIEF.sub(" ", without_dates(plain))


def _numeric(plain: str, today: date) -> Iterator[date | None]:
    for year, month, number in _ISO.findall(plain):
        yield _date(int(year), int(month), int(number))
    for number, _, month, year in _FULL.findall(plain):
        yield _either_way(_year(year), int(month), int(number))
    for number, month, year in _SPACED.findall(plain):
        yield _date(int(year), int(month), int(number))
    if not any(full.search(plain) for full in (_ISO, _FULL, _SPACED)):
        for number, between, month in _BRIEF.findall(plain):
            if int(month) <= 12 or "/" in between:
                yield _Coming(_either_way, today.year, today).day(int(month), int(number))


def _named(tokens: Sequence[str], today: date, words: Vocabulary) -> Iterator[date | None]:
    """Days with a month's name, in either calendar."""
    tokens = [token for token in tokens if token not in _LITTLE_WORDS]
    this_year, _, _ = solar.written(today)
    yield from _with_month(tokens, words.months, words, _Coming(_gregorian, today.year, today))
    yield from _with_month(tokens, words.solar_months, words, _Coming(solar.day, this_year, today))


def _with_month(
    tokens: Sequence[str], months: Mapping[str, int], words: Vocabulary, coming: "_Coming"
) -> Iterator[date | None]:
    """`3 March`, `March 3rd, 2026`, `third of March`, `۱۵ آذر`."""
    for start, end, month in find(tokens, months):
        number = _day_number(tokens[start - 1 : start], words)
        number = number or _day_number(tokens[end : end + 1], words)
        years = [int(token) for token in tokens[end : end + 2] if re.fullmatch(r"\d{4}", token)]
        if number:
            yield coming.written(years[0], month, number) if years else coming.day(month, number)


def _day_number(beside: Sequence[str], words: Vocabulary) -> int | None:
    for token in beside:
        match = _DAY_OF_MONTH.fullmatch(token)
        return int(match[1]) if match else words.numbers.get(token)
    return None


def _relative(tokens: Sequence[str], words: Vocabulary) -> Iterator[int]:
    """`today`, `the day after tomorrow`, `in 3 days`, `سه روز دیگر`."""
    for _, _, days in find(tokens, words.days):
        yield days
    tokens = ["", *(token for token in tokens if token not in _LITTLE_WORDS), ""]
    for place in range(len(tokens) - 3):
        lead, number, unit, trail = tokens[place : place + 4]
        count = int(number) if number.isdecimal() else words.numbers.get(number)
        length = (unit in words.periods["days"]) + 7 * (unit in words.periods["weeks"])
        told = lead in words.periods["in"] or trail in words.periods["later"]
        if told and length and count is not None and count < _FURTHEST:
            yield count * length


def _next_weekday(today: date, weekday: int) -> date:
    """The coming one; on a Tuesday, Tuesday is the next one."""
    return today + timedelta((weekday - today.isoweekday() - 1) % 7 + 1)


class _Coming:
    """The next day of a calendar that is written in some way."""

    def __init__(self, written: Written, this_year: int, today: date) -> None:
        self.written = written
        self._years = range(this_year, this_year + 9)  # a leap day may be years away
        self._today = today

    def day(self, month: int, number: int) -> date | None:
        """The next such day, today included."""
        dates = (self.written(year, month, number) for year in self._years)
        return next((found for found in dates if found and found >= self._today), None)


def _either_way(year: int, month: int, number: int) -> date | None:
    """Day before month, as everywhere here; turned round only if there is no such month."""
    return _date(year, month, number) or (_date(year, number, month) if month > 12 else None)


def _year(typed: str) -> int:
    return int(typed) + (2000 if len(typed) == 2 else 0)


def _date(year: int, month: int, number: int) -> date | None:
    return solar.day(year, month, number) or _gregorian(year, month, number)


def _gregorian(year: int, month: int, number: int) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None
