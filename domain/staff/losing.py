"""What nobody could do any more once somebody has left, or does less than before."""

from collections.abc import Iterator, Sequence

from domain.matters.matter import Subject
from domain.matters.sealing import closed_without
from domain.speech.text import Text, _
from domain.staff.member import Duty, Member, Role
from domain.work import Work


def losses(member: Member, left: Member | None, work: Work) -> Sequence[Text]:
    """What would be lost once this member is `left`, or is gone; nothing most of the time."""
    return list(_losses(member, left, work))


def _losses(member: Member, left: Member | None, work: Work) -> Iterator[Text]:
    now = work.staff.all()
    after = [each for each in (left if m.id == member.id else m for m in now) if each is not None]
    for subject in closed_without(member, left, work):
        yield _(
            "Nobody else can read messages about this: {subject}. What was sealed stays shut for "
            "good, and new ones are refused.",
            subject=subject.label,
        )
    if _ends(Duty.FOCAL, now, after) and Subject.DANGER not in work.matters.sealed():
        yield _("There is no other focal point: nobody can write about danger any more.")
    if _ends(Duty.CHILDREN, now, after):
        yield _(
            "Nobody else is cleared for work with children: whoever is under 18 finds no time for "
            "advice, and nobody reads their messages."
        )
    if any(_runs(each) for each in now) and not any(map(_runs, after)):
        yield _("There is no other administrator: only the command line can change staff then.")


def _ends(duty: Duty, now: Sequence[Member], after: Sequence[Member]) -> bool:
    return any(duty in m.duties for m in now) and not any(duty in m.duties for m in after)


def _runs(member: Member) -> bool:
    return member.role is Role.ADMIN
