"""One language's file of an operator's texts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from console.documents.fields import FieldReport, Fields
from console.documents.parsing import Json
from domain.advice.slot import Topic
from domain.speech.writing import Written, fault_in

PHONE = re.compile(r"\+?[0-9][0-9 ()/-]{1,28}")
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_NAME = 120
LONGEST_LINE = 200
LONGEST_TEXT = 500
LONGEST_ANSWER = 1000
MOST_WAYS = 20
KNOWN = ("sample", "organisation", "rules", "bring", "emergency", "contact", "question")


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """Somebody to call or visit. What is empty was not written."""

    name: str
    phone: str = ""
    address: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """What people ask, in several ways, and the answer."""

    ask: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Page:
    """All of one file. Entries are found by `emergency.KEY` and `contact.KEY`, in their order."""

    organisation: str
    entries: Mapping[str, HelpEntry]
    bring: Mapping[Topic, str] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    sample: bool = False
    questions: Mapping[str, QuestionEntry] = field(default_factory=dict)

    @property
    def emergency(self) -> list[str]:
        """The keys of the numbers to call in danger."""
        return [key for key in self.entries if key.startswith("emergency.")]

    @property
    def contacts(self) -> list[str]:
        """The keys of the operator's contacts, in the order of the file."""
        return [key for key in self.entries if key.startswith("contact.")]


def read_page(parsed: Mapping[str, Json]) -> Page:
    """The file, read strictly. Raises DocumentError, which names every field that is wrong."""
    report = FieldReport()
    fields = Fields(parsed, KNOWN, report)
    entries = _entries("emergency", fields, ("name", "phone"))
    if not entries:
        fields.wrong("emergency", "must have a number to call in danger: [emergency.police]")
    page = Page(
        fields.words("organisation", LONGEST_NAME),
        entries | _entries("contact", fields, ("name", "phone", "address", "hours")),
        _bring(fields),
        _rules(fields),
        fields.flag("sample"),
        _questions(fields),
    )
    report.settle()
    return page


def _entries(kind: str, fields: Fields, known: tuple[str, ...]) -> dict[str, HelpEntry]:
    return {
        f"{kind}.{key}": _entry(entry, needs_phone=kind == "emergency")
        for key, entry in _tables(kind, fields, known)
    }


def _tables(kind: str, fields: Fields, known: tuple[str, ...]) -> Iterator[tuple[str, Fields]]:
    """The tables of this kind by their keys, such as `[contact.advice]`."""
    value = fields.value(kind, optional=True)
    if value is None:
        return
    if not isinstance(value, dict):
        fields.wrong(kind, f"must be tables such as [{kind}.police]")
        return
    inner = fields.inner(kind, tuple(value))
    for key in value:
        if inner is None or not KEY.fullmatch(key):
            fields.wrong(kind, "keys must be small letters, digits and _")
            continue
        entry = inner.inner(key, known)
        if entry is not None:
            yield key, entry


def _entry(fields: Fields, *, needs_phone: bool) -> HelpEntry:
    return HelpEntry(
        fields.words("name", LONGEST_NAME),
        _phone(fields) if needs_phone or fields.has("phone") else "",
        fields.words("address", LONGEST_LINE, Written.PROSE) if fields.has("address") else "",
        fields.words("hours", LONGEST_LINE, Written.PROSE) if fields.has("hours") else "",
    )


def _phone(fields: Fields) -> str:
    phone = fields.words("phone", 30)
    if phone != "-" and not PHONE.fullmatch(phone):
        fields.wrong(
            "phone", 'must be a phone number in quotation marks, such as "+386 1 200 00 00"'
        )
    return phone


def _bring(fields: Fields) -> dict[Topic, str]:
    """What to bring to advice, for some topics or all."""
    inner = fields.inner("bring", tuple(Topic))
    if inner is None:
        return {}
    told = (topic for topic in Topic if inner.has(topic))
    return {topic: inner.words(topic, LONGEST_TEXT, Written.PROSE) for topic in told}


def _questions(fields: Fields) -> dict[str, QuestionEntry]:
    """What people ask again and again: `[question.tea]` with `ask` and `answer`."""
    return {
        key: QuestionEntry(_ways(entry), entry.words("answer", LONGEST_ANSWER, Written.PROSE))
        for key, entry in _tables("question", fields, ("ask", "answer"))
    }


def _ways(fields: Fields) -> tuple[str, ...]:
    """At least one way of asking it, of which something is left where only words count."""
    ways = fields.items("ask")
    if not 0 < len(ways) <= MOST_WAYS or not all(_is_sentence(way) and way.strip() for way in ways):
        fields.wrong("ask", f"must be 1 to {MOST_WAYS} sentences of at most {LONGEST_LINE} letters")
        return ()
    return tuple(each.strip() for each in ways)


def _is_sentence(rule: Json) -> bool:
    if not isinstance(rule, str) or len(rule.strip()) > LONGEST_LINE:
        return False
    return fault_in(rule.strip(), Written.PROSE) is None


def _rules(fields: Fields) -> tuple[str, ...]:
    rules = fields.items("rules", optional=True)
    if not all(map(_is_sentence, rules)):
        fields.wrong("rules", f"must be sentences of at most {LONGEST_LINE} letters")
        return ()
    return tuple(each.strip() for each in rules)
