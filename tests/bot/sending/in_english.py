"""A speaker that needs no catalogues, for tests of sending."""

from collections.abc import Sequence

from domain.speech.languages import Language, Spoken
from domain.speech.text import Content, Lines, Message, Text, Verbatim


class English:
    """Says everything as it was written first, and says which language was wanted."""

    def say(self, texts: Sequence[Text], language: str) -> list[Spoken]:
        """Gaps stay gaps."""
        return [Spoken(self._words(text, language), language or "en") for text in texts]

    def offered(self) -> Sequence[Language]:
        """Only English."""
        return [Language("en", "English")]

    def closest(self, tag: str) -> str | None:
        """Only English."""
        return "en" if tag.startswith("en") else None

    def placed(self, texts: Sequence[Text], _language: str) -> Sequence[int]:
        """As they come."""
        return range(len(texts))

    def own_name(self, tag: str) -> str:
        """The tag does."""
        return tag

    def _words(self, text: Text, language: str) -> str:
        match text:
            case Message(msgid):
                return msgid
            case Content(by_language):
                return by_language.get(language, next(iter(by_language.values())))
            case Verbatim(words):
                return words
            case Lines(parts, between):
                return between.join(self._words(part, language) for part in parts)
