"""Writing to the team, answering, handing on, closing and opening again."""

from collections.abc import Iterable

from domain.matters.matter import (
    ENOUGH,
    EXPIRES,
    GUARDED,
    LONGEST,
    MOST_OPEN,
    NO_MATTER,
    NOBODY_READS,
    AnswerMatter,
    CloseMatter,
    ExpireMatters,
    HandMatter,
    LeaveMatter,
    MatterId,
    MatterState,
    ReopenMatter,
    Subject,
    is_read,
    may_read,
    named,
    reads,
)
from domain.matters.notices import answered, expired
from domain.matters.reading import readable
from domain.outcome import Done, Outcome, Refused
from domain.speech.messages import Say
from domain.speech.text import _
from domain.staff.member import NO_MEMBER, NOT_STAFF, Member
from domain.work import Work


def leave_matter(command: LeaveMatter, work: Work) -> Outcome[MatterId]:
    """Its value is its number. Focal points hear at once, day and night, that something waits."""
    waiting = [m for m in work.matters.of(work.person) if m.state is MatterState.OPEN]
    if len(waiting) >= MOST_OPEN:
        return Refused(ENOUGH)
    young = work.people.get(work.person).young
    guarded = command.subject in GUARDED
    readers = [m for m in work.staff.all() if not (guarded and named(m, command.words))]
    if not is_read(command.subject, readers, young=young):
        return Refused(NOBODY_READS)
    due = work.now + command.subject.answered_in
    words = command.words[:LONGEST]
    left = work.matters.add(work.person, command.subject, words, work.now, due, young=young)
    if command.subject is Subject.DANGER:
        _alarm(readers, work)
    return Done(left)


def _alarm(members: Iterable[Member], work: Work) -> None:
    said = Say(_("🔔 Something waits for you alone. Please open /desk now."))
    for each in members:
        if each.person is not None and reads(each, Subject.DANGER, young=False):
            work.posts.alarm(each.person, said, work.now)


def answer_matter(command: AnswerMatter, work: Work) -> Outcome[None]:
    """It goes to whoever wrote, unless they want to hear nothing; they find it where they wrote."""
    matter = readable(command.matter, work)
    if matter is None:
        return Refused(NO_MATTER)
    work.matters.answer(matter.id, command.words[:LONGEST])
    person = work.people.get(matter.person)
    if not person.stopped:
        words = command.words[:LONGEST] if not person.pin else ""
        work.posts.write(matter.person, answered(matter, words), work.now)
    return Done(None)


def hand_matter(command: HandMatter, work: Work) -> Outcome[None]:
    """Only by and to somebody who may read it, else refused. Nobody is told by this."""
    matter, member = readable(command.matter, work), work.staff.get(command.member)
    if matter is None:
        return Refused(NO_MATTER)
    if member is None or not may_read(member, matter):
        return Refused(NO_MEMBER)
    work.matters.hand(matter.id, member.id)
    return Done(None)


def close_matter(command: CloseMatter, work: Work) -> Outcome[None]:
    """By staff who may read it, or by whoever wrote it; its words go some time later.

    Refused to all others, and when it is closed already.
    """
    own = work.matters.get(command.matter)
    mine = own is not None and own.person == work.person
    matter = own if mine else readable(command.matter, work)
    if matter is None or matter.state is MatterState.CLOSED:
        return Refused(NO_MATTER)
    if not mine and work.person and work.staff.of(work.person) is None:
        return Refused(NOT_STAFF)
    work.matters.close(matter.id, work.now)
    return Done(None)


def reopen_matter(command: ReopenMatter, work: Work) -> Outcome[None]:
    """It waits again, and its words stay. Refused to whoever may not read it."""
    matter = readable(command.matter, work)
    if matter is None:
        return Refused(NO_MATTER)
    work.matters.reopen(matter.id)
    return Done(None)


def expire_matters(_command: ExpireMatters, work: Work) -> Outcome[int]:
    """Its value says how many were closed. Whoever never had an answer is told so."""
    late = [each for each in work.matters.open() if each.due + EXPIRES < work.now]
    for each in late:
        work.matters.close(each.id, work.now)
        unanswered = each.state is MatterState.OPEN and not each.answer
        if unanswered and not work.people.get(each.person).stopped:
            work.posts.write(each.person, expired(each), work.now)
    return Done(len(late))
