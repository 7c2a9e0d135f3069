"""The translated words of a workbook: which languages it speaks, and what each row says in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.speech.text import Content
from domain.speech.writing import Fault, Written, fault_in, hidden_in
from storage.workbooks.headers import Record, Table
from storage.workbooks.language_tags import language_name, language_tag
from storage.workbooks.problems import Place, Report

MAX_WORDS = 4_000


@dataclass(slots=True)
class Words:
    """Reads translated cells. A column that names no language is in the default one."""

    default: str
    languages: tuple[str, ...]
    missing: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def read(self, record: Record, column: str) -> Content | None:
        """What the row says in that column, in the form's languages; None if nothing."""
        written = record.texts.get(column, {})
        said = {tag: words for tag in self.languages if (words := self._in(written, tag))}
        for tag, words in said.items():
            _check_words(record, column, tag if tag in written else None, words)
        if said:
            self._note_missing(record, said)
        return Content(said) if said else None

    def must_read(self, record: Record, column: str) -> Content:
        """The same; it is a problem when the default language is missing."""
        content = self.read(record, column)
        there = content is not None and self.default in content.by_language
        if not there and record.has_column(column):
            record.wrong(
                column,
                f"The {column} is missing in {language_name(self.default)}.",
                "Write it; it is shown to people whose own language is missing too.",
                language=self.default,
            )
        return content or Content({self.default: "-"})

    def report_missing(self, report: Report) -> None:
        """Note what people will read in another language than their own."""
        for (sheet, tag), rows in self.missing.items():
            some = ", ".join(map(str, rows[:10])) + (" …" if len(rows) > 10 else "")
            report.mended(
                f"{sheet}: not all is there in {language_name(tag)} (row {some}); "
                f"people who read it see {language_name(self.default)} there."
            )

    def _in(self, written: Mapping[str | None, str], tag: str) -> str | None:
        return written.get(tag) or (written.get(None) if tag == self.default else None)

    def _note_missing(self, record: Record, said: Mapping[str, str]) -> None:
        for tag in self.languages:
            if tag not in said and tag != self.default:
                rows = self.missing.setdefault((record.place.sheet, tag), [])
                if record.place.row not in rows[-1:]:
                    rows.append(record.place.row)


def _check_words(record: Record, column: str, language: str | None, words: str) -> None:
    if "${" in words:
        record.wrong(
            column,
            "Answers inside a text (${…}) cannot be shown in chat.",
            "Write a sentence that fits every answer.",
            language=language,
        )
    fault = fault_in(words, Written.PROSE)
    if fault is Fault.NOTHING:
        record.wrong(column, "Nothing in the text can be seen.", "Write words.", language=language)
    elif fault is Fault.HIDDEN:
        message = f"The text holds a character that cannot be shown ({hidden_in(words)})."
        record.wrong(column, message, "Delete it.", language=language)
    if len(words) > MAX_WORDS:
        record.wrong(
            column,
            f"The text is longer than {MAX_WORDS:,} characters.",
            "Split it into several notes.",
            language=language,
        )


def read_languages(settings: Record | None, survey: Table) -> Words:
    """The languages of the form, the default one first."""
    named = [tag for tag in survey.languages("label") if tag is not None]
    default = _given_default(settings) or _guessed_default(survey, named)
    unnamed = None in survey.languages("label")
    if named and default not in named and not unnamed and settings is not None:
        settings.wrong(
            "default_language",
            f"There is no column label::{language_name(default)}.",
            "Add it to the sheet “survey”, or choose another default language.",
        )
    languages = tuple(dict.fromkeys([default, *named]))
    _note_further(survey, languages)
    return Words(default, languages)


def _given_default(settings: Record | None) -> str | None:
    written = settings.cell("default_language") if settings else ""
    tag = language_tag(written) if written else None
    if settings and written and tag is None:
        settings.wrong(
            "default_language",
            f"“{written}” names no language with certainty.",
            "Write its name and code, for example Arabic (ar).",
        )
    return tag


def _guessed_default(survey: Table, named: list[str]) -> str:
    if None not in survey.languages("label"):
        return named[0] if named else "en"
    survey.place.mended(
        "no default language is named; texts without a language were read as English (en). "
        "If that is wrong, write default_language in the sheet “settings”."
    )
    return "en"


def _note_further(survey: Table, languages: tuple[str, ...]) -> None:
    for name in ("hint", "required_message", "constraint_message"):
        for tag in survey.languages(name):
            if tag is not None and tag not in languages:
                Place(survey.place.report, "survey").mended(
                    f"the column {name} in {language_name(tag)} is not used: it has no labels."
                )
