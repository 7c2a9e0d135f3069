"""Who works here, and who looks at what."""

from dataclasses import replace
from datetime import timedelta

from domain.matters.sealing import begin
from domain.outcome import Done, Outcome, Refused
from domain.speech.messages import Say
from domain.speech.text import _
from domain.speech.writing import Written, fault_in
from domain.staff.audit import OPERATOR, Look, Looked, View, Why, seen_by
from domain.staff.member import (
    INVITE_LASTS,
    LINK_LASTS,
    LONGEST_NAME,
    NO_MEMBER,
    NOT_BY_THEMSELVES,
    NOT_INVITED,
    NOT_STAFF,
    ONE_PHONE,
    AcceptInvitation,
    AddMember,
    AskForLink,
    ChangeRole,
    ComeByInvitation,
    ConfirmMember,
    Entrust,
    GiveKey,
    Member,
    ProveKey,
    RemoveMember,
    RenewSignIn,
    Role,
    StaffId,
)
from domain.work import Work


def add_member(command: AddMember, work: Work) -> Outcome[str]:
    """Its value is the invitation. Names are unique: they tell whose times are whose."""
    name = command.name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        return Refused(_("Please give a name of at most {most} letters.", most=LONGEST_NAME))
    fault = fault_in(name, Written.LINE)
    if fault:
        return Refused(fault.text)
    known = next((each for each in work.staff.all() if each.name == name), None)
    if known is not None and known.person is not None:
        return Refused(_("There is a member of staff with this name already."))
    member = known.id if known is not None else work.staff.add(name, command.role)
    _note(work, member, Why.ADDED, command.role)
    return Done(work.staff.invite(member, command.role, work.now + INVITE_LASTS))


def remove_member(command: RemoveMember, work: Work) -> Outcome[None]:
    """Their desk is closed at once, whatever they are doing. Refused to themselves, for nobody."""
    member = work.staff.get(command.member)
    if member is not None and _is_own(member, work):
        return Refused(NOT_BY_THEMSELVES)
    if not work.staff.remove(command.member, work.now):
        return Refused(NO_MEMBER)
    _note(work, command.member, Why.REMOVED)
    begin(work)
    return Done(None)


def confirm_member(command: ConfirmMember, work: Work) -> Outcome[None]:
    """The keys behind their phones are trusted. Refused to themselves, and for nobody."""
    member = work.staff.get(command.member)
    if member is None or _is_own(member, work):
        return Refused(NO_MEMBER)
    work.staff.confirm(member.id, work.now)
    _note(work, member.id, Why.CONFIRMED)
    return Done(None)


def change_role(command: ChangeRole, work: Work) -> Outcome[None]:
    """It holds from the next look on. Refused to themselves, and for nobody."""
    member = work.staff.get(command.member)
    if member is None:
        return Refused(NO_MEMBER)
    if _is_own(member, work):
        return Refused(NOT_BY_THEMSELVES)
    work.staff.change_role(member.id, command.role)
    _note(work, member.id, Why.CHANGED, command.role)
    begin(work)
    return Done(None)


def entrust(command: Entrust, work: Work) -> Outcome[None]:
    """It holds from the next look on. Nobody gives themselves a duty. Refused for nobody, too."""
    member = work.staff.get(command.member)
    if member is None:
        return Refused(NO_MEMBER)
    if command.given and _is_own(member, work):
        return Refused(NOT_BY_THEMSELVES)
    duty = frozenset({command.duty})
    duties = member.duties | duty if command.given else member.duties - duty
    work.staff.entrust(member.id, duties, work.now)
    _note(work, member.id, Why.ENTRUSTED if command.given else Why.RELIEVED, command.duty)
    begin(work)
    return Done(None)


def give_key(command: GiveKey, work: Work) -> Outcome[None]:
    """It counts only once they have proved it. Refused when there is no such member."""
    member = work.staff.get(command.member)
    if member is None:
        return Refused(NO_MEMBER)
    work.staff.give_key(member.id, command.public, command.wrapped)
    _note(work, member.id, Why.KEYED)
    return Done(None)


def prove_key(command: ProveKey, work: Work) -> Outcome[None]:
    """From then on they are among those to whom is sealed. Refused when the key is not theirs."""
    member = work.staff.get(command.member)
    if member is None or member.key != command.public:
        return Refused(NO_MEMBER)
    work.staff.prove_key(member.id, command.public)
    _note(work, member.id, Why.PROVEN)
    begin(work)
    return Done(None)


def accept_invitation(command: AcceptInvitation, work: Work) -> Outcome[StaffId]:
    """One phone for one member: whoever holds a second one would be at the desk, too."""
    if work.staff.of(work.person) is not None:
        return Refused(_("This phone belongs to a member of staff already."))
    if len(work.links.channels(work.person)) > 1:
        return Refused(ONE_PHONE)
    invited = work.staff.invited(command.code, work.now)
    if invited is None or invited.person is not None:  # a link to the browser brings no phone
        return Refused(NOT_INVITED)
    member = work.staff.accept(command.code, work.person, work.now)
    if member is None:
        return Refused(NOT_INVITED)
    _note(work, member, Why.LINKED)
    begin(work)
    _tell_admins(member, work)
    return Done(member)


def come_by_invitation(command: ComeByInvitation, work: Work) -> Outcome[StaffId]:
    """It is worth nothing any more, and what they signed in with before lets nobody in."""
    member = work.staff.accept(command.code, None, work.now)
    if member is None:
        return Refused(NOT_INVITED)
    work.staff.shut_out(member)
    _note(work, member, Why.CAME)
    _tell_admins(member, work)
    return Done(member)


def ask_for_link(_command: AskForLink, work: Work) -> Outcome[str]:
    """For a quarter of an hour, in place of any invitation before. Refused to who is no member."""
    member = work.member
    if member is None:
        return Refused(NOT_STAFF)
    return Done(work.staff.invite(member.id, member.role, work.now + LINK_LASTS))


def renew_sign_in(command: RenewSignIn, work: Work) -> Outcome[str]:
    """They are signed out everywhere at once. Refused to themselves, and for nobody."""
    member = work.staff.get(command.member)
    if member is None:
        return Refused(NO_MEMBER)
    if _is_own(member, work):
        return Refused(NOT_BY_THEMSELVES)
    work.staff.shut_out(member.id)
    _note(work, member.id, Why.RENEWED)
    return Done(work.staff.invite(member.id, member.role, work.now + INVITE_LASTS))


def _is_own(member: Member, work: Work) -> bool:
    return work.member is not None and work.member.id == member.id


def _tell_admins(new: StaffId, work: Work) -> None:
    """An invitation in the wrong hands is noticed by those who can say so."""
    everybody = {each.id: each for each in work.staff.all()}
    told = _(
        "{name} has just come to the desk, as {role}. If you did not expect this, tell the "
        "operator at once.",
        name=everybody[new].name,
        role=everybody[new].role.label,
    )
    for each in everybody.values():
        if each.role is Role.ADMIN and each.person is not None and each.id != new:
            work.posts.alarm(each.person, Say(told), work.now)


def look(command: Look, work: Work) -> Outcome[None]:
    """Whoever may look is noted, before anything is shown."""
    member = work.member
    if member is not None and command.view not in seen_by(member):
        return Refused(NOT_STAFF)
    if command.ahead is not None:
        day = work.now.astimezone(work.zone).date() + timedelta(days=command.ahead)
        command = replace(command, about=day.isoformat())
    who = OPERATOR if member is None else member.id
    work.audit.note(Looked(work.now, who, command.view, command.about, command.why))
    return Done(None)


def _note(work: Work, member: StaffId, why: Why, what: str = "") -> None:
    """Whoever changed who works here, in words that name nobody."""
    doer = work.member
    who = OPERATOR if doer is None else doer.id
    about = f"{member} {what}".rstrip()
    work.audit.note(Looked(work.now, who, View.STAFF, about, why))
