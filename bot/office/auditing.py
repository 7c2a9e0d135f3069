"""`lipa audit list`: who looked at people's data."""

from typing import Any

from bot.office.office import Office
from bot.office.printing import Printout, aligned
from domain.staff.audit import OPERATOR, Looked
from domain.staff.member import StaffId
from storage.store import Transaction

COLUMNS = ("at", "who", "view", "about", "why")


def show(office: Office) -> Printout:
    """Every look at people's data, the oldest first; this look leaves no row."""
    looks, names = office.read(lambda work: (work.audit.all(), _names(work)))
    documents = [_document(each, names, office) for each in looks]
    rows = [tuple(document[name] for name in COLUMNS) for document in documents]
    return Printout(documents, aligned([COLUMNS, *rows]) if rows else "Nobody has looked yet.")


def _names(work: Transaction) -> dict[StaffId, str]:
    return {OPERATOR: "command line"} | {each.id: each.name for each in work.staff.all()}


def _document(looked: Looked, names: dict[StaffId, str], office: Office) -> dict[str, Any]:
    return {
        "at": office.local(looked.at),
        "who": names.get(looked.who, f"staff {looked.who}"),  # somebody who left
        "view": str(looked.view),
        "about": looked.about,
        "why": str(looked.why),
    }
