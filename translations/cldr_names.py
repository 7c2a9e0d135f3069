"""What languages are called: by themselves, and in the languages that people here write.

The names are those of CLDR. They stand in a table of our own, which `make looks` renews: to read
them there takes the dates and all else of some ninety languages, a second of somebody's waiting.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from domain.speech.languages import ALSO_SPOKEN, RARELY_SPOKEN

FILE = Path(__file__).with_name("cldr_names.json")
_SPOKEN = """
    af am ar az be bg bm bn bs ckb cs da de el en es et fa fa-AF ff fi fil fr gu ha he hi hr hu hy
    id ig it ja ka kk kmr ko ku ky lg ln lt lv mg mk ml mn ms my nb ne nl om pa pl ps pt rn ro rom
    ru rw sd si sk sl sn so sq sr sv sw ta te tg th ti tk tr ug uk ur uz vi wo yo zh
"""
SPOKEN = tuple(_SPOKEN.split())  # by people who come here, or by those who live here
NAMED_IN = ("en", "sl", "ar", "fa", "fr", "ru", "de", "es", "it", "sq", "sr", "tr", "uk")
OWN = ""  # under which a language's own name stands


@cache
def called() -> Mapping[str, Mapping[str, str]]:
    """By the tag of each language its names, by the language that they are in."""
    table: dict[str, dict[str, str]] = json.loads(FILE.read_text(encoding="utf-8"))
    return table


def own(tag: str) -> str:
    """What a language calls itself; nothing where CLDR does not know."""
    return called().get(tag, {}).get(OWN) or _own(tag)


def written() -> str:
    """The table, as it stands in the file: a line for each language."""
    known = {tag: Locale.parse(tag).languages for tag in NAMED_IN}
    lines = []
    for tag in sorted({*SPOKEN, *ALSO_SPOKEN, *RARELY_SPOKEN}):
        names = {each: str(known[each].get(tag.replace("-", "_"), "")) for each in NAMED_IN}
        said = {place: name for place, name in {OWN: _own(tag), **names}.items() if name}
        lines.append(f"{json.dumps(tag)}:{json.dumps(said, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _own(tag: str) -> str:
    try:
        name = Locale.parse(tag, sep="-").get_language_name() or ""
    except (UnknownLocaleError, ValueError):
        return ""
    return name[:1].upper() + name[1:]


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
