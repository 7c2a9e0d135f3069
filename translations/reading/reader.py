"""Read what people type: any script, any spelling, any of our languages, all at once.

Unsure is None: asking again is better than guessing. Nothing typed is kept.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, tzinfo

from domain.speech.languages import Intent
from domain.speech.text import Text
from translations.catalogues import Catalogues
from translations.reading import days, numerals
from translations.reading.clock_times import Clocks
from translations.reading.fold import fold, fold_plain, plain
from translations.reading.intents import Intents
from translations.reading.labels import Labelled
from translations.reading.options import Options
from translations.reading.vocabulary import counted, find, vocabulary
from translations.reading.yes_or_no import YesOrNo
from translations.saying.speaker import Speaker

_MOST_WORDS = 3  # of a number said in words


class Reader:
    """`domain.speech.languages.Understand`. `zone`: where times in labels of options are local."""

    def __init__(self, catalogues: Catalogues, zone: tzinfo = UTC) -> None:
        self._words = vocabulary()
        self._answers = YesOrNo(self._words)
        self._intents = Intents(self._words, self._answers)
        labels = Labelled(self._words, Speaker(catalogues, zone), zone)
        self._options = Options(self._words, self._answers, labels)
        self._clocks = Clocks(self._words)

    def intent(self, words: str, *, strict: bool = False) -> Intent | None:
        """What is wanted. `strict`: only where the whole message says just that."""
        return self._intents.find(words, strict=strict)

    def option(
        self, words: str, labels: Sequence[Text], language: str, *, strict: bool = False
    ) -> int | None:
        """Which of the labels, as shown in any language, is meant: by words or by number from 1.

        `strict`: only when the words are the whole label, never by number; for typed questions.
        """
        if strict:
            return self._options.exactly(words, labels, language)
        return self._options.one(words, labels, language)

    def options(self, words: str, labels: Sequence[Text], language: str) -> list[int] | None:
        """Which labels are meant where several may be chosen: `1, 3`, `1 and 3`, words."""
        return self._options.many(words, labels, language)

    def search(self, words: str, labels: Sequence[Text], language: str) -> list[int]:
        """Every label that the words may be looking for, in their order; never by number."""
        return self._options.near(words, labels, language)

    def number(self, words: str) -> int | None:
        """A whole number, in any script's digits or as a word; None for several or a fraction."""
        typed = plain(words)
        tokens = counted(fold_plain(typed).split(), self._words)
        short = tokens if len(tokens) <= _MOST_WORDS else []  # in longer ones "one" counts nothing
        added = [int(token) for token in short if token.isdecimal()]
        named = (value for _, _, value in find(short, self._words.numbers))
        return numerals.number(typed, [*added, *named])

    def day(self, words: str, now: datetime) -> date | None:
        """A day; without a year the next such day. `now` is aware and local."""
        typed = plain(words)
        return days.day(typed, fold_plain(typed).split(), now.date(), self._words)

    def clock(self, words: str) -> time | None:
        """The one time of day that is meant, on a 24 h clock; a lone 1 to 6 is unsure, so None."""
        return self._clocks.read(plain(words))

    def yes_no(self, words: str) -> bool | None:
        """True: yes; False: no; None: anything that is not listed, or both."""
        return self._answers.yes_no(fold(words))
