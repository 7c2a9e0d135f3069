"""Options that stand for a day or a time, found by the day or time that was typed.

What is typed as a time is compared as a time: 10:00 is never 11:00, however alike they look. What
is none of the offered is named back, so that nobody wonders what was understood.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from domain.speech.messages import Option
from domain.speech.text import Content, Lines, Message, Moment, Show, Span, Text, Verbatim, _
from flows.engine.asking import AGAIN
from flows.engine.ear.heard import Chosen, Ear, Found, Heard, Missed
from flows.engine.kit import Ask

_NUMBER = re.compile(r"\d+")
_MOST_WORDS = 3  # of a day with a time
_LONGEST_NUMBER = 3  # digits; longer ones are no answer's number
_WITH_TIME = (Show.TIME, Show.BOTH, Show.SHORT)
_WITH_DAY = (Show.DAY, Show.SHORT_DAY, Show.BOTH, Show.SHORT, Show.TIME)  # its day is asked before


@dataclass(frozen=True, slots=True)
class When:
    """The local day and time that a label shows, as far as it shows them."""

    day: date | None = None
    clock: time | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """Every day and time that the typed words may mean; `either`: a number may be one of both."""

    days: Sequence[date]
    clocks: Sequence[time]
    either: bool = False

    def __bool__(self) -> bool:
        return bool(self.days or self.clocks)

    def fits(self, when: When) -> bool:
        """Whether a label is of this day and time, as far as it shows any."""
        if self.either:
            return when == When() or self.names(when)
        day = not self.days or when.day is None or when.day in self.days
        return day and (not self.clocks or when.clock is None or when.clock in self.clocks)

    def names(self, when: When) -> bool:
        """Whether a label shows the day or the time that was typed."""
        if self.either:
            return when.day in self.days or when.clock in self.clocks
        shown = (self.days and when.day) or (self.clocks and when.clock)
        return bool(shown) and self.fits(when)


def typed(words: str, ear: Ear) -> Meant:
    """What these words may mean as a day and a time."""
    now = ear.desk.now.astimezone(ear.desk.zone)
    days, clocks = ear.understand.days(words, now), ear.understand.clocks(words)
    either = bool(days and clocks) and _is_either(words, days)
    return Meant(days, clocks, either)


def dated_option(words: str, ear: Ear) -> Heard | None:
    """The option that shows the typed day or time; several are asked about.

    A number alone names an answer first of all, and is an hour only where it names none.
    """
    meant = None if is_named(words, ear) else typed(words, ear)
    if not meant:
        return None
    options = _options(ear)
    keys = [option.key for option in options if meant.names(_when(option.label, ear))]
    if len(keys) == 1:
        return Chosen(keys[0], sure=_is_literal(words, meant))
    return Found(tuple(keys)) if 1 < len(keys) < len(options) else None


def is_named(words: str, ear: Ear) -> bool:
    """Whether these are the number of an option, or its words and no others."""
    if words.isdecimal():
        return 1 <= int(words) <= len(ear.place.offered)
    language = ear.desk.person.language
    return ear.understand.option(words, ear.labels, language, strict=True) is not None


def contradicts(words: str, label: Text, ear: Ear) -> bool:
    """Whether the label shows another day or time than the one that was typed."""
    return not typed(words, ear).fits(_when(label, ear))


def day_and_time(words: str, ear: Ear) -> Heard | None:
    """A day with a time, and nothing else said, where days or times are chosen: no wish."""
    if len(words.split()) > _MOST_WORDS:
        return None
    meant = typed(words, ear)
    return not_offered(words, ear) if meant.days and meant.clocks else None


def not_offered(words: str, ear: Ear) -> Missed | None:
    """Names a day, a time or a number back that is none of the options."""
    if not ear.place.offered or ear.place.expects is not None:
        return None
    if words.isdecimal() and len(words) <= _LONGEST_NUMBER:
        return Missed(_("There is no answer {number} here.", number=int(words)), read=True)
    meant = typed(words, ear)
    if not meant or not any(_shows(_when(label, ear), meant) for label in ear.labels):
        return None
    if meant.either:
        timed = all(_when(label, ear).clock for label in ear.labels[:1])
        meant = Meant((), meant.clocks) if timed else Meant(meant.days, ())
    said = _("{when} is not possible. Please choose one of these.", when=_said(meant, ear))
    return Missed(said, read=True)


def said_back(asked: Ask | None, key: str) -> Ask | None:
    """Asks whether this option was meant, where an answer acts and it is still offered."""
    options = asked.options if asked and asked.acts else ()
    label = next((option.label for option in options if option.key == key), None)
    if label is None:
        return None
    text = _("Do you mean {option}?", option=in_full(label))
    return Ask(text, [Option(key, _("Yes")), AGAIN])


def in_full(label: Text) -> Text:
    """The label with its days and times in full, to be said back."""
    match label:
        case Message(gaps=gaps):
            full = {
                name: replace(gap, show=Show.BOTH) if isinstance(gap, Moment) else gap
                for name, gap in gaps.items()
            }
            return replace(label, gaps=full)
        case Lines(parts):
            return replace(label, parts=tuple(map(in_full, parts)))
    return label


def _options(ear: Ear) -> Sequence[Option]:
    """Those on the screen; of a long list those of its other pages, too."""
    everything = ear.everything() if ear.place.more else ()
    shown = zip(ear.place.offered, ear.labels, strict=True)
    return everything or [Option(key, label) for (key, _packed), label in shown]


def _is_either(words: str, days: Sequence[date]) -> bool:
    """Whether day and time are read from the same number: `11` and `1.12.` may be either."""
    numbers = list(map(int, _NUMBER.findall(words)))
    if not any(map(str.isalpha, words)):
        return len(numbers) <= 2
    return len(numbers) == 1 and all(day.day == numbers[0] for day in days)


def _is_literal(words: str, meant: Meant) -> bool:
    """Whether it was typed in digits, with its minutes, and can be no other time."""
    digits = sum(map(str.isdigit, words))
    return digits > 2 and len(meant.clocks) == 1 and not any(map(str.isalpha, words))


def _shows(when: When, meant: Meant) -> bool:
    return bool((meant.days and when.day) or (meant.clocks and when.clock))


def _said(meant: Meant, ear: Ear) -> Moment:
    """What was typed, as it is said back."""
    today = ear.desk.now.astimezone(ear.desk.zone).date()
    show = Show.BOTH if meant.days and meant.clocks else Show.DAY if meant.days else Show.TIME
    day = meant.days[0] if meant.days else today
    clock = meant.clocks[0] if meant.clocks else time(12)
    return Moment(datetime.combine(day, clock, ear.desk.zone), show)


def _when(label: Text, ear: Ear) -> When:
    """The day and time that stand in a label: as we put them there, or in its words."""
    match label:
        case Message(gaps=gaps):
            whens = [_shown(gap, ear) for gap in gaps.values() if isinstance(gap, Moment | Span)]
        case Lines(parts):
            whens = [_when(part, ear) for part in parts]
        case Verbatim(words):
            whens = [_read(words, ear)]
        case Content(by_language):
            own = by_language.get(ear.desk.person.language)
            whens = [_read(own or next(iter(by_language.values())), ear)]
    return next((when for when in whens if when != When()), When())


def _shown(gap: Moment | Span, ear: Ear) -> When:
    at = gap.at if isinstance(gap, Moment) else gap.starts
    show = gap.show if isinstance(gap, Moment) else Show.TIME
    local = at.astimezone(ear.desk.zone)
    clock = local.time() if show in _WITH_TIME else None
    return When(local.date() if show in _WITH_DAY else None, clock)


def _read(words: str, ear: Ear) -> When:
    now = ear.desk.now.astimezone(ear.desk.zone)
    if not any(map(str.isdigit, words)):
        return When(ear.understand.day(words, now))
    return When(ear.understand.day(words, now), ear.understand.clock(words))
