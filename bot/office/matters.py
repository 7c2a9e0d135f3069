"""`lipa matters …`: what only its readers open, read and answered where their key is.

Words stand on the screen and nowhere else: no file, no log, no argument.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.office.office import Office, number
from bot.office.printing import Printout, aligned
from bot.office.reader_keys import Ask, known, unlocked
from bot.running.faults import WRONG, CommandError
from domain.matters.box import AnswerSealed, CloseSealed, OpenSealed, ShareSealed
from domain.matters.matter import LONGEST, NO_MATTER, Matter, MatterId
from domain.matters.readers import opens
from domain.staff.member import Member
from storage.matters.packing import box_place
from storage.sealing import boxes
from storage.sealing.crypto import SealError

COLUMNS = ("number", "day", "state")
SHUT = "{many} more were sealed before you had a key: ask a reader for lipa matters share {id}."


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with their key at hand."""

    member: Member
    private: bytes = field(repr=False)

    def words(self, what: str, matter: Matter, box: bytes) -> str | None:
        """What is in a box of this matter; None when it was not sealed to them."""
        try:
            return boxes.open(self.private, box_place(what, matter.id), box).decode()
        except SealError:
            return None

    def can(self, matter: Matter) -> bool:
        """Whether they may read it, and it was sealed to them."""
        return opens(self.member, matter) and self.words("words", matter, matter.box) is not None


def show(office: Office, member: str, *, ask: Ask) -> Printout:
    """What is not closed and sealed to this member, the oldest first."""
    reader = _reader(office, member, ask)
    waiting = [m for m in office.read(lambda work: work.matters.open()) if m.box]
    theirs = [m for m in waiting if opens(reader.member, m)]
    documents = [_row(m, office) for m in theirs if reader.can(m)]
    shut = len(theirs) - len(documents)
    rows = [tuple(document[name] for name in COLUMNS) for document in documents]
    said = [aligned([COLUMNS, *rows])] if rows else ["No message waits."]
    said += [SHUT.format(many=shut, id=member)] if shut else []
    return Printout(documents, "\n".join(said))


def read(office: Office, written: str, member: str, *, ask: Ask) -> Printout:
    """Its words, for this member's eyes."""
    reader = _reader(office, member, ask)
    matter = _opened(office, written, reader)
    office.perform(OpenSealed(matter.id, reader.member.id))
    document = {
        **_row(matter, office),
        "subject": office.in_english(matter.subject.label),
        "language": matter.language,
        "young": matter.young,
        "words": reader.words("words", matter, matter.box) or "",
        "answer": reader.words("answer", matter, matter.answer_box) if matter.answer_box else None,
    }
    return Printout(document, _page(document))


def answer(
    office: Office, written: str, member: str, *, ask: Ask, write: Callable[[str], str]
) -> Printout:
    """It is on its way to whoever wrote. Raises CommandError for no words, or too many."""
    reader = _reader(office, member, ask)
    matter = _opened(office, written, reader)
    words = write("The answer.")
    if not 0 < len(words) <= LONGEST:
        raise CommandError(f"must have between 1 and {LONGEST} letters", "answer", code=WRONG)
    office.perform(AnswerSealed(matter.id, reader.member.id, words))
    return Printout({"number": written}, "The answer is on its way.")


def close(office: Office, written: str, member: str, *, ask: Ask) -> Printout:
    """Nothing more is to be done."""
    reader = _reader(office, member, ask)
    matter = _opened(office, written, reader)
    office.perform(CloseSealed(matter.id, reader.member.id))
    return Printout({"number": written}, "It is closed.")


def share(office: Office, to: str, member: str, *, ask: Ask) -> Printout:
    """What this member can open and the other one may read opens for both."""
    reader, new = _reader(office, member, ask), known(office, to)
    if not new.proven:
        raise CommandError(f"They have not proved a key: lipa staff prove {to}.", "to", code=WRONG)
    found = [m for m in office.read(lambda work: work.matters.all()) if m.box and opens(new, m)]
    many = sum(_share(office, matter, reader, new) for matter in found if reader.can(matter))
    return Printout({"shared": many}, f"{many} messages open for them now.")


def _share(office: Office, matter: Matter, reader: Reader, new: Member) -> bool:
    old = (matter.box, matter.answer_box)
    box, answer_box = (boxes.share(reader.private, b, new.key) if b else b"" for b in old)
    if (box, answer_box) == old:
        return False
    office.perform(ShareSealed(matter.id, reader.member.id, new.id, box, answer_box))
    return True


def _reader(office: Office, member: str, ask: Ask) -> Reader:
    who = known(office, member, "as")
    private = unlocked(office, who, ask)
    if not who.proven:
        raise CommandError(f"has not proved a key: lipa staff prove {member}", "as", code=WRONG)
    return Reader(who, private)


def _opened(office: Office, written: str, reader: Reader) -> Matter:
    """The same refusal for what is not there and for what is not theirs."""
    wanted = MatterId(number("number", written))
    matter = office.read(lambda work: work.matters.get(wanted))
    if matter is None or not matter.box or not reader.can(matter):
        raise CommandError(office.in_english(NO_MATTER), "number", code=WRONG)
    return matter


def _row(matter: Matter, office: Office) -> dict[str, Any]:
    day = matter.at.astimezone(office.settings.time_zone).date().isoformat()
    return {"number": str(matter.id), "day": day, "state": str(matter.state)}


def _page(document: dict[str, Any]) -> str:
    head = [f"{document['number']} · {document['day']} · {document['state']}"]
    head += [f"{document['subject']} · they read {document['language']}"]
    head += ["Whoever wrote this is under 18."] if document["young"] else []
    words = _harmless(document["words"]) or "They ask you to write to them."
    parts = ["\n".join(head), words]
    parts += [f"Answered:\n{_harmless(document['answer'])}"] if document["answer"] else []
    return "\n\n".join(parts)


def _harmless(words: str) -> str:
    """Without what could play with a terminal."""
    return "".join(a for a in words if a == "\n" or unicodedata.category(a) != "Cc")
