"""Colleagues who write from a new phone: an administrator calls them first."""

from collections.abc import Sequence

from domain.speech.messages import Option
from domain.speech.text import Verbatim, _
from domain.staff.member import (
    ConfirmMember,
    Member,
    Role,
    StaffId,
)
from domain.work import Desk
from flows.engine.kit import Ask, Do, Goto, Move
from flows.staff.desk.looking import Draft


def ask_phones(_draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks which colleague was reached by phone, among those whose keys are new."""
    member = desk.staff.of(desk.person.id)
    doubted = (
        doubted_colleagues(member, desk) if member is not None and member.role is Role.ADMIN else []
    )
    if not doubted:
        return Goto("home", Draft())
    options = [Option(str(each.id), Verbatim(each.name)) for each in doubted]
    text = _(
        "These people write from a new phone. Call each of them first; then choose whose phone is "
        "really theirs."
    )
    return Ask(text, [*desk.by_name(options), Option("home", _("🗂 Desk"))])


def phone_chosen(_draft: Draft, choice: str) -> Move[Draft]:
    """Opens the colleague's desk again, once an administrator has spoken with them."""
    home = Goto("home", Draft())
    if choice == "home":
        return home
    said = _("Confirmed. The desk is open to them again.")
    command = ConfirmMember(StaffId(int(choice)))
    return Do(command, then=Goto("home", Draft(), tell=said), refused=home)


def doubted_colleagues(member: Member, desk: Desk) -> Sequence[Member]:
    """Whose phones are in doubt, without their own: nobody confirms themselves."""
    return [each for each in desk.staff.doubted() if each.id != member.id]
