"""Messages to the team as a list: what waits, whose it is, and where something was written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from console.core.pages import Result, Shown
from console.core.visit import Visit
from console.inbox.due import due_words
from domain.matters.alias import alias_of
from domain.matters.matter import GUARDED, Matter, MatterState, Subject, may_read
from domain.speech.digits import digits_of
from domain.speech.text import Message, Text, _
from domain.staff.audit import View
from domain.staff.member import StaffId
from storage.store import Transaction

PER_PAGE = 50
SEARCHED = 500  # of the newest messages words are looked for in
UNSETTLED = (MatterState.OPEN, MatterState.ANSWERED)
FILTERS: Mapping[str, tuple[Message, Callable[[Matter, StaffId], bool]]] = {
    "open": (_("Waiting"), lambda m, _me: m.state is MatterState.OPEN),
    "mine": (_("Mine"), lambda m, me: m.holder == me and m.state in UNSETTLED),
    "nobody": (_("Nobody's"), lambda m, _me: m.holder is None and m.state is MatterState.OPEN),
    "answered": (_("Answered"), lambda m, _me: m.state is MatterState.ANSWERED),
    "closed": (_("Closed"), lambda m, _me: m.state is MatterState.CLOSED),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the list, without anything that was written."""

    matter: Matter
    alias: Message
    due: Text
    kind: str
    owner: str
    locked: bool


def show(visit: Visit) -> Result:
    """The messages that this member may read: those that wait, unless the address asks else."""
    which = visit.asked("which") if visit.asked("which") in FILTERS else "open"
    states = [MatterState.CLOSED] if which == "closed" else []
    theirs, names = visit.read(lambda tx: _theirs(tx, visit, *UNSETTLED, *states))
    chosen = [m for m in theirs if FILTERS[which][1](m, visit.me.id) and _fits(m, visit)]
    if which == "closed":
        chosen.sort(key=lambda m: m.closed_at or m.at, reverse=True)
    first = PER_PAGE * (max(1, int(digits_of(visit.asked("page"))[:6] or 1)) - 1)
    values = {
        "which": which,
        "lines": [_line(m, names, visit) for m in chosen[first : first + PER_PAGE]],
        "first": first,
        "many": len(chosen),
        "tabs": [_tab(key, theirs, visit) for key in FILTERS],
        **_choices(theirs, visit),
        "searched": None,
    }
    return Shown("inbox/list.html", values)


def search(visit: Visit) -> Result:
    """By number, or by words in what this member may read; what is locked stays out of it."""
    wanted = visit.one("q")[:100]
    theirs, names = visit.read(lambda tx: _theirs(tx, visit, *UNSETTLED, MatterState.CLOSED))
    number = digits_of(wanted)
    if number and len(number) == len(wanted):
        found = [m for m in theirs if str(m.id).startswith(number)]
    else:
        found = list(_with_words(wanted.casefold(), visit)) if wanted else []
    values = {
        "which": "",
        "lines": [_line(m, names, visit) for m in found[:PER_PAGE]],
        "first": 0,
        "many": min(len(found), PER_PAGE),
        "tabs": [_tab(key, theirs, visit) for key in FILTERS],
        **_choices(theirs, visit),
        "searched": wanted,
    }
    return Shown("inbox/list.html", values)


def waiting(visit: Visit) -> int:
    """How many wait for an answer that this member may read."""
    listed = visit.read(lambda tx: tx.matters.listed(MatterState.OPEN))
    return sum(may_read(visit.me, each) for each in listed)


def _theirs(
    tx: Transaction, visit: Visit, *states: MatterState
) -> tuple[list[Matter], Mapping[StaffId, str]]:
    names = {each.id: each.name for each in tx.staff.all()}
    return [m for m in tx.matters.listed(*states) if may_read(visit.me, m)], names


def _with_words(wanted: str, visit: Visit) -> Sequence[Matter]:
    recent = visit.look(View.MESSAGE, "search", lambda tx: tx.matters.recent(SEARCHED))
    readable = (m for m in recent if may_read(visit.me, m) and not m.box)
    return [m for m in readable if wanted in f"{m.words}\n{m.answer}".casefold()]


def _fits(matter: Matter, visit: Visit) -> bool:
    subject, language = visit.asked("subject"), visit.asked("language")
    return subject in ("", matter.subject) and language in ("", matter.language)


def _tab(key: str, theirs: Sequence[Matter], visit: Visit) -> tuple[str, Message, int | None]:
    """Closed ones are not counted: nobody needs to do anything about them."""
    title, holds = FILTERS[key]
    many = None if key == "closed" else sum(holds(m, visit.me.id) for m in theirs)
    return key, title, many


def _choices(theirs: Sequence[Matter], visit: Visit) -> Mapping[str, object]:
    """What there is to choose among; nothing that they may not know of."""
    subjects = {m.subject for m in theirs}
    languages = sorted({m.language for m in theirs if m.language})
    return {
        "subjects": [(each.value, visit.say(each.label)) for each in Subject if each in subjects],
        "reading": [(each, visit.speaker.own_name(each)) for each in languages],
    }


def _line(matter: Matter, names: Mapping[StaffId, str], visit: Visit) -> Line:
    due, kind = due_words(matter, visit)
    owner = "" if matter.holder is None else names.get(matter.holder, "")
    return Line(matter, alias_of(matter.id), due, kind, owner, matter.subject in GUARDED)
