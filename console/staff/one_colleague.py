"""One colleague: role, duties, phone, and their parting. What would be lost is told before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from console.core.pages import Moved, Result, Shown
from console.core.visit import Visit
from console.staff.inviting_staff import NO_ROLE, colleague
from domain.outcome import Refused
from domain.speech.text import Message, Text, _
from domain.staff.losing import losses
from domain.staff.member import ChangeRole, ConfirmMember, Duty, Entrust, Member, RemoveMember, Role
from storage.store import Transaction

OTHER_NAME = _("This is another name. Please type it as it stands above.")
ROLE_CHANGED = _("{name} works here as {role} now.")
GIVEN = _("{name} has this duty now: {duty}.")
TAKEN = _("{name} has this duty no more: {duty}.")
CONFIRMED = _("Confirmed. The desk is open to them again.")
REMOVED = _("{name} works here no more.")


def show(visit: Visit) -> Result:
    """What they do here, and what can be changed about it."""
    return _shown(visit, colleague(visit), {})


def change_role(visit: Visit) -> Result:
    """It can be undone; where something would be lost, it is asked once more."""
    member, written = colleague(visit), visit.one("role")
    if written not in list(Role):
        return _shown(visit, member, {"role": NO_ROLE})
    role = Role(written)
    lost = _lost(visit, member, replace(member, role=role))
    if lost and not visit.one("yes"):
        return _asked_again(member, lost, "role", {"role": written})
    outcome = visit.perform(ChangeRole(member.id, role))
    if isinstance(outcome, Refused):
        return _shown(visit, member, {"role": outcome.text})
    said = Message(ROLE_CHANGED.msgid, {"name": member.name, "role": role.label})
    return Moved(_page(member), said, (f"{_page(member)}/role", {"role": member.role.value}))


def entrust(visit: Visit) -> Result:
    """They have a duty or not any more; where something would be lost, it is asked once more."""
    member, written, given = colleague(visit), visit.one("duty"), visit.one("given") == "yes"
    if written not in list(Duty):
        return _shown(visit, member, {"duty": NO_ROLE})
    duty = Duty(written)
    lost = [] if given else _lost(visit, member, replace(member, duties=member.duties - {duty}))
    if lost and not visit.one("yes"):
        return _asked_again(member, lost, "duty", {"duty": written, "given": "no"})
    outcome = visit.perform(Entrust(member.id, duty, given=given))
    if isinstance(outcome, Refused):
        return _shown(visit, member, {"duty": outcome.text})
    said = Message((GIVEN if given else TAKEN).msgid, {"name": member.name, "duty": duty.label})
    undo = {"duty": written, "given": "no" if given else "yes"}
    return Moved(_page(member), said, (f"{_page(member)}/duty", undo))


def confirm(visit: Visit) -> Result:
    """It is them, on a new phone."""
    member = colleague(visit)
    outcome = visit.perform(ConfirmMember(member.id))
    if isinstance(outcome, Refused):
        return _shown(visit, member, {"phone": outcome.text})
    return Moved(_page(member), CONFIRMED)


def remove(visit: Visit) -> Result:
    """There is no way back, so their name is typed first."""
    member = colleague(visit)
    if visit.one("name").casefold() != member.name.casefold():
        return _shown(visit, member, {"name": OTHER_NAME})
    outcome = visit.perform(RemoveMember(member.id))
    if isinstance(outcome, Refused):
        return _shown(visit, member, {"name": outcome.text})
    return Moved("/staff", Message(REMOVED.msgid, {"name": member.name}))


def _shown(visit: Visit, member: Member, wrong: Mapping[str, Text]) -> Shown:
    def look(tx: Transaction) -> dict[str, object]:
        return {
            "set_up": member.id in tx.sign_ins.set_up(),
            "here": member.id in tx.sessions.open(visit.now),
        }

    known = {"member": member, "roles": list(Role), "duties": list(Duty), "wrong": wrong}
    values = {**known, **visit.read(look), "lost": _lost(visit, member, None)}
    return Shown("staff/one_colleague.html", values, 422 if wrong else 200)


def _asked_again(
    member: Member, lost: Sequence[Text], act: str, fields: Mapping[str, str]
) -> Shown:
    values = {"member": member, "lost": lost, "act": f"{_page(member)}/{act}", "fields": fields}
    return Shown("staff/losing.html", {**values, "back": _page(member)}, 422)


def _lost(visit: Visit, member: Member, left: Member | None) -> Sequence[Text]:
    return visit.read(lambda tx: losses(member, left, tx.offers))


def _page(member: Member) -> str:
    return f"/staff/{member.id}"
