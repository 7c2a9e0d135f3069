"""Invitations: by link, by QR code, or as a code that is written to the bot."""

from console.core.pages import Result, Shown
from console.core.visit import NotAllowedError, Visit
from console.signing import codes
from domain.outcome import Outcome, Refused
from domain.speech.text import Text, _
from domain.staff.member import AddMember, Member, RenewSignIn, Role, StaffId

NO_ROLE = _("Please choose one of these.")


def ask(visit: Visit) -> Result:
    """The form: a name, and a role."""
    return _asked(visit, {})


def invite(visit: Visit) -> Result:
    """The invitation is shown once, and stands nowhere else."""
    name, written = visit.one("name"), visit.one("role")
    if written not in list(Role):
        return _asked(visit, {"role": NO_ROLE})
    outcome = visit.perform(AddMember(name, Role(written)))
    if isinstance(outcome, Refused):
        return _asked(visit, {"name": outcome.text})
    return invitation(visit, name, outcome.value)


def invite_anew(visit: Visit) -> Result:
    """For somebody who has not come with a phone yet; an earlier one is worth nothing any more."""
    member = colleague(visit)
    return _given(visit, member, visit.perform(AddMember(member.name, member.role)))


def renew(visit: Visit) -> Result:
    """They are signed out everywhere, and choose anew how they sign in."""
    member = colleague(visit)
    return _given(visit, member, visit.perform(RenewSignIn(member.id)))


def invitation(visit: Visit, name: str, code: str, *, phone: bool = True) -> Shown:
    """The page with the link; with `phone`, the code makes a phone theirs, too."""
    link = f"{str(visit.services['url']).rstrip('/')}/welcome?code={code}"
    values = {"name": name, "code": code, "link": link, "qr": codes.drawn(link), "phone": phone}
    return Shown("staff/invitation.html", values)


def colleague(visit: Visit) -> Member:
    """Whose page it is. Raises NotAllowedError when there is nobody of this number."""
    number = StaffId(visit.number("number"))
    found = visit.read(lambda tx: tx.staff.get(number))
    if found is None:
        raise NotAllowedError
    return found


def _given(visit: Visit, member: Member, outcome: Outcome[str]) -> Shown:
    if isinstance(outcome, Refused):
        values = {"wrong": outcome.text, "back": f"/staff/{member.id}"}
        return Shown("staff/refused.html", values, 422)
    return invitation(visit, member.name, outcome.value, phone=member.person is None)


def _asked(visit: Visit, wrong: dict[str, Text]) -> Shown:
    values = {"roles": list(Role), "chosen": visit.one("role") or Role.COORDINATOR, "wrong": wrong}
    return Shown("staff/invite.html", values, 422 if wrong else 200)
