"""Say a text to its reader: one language for the page, the right plural, every gap kept whole.

Which language is said:
1. Sentences of the catalogues are in the reader's language, whatever else stands on the page. One
   sentence missing from a catalogue puts all of them into English.
2. Each `Content` is in the first of these that it has: the reader's language, what its readers also
   read (`fallback` in languages.toml), the language it was first written in.
3. A `Content` in a language that its reader does not read is set apart, and the first time it says
   which language it is in: "(in English)". A button or a title does not: there is no room.
"""

from collections.abc import Sequence
from datetime import tzinfo

from domain.speech.languages import Language, Spoken
from domain.speech.text import Text, Verbatim
from translations.catalogues import SOURCE, Catalogues, own_name
from translations.saying.nearest import Order, Page
from translations.saying.voice import Voice

_NOTHING = Verbatim("")  # a list alone: no name in it is the page's own words


class Speaker:
    """`domain.speech.languages.Speak` over the catalogues. Times are said as they are in `zone`."""

    def __init__(self, catalogues: Catalogues, zone: tzinfo) -> None:
        self._catalogues = catalogues
        self._voices = {tag: Voice(each, zone) for tag, each in catalogues.ready.items()}
        self._tags = _tags(catalogues)
        self._orders: dict[str, Order] = {}

    def say(self, texts: Sequence[Text], language: str) -> list[Spoken]:
        """All texts of one message in its reader's language, the message's own words first."""
        order = self._order(language)
        try:
            return _said(self._voice(order), texts, order)
        except KeyError:  # a sentence that this catalogue does not have
            return _said(self._voices[SOURCE], texts, (SOURCE, *order))

    def placed(self, texts: Sequence[Text], language: str) -> Sequence[int]:
        """The places, from 0, of these names in the order in which their reader looks for them."""
        said = self.say([_NOTHING, *texts], language)[1:]
        return self._voice(self._order(language)).alphabet.placed([each.words for each in said])

    def offered(self) -> Sequence[Language]:
        """The languages people can choose, in the order they are shown."""
        return self._catalogues.offered

    def own_name(self, tag: str) -> str:
        """What a language, offered or not, calls itself; the tag when nobody knows."""
        return own_name(tag)

    def closest(self, tag: str) -> str | None:
        """The offered language for a platform's tag, or None."""
        wanted = tag.replace("_", "-").lower()
        while wanted:
            if wanted in self._tags:
                return self._tags[wanted]
            wanted = wanted.rpartition("-")[0]
        return None

    def _order(self, language: str) -> Order:
        """The reader's language and what they read besides."""
        order = self._orders.get(language)
        if order is None:
            catalogue = self._catalogues.ready.get(language)
            fallback = catalogue.facts.fallback if catalogue else ()
            order = tuple(dict.fromkeys((language, *fallback, language.partition("-")[0])))
            if catalogue:
                self._orders[language] = order
        return order

    def _voice(self, order: Order) -> Voice:
        return next(
            (self._voices[tag] for tag in order if tag in self._voices), self._voices[SOURCE]
        )


def _said(voice: Voice, texts: Sequence[Text], order: Order) -> list[Spoken]:
    page = Page(order if voice.tag in order else (*order, voice.tag))
    return [voice.say(text, page) for text in texts[:1]] + [
        voice.label(text, page) for text in texts[1:]
    ]


def _tags(catalogues: Catalogues) -> dict[str, str]:
    """Every tag that means an offered language."""
    tags: dict[str, str] = {}
    for language in catalogues.offered:
        for also in (language.tag, *catalogues.ready[language.tag].facts.also):
            tags.setdefault(also.lower(), language.tag)
    for language in catalogues.offered:
        tags.setdefault(language.tag.partition("-")[0].lower(), language.tag)
    return tags
