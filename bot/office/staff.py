"""`lipa staff …`: who works at the desk."""

from typing import Any

from bot.office.office import Office, number
from bot.office.printing import Printout, aligned
from bot.running.faults import WRONG, CommandError
from domain.staff.member import (
    INVITE_LASTS,
    AddMember,
    ConfirmMember,
    Duty,
    Entrust,
    Member,
    RemoveMember,
    Role,
    StaffId,
)

COLUMNS = ("id", "name", "role", "duties", "state")
HOURS = INVITE_LASTS.total_seconds() / 3600


def add(office: Office, name: str, role: str) -> Printout:
    """Invite somebody; the code makes one phone theirs. Raises CommandError for no such role."""
    if role not in list(Role):
        raise CommandError(f"must be one of {', '.join(Role)}", "role", code=WRONG)
    invite = office.perform(AddMember(name, Role(role)))
    text = f"Within {HOURS:.0f} hours they write this to the bot, once: /start {invite}"
    return Printout({"invite": invite}, text)


def show(office: Office) -> Printout:
    """Everybody, and whether their phone is linked."""
    documents = [_document(each, office) for each in office.read(lambda work: work.staff.all())]
    rows = [tuple(document[name] for name in COLUMNS) for document in documents]
    return Printout(documents, aligned([COLUMNS, *rows]) if rows else "Nobody is invited yet.")


def remove(office: Office, member: str) -> Printout:
    """Their phone is no desk any more."""
    wanted = StaffId(number("id", member))
    office.perform(RemoveMember(wanted))
    return Printout({"id": member}, "Removed. Their phone shows nothing of the desk any more.")


def confirm(office: Office, member: str) -> Printout:
    """The new phone is really theirs: the desk is open to them again."""
    wanted = StaffId(number("id", member))
    office.perform(ConfirmMember(wanted))
    return Printout({"id": member}, "Confirmed. The desk is open to them again.")


def entrust(office: Office, member: str, duty: str, *, end: bool) -> Printout:
    """Only the operator names focal points, and who was cleared for work with children.

    Raises CommandError for no such duty.
    """
    if duty not in list(Duty):
        raise CommandError(f"must be one of {', '.join(Duty)}", "duty", code=WRONG)
    command = Entrust(StaffId(number("id", member)), Duty(duty), given=not end)
    office.perform(command)
    return Printout({"id": member}, "This duty is theirs no more." if end else "It is theirs now.")


def _document(member: Member, office: Office) -> dict[str, Any]:
    return {
        "id": str(member.id),
        "name": member.name,
        "role": str(member.role),
        "duties": " ".join(sorted(member.duties)),
        "state": _state(member, office),
    }


def _state(member: Member, office: Office) -> str:
    if member.person is not None:
        return "active" if member.trusted else "to be confirmed"
    waits = member.invited_until is not None and member.invited_until > office.now
    return "invited" if waits else "invitation is over"
