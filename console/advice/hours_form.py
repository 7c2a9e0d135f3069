"""An adviser's open hours, from a form: days of the week, without holidays, with breaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain

from console.core.visit import Visit
from domain.advice.opening_hours import (
    LONGEST,
    MINUTES,
    MOST_BREAK,
    MOST_TIMES,
    Hours,
    Times,
    times_of,
)
from domain.advice.slot import AddSlots, NewSlots, Topic
from domain.speech.text import Content, Ltr, Text, _
from domain.speech.writing import Written, fault_in
from translations.catalogues import facts

NAME, PLACE = 100, 200  # letters
PLACE_IN = "place-"
NOT_EMPTY = _("Please write something here.")
ONE_AT_LEAST = _("Please choose at least one.")
NO_CLOCK = _("Please write a time such as {time}.", time=Ltr("09:00"))
NO_DAY = _("Please write a day such as {day}.", day=Ltr("2026-12-25"))


@dataclass(slots=True)
class HoursForm:
    """What was typed, read into a command; `wrong` says by field what is to be mended."""

    visit: Visit
    wrong: dict[str, Text] = field(default_factory=dict)

    def read(self) -> AddSlots | None:
        """The times to come; None when something is wrong."""
        adviser = self._line("adviser", needed=True)
        languages = tuple(self._chosen("languages", list(facts())))
        topics = frozenset(map(Topic, self._chosen("topics", list(Topic))))
        room, interpreter = self._line("room"), self._line("interpreter")
        place, times = self._place(), self._times()
        if not times and not self.wrong:
            self.wrong["last"] = _("There is no time to come on these days.")
        if self.wrong or place is None:
            return None
        urgent = self.visit.one("urgent") == "yes"
        said = (adviser, languages, topics, place, times, urgent, room, interpreter)
        return AddSlots(NewSlots(*said))

    def _line(self, name: str, *, needed: bool = False, most: int = NAME) -> str:
        words = self.visit.one(name)
        fault = fault_in(words, Written.LINE) if words else None
        if fault is not None:
            self.wrong[name] = fault.text
        elif len(words) > most:
            self.wrong[name] = _("Please write at most {most} letters.", most=most)
        elif needed and not words:
            self.wrong[name] = NOT_EMPTY
        return words

    def _chosen(self, name: str, known: list[str]) -> list[str]:
        found = [each for each in known if each in self.visit.many(name)]
        if not found:
            self.wrong[name] = ONE_AT_LEAST
        return found

    def _place(self) -> Content | None:
        """In as many languages as were written; at least in one."""
        names = [name for name in self.visit.form if name.startswith(PLACE_IN)]
        written = {name: self._line(name, most=PLACE) for name in names}
        found = {name.removeprefix(PLACE_IN): words for name, words in written.items() if words}
        if not found:
            self.wrong[f"{PLACE_IN}{self.visit.language}"] = NOT_EMPTY
        return Content(found) if found else None

    def _times(self) -> Times:
        days = [int(day) for day in self._chosen("weekdays", [str(day) for day in range(7)])]
        begins, ends = self._clock("begins"), self._clock("ends")
        length = self._minutes("minutes", *MINUTES)
        pause = self._minutes("break", 0, MOST_BREAK)
        first, last = self._day("first"), self._day("last")
        holidays = set(self._holidays())
        if self.wrong or begins is None or ends is None or first is None or last is None:
            return ()
        if begins >= ends:
            self.wrong["ends"] = _("It must end after it begins.")
            return ()
        if not timedelta() <= last - first <= LONGEST:
            self.wrong["last"] = _("This must be within a year after the first day.")
            return ()
        hours = [Hours(day, begins, ends, length, pause, first, last) for day in days]
        return self._to_come(hours, holidays)

    def _to_come(self, hours: list[Hours], holidays: set[date]) -> Times:
        every = (times_of(each, holidays, self.visit.zone) for each in hours)
        flat = chain.from_iterable(chain.from_iterable(every))
        times = tuple(sorted(each for each in flat if each[0] > self.visit.now))
        if len(times) > MOST_TIMES:
            text = _(
                "These are {many} times; at most {most} are added at once.",
                many=len(times),
                most=MOST_TIMES,
            )
            self.wrong["last"] = text
        return times

    def _clock(self, name: str) -> time | None:
        try:
            return time.fromisoformat(self.visit.one(name)).replace(tzinfo=None)
        except ValueError:
            self.wrong[name] = NO_CLOCK
            return None

    def _minutes(self, name: str, least: int, most: int) -> timedelta:
        written = self.visit.one(name)
        if not (written.isascii() and written.isdecimal() and least <= int(written[:9]) <= most):
            self.wrong[name] = _(
                "Please write a number from {least} to {most}.", least=least, most=most
            )
            return timedelta()
        return timedelta(minutes=int(written))

    def _day(self, name: str) -> date | None:
        try:
            return date.fromisoformat(self.visit.one(name))
        except ValueError:
            self.wrong[name] = NO_DAY
            return None

    def _holidays(self) -> Iterator[date]:
        for written in re.split(r"[\s,;]+", self.visit.one("holidays")):
            try:
                if written:
                    yield datetime.strptime(written, "%Y-%m-%d").date()  # noqa: DTZ007 - a local day
            except ValueError:
                self.wrong["holidays"] = NO_DAY
