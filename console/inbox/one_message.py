"""One message: what was written, what came of it, and what can be done. Each look is noted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from console.core.open_keys import open_keys, session_of
from console.core.pages import Result, Shown
from console.core.visit import NotAllowedError, Visit, done
from console.inbox.due import due_words
from domain.events.notices import proposal_facts
from domain.matters.alias import alias_of
from domain.matters.box import OpenSealed
from domain.matters.matter import Matter, MatterId, Subject, may_read
from domain.speech.text import Text
from domain.staff.audit import View
from domain.staff.member import ANNOUNCERS, Duty, Member
from storage.matters.key_at_hand import Reader


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as this member sees it. `locked`: it is in a box that is not open here."""

    matter: Matter
    words: str = field(default="", repr=False)
    answer: str = field(default="", repr=False)
    locked: bool = False
    sealed: bool = False


def show(visit: Visit) -> Result:
    """What was typed before and not sent stands in the field."""
    return drawn(visit, typed=visit.one("words"))


def drawn(
    visit: Visit,
    *,
    typed: str = "",
    wrong: Mapping[str, Text] | None = None,
    preview: Mapping[str, Any] | None = None,
) -> Shown:
    """The page, with what was typed, what is wrong with it, and what they would get."""
    seen = see(visit)
    matter = seen.matter
    staff, canned = visit.read(lambda tx: (tx.staff.all(), tx.matters.canned()))
    due, kind = due_words(matter, visit)
    values = {
        "seen": seen,
        "matter": matter,
        "alias": alias_of(matter.id),
        "due": due,
        "kind": kind,
        "owner": next((each.name for each in staff if each.id == matter.holder), ""),
        "reads": visit.speaker.own_name(matter.language) if matter.language else "",
        "colleagues": _colleagues(matter, staff, visit),
        "canned": [("", "–"), *((str(each.id), each.name) for each in canned)],
        "facts": proposal_facts(matter.proposal) if matter.proposal else (),
        "may_grant": matter.subject is Subject.AGE and Duty.CHILDREN in visit.me.duties,
        "may_give": visit.me.role in ANNOUNCERS and matter.subject is not Subject.PROPOSAL,
        "typed": typed,
        "wrong": wrong or {},
        "preview": preview,
    }
    return Shown("inbox/message.html", values, 422 if wrong else 200)


def see(visit: Visit) -> Seen:
    """The message, once it is noted that somebody looks. Raises NotAllowedError."""
    matter = known(visit)
    if not matter.box:
        visit.look(View.MESSAGE, str(matter.id), lambda _tx: None)
        return Seen(matter, matter.words, matter.answer)
    reader = reader_of(visit)
    if reader is None or not reader.can(matter):
        return Seen(matter, locked=True, sealed=True)
    opened = done(visit.perform(OpenSealed(matter.id)))
    if opened is None:
        raise NotAllowedError
    return Seen(opened, reader.words(opened) or "", reader.answer(opened), sealed=True)


def known(visit: Visit) -> Matter:
    """The message of this address, if this member may read it. Raises NotAllowedError."""
    number = MatterId(visit.number("number"))
    matter = visit.read(lambda tx: tx.matters.get(number))
    if matter is None or not may_read(visit.me, matter):
        raise NotAllowedError
    return matter


def reader_of(visit: Visit) -> Reader | None:
    """This member with their key, if it is open in this session."""
    private = open_keys(visit).of(session_of(visit), visit.me.id)
    return None if private is None else Reader(visit.me, private)


def _colleagues(matter: Matter, staff: Sequence[Member], visit: Visit) -> Sequence[tuple[str, str]]:
    """Who may go on with it; whoever looks may take it themselves."""
    able = [each for each in staff if may_read(each, matter)]
    others = [(str(each.id), each.name) for each in able if each.id != visit.me.id]
    return [(str(visit.me.id), visit.me.name), *others]
