"""Signing in with a passphrase and a code, and signing out."""

from console.core.open_keys import open_keys, session_of
from console.core.page_answers import SIGN_IN
from console.core.pages import Moved, Result, Shown
from console.core.visit import NotAllowedError, Visit
from console.signing import codes
from console.signing.slowing import Slowing
from domain.speech.text import Message, _, n_
from domain.staff.member import Member
from storage.sign_ins.signed_in import Stage
from storage.store import Transaction

WRONG = _("The name or the passphrase is not right.")
WRONG_CODE = _("This code is not right, or it was used before. Wait for the next one.")
WELCOME_BACK = _("Welcome back, {name}.")
SIGNED_OUT = _("You have signed out.")

slowing = Slowing()


def ask(visit: Visit) -> Result:
    """The form for a name and a passphrase."""
    return Shown("signing/sign_in.html", {"wrong": None, "next": inside(visit.asked("next"))})


def sign_in(visit: Visit) -> Result:
    """A right passphrase is worth nothing before a right code."""
    name, passphrase = visit.one("name"), next(iter(visit.form.get("passphrase", ())), "")
    waits = slowing.wait(name.casefold(), visit.address, visit.now)
    if waits:
        return _refused(visit, later(waits))
    member = _whose(visit, name, passphrase)
    if member is None:
        slowing.miss(name.casefold(), visit.address, visit.now)
        return _refused(visit, WRONG)
    token = visit.store.write(
        lambda tx: tx.sessions.begin(member.id, Stage.CODE, visit.browser, visit.now)
    )
    return Moved(f"{SIGN_IN}/code?next={inside(visit.one('next'))}", token=token)


def ask_code(visit: Visit) -> Result:
    """The form for a code."""
    _on_the_way(visit)
    values = {"wrong": None, "next": inside(visit.asked("next"))}
    return Shown("signing/code.html", values)


def give_code(visit: Visit) -> Result:
    """From the phone, or one of the codes that were kept for its loss; each works once."""
    member = _on_the_way(visit)
    waits = slowing.wait(str(member.id), visit.address, visit.now)
    if waits or not visit.store.write(lambda tx: _is_right(tx, member, visit)):
        if not waits:
            slowing.miss(str(member.id), visit.address, visit.now)
        reason = later(waits) if waits else WRONG_CODE
        values = {"wrong": reason, "next": inside(visit.one("next"))}
        return Shown("signing/code.html", values, 422)
    slowing.hit(member.name.casefold(), visit.address)
    slowing.hit(str(member.id), visit.address)
    return come_in(visit, member, inside(visit.one("next")))


def come_in(visit: Visit, member: Member, to: str) -> Moved:
    """They are in, with a new token: one that was known before they were is worth nothing."""

    def act(tx: Transaction) -> str:
        tx.sessions.end(visit.token)
        return tx.sessions.begin(member.id, Stage.IN, visit.browser, visit.now)

    said = Message(WELCOME_BACK.msgid, {"name": member.name})
    return Moved(to or "/", said, token=visit.store.write(act))


def sign_out(visit: Visit) -> Result:
    """Of this browser alone."""
    open_keys(visit).drop(session_of(visit))
    visit.store.write(lambda tx: tx.sessions.end(visit.token))
    return Moved(SIGN_IN, token="")


def _whose(visit: Visit, name: str, passphrase: str) -> Member | None:
    """The member with this name and passphrase; as slow where there is none."""
    staff = visit.read(lambda tx: tx.staff.all())
    member = next((each for each in staff if each.name.casefold() == name.casefold()), None)
    stored = None if member is None else visit.read(lambda tx: tx.sign_ins.of(member.id))
    right = codes.fits(passphrase, codes.NOBODYS if stored is None else stored.passphrase)
    return member if right and stored is not None else None


def _is_right(tx: Transaction, member: Member, visit: Visit) -> bool:
    stored, code = tx.sign_ins.of(member.id), visit.one("code").lower()
    if stored is None:
        return False
    step = codes.step_of(code, stored.secret, visit.now)
    if step is not None:
        return tx.sign_ins.use_step(member.id, step)
    return tx.sign_ins.use_recovery(member.id, code)


def _on_the_way(visit: Visit) -> Member:
    """Whoever has given a right passphrase, and no code yet."""
    if visit.signed_in is None or visit.signed_in.stage is not Stage.CODE:
        raise NotAllowedError
    return visit.me


def _refused(visit: Visit, wrong: Message) -> Shown:
    values = {"wrong": wrong, "next": inside(visit.one("next"))}
    return Shown("signing/sign_in.html", values, 422)


def later(seconds: int) -> Message:
    """That the next try may be made then."""
    return n_(
        "Please wait {n} second, then try again.",
        "Please wait {n} seconds, then try again.",
        n=seconds,
    )


def inside(address: str) -> str:
    """Only pages of ours: no other site is gone on to."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"
