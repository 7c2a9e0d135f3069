"""`lipa matters …`: what only its readers open, listed, shared and closed without its words.

They are read and answered at the desk in a browser alone, where a key is open for one session.
"""

from typing import Any

from bot.office.office import Office, number
from bot.office.printing import Printout, aligned
from bot.office.reader_keys import Ask, known, unlocked
from bot.running.faults import WRONG, CommandError
from domain.matters.box import CloseSealed, ShareSealed
from domain.matters.matter import NO_MATTER, Matter, MatterId, MatterState
from domain.matters.readers import opens
from domain.staff.member import Member
from storage.matters.key_at_hand import Reader
from storage.sealing import boxes

COLUMNS = ("number", "day", "state")
NOTHING_CLOSED = "No closed message is kept."
SHUT = "{many} more were sealed before you had a key: ask a reader for lipa matters share {id}."


def show(office: Office, member: str, *, closed: bool = False, ask: Ask) -> Printout:
    """What is sealed to this member and not closed, or closed, the oldest first."""
    reader = _reader(office, member, ask)
    found = [m for m in office.read(lambda work: work.matters.all()) if m.box]
    asked = [m for m in found if (m.state is MatterState.CLOSED) == closed]
    theirs = [m for m in asked if opens(reader.member, m)]
    documents = [_row(m, office) for m in theirs if reader.can(m)]
    shut = len(theirs) - len(documents)
    rows = [tuple(document[name] for name in COLUMNS) for document in documents]
    said = (
        [aligned([COLUMNS, *rows])] if rows else [NOTHING_CLOSED if closed else "No message waits."]
    )
    said += [SHUT.format(many=shut, id=member)] if shut else []
    return Printout(documents, "\n".join(said))


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
