"""One language as it is said: its sentences, its dates and digits, its direction.

Every gap is wrapped in bidi isolates here and nowhere else.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import tzinfo
from functools import lru_cache

from domain.speech.languages import Spoken
from domain.speech.text import (
    FOREIGN,
    Content,
    Gap,
    Lines,
    Ltr,
    Message,
    Moment,
    Span,
    Text,
    Verbatim,
)
from translations import gaps
from translations.catalogues import SOURCE, Catalogue, name_of
from translations.saying import bidi
from translations.saying.alphabet import Alphabet
from translations.saying.calendars import Calendar
from translations.saying.nearest import Page

_KEPT = 8192  # sentences per language: many times what the code has
_LAST = re.compile(r"\{([a-z][a-z0-9_]*)\}$", re.MULTILINE)
_template = lru_cache(maxsize=_KEPT)(gaps.parse)


class Voice:
    """One language: its sentences, dates and direction. Sentences without gaps are kept as said."""

    def __init__(self, catalogue: Catalogue, zone: tzinfo) -> None:
        self.tag = catalogue.facts.tag
        self._rtl = catalogue.facts.right_to_left
        self._locale = catalogue.facts.locale
        self._script = _script(catalogue.facts.own_name)
        self.alphabet = Alphabet(catalogue.facts.alphabet)
        self._form_of = catalogue.form
        self._sentences = catalogue.sentences
        if self._rtl:
            self._sentences = {
                msgid: tuple(map(bidi.commands, forms))
                for msgid, forms in catalogue.sentences.items()
            }
        self._hours_turn = self._rtl and not bidi.has_rtl(catalogue.facts.until)
        self._calendar = Calendar(catalogue.facts, zone)
        self._plain: dict[str, Spoken] = {}

    def say(self, text: Text, page: Page) -> Spoken:
        """The text as its reader sees it; KeyError where a sentence is missing."""
        if type(text) is Message and not text.gaps:
            return self._plain.get(text.msgid) or self._kept(text)
        return self._spoken(self._words(text, page))

    def label(self, text: Text, page: Page) -> Spoken:
        """The same on a button or as a title: foreign words are set apart, and that is all."""
        if type(text) is Message and not text.gaps:
            return self.say(text, page)
        words = self._words(text, Page(page.order, None))
        if words.isdecimal() and words.isascii():
            return self._spoken(self._calendar.in_digits(words))
        foreign = type(text) is Verbatim and self._rtl and not bidi.has_rtl(words)
        return self._spoken(bidi.isolate(words) if foreign else words)

    def _kept(self, message: Message) -> Spoken:
        """A sentence without gaps, kept for the next time."""
        spoken = self._spoken(self._words(message, Page(())))
        if len(self._plain) < _KEPT:
            self._plain[message.msgid] = spoken
        return spoken

    def _spoken(self, words: str) -> Spoken:
        return Spoken(words, self.tag, self._rtl, self._calendar.digits)

    def _words(self, text: Text, page: Page) -> str:
        match text:
            case Message():
                words = self._filled(text, page)
                return bidi.begin(words) if self._rtl else words
            case Content():
                return self._prose(text, page)
            case Verbatim(words):
                return words
            case Lines(parts, between):
                return self._lines(parts, between, page)

    def _prose(self, content: Content, page: Page) -> str:
        """What stands on its own; in foreign words set apart, and with their language named."""
        tag, words = page.best(content)
        if page.reads(tag) or not _script(words):
            return self._own(words)
        said = self._apart(bidi.strip(words)) + self._note(tag, words, page)
        return bidi.begin(said) if self._rtl and page.named is not None else said

    def _behind(self, content: Content, page: Page) -> str:
        """The note of a field, `📍 {place}`. In the middle of a sentence it would only disturb.

        A name in letters that one reads needs none: an address is in no language.
        """
        tag, words = page.best(content)
        if page.reads(tag) or _script(words) in (self._script, ""):
            return ""
        return self._note(tag, words, page)

    def _note(self, tag: str, words: str, page: Page) -> str:
        """That the words before it are in another language, once on a page; else nothing.

        Behind one line there is room for it, not behind many.
        """
        known = self.tag == SOURCE or FOREIGN in self._sentences
        if not known or not page.to_name(words):
            return ""
        note = Message(FOREIGN, {"language": name_of(tag, self._locale)})
        return ("\n" if "\n" in words else " ") + self._words(note, page)

    def _own(self, words: str) -> str:
        """What was written in a script of ours, with its hours running as those we write."""
        return bidi.hours(words) if self._hours_turn and bidi.has_rtl(words) else words

    def _filled(self, message: Message, page: Page) -> str:
        form = self._form(message)
        fillings = {name: self._gap(gap, page) for name, gap in message.gaps.items()}
        for name in _last_gaps(form):
            gap = message.gaps.get(name)
            if type(gap) is Content:
                fillings[name] += self._behind(gap, page)
        return gaps.fill(_template(form), fillings)

    def _lines(self, parts: Sequence[Text], between: str, page: Page) -> str:
        if "\n" in between:
            return between.join(self._words(part, page) for part in parts)
        silent = Page(page.order, None)  # a row of names has no room either
        said = ((part, self._words(part, silent)) for part in parts)
        return between.join(
            words if type(part) is Message else self._apart(words) for part, words in said
        )

    def _form(self, message: Message) -> str:
        """The sentence in this language, in the plural form that its number takes."""
        if self.tag == SOURCE:
            forms: Sequence[str] = (message.msgid, message.plural or message.msgid)
        else:
            forms = self._sentences[message.msgid]
        number = message.gaps.get("n")
        if message.plural is None or type(number) is not int:
            return forms[0]
        return forms[min(self._form_of(abs(number)), len(forms) - 1)]

    def _gap(self, gap: Gap, page: Page) -> str:
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
                return self._apart(self._inside(gap, page))

    def _inside(self, gap: str | Moment | Text, page: Page) -> str:
        match gap:
            case str():
                return bidi.strip(gap)
            case Moment():
                return self._calendar.moment(gap)
            case Message():
                return self._filled(gap, page)
            case Content():
                return self._own(bidi.strip(page.best(gap)[1]))
            case Verbatim(words):
                return bidi.strip(words)
            case _:
                return self._words(gap, page)

    def _left_to_right(self, words: str) -> str:
        if words.startswith(bidi.PAGES):
            return words  # a mark behind it would become a part of the link
        return bidi.ltr(words) if self._rtl or bidi.has_rtl(words) else words

    def _between(self, words: str) -> str:
        """Two times: with a word of this language between them they run as it does."""
        return self._apart(words) if bidi.has_rtl(words) else self._left_to_right(words)

    def _apart(self, words: str) -> str:
        return bidi.isolate(words) if self._rtl or bidi.has_rtl(words) else words


def _script(words: str) -> str:
    """The script of the first letter, as Unicode calls it; empty where there is none."""
    first = next(filter(str.isalpha, words), None)
    return unicodedata.name(first, "").partition(" ")[0] if first else ""


@lru_cache(maxsize=_KEPT)
def _last_gaps(form: str) -> tuple[str, ...]:
    """The gaps with which a line of this sentence ends."""
    return tuple(_LAST.findall(form))
