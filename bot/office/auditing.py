"""`lipa audit …`: who looked at people's data, and what to do when a look was hidden."""

from typing import Any

from bot.office.office import Office
from bot.office.printing import Printout, aligned
from bot.running.faults import CommandError
from domain.staff.audit import OPERATOR, Looked, View, Why
from domain.staff.member import StaffId
from storage.store import Transaction

COLUMNS = ("at", "who", "view", "about", "why")


def show(office: Office) -> Printout:
    """Every look at people's data, the oldest first; the last one is this."""
    looks, names = office.look(
        View.AUDIT, "", Why.LIST, lambda work: (work.audit.all(), _names(work))
    )
    documents = [_document(each, names, office) for each in looks]
    rows = [tuple(document[name] for name in COLUMNS) for document in documents]
    return Printout(documents, aligned([COLUMNS, *rows]))


def accept(office: Office) -> Printout:
    """What does not fit was looked into: the anchor begins anew, and that is noted, too.

    Raises CommandError when there is nothing to accept.
    """
    verdict = office.store.judge_audit(office.now)
    if verdict.damage is None:
        raise CommandError("Everything fits: there is nothing to accept.")
    about = f"{verdict.damage} {verdict.row}"
    looked = Looked(office.now, OPERATOR, View.AUDIT, about, Why.ACCEPTED)
    office.store.write(lambda work: work.audit.accept(looked))
    return Printout({"accepted": str(verdict.damage)}, "Noted. From this row on it must fit again.")


def _names(work: Transaction) -> dict[StaffId, str]:
    return {OPERATOR: "command line"} | {each.id: each.name for each in work.staff.all()}


def _document(looked: Looked, names: dict[StaffId, str], office: Office) -> dict[str, Any]:
    return {
        "at": office.local(looked.at),
        "who": names.get(looked.who, f"staff {looked.who}"),  # somebody who left
        "view": str(looked.view.shown),
        "about": looked.about,
        "why": str(looked.why),
    }
