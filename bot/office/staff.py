"""`lipa staff …`: who works at the desk."""

from dataclasses import replace
from typing import Any

from bot.office.office import Office, number
from bot.office.printing import Printout, aligned
from bot.office.reader_keys import require_readers
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

KEYLESS = "They need a key to read what is sealed: lipa staff key, then lipa staff prove."
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


def remove(office: Office, member: str, *, yes: bool) -> Printout:
    """Their phone is no desk any more. Raises CommandError for the last who opens something."""
    wanted = StaffId(number("id", member))
    require_readers(office, wanted, None, yes=yes)
    office.perform(RemoveMember(wanted))
    return Printout({"id": member}, "Removed. Their phone shows nothing of the desk any more.")


def confirm(office: Office, member: str) -> Printout:
    """The new phone is really theirs: the desk is open to them again."""
    wanted = StaffId(number("id", member))
    office.perform(ConfirmMember(wanted))
    return Printout({"id": member}, "Confirmed. The desk is open to them again.")


def entrust(office: Office, member: str, duty: str, *, end: bool, yes: bool) -> Printout:
    """Only the operator names focal points, and who was cleared for work with children.

    Raises CommandError for no such duty, and when it is taken from the last who opens something.
    """
    if duty not in list(Duty):
        raise CommandError(f"must be one of {', '.join(Duty)}", "duty", code=WRONG)
    wanted = StaffId(number("id", member))
    now = office.read(lambda work: work.staff.get(wanted))
    if end and now is not None:
        left = replace(now, duties=now.duties - {Duty(duty)})
        require_readers(office, wanted, left, yes=yes)
    office.perform(Entrust(wanted, Duty(duty), given=not end))
    if end:
        return Printout({"id": member}, "This duty is theirs no more.")
    lacks = Duty(duty) is Duty.FOCAL and now is not None and not now.proven
    return Printout(
        {"id": member}, f"It is theirs now. {KEYLESS}" if lacks else "It is theirs now."
    )


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
