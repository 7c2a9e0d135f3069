"""Keys of those who read what is sealed to them: made, proved, and opened with a passphrase."""

import os
from collections.abc import Callable

from bot.office.office import Office, number
from bot.office.printing import Printout
from bot.running.faults import FAILED, WRONG, CommandError
from domain.matters.sealing import closed_without
from domain.staff.member import NO_MEMBER, GiveKey, Member, ProveKey, StaffId
from domain.staff.passphrase import weakness
from storage.sealing import boxes
from storage.sealing.crypto import SealError

TEST = "staff.test_box"
Ask = Callable[[str], str]
MADE = (
    "Their key is made. It counts once they have opened a test box with it: lipa staff prove {id}. "
    "A passphrase that is lost cannot be replaced: what was sealed to this key alone stays shut."
)
LAST = (
    "Nobody else can read messages about {subjects}: what was sealed stays shut for good, and new "
    "ones are refused. Prepare another reader first, or add --yes."
)


def make(office: Office, member: str, *, yes: bool, ask: Ask) -> Printout:
    """New keys for a member, in place of any before, under a passphrase that they type."""
    who = known(office, member)
    if who.key and not yes:
        raise CommandError(
            "They have a key; what was sealed to it stays shut with a new one. To make one all the "
            "same, add --yes."
        )
    pair = boxes.new_pair(new_passphrase(office, ask, who.name))
    office.perform(GiveKey(who.id, pair.public, pair.wrapped))
    return Printout({"id": member, "proven": False}, MADE.format(id=member))


def new_passphrase(office: Office, ask: Ask, name: str) -> str:
    """Asked for twice. Raises CommandError: too weak, or not the same both times."""
    first = ask("A new passphrase, which you alone know")
    reason = weakness(first, name)
    if reason is not None:
        raise CommandError(office.in_english(reason), "passphrase", code=WRONG)
    if ask("The same once more") != first:
        raise CommandError("the second one was different", "passphrase", code=WRONG)
    return first


def prove(office: Office, member: str, *, ask: Ask) -> Printout:
    """A test box: sealed to what is stored, opened with what they know."""
    who = known(office, member)
    pair = office.read(lambda work: work.staff.pair(who.id))
    private = unlocked(office, who, ask)
    inside = os.urandom(16)
    if pair is None or boxes.open(private, TEST, boxes.seal([pair.public], TEST, inside)) != inside:
        raise CommandError("The test box did not open: make a new key.", code=FAILED)
    office.perform(ProveKey(who.id, pair.public))
    sealed = sorted(office.read(lambda work: work.matters.sealed()))
    said = f"Sealed to their readers: {', '.join(sealed)}." if sealed else NOT_YET
    return Printout({"id": member, "proven": True, "sealed": sealed}, f"It opens. {said}")


NOT_YET = "Nothing is sealed to readers yet: lipa check says who lacks a key."


def known(office: Office, member: str, field: str = "id") -> Member:
    """The member of this number. Raises CommandError when there is none."""
    wanted = StaffId(number(field, member))
    found = office.read(lambda work: work.staff.get(wanted))
    if found is None:
        raise CommandError(office.in_english(NO_MEMBER), field, code=WRONG)
    return found


def unlocked(office: Office, member: Member, ask: Ask) -> bytes:
    """Their private key, for as long as this command runs. Raises CommandError."""
    pair = office.read(lambda work: work.staff.pair(member.id))
    if pair is None:
        raise CommandError(f"Member {member.id} has no key yet: lipa staff key {member.id}.")
    try:
        return boxes.unlock(pair, ask("Passphrase"))
    except SealError as error:
        raise CommandError(str(error), "passphrase", code=WRONG) from None


def require_readers(office: Office, member: StaffId, left: Member | None, *, yes: bool) -> None:
    """Raises CommandError when nobody could read on once the member is `left`, or is gone."""

    now = office.read(lambda work: work.staff.get(member))
    if now is None or yes:
        return
    subjects = office.read(lambda work: closed_without(now, left, work.offers))
    if subjects:
        raise CommandError(LAST.format(subjects=" and ".join(subjects)))
