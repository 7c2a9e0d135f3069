"""`lipa survey list`: apart from what reads workbooks, which a list does not need."""

from typing import Any

from bot.office.office import Office
from bot.office.printing import Printout, aligned
from domain.speech.text import in_language
from domain.surveys.form import Form


def show(office: Office) -> Printout:
    """The newest version of each, in the order in which they were added."""
    forms = office.read(lambda work: work.surveys.all())
    documents = [_document(form) for form in forms]
    rows = [
        (d["id"], str(d["questions"]), ", ".join(d["languages"]), in_language(form.title, "en"))
        for d, form in zip(documents, forms, strict=True)
    ]
    head = ("id", "questions", "languages", "title")
    return Printout(documents, aligned([head, *rows]) if rows else "There are no surveys.")


def _document(form: Form) -> dict[str, Any]:
    return {
        "id": form.id,
        "title": dict(form.title.by_language),
        "version": form.version,
        "questions": len(form.questions),
        "languages": list(form.languages),
    }
