"""What a reader does with a message that only keys open, passphrase in hand.

Its words are read and answered in a session in a browser; elsewhere it is shared and closed.

Whoever gives these commands has opened the box already, or it would be of no use to them.
"""

from domain.matters.box import AnswerSealed, CloseSealed, OpenSealed, ShareSealed
from domain.matters.matter import LONGEST, NO_MATTER, Matter, MatterId
from domain.matters.notices import answered_sealed
from domain.matters.readers import opens
from domain.outcome import Done, Outcome, Refused
from domain.speech.writing import Written, fault_in
from domain.staff.audit import Looked, View, Why
from domain.staff.member import NO_MEMBER, StaffId
from domain.work import Work


def open_sealed(command: OpenSealed, work: Work) -> Outcome[Matter]:
    """Its value is the message, with its boxes; that it was opened is noted first."""
    by = work.signed_in
    matter = None if by is None else _theirs(command.matter, by, work)
    if matter is None or by is None:
        return Refused(NO_MATTER)
    _note(matter, by, Why.OPENED, work)
    return Done(matter)


def answer_sealed(command: AnswerSealed, work: Work) -> Outcome[None]:
    """It goes to whoever wrote, and into a box; kept for them only where it cannot be sent now."""
    by = work.signed_in
    matter = None if by is None else _theirs(command.matter, by, work)
    if matter is None:
        return Refused(NO_MATTER)
    fault = fault_in(command.words, Written.PROSE)
    if fault:
        return Refused(fault.text)
    words, person = command.words[:LONGEST], work.people.get(matter.person)
    able = [each for each in work.staff.all() if each.proven and opens(each, matter)]
    day = work.now.astimezone(work.zone).date()
    shut = person.pin or bool(work.links.doubted(person.id))  # where it arrives it is not shown
    kept = person.stopped or shut
    work.matters.answer_sealed(matter.id, words, day, [each.key for each in able], kept=kept)
    if not person.stopped:
        said = answered_sealed(matter, "" if shut else words)
        work.posts.write(matter.person, said, work.now)
    return Done(None)


def close_sealed(command: CloseSealed, work: Work) -> Outcome[None]:
    """Its boxes go some time later, as the words of others do."""
    matter = _theirs(command.matter, command.by, work)
    if matter is None:
        return Refused(NO_MATTER)
    work.matters.close(matter.id, work.now)
    return Done(None)


def share_sealed(command: ShareSealed, work: Work) -> Outcome[None]:
    """Only to whoever may open it and has proved a key; it is noted."""
    matter, to = _theirs(command.matter, command.by, work), work.staff.get(command.to)
    if matter is None:
        return Refused(NO_MATTER)
    if to is None or not to.proven or not opens(to, matter):
        return Refused(NO_MEMBER)
    work.matters.share(matter.id, command.box, command.answer_box)
    _note(matter, command.by, Why.SHARED, work)
    return Done(None)


def _theirs(matter: MatterId, by: StaffId, work: Work) -> Matter | None:
    found, member = work.matters.get(matter), work.staff.get(by)
    if found is None or member is None or not found.box:
        return None
    return found if member.proven and opens(member, found) else None


def _note(matter: Matter, by: StaffId, why: Why, work: Work) -> None:
    work.audit.note(Looked(work.now, by, View.MESSAGE, str(matter.id), why))
