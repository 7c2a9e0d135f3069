"""What is done with a message beside answering it: handed over, closed, opened again, a key."""

from console.core.open_keys import open_keys, session_of
from console.core.pages import Moved, Result
from console.core.visit import Visit
from console.inbox.one_message import drawn, known
from console.inbox.replying import INBOX
from console.signing.slowing import Slowing
from domain.matters.matter import (
    CloseMatter,
    GrantAge,
    HandMatter,
    Matter,
    ReopenMatter,
)
from domain.outcome import Command, Refused
from domain.speech.digits import digits_of
from domain.speech.text import Message, Text, _, n_
from domain.staff.member import StaffId
from storage.sealing import boxes
from storage.sealing.crypto import SealError

HANDED = _("It is handed over.")
CLOSED = _("It is closed.")
REOPENED = _("It is open again.")
GRANTED = _("They count as an adult now, and are being told.")
NO_KEY = _("You have no key yet. Whoever runs the server makes one with you.")
WRONG_KEY = _("This passphrase does not open your key.")

_slowing = Slowing()


def hand(visit: Visit) -> Result:
    """To a colleague who may read it, with a note."""
    member = StaffId(int(digits_of(visit.one("member"))[:18] or 0))
    matter = known(visit)
    command = HandMatter(matter.id, member, visit.one("note"))
    return _done(visit, command, _home(matter), HANDED, "note")


def close(visit: Visit) -> Result:
    """It can be undone: then it is as it was."""
    matter = known(visit)
    moved = _done(visit, CloseMatter(matter.id), INBOX, CLOSED, "close")
    if isinstance(moved, Moved):
        return Moved(INBOX, CLOSED, undo=(f"{_home(matter)}/reopen", {"undo": "yes"}))
    return moved


def reopen(visit: Visit) -> Result:
    """It waits again."""
    matter = known(visit)
    command = ReopenMatter(matter.id, undo=visit.one("undo") == "yes")
    return _done(visit, command, _home(matter), REOPENED, "close")


def grant(visit: Visit) -> Result:
    """Whoever wrote is an adult here from now on."""
    matter = known(visit)
    if visit.one("sure") != "yes":
        reason = _("Please tick that you met them or saw a paper.")
        return drawn(visit, wrong={"sure": reason})
    return _done(visit, GrantAge(matter.id), INBOX, GRANTED, "sure")


def unlock(visit: Visit) -> Result:
    """Their key is open in this session from now on; each wrong try takes longer."""
    matter, member = known(visit), visit.me
    waits = _slowing.wait(str(member.id), visit.address, visit.now)
    if waits:
        return drawn(visit, wrong={"passphrase": _later(waits)})
    pair = visit.read(lambda tx: tx.staff.pair(member.id))
    if pair is None or not member.proven:
        return drawn(visit, wrong={"passphrase": NO_KEY})
    try:
        private = boxes.unlock(pair, next(iter(visit.form.get("passphrase", ())), ""))
    except SealError:
        _slowing.miss(str(member.id), visit.address, visit.now)
        return drawn(visit, wrong={"passphrase": WRONG_KEY})
    _slowing.hit(str(member.id), visit.address)
    open_keys(visit).keep(session_of(visit), member.id, private)
    return Moved(_home(matter))


def lock(visit: Visit) -> Result:
    """Their key is shut again before the session ends."""
    open_keys(visit).drop(session_of(visit))
    return Moved(INBOX, _("Your key is locked."))


def _later(seconds: int) -> Message:
    return n_(
        "Please wait {n} second, then try again.",
        "Please wait {n} seconds, then try again.",
        n=seconds,
    )


def _home(matter: Matter) -> str:
    return f"{INBOX}/{matter.id}"


def _done(visit: Visit, command: Command[None], to: str, said: Text, field: str) -> Result:
    outcome = visit.perform(command)
    if isinstance(outcome, Refused):
        return drawn(visit, wrong={field: outcome.text})
    return Moved(to, said)
