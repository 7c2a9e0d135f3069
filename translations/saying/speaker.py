"""Say a text to its reader: the right language, the right plural, every gap kept whole.

Which language a message is in:
1. Prose decides: every `Content` that stands on its own in the first text (the message itself;
   pass it first) or inside `Lines`. A bare `Content` further on is a title or the label of an
   answer: a name, like a `Content` in a gap, and decides nothing.
2. It is the first of these in which all of that prose exists: the reader's language, what its
   readers also read (`fallback` in languages.toml), the language the prose was first written in,
   English. If there is none, the same order for the first piece of prose alone.
3. Sentences of the catalogues exist in every ready language. If that language has no catalogue,
   the prose is in it and the sentences around it are the reader's.
4. One sentence missing from a catalogue puts the whole message into English.
5. A name is said in the message's language, else as in 2 for the reader, else as first written.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo
from functools import lru_cache

from domain.speech.languages import Language, Spoken
from domain.speech.text import Content, Gap, Lines, Ltr, Message, Moment, Span, Text, Verbatim
from translations import gaps
from translations.catalogues import SOURCE, Catalogue, Catalogues, own_name
from translations.saying import bidi
from translations.saying.calendars import Calendar

_KEPT = 8192  # sentences per language: many times what the code has
_template = lru_cache(maxsize=_KEPT)(gaps.parse)
Order = tuple[str, ...]  # languages, the wanted one first


class Speaker:
    """`domain.speech.languages.Speak` over the catalogues. Times are said as they are in `zone`."""

    def __init__(self, catalogues: Catalogues, zone: tzinfo) -> None:
        self._catalogues = catalogues
        self._voices = {tag: _Voice(each, zone) for tag, each in catalogues.ready.items()}
        self._tags = _tags(catalogues)
        self._orders: dict[str, Order] = {}

    def say(self, texts: Sequence[Text], language: str) -> list[Spoken]:
        """All texts of one message in one language, the message's own words first."""
        order = self._order(language)
        prose = [content for text in texts[:1] for content in _prose(text)]
        prose += [c for text in texts[1:] if type(text) is Lines for c in _prose(text)]
        if prose:
            order = (_common(prose, order), *order)
        try:
            voice = self._voice(order)
            return [voice.say(text, order) for text in texts]
        except KeyError:  # a sentence that this catalogue does not have
            return [self._voices[SOURCE].say(text, (SOURCE, *order)) for text in texts]

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

    def _voice(self, order: Order) -> "_Voice":
        return next(
            (self._voices[tag] for tag in order if tag in self._voices), self._voices[SOURCE]
        )


class _Voice:
    """One language: its sentences, dates and direction. Sentences without gaps are kept as said."""

    def __init__(self, catalogue: Catalogue, zone: tzinfo) -> None:
        self._tag = catalogue.facts.tag
        self._rtl = catalogue.facts.right_to_left
        self._form_of = catalogue.form
        self._sentences = catalogue.sentences
        if self._rtl:
            self._sentences = {
                msgid: tuple(map(bidi.commands, forms))
                for msgid, forms in catalogue.sentences.items()
            }
        self._calendar = Calendar(catalogue.facts, zone)
        self._plain: dict[str, Spoken] = {}

    def say(self, text: Text, order: Order) -> Spoken:
        """The text as its reader sees it; KeyError where a sentence is missing."""
        if type(text) is Message and not text.gaps:
            return self._plain.get(text.msgid) or self._kept(text)
        if type(text) is Content:
            tag, words = _best(text, order)
            return Spoken(words, tag, bidi.is_rtl(tag), self._calendar.digits)
        return self._spoken(self._words(text, order))

    def _kept(self, message: Message) -> Spoken:
        """A sentence without gaps, kept for the next time."""
        spoken = self._spoken(self._words(message, ()))
        if len(self._plain) < _KEPT:
            self._plain[message.msgid] = spoken
        return spoken

    def _spoken(self, words: str) -> Spoken:
        return Spoken(words, self._tag, self._rtl, self._calendar.digits)

    def _words(self, text: Text, order: Order) -> str:
        match text:
            case Message():
                words = self._filled(text, order)
                return bidi.begin(words) if self._rtl else words
            case Content():
                return _best(text, order)[1]
            case Verbatim(words):
                return words
            case Lines(parts, between):
                return self._lines(parts, between, order)

    def _filled(self, message: Message, order: Order) -> str:
        fillings = {name: self._gap(gap, order) for name, gap in message.gaps.items()}
        return gaps.fill(_template(self._form(message)), fillings)

    def _lines(self, parts: Sequence[Text], between: str, order: Order) -> str:
        said = [self._words(part, order) for part in parts]
        if "\n" not in between:
            said = [
                words if type(part) is Message else self._apart(words)
                for part, words in zip(parts, said, strict=True)
            ]
        return between.join(said)

    def _form(self, message: Message) -> str:
        """The sentence in this language, in the plural form that its number takes."""
        if self._tag == SOURCE:
            forms: Sequence[str] = (message.msgid, message.plural or message.msgid)
        else:
            forms = self._sentences[message.msgid]
        number = message.gaps.get("n")
        if message.plural is None or type(number) is not int:
            return forms[0]
        return forms[min(self._form_of(abs(number)), len(forms) - 1)]

    def _gap(self, gap: Gap, order: Order) -> str:
        """What fills a gap, kept apart from the sentence where direction could mix them up."""
        match gap:
            case int():
                words = self._calendar.number(gap)
                return words if gap >= 0 else self._left_to_right(words)
            case Ltr(words):
                return self._left_to_right(bidi.strip(words))
            case Span():
                return self._between(self._calendar.span(gap))
            case _:
                return self._apart(self._inside(gap, order))

    def _inside(self, gap: str | Moment | Text, order: Order) -> str:
        match gap:
            case str():
                return bidi.strip(gap)
            case Moment():
                return self._calendar.moment(gap)
            case Message():
                return self._filled(gap, order)
            case Content() | Verbatim():
                return bidi.strip(self._words(gap, order))
            case _:
                return self._words(gap, order)

    def _left_to_right(self, words: str) -> str:
        if words.startswith(("http://", "https://")):
            return words  # a mark behind it would become a part of the link
        return bidi.ltr(words) if self._rtl or bidi.has_rtl(words) else words

    def _between(self, words: str) -> str:
        """Two times: with a word of this language between them they run as it does."""
        return self._apart(words) if bidi.has_rtl(words) else self._left_to_right(words)

    def _apart(self, words: str) -> str:
        return bidi.isolate(words) if self._rtl or bidi.has_rtl(words) else words


def _prose(text: Text) -> Iterator[Content]:
    """Every content in there that stands on its own."""
    if type(text) is Content:
        yield text
    elif type(text) is Lines:
        for part in text.parts:
            yield from _prose(part)


def _common(prose: Sequence[Content], order: Order) -> str:
    """The language that all of the prose is said in."""
    first = next(iter(prose[0].by_language))
    wanted = (*order, first, SOURCE)
    everywhere = (tag for tag in wanted if all(tag in each.by_language for each in prose))
    return next(everywhere, None) or next(tag for tag in wanted if tag in prose[0].by_language)


def _best(content: Content, order: Order) -> tuple[str, str]:
    """The content in the first language of `order` that it has, else as first written."""
    said: Mapping[str, str] = content.by_language
    for tag in order:
        if tag in said:
            return tag, said[tag]
    return next(iter(said.items()))


def _tags(catalogues: Catalogues) -> dict[str, str]:
    """Every tag that means an offered language."""
    tags: dict[str, str] = {}
    for language in catalogues.offered:
        for also in (language.tag, *catalogues.ready[language.tag].facts.also):
            tags.setdefault(also.lower(), language.tag)
    for language in catalogues.offered:
        tags.setdefault(language.tag.partition("-")[0].lower(), language.tag)
    return tags
