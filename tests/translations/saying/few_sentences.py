"""Catalogues of a few sentences, to see what a reader sees."""

from datetime import UTC, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from domain.speech.text import FOREIGN, Content, Text, _
from translations.catalogues import Catalogue, Catalogues, facts
from translations.saying.speaker import Speaker

ZONE = ZoneInfo("Europe/Ljubljana")
NINE = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
FSI, LRI, PDI, RLM = "\u2068", "\u2066", "\u2069", "\u200f"
FOOTBALL = Content({"en": "Football", "sl": "Nogomet", "ar": "كرة القدم"})
ONLY_SLOVENE = Content({"sl": "Piknik"})
ONLY_GERMAN = Content({"de": "Fest am Fluss"})
MENU = _("☰ Menu")

IN_SLOVENE = f"(باللغة {FSI}السلوفانية{PDI})"
ARABIC = {
    FOREIGN: ("(باللغة {language})",),
    "☰ Menu": ("☰ القائمة",),
    "{title}": ("{title}",),
    "With {name} at {time}.": ("مع {name} الساعة {time}.",),
    "Call {phone}.": ("الهاتف {phone}.",),
    "Write /stop to {name}.": ("إلى {name}: /stop",),
    "{day}: {title}": ("{day}: {title}",),
    "Open {page}": ("الصفحة {page}",),
    "Only {n}.": ("{n} فقط",),
}
SLOVENE = {
    FOREIGN: ("(jezik: {language})",),
    "☰ Menu": ("☰ Meni",),
    "{title}": ("{title}",),
    "Hello {name}": ("{name}, živjo",),
}


def speaker_of(**sentences: dict[str, tuple[str, ...]]) -> Speaker:
    """Speaks English, Slovene and Arabic of a few sentences each, and what is given."""
    known = facts()
    written = {"en": {}, "sl": SLOVENE, "ar": ARABIC} | sentences
    ready = {tag: Catalogue(known[tag], written[tag], lambda n: int(n != 1)) for tag in written}
    return Speaker(Catalogues(MappingProxyType(ready), (), ()), ZONE)


def said(text: Text, language: str, *labels: Text) -> list[str]:
    """The words of a message and its labels."""
    return [spoken.words for spoken in speaker_of().say([text, *labels], language)]
