"""Staff hear of what is new for them: by day, within their own hours, several messages at once."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from domain.matters.matter import Matter, MatterState, may_read
from domain.matters.notices import handed, new_messages
from domain.reminders.reminder import Thing
from domain.speech.messages import Say
from domain.staff.member import Member
from domain.staff.told_when import next_told
from domain.work import Work

TOGETHER = timedelta(minutes=15)  # what comes within it is told of once
OF_USE = timedelta(hours=24)


def tell_readers(members: Iterable[Member], work: Work) -> None:
    """That something is new which they may read."""
    for each in members:
        due = next_told(each.hours, work.now, work.zone)
        if each.person is None or due is None:
            continue
        span = int(due.timestamp() // TOGETHER.total_seconds()) + 1
        if not work.posts.reminded(each.person, Thing.NEW, span):
            at = max(due, datetime.fromtimestamp(span * TOGETHER.total_seconds(), UTC))
            work.posts.remind(each.person, Thing.NEW, span, timedelta(0), at, at + OF_USE)


def tell_holder(matter: Matter, member: Member, work: Work) -> None:
    """That it was handed to them; whoever takes it themselves knows."""
    by, due = work.member, next_told(member.hours, work.now, work.zone)
    if member.person is None or due is None or (by is not None and by.id == member.id):
        return
    number = (member.person, Thing.HANDED, int(matter.id))
    work.posts.drop_reminders(*number)
    work.posts.remind(*number, timedelta(0), due, due + OF_USE)


def new_for(member: Member, matters: Iterable[Matter]) -> Say | None:
    """What waits for an answer by now; None when nothing does."""
    return new_messages(sum(may_read(member, each) for each in matters))


def handed_to(member: Member, matter: Matter | None) -> Say | None:
    """None when it went on to somebody else, or is closed."""
    if matter is None or matter.holder != member.id or matter.state is MatterState.CLOSED:
        return None
    return handed(matter.id)
