"""Who is there to read a message."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from domain.matters.lookups import MatterLookups
from domain.matters.matter import (
    GUARDED,
    WARNED,
    Matter,
    MatterState,
    Subject,
    may_read,
    reads,
)
from domain.operator.policy import Policy
from domain.staff.member import Member, StaffId


def readers(
    subject: Subject,
    about: StaffId | None,
    members: Iterable[Member],
    *,
    young: bool,
    sealed: Collection[Subject] = (),
) -> Sequence[Member]:
    """Who is there to read such a message: never the one whom it is about.

    What is `sealed` to its readers is read by nobody who has not proved a key.
    """
    there = (each for each in members if each.person is not None and each.id != about)
    able = (each for each in there if each.proven or subject not in sealed)
    return [each for each in able if reads(each, subject, young=young)]


def is_read(subject: Subject, there: Sequence[Member], *, young: bool) -> bool:
    """Whether anybody is `there` to read it. What is promised to few must not wait for nobody."""
    return bool(there) or (subject not in GUARDED and not young)


def opens(member: Member, matter: Matter) -> bool:
    """Whether this member may open it with their key, whatever became of their phone."""
    return member.id != matter.about and reads(member, matter.subject, young=matter.young)


def soon_erased(
    member: Member, matters: MatterLookups, now: datetime, policy: Policy
) -> Sequence[Matter]:
    """What this member of staff may read and what goes within `WARNED` from now."""
    before = now - timedelta(days=policy.retention_days) + WARNED
    return [each for each in matters.closed_before(before) if may_read(member, each)]


def overdue(member: Member, matters: MatterLookups, now: datetime) -> Sequence[Matter]:
    """What this member of staff may read, and what waits longer than was promised."""
    late = (m for m in matters.open() if m.state is MatterState.OPEN and m.due < now)
    return [each for each in late if may_read(member, each)]
