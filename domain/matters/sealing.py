"""Which messages are sealed to their readers alone, so that nobody else opens them, not even we.

It begins for a subject once every reader of it has a key that they have proved. From then on
nothing about it is kept in any other way: not for a reader without a key, who reads what comes
after theirs is proven, nor when nobody is left, for then it is refused.
"""

from collections.abc import Iterable, Sequence

from domain.matters.matter import GUARDED, Subject
from domain.matters.readers import readers
from domain.staff.member import Member
from domain.work import Work


def begin(work: Work) -> None:
    """Seal from now on what every reader can open."""
    for subject in sorted(GUARDED - work.matters.sealed()):
        there = readers(subject, None, work.staff.all(), young=False)
        if there and not lacking(there):
            work.matters.begin_sealing(subject)


def lacking(members: Iterable[Member]) -> Sequence[Member]:
    """Those who have no key, or have not proved it."""
    return [each for each in members if not each.proven]


def closed_without(member: Member, left: Member | None, work: Work) -> Sequence[Subject]:
    """Which sealed subjects nobody could read any more once this member is `left`, or is gone."""
    now = work.staff.all()
    after = [each for each in (left if m.id == member.id else m for m in now) if each is not None]
    return [subject for subject in sorted(work.matters.sealed()) if _ends(subject, now, after)]


def _ends(subject: Subject, now: Sequence[Member], after: Sequence[Member]) -> bool:
    sealed = frozenset({subject})
    before, later = (readers(subject, None, m, young=False, sealed=sealed) for m in (now, after))
    return bool(before) and not later
