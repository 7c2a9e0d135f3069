"""A day in typed words: `3.3.2026`, `tomorrow`, `torek`, `٣ آذار`, `۱۵ آذر ۱۴۰۵`.

The year or the month's name tells the calendar: 1405 and Azar are Solar Hijri, numbers without a
year are Gregorian. A year that is of neither makes the answer None, never a wrong day. Two
different days, or a weekday that does not fit its date, are None too.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from translations import solar
from translations.reading.values.number_words import NumberWords
from translations.reading.vocabulary import Phrases, Vocabulary, find

_YEARS = range(1900, 2101)
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_FULL = re.compile(
    r"(?<![\d.:/])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d|[.:/-]\d)"
)
_SPACED = re.compile(r"(?<!\d)(\d{1,2}) (\d{1,2}) (\d{4})(?!\d)")
_BRIEF = re.compile(r"(?<![\d.:/-])(\d{1,2})(\s?/\s?|\.\s?)(\d{1,2})\b\.?(?![\d:/-])")
_FROM_TO = re.compile(r"\d\.?\s*[-–—]\s*\d{1,2}\.?\s+[^\W\d]")  # 3–5 March
_DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|ا?م)?")
_TURNED = re.compile(r"(?<![\d./-])(\d{1,2})\s?/\s?(\d{1,2})(?![\d/.-])")
_NTH = re.compile(r"\d(?:st|nd|rd|th)\b")  # a number that can only be a day's
_LUNAR = range(1430, 1500)  # years of the lunar calendar: 1448 is today, and far off in the solar
_FURTHEST = 366
_WEEKS = 9  # in which a Tuesday on the screen is "Tuesday"
_LITTLE_WORDS = frozenset(
    {"of", "the", "ماه", "از", "من", "de", "di", "го", "е"}
)  # Persian: month, of; 1-го, 5-е

Written = Callable[[int, int, int], date | None]  # year, month and day of month in one calendar


class Days:
    """Reads days, in all languages and both calendars at once."""

    def __init__(self, words: Vocabulary, numbers: NumberWords) -> None:
        self._words = words
        self._numbers = numbers
        self._foreign = Phrases(dict.fromkeys(words.periods["foreign"]))

    def read(self, plain: str, tokens: Sequence[str], today: date) -> date | None:
        """The one day that is meant; without a year the next such day."""
        found = self._meant(plain, tokens, today)
        if not found and _NTH.search(plain):
            found = self._of_month(tokens, today)
        sure = len(found) == 1 or (found and _TURNED.search(plain))
        return found[0] if sure else None

    def possible(self, plain: str, tokens: Sequence[str], today: date) -> list[date]:
        """Every day that may be meant, the likeliest first: two for "next Tuesday" and `1/12`."""
        return self._meant(plain, tokens, today, _WEEKS) or self._of_month(tokens, today)

    def fits(self, day: date, tokens: Sequence[str]) -> bool:
        """Whether every day of a month in the words is this one; true if there is none."""
        words = self._words
        tokens = [each for each in self._numbers.joined(tokens) if each not in _LITTLE_WORDS]
        gregorian, hijri = (day.month, day.day), solar.written(day)[1:]
        for months, written in ((words.months, gregorian), (words.solar_months, hijri)):
            for start, end, month in find(tokens, months):
                beside = (tokens[start - 1 : start], tokens[end : end + 1])
                numbers = {_day_number(each, words) for each in beside} - {None}
                if numbers and written not in {(month, number) for number in numbers}:
                    return False
        return True

    def _meant(self, plain: str, tokens: Sequence[str], today: date, weeks: int = 1) -> list[date]:
        words = self._words
        tokens = self._numbers.joined(tokens)
        if any(find(tokens, self._foreign)):
            return []  # a calendar that we cannot read
        dates = list(self._dates(plain, tokens, today))
        weekdays = {weekday for _, _, weekday in find(tokens, words.weekdays)}
        if not dates:
            return self._on(weekdays.pop(), tokens, today, weeks) if len(weekdays) == 1 else []
        chosen = set(dates)
        found = chosen.pop() if len(chosen) == 1 else None
        if found is None or not weekdays <= {found.isoweekday()}:
            return []
        return [found, *([] if weekdays else _turned(plain, today))]

    def _dates(self, plain: str, tokens: Sequence[str], today: date) -> Sequence[date | None]:
        """The days that are said with numbers, or by how far they are from today."""
        numeric = list(_numeric(plain, today))
        if numeric or _FROM_TO.search(plain):
            return numeric
        named = list(_named(tokens, today, self._words))
        return named or [today + timedelta(days) for days in _relative(tokens, self._words)]

    def _on(self, weekday: int, tokens: Sequence[str], today: date, weeks: int) -> list[date]:
        """The coming day of the week, or the last one; "next Tuesday" may be a week later.

        `weeks`: in how many of them it may be, if nothing tells.
        """
        coming = _next_weekday(today, weekday)
        if not self._words.periods["past"].isdisjoint(tokens):
            return [coming - timedelta(weeks=1)]
        some = weeks if self._words.periods["next"].isdisjoint(tokens) else 2
        return [coming + timedelta(weeks=week) for week in range(some)]

    def _of_month(self, tokens: Sequence[str], today: date) -> list[date]:
        """`the 5th`, `le 5`: the next day of such a number, if nothing else is said."""
        said = [token for token in tokens if token not in self._words.little | _LITTLE_WORDS]
        match = _DAY_OF_MONTH.fullmatch(said[0]) if len(said) == 1 else None
        number = int(match[1]) if match else None
        days = (today + timedelta(days) for days in range(62 if number else 0))
        found = next((each for each in days if each.day == number), None)
        return [found] if found else []


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
    tokens: Sequence[str], months: Phrases[int], words: Vocabulary, coming: "_Coming"
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
        if match:
            return int(match[1])
        return words.ordinals.get(token, words.numbers.get(token))
    return None


def _turned(plain: str, today: date) -> list[date]:
    """`1/12` as the twelfth of January."""
    for month, number in _TURNED.findall(plain):
        found = _Coming(_gregorian, today.year, today).day(int(month), int(number))
        if found and month != number:
            return [found]
    return []


def _relative(tokens: Sequence[str], words: Vocabulary) -> Iterator[int]:
    """`today`, `the day after tomorrow`, `in 3 days`, `سه روز دیگر`."""
    told = [days for _, _, days in find(tokens, words.days)]
    if told:
        yield from told
        return
    tokens = ["", *(token for token in tokens if token not in _LITTLE_WORDS), "", ""]
    for place in range(len(tokens) - 4):
        lead, number, unit, trail, end = tokens[place : place + 5]
        count = int(number) if number.isdecimal() else words.numbers.get(number)
        length = (unit in words.periods["days"]) + 7 * (unit in words.periods["weeks"])
        apart = lead in words.periods["in"] or not words.periods["later"].isdisjoint(
            (trail, f"{trail} {end}")
        )
        if apart and length and count is not None and count < _FURTHEST:
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
    if year in _LUNAR:
        return None
    return solar.day(year, month, number) or _gregorian(year, month, number)


def _gregorian(year: int, month: int, number: int) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None
