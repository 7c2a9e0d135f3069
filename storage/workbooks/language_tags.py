"""Languages as people write them in survey workbooks: `Arabic (ar)`, `arabic`, `ar`, `zh_hans`."""

import re

_WITH_CODE = re.compile(r".*\(\s*([^()]*?)\s*\)\s*")
_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(-x(-[a-z0-9]{1,8})+)?"
)

# Only names that mean one language: not “Chinese”, “Kurdish” or “Serbo-Croatian”.
_CODES = {
    "albanian": "sq", "shqip": "sq", "amharic": "am", "አማርኛ": "am", "arabic": "ar", "العربية": "ar",
    "bengali": "bn", "bangla": "bn", "বাংলা": "bn", "bosnian": "bs", "bulgarian": "bg",
    "български": "bg", "burmese": "my", "croatian": "hr", "hrvatski": "hr", "czech": "cs",
    "danish": "da", "dari": "fa-AF", "دری": "fa-AF", "dutch": "nl", "english": "en", "farsi": "fa",
    "persian": "fa", "فارسی": "fa", "finnish": "fi", "french": "fr", "français": "fr",
    "german": "de", "deutsch": "de", "greek": "el", "ελληνικά": "el", "hausa": "ha", "hindi": "hi",
    "हिन्दी": "hi", "hungarian": "hu", "indonesian": "id", "italian": "it", "italiano": "it",
    "kurmanji": "kmr", "latvian": "lv", "lingala": "ln", "lithuanian": "lt", "macedonian": "mk",
    "македонски": "mk", "nepali": "ne", "norwegian": "no", "oromo": "om", "pashto": "ps",
    "پښتو": "ps", "polish": "pl", "polski": "pl", "portuguese": "pt", "português": "pt",
    "punjabi": "pa", "romanian": "ro", "russian": "ru", "русский": "ru", "serbian": "sr",
    "slovak": "sk", "slovene": "sl", "slovenian": "sl", "slovenščina": "sl", "somali": "so",
    "soomaali": "so", "sorani": "ckb", "spanish": "es", "español": "es", "swahili": "sw",
    "kiswahili": "sw", "swedish": "sv", "tamil": "ta", "tigrinya": "ti", "ትግርኛ": "ti",
    "turkish": "tr", "türkçe": "tr", "ukrainian": "uk", "українська": "uk", "urdu": "ur",
    "اردو": "ur", "uzbek": "uz", "vietnamese": "vi", "wolof": "wo", "yoruba": "yo",
}  # fmt: skip
_NAMES = {code: name.capitalize() for name, code in reversed(_CODES.items()) if name.isascii()}


def language_tag(written: str) -> str | None:
    """The BCP-47 tag that is meant, or None where that is not certain."""
    coded = _WITH_CODE.fullmatch(written)
    if coded:
        return _canonical(coded[1])
    name = " ".join(written.split()).lower()
    return _CODES.get(name) or _canonical(name)


def language_name(tag: str) -> str:
    """The language for a coordinator's eye: `Arabic (ar)`; the tag where we know no name."""
    return f"{_NAMES[tag]} ({tag})" if tag in _NAMES else tag


def _canonical(tag: str) -> str | None:
    low = tag.strip().lower().replace("_", "-")
    if not _TAG.fullmatch(low):
        return None
    first, *rest = low.split("-")
    return "-".join([first, *(_cased(part) for part in rest)])


def _cased(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part
