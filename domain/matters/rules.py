"""Writing to the team, answering, handing on, closing and opening again."""

from collections.abc import Sequence

from domain.matters.box import EraseAnswer
from domain.matters.matter import (
    ENOUGH,
    EXPIRES,
    LOCKED,
    LONGEST,
    LONGEST_LETTER,
    LONGEST_NOTE,
    MOST_AT_ONCE,
    MOST_OPEN,
    NO_MATTER,
    NOBODY_READS,
    UNREAD,
    AddToMatter,
    AnswerMatter,
    CloseMatter,
    ExpireMatters,
    HandMatter,
    LeaveMatter,
    MatterId,
    MatterState,
    ReopenMatter,
    Subject,
    may_read,
)
from domain.matters.notices import WAITS, answered, expired, waits_locked
from domain.matters.pushing import tell_holder, tell_readers
from domain.matters.readers import is_read, readers
from domain.matters.reading import readable
from domain.matters.sealing import begin
from domain.outcome import Done, Outcome, Refused
from domain.speech.messages import Say
from domain.speech.writing import Written, fault_in
from domain.staff.member import NO_MEMBER, NOT_STAFF, Member
from domain.work import Work


def leave_matter(command: LeaveMatter, work: Work) -> Outcome[MatterId]:
    """Its value is its number. Focal points hear at once, day and night, that something waits."""
    waiting = [m for m in work.matters.of(work.person) if m.state is MatterState.OPEN]
    if len(waiting) >= MOST_OPEN:
        return Refused(ENOUGH)
    young = work.people.get(work.person).young
    begin(work)
    subject, about, sealed = command.subject, command.about, work.matters.sealed()
    there = readers(subject, about, work.staff.all(), young=young, sealed=sealed)
    if not is_read(subject, there, young=young):
        return Refused(NOBODY_READS)
    keys = [each.key for each in there] if subject in sealed else []
    words, now = command.words[:LONGEST_LETTER], work.now
    left = work.matters.add(work.person, subject, words, now, about, keys, young=young)
    if subject is Subject.DANGER:
        _alarm(there, waits_locked(left) if keys else WAITS, work)
    else:
        tell_readers(there, work)
    return Done(left)


def add_to_matter(command: AddToMatter, work: Work) -> Outcome[MatterId]:
    """More of what waits for its answer stands in the same message, as far as it fits.

    What does not fit, or cannot be added since the message is shut in a box or was answered, is
    left as a message of its own about the same. Refused when they did not write the first.
    """
    matter = work.matters.get(command.matter)
    if matter is None or matter.person != work.person:
        return Refused(NO_MATTER)
    words = f"{matter.words}{_between(matter.words)}{command.words}"
    if matter.state is MatterState.OPEN and not matter.box and len(words) <= LONGEST_LETTER:
        work.matters.reword(matter.id, words)
        return Done(matter.id)
    return leave_matter(LeaveMatter(matter.subject, command.words, matter.about), work)


def _between(words: str) -> str:
    """Each bubble has lines of its own, but what a platform has cut is one."""
    return "" if len(words) == MOST_AT_ONCE else "\n"


def _alarm(members: Sequence[Member], said: Say, work: Work) -> None:
    for each in members:
        if each.person is not None:
            work.posts.alarm(each.person, said, work.now)


def answer_matter(command: AnswerMatter, work: Work) -> Outcome[None]:
    """It goes to whoever wrote, unless they want to hear nothing; they find it where they wrote."""
    matter = readable(command.matter, work)
    if matter is None:
        return Refused(NO_MATTER)
    if matter.box:
        return Refused(LOCKED)
    fault = fault_in(command.words, Written.PROSE)
    if fault:
        return Refused(fault.text)
    work.matters.answer(matter.id, command.words[:LONGEST])
    person = work.people.get(matter.person)
    if not person.stopped:
        words = command.words[:LONGEST] if not person.pin else ""
        work.posts.write(matter.person, answered(matter, words), work.now)
    return Done(None)


def hand_matter(command: HandMatter, work: Work) -> Outcome[None]:
    """Only by and to somebody who may read it, else refused. They hear of it by day.

    What stands in a box is written about nowhere else.
    """
    matter, member = readable(command.matter, work), work.staff.get(command.member)
    if matter is None:
        return Refused(NO_MATTER)
    if member is None or not may_read(member, matter):
        return Refused(NO_MEMBER)
    note = command.note.strip()
    if note and (matter.box or (fault := fault_in(note, Written.PROSE)) is not None):
        return Refused(LOCKED if matter.box or fault is None else fault.text)
    work.matters.hand(matter.id, member.id, note[:LONGEST_NOTE])
    tell_holder(matter, member, work)
    return Done(None)


def close_matter(command: CloseMatter, work: Work) -> Outcome[None]:
    """By staff who may read it, or by whoever wrote it; its words go some time later.

    Refused to all others, and when it is closed already.
    """
    own = work.matters.get(command.matter)
    mine = own is not None and bool(work.person) and own.person == work.person
    matter = own if mine else readable(command.matter, work)
    if matter is None or matter.state is MatterState.CLOSED:
        return Refused(NO_MATTER)
    if not mine and not work.operates and work.member is None:
        return Refused(NOT_STAFF)
    work.matters.close(matter.id, work.now)
    return Done(None)


def reopen_matter(command: ReopenMatter, work: Work) -> Outcome[None]:
    """It waits again, and its words stay. Refused to whoever may not read it.

    Undone, it is as it was: what was answered does not wait.
    """
    matter = readable(command.matter, work)
    if matter is None:
        return Refused(NO_MATTER)
    answered_before = bool(matter.answer or matter.answered_on)
    undone = command.undo and answered_before and matter.state is MatterState.CLOSED
    work.matters.reopen(matter.id, MatterState.ANSWERED if undone else MatterState.OPEN)
    return Done(None)


def erase_answer(command: EraseAnswer, work: Work) -> Outcome[None]:
    """Only by whoever wrote."""
    matter = work.matters.get(command.matter)
    if matter is None or matter.person != work.person:
        return Refused(NO_MATTER)
    work.matters.erase_answer(matter.id)
    return Done(None)


def expire_matters(_command: ExpireMatters, work: Work) -> Outcome[int]:
    """Its value says how many were closed. Whoever never had an answer is told so.

    An answer that only its readers should open goes, too, when it waited `UNREAD` to be read.
    """
    unread = (work.now - UNREAD).date()
    for each in work.matters.open():
        if each.box and each.answer and each.answered_on and each.answered_on < unread:
            work.matters.erase_answer(each.id)
    late = [each for each in work.matters.open() if each.due + EXPIRES < work.now]
    for each in late:
        work.matters.close(each.id, work.now)
        unanswered = each.state is MatterState.OPEN and not (each.answer or each.answered_on)
        if unanswered and not work.people.get(each.person).stopped:
            work.posts.write(each.person, expired(each), work.now)
    return Done(len(late))
