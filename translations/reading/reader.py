"""Read what people type: any script, any spelling, any of our languages, all at once.

Unsure is None: asking again is better than guessing. Nothing typed is kept longer than whoever asks
holds a reader that has heard it.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import UTC, date, datetime, time, tzinfo
from typing import Self

from domain.speech.languages import AskedFor, Danger, Intent, Ways
from domain.speech.text import Text
from translations.catalogues import Catalogues
from translations.reading import asked
from translations.reading.danger import dangers
from translations.reading.fold import MOST_WORDS
from translations.reading.intents import Intents, Wanted
from translations.reading.labels import Labelled
from translations.reading.language_names import LanguageNames
from translations.reading.language_of import language_of
from translations.reading.meaning.meaning import Meaning
from translations.reading.options import Options
from translations.reading.statistics.likelihood import likelihood, offered
from translations.reading.typed import Typed
from translations.reading.values import numerals
from translations.reading.values.clock_times import Clocks
from translations.reading.values.company import Company
from translations.reading.values.days import Days
from translations.reading.values.number_words import NumberWords
from translations.reading.vocabulary import vocabulary
from translations.reading.yes_or_no import YesOrNo
from translations.saying.speaker import Speaker

_MOST_WORDS, _FEW_WORDS = 8, 3  # of a number said in words; in more than few, "one" counts nothing
_SPEAKING = frozenset([  # beside the name of a language
    "language", "speak", "write", "lang", "i", "can", "you", "do", "only", "jezik", "govorim",
    "pišite", "po", "langue", "parle", "parler", "écrivez", "en", "язык", "говорю", "пишите",
    "على", "لغه", "اللغه", "تكلم", "احكي", "زبان", "حرف", "بزنيد", "به",
])  # fmt: skip


class Reader:
    """`domain.speech.languages.Understand`. `zone`: where times in labels of options are local.

    `meaning` is for what stays unsure, where its extra is installed.
    """

    def __init__(
        self, catalogues: Catalogues, zone: tzinfo = UTC, meaning: Meaning | None = None
    ) -> None:
        self._words = vocabulary()
        self._answers = YesOrNo(self._words)
        self._intents = Intents(self._words, self._answers, dangers(), likelihood())
        self._meaning = meaning
        self._counting = NumberWords(self._words)
        self._days = Days(self._words, self._counting)
        labels = Labelled(self._words, Speaker(catalogues, zone), zone, self._days)
        self._options = Options(self._words, self._answers, labels)
        said_beside = (self._words.little, self._words.polite, self._words.between, _SPEAKING)
        self._languages = LanguageNames(frozenset().union(*said_beside), self._words.negations)
        self._company = Company(self._words, self._counting)
        self._clocks = Clocks(self._words, self._counting)
        self._read = Typed("")
        self._wanted: Wanted | None = None
        self._open: Mapping[Intent, float] = {}  # what the words may want, if it can be pondered
        self._likely: Mapping[Intent, float] | None = None  # once it was

    def heard(self, words: str) -> Self:
        """A reader that has read these words already: asking it about them costs little.

        Others go on with this one; the words stay with the reader that is returned.
        """
        reader = copy(self)
        reader._read = Typed(words.strip())  # noqa: SLF001 - its own kind
        reader._wanted = self._intents.find(reader._read)  # noqa: SLF001
        ponders = self._meaning is not None and self._meaning.ready
        reader._open = self._intents.likelihoods(reader._read) if ponders else {}  # noqa: SLF001
        reader._likely = None  # noqa: SLF001
        return reader

    def unsure(self, words: str) -> bool:
        """Whether `pondered` may find more in these words, which were heard already."""
        wanted = self._wanted
        if not self._open or wanted is None or self._meaning is None:
            return False
        guessed = wanted.loosely is None or (
            wanted.strictly is None and self._open.get(wanted.loosely, 1) < self._meaning.clear_from
        )
        return guessed and words.strip() == self._read.words

    def pondered(self, words: str) -> Self:
        """A reader that has thought about what these words mean, if it is unsure of them."""
        if self._meaning is None or self._wanted is None or not self.unsure(words):
            return self
        reader = copy(self)
        likely = self._meaning.of(self._read.words, self._open)
        reader._open, reader._likely = {}, likely  # noqa: SLF001 - its own kind
        reader._wanted = self._wanted._replace(loosely=self._meaning.sure(likely))  # noqa: SLF001
        return reader

    def intent(self, words: str, *, strict: bool = False) -> Intent | None:
        """What is wanted. `strict`: only where the whole message says just that."""
        heard = self._wanted if words.strip() == self._read.words else None
        wanted = heard or self._intents.find(Typed(words))
        return wanted.strictly if strict else wanted.loosely

    def danger(self, words: str) -> Danger | None:
        """What danger the words speak of; None where that is not certain."""
        return self._intents.danger(self._typed(words))

    def language_of(self, words: str) -> str | None:
        """The language that the words are in, by its tag; None where that is not certain."""
        typed = self._typed(words)
        return typed.once("language of", lambda: language_of(typed))

    def maybe(self, words: str) -> Sequence[Intent]:
        """Up to three wishes that may be meant where `intent` is unsure, the likeliest first."""
        if self._likely is not None and words.strip() == self._read.words:
            return offered(self._likely)
        return self._intents.likely(self._typed(words))

    def asked(self, words: str, ways: Ways) -> AskedFor:
        """Which of these questions is asked, or of those that are asked everywhere."""
        typed, polite = self._typed(words), self._words.polite
        return typed.once(("asked", ways), lambda: asked.question(typed, ways, polite))

    def option(
        self, words: str, labels: Sequence[Text], language: str, *, strict: bool = False
    ) -> int | None:
        """Which of the labels, as shown in any language, is meant: by words or by number from 1.

        `strict`: only when the words are the whole label, never by number; for typed questions.
        """
        if strict:
            return self._options.exactly(self._typed(words), labels, language)
        return self._options.one(self._typed(words), labels, language)

    def options(self, words: str, labels: Sequence[Text], language: str) -> list[int] | None:
        """Which labels are meant where several may be chosen: `1, 3`, `1 and 3`, words."""
        return self._options.many(self._typed(words), labels, language)

    def search(self, words: str, labels: Sequence[Text], language: str) -> list[int]:
        """Every label that the words may be looking for, in their order; never by number."""
        return self._options.near(self._typed(words), labels, language)

    def number(self, words: str) -> int | None:
        """A whole number, in any script's digits or as a word; None for several or a fraction."""
        typed = self._typed(words)
        tokens = typed.tokens if len(typed.tokens) <= _MOST_WORDS else []
        counted = self._counting.counted(self._counting.mended(tokens))
        least = 0 if len(counted) <= _FEW_WORDS else 2
        worded = [token for token in counted if token.isdecimal() and token not in tokens]
        named = {int(token) for token in worded if int(token) >= least}
        found = numerals.number(typed.plain, named)
        return None if len(worded) > 1 or named - {found} else found

    def people(self, words: str, language: str) -> int | None:
        """How many people, the writer too: `5`, `me and my wife`, `2 adults 2 kids`."""
        return self._company.people(self._typed(words).plain, language)

    def day(self, words: str, now: datetime) -> date | None:
        """A day; without a year the next such day. `now` is aware and local."""
        typed = self._typed(words)
        if len(typed.tokens) > MOST_WORDS:
            return None
        return self._days.read(typed.plain, typed.tokens, now.date())

    def days(self, words: str, now: datetime) -> Sequence[date]:
        """Every day that may be meant, where `day` is unsure too: `next Tuesday`, `1/12`."""
        typed = self._typed(words)
        if len(typed.tokens) > MOST_WORDS:
            return ()
        return self._days.possible(typed.plain, typed.tokens, now.date())

    def clock(self, words: str) -> time | None:
        """The one time of day that is meant, on a 24 h clock; a lone 1 to 6 is unsure, so None."""
        typed = self._typed(words)
        return None if len(typed.tokens) > MOST_WORDS else self._clocks.read(typed.plain)

    def language(self, words: str, *, strict: bool = False) -> str | None:
        """The BCP-47 tag of the one language that is named; `strict`: where nothing else is."""
        typed = self._typed(words)
        find = self._languages.whole if strict else self._languages.within
        return typed.once(("language", strict), lambda: find(typed))

    def nods(self, words: str) -> bool:
        """Whether it is an "ok", a thumb, a "fine" and no more: a yes, or only kind."""
        typed = self._typed(words)
        return typed.once("nods", lambda: self._answers.nods(typed.folded))

    def clocks(self, words: str) -> Sequence[time]:
        """Every time of day that may be meant: two for a lone 1 to 6."""
        typed = self._typed(words)
        return () if len(typed.tokens) > MOST_WORDS else self._clocks.possible(typed.plain)

    def yes_no(self, words: str) -> bool | None:
        """True: yes; False: no; None: anything that is not listed, or both."""
        typed = self._typed(words)
        return typed.once("yes or no", lambda: self._answers.yes_no(typed.folded))

    def _typed(self, words: str) -> Typed:
        return self._read if words == self._read.words else Typed(words)
