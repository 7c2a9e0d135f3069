"""Who works here: the list, and the pages that stand behind it."""

from collections.abc import Sequence

from console.core.pages import ADMINS, Page, Place, Result, Shown, Subject
from console.core.visit import Visit
from console.staff import inviting_staff, one_colleague, who_looked
from domain.speech.text import Text, _
from domain.staff.member import Duty, Member
from storage.store import Transaction

STAFF, AUDIT = "/staff", "/staff/audit"
ONE = STAFF + "/{number}"


def show(visit: Visit) -> Result:
    """Everybody, with their role, their duties, and how they come to the desk."""
    return Shown("staff/colleagues.html", visit.read(lambda tx: _listed(tx, visit)))


def _listed(tx: Transaction, visit: Visit) -> dict[str, object]:
    everybody = tx.staff.all()
    return {
        "everybody": everybody,
        "set_up": tx.sign_ins.set_up(),
        "here": tx.sessions.open(visit.now),
        "missing": _missing(everybody),
    }


def _missing(everybody: Sequence[Member]) -> list[Text]:
    """The duties that nobody has, with what people cannot do meanwhile."""
    without = {
        Duty.FOCAL: _("Nobody is focal point: people cannot write about danger."),
        Duty.CHILDREN: _(
            "Nobody is cleared for work with children: whoever is under 18 finds no advice."
        ),
    }
    given = frozenset(duty for each in everybody for duty in each.duties)
    return [text for duty, text in without.items() if duty not in given]


def _doubted(visit: Visit) -> int:
    """Colleagues whose phones wait to be confirmed."""
    return len(visit.read(lambda tx: tx.staff.doubted()))


SUBJECT = Subject(
    place=Place(path=STAFF, title=_("Staff"), who=ADMINS, key="w", count=_doubted),
    pages=(
        Page(path=STAFF, who=ADMINS, show=show),
        Page(
            path=f"{STAFF}/invite", who=ADMINS, show=inviting_staff.ask, act=inviting_staff.invite
        ),
        Page(path=AUDIT, who=ADMINS, show=who_looked.show),
        Page(path=f"{AUDIT}/export", who=ADMINS, act=who_looked.export),
        Page(path=ONE, who=ADMINS, show=one_colleague.show),
        Page(path=f"{ONE}/role", who=ADMINS, act=one_colleague.change_role),
        Page(path=f"{ONE}/duty", who=ADMINS, act=one_colleague.entrust),
        Page(path=f"{ONE}/phone", who=ADMINS, act=one_colleague.confirm),
        Page(path=f"{ONE}/invite", who=ADMINS, act=inviting_staff.invite_anew),
        Page(path=f"{ONE}/renew", who=ADMINS, act=inviting_staff.renew),
        Page(path=f"{ONE}/remove", who=ADMINS, act=one_colleague.remove),
    ),
)
