"""`lipa languages`: how far each catalogue is."""

from dataclasses import asdict

from bot.office.printing import Printout, aligned
from translations.catalogues import states

COLUMNS = ("tag", "own_name", "complete", "drafted", "reviewed", "ready")


def show() -> Printout:
    """Every language there is a catalogue for."""
    documents = [asdict(state) for state in states()]
    rows = [[_word(document[name]) for name in COLUMNS] for document in documents]
    return Printout(documents, aligned([COLUMNS, *rows]))


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
