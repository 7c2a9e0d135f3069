"""What stands on a person's screen, as words to compare; and how typed lists are cut.

A label with a time in it is also known by the day's and month's names in every language, so that
"torek" or "3pm" finds "Tue 3 March, 15:00". The own name of a language is also known by what the
others call it, so that "arabic" finds "العربية".
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import tzinfo
from functools import cached_property, lru_cache

from domain.speech.languages import ALSO_SPOKEN, RARELY_SPOKEN
from domain.speech.text import Lines, Message, Moment, Span, Text, Verbatim
from translations import solar
from translations.cldr_names import called
from translations.reading.fold import bearing, fold, fold_plain
from translations.reading.shown import Shown, shown
from translations.reading.values.days import Days
from translations.reading.vocabulary import Vocabulary
from translations.saying.speaker import Speaker

_folded = lru_cache(maxsize=4096)(fold)  # of labels only: they are ours, not what people type
_MOST_SCREENS = 256  # that are kept prepared
_CALLED = {  # what people type and CLDR does not say
    "fa": ("farsi", "parsi", "فارسي"),
    "fa-AF": ("dari",),
    "ps": ("pashto", "pushto"),
    "kmr": ("kurmanji", "kurmanci", "kurdish", "kurdi"),
    "ckb": ("sorani",),
    "ti": ("tigrinya", "tigrigna"),
}
_AROUND = re.compile("[⬅☰✔⬇⬆]")
_NOTHING = Verbatim("")
_SEPARATORS = re.compile(r"[,;/+&\n،؛、·|]|\.(?=\s+\d)|(?<=\d)\s*و\s*(?=\d)")
_AND_JOINED = re.compile(r"\s+و(?=\S)")


class Labelled:
    """Reads labels as they stand on screens, in every offered language."""

    def __init__(self, words: Vocabulary, speaker: Speaker, zone: tzinfo, days: Days) -> None:
        self._speaker = speaker
        self._zone = zone
        self._days = days
        self._weekdays = _by_meaning(words.weekdays)
        self._months = _by_meaning(words.months)
        self._solar_months = _by_meaning(words.solar_months)
        self._screens: dict[tuple[str, str], list[Shown]] = {}

    @cached_property
    def _languages(self) -> Mapping[str, Sequence[str]]:
        offered = [each.tag for each in self._speaker.offered()]
        return _languages(offered, self._speaker)

    def said(self, labels: Sequence[Text], language: str) -> list[Shown]:
        """The labels' words in the reader's language, then in every other one.

        They are prepared once for all that is typed at a question.
        """
        screen = language, repr(labels)  # which shows every part of a text; their maps have no hash
        found = self._screens.get(screen)
        if found is None:
            if len(self._screens) >= _MOST_SCREENS:
                self._screens.clear()
            found = self._screens[screen] = self._said(labels, language)
        return found

    def _said(self, labels: Sequence[Text], language: str) -> list[Shown]:
        tags = [language, *(each.tag for each in self._speaker.offered() if each.tag != language)]
        texts = [_NOTHING, *labels]  # a label is a name: it does not decide on the language
        said = [
            shown(bearing(_folded(spoken.words)) for spoken in self._speaker.say(texts, tag)[1:])
            for tag in tags
        ]
        also = [[*self._times(label), *self._called(label)] for label in labels]
        if not any(also):
            return said
        return [*said, shown(self._solar(label) for label in labels), shown(also)]

    def fits(self, label: Text, tokens: Sequence[str]) -> bool:
        """Whether the label is about the day that was typed, if a day was typed at all."""
        on = {moment.at.astimezone(self._zone).date() for moment in _moments(label)}
        return not on or any(self._days.fits(each, tokens) for each in on)

    def answers(self, labels: Sequence[Text]) -> int:
        """How many labels there are before the buttons that lead around: back, more, done."""
        answers = [place for place, label in enumerate(labels) if not _leads_around(label)]
        return answers[-1] + 1 if answers else 0

    def _called(self, label: Text) -> Sequence[str]:
        """What other languages call a language that stands there with its own name."""
        names = label.gaps.values() if isinstance(label, Message) else (label,)
        words = [each.words for each in names if isinstance(each, Verbatim)]
        return [name for each in words for name in self._languages.get(each, ())]

    def _times(self, label: Text) -> Iterator[str]:
        """Everything that the times in a label may be called."""
        for moment in _moments(label):
            local = moment.at.astimezone(self._zone)
            yield from self._weekdays[local.isoweekday()] + self._months[local.month]
            yield from (f"{local.day}", f"{local.hour}", f"{local.hour:02}", f"{local.minute:02}")
            half = "pm" if local.hour >= 12 else "am"
            yield from (half, f"{local.hour % 12 or 12}", f"{local.hour % 12 or 12}{half}")
            yield from (f"{local.hour}h", f"{local.hour}h{local.minute:02}")

    def _solar(self, label: Text) -> Iterator[str]:
        """What the days in a label may be called in the Solar Hijri calendar."""
        for moment in _moments(label):
            local = moment.at.astimezone(self._zone)
            _, month, number = solar.written(local.date())
            yield from self._weekdays[local.isoweekday()] + self._solar_months[month]
            yield str(number)


def cuts(typed: str, between: Collection[str], little: Collection[str]) -> Iterator[list[str]]:
    """The ways to cut a typed list, the surest first."""
    parts = [part for part in _SEPARATORS.split(typed) if part.strip()]
    yield parts
    spaced = _AND_JOINED.sub(" و ", " , ".join(parts)).split()
    joined = "".join("," if token in between else f" {token}" for token in spaced)
    yield [part for part in joined.split(",") if part.strip()]
    yield [token for token in fold_plain(typed).split() if token not in little]


def _leads_around(label: Text) -> bool:
    return isinstance(label, Message) and bool(_AROUND.search(label.msgid))


def _moments(text: Text) -> Iterator[Moment]:
    match text:
        case Message():
            for gap in text.gaps.values():
                if isinstance(gap, Moment):
                    yield gap
                elif isinstance(gap, Span):
                    yield Moment(gap.starts)
        case Lines(parts):
            for part in parts:
                yield from _moments(part)


def _languages(offered: Sequence[str], speaker: Speaker) -> Mapping[str, Sequence[str]]:
    """By its own name: the tag of each language, and its name in all that we write."""
    return {
        speaker.own_name(tag): [
            fold(tag),
            *(word for each in offered for word in fold(called()[tag].get(each, "")).split()),
            *_CALLED.get(tag, ()),
        ]
        for tag in (*offered, *ALSO_SPOKEN, *RARELY_SPOKEN)
    }


def _by_meaning(words: Mapping[str, int]) -> Mapping[int, list[str]]:
    names: defaultdict[int, list[str]] = defaultdict(list)
    for phrase, meaning in words.items():
        names[meaning] += phrase.split()
    return names
