"""From an invitation to a way of signing in: a passphrase, and a phone that makes codes."""

from collections.abc import Mapping

from console.core.pages import Moved, Result, Shown
from console.core.visit import NOBODY, NotAllowedError, Visit
from console.signing import codes
from console.signing.signing_in import WRONG_CODE, come_in
from domain.outcome import Refused
from domain.rules import perform
from domain.speech.text import Text, _
from domain.staff.member import NOT_INVITED, ComeByInvitation, Member, StaffId
from domain.staff.passphrase import weakness
from storage.sign_ins.signed_in import Stage
from storage.store import Rollback, Transaction

WELCOME = "/welcome"
DIFFERENT = _("The second passphrase is different from the first.")


def invited(visit: Visit) -> Result:
    """Whose invitation it is; opening the link alone uses nothing up, as phones open links, too."""
    code = visit.asked("code")
    member = visit.read(lambda tx: tx.staff.invited(code, visit.now))
    wrong = None if member is not None or not code else NOT_INVITED
    return Shown("signing/invited.html", {"code": code, "invited": member, "wrong": wrong})


def accept(visit: Visit) -> Result:
    """The invitation is used up; what follows is done in this browser."""
    member = _came(visit)
    if member is None:
        values = {"code": "", "invited": None, "wrong": NOT_INVITED}
        return Shown("signing/invited.html", values, 422)

    def act(tx: Transaction) -> str:
        token = tx.sessions.begin(member, Stage.SETTING_UP, visit.browser, visit.now)
        tx.sessions.keep(token, {"secret": codes.new_secret()})
        return token

    return Moved(f"{WELCOME}/set-up", token=visit.store.write(act))


def ask(visit: Visit) -> Result:
    """The form: a passphrase, a QR code for their phone, the code that it shows then."""
    return _shown(visit, {})


def set_up(visit: Visit) -> Result:
    """Only once their phone makes right codes; then they see codes to keep for its loss."""
    member, secret = _setting_up(visit), _secret(visit)
    passphrase = next(iter(visit.form.get("passphrase", ())), "")
    step = codes.step_of(visit.one("code"), secret, visit.now)
    wrong = _wrong(visit, passphrase, member.name, step)
    if wrong or step is None:
        return _shown(visit, wrong, 422)
    recovery = codes.recovery_codes()
    stored = codes.hashed(passphrase)

    def act(tx: Transaction) -> None:
        tx.sign_ins.set(member.id, stored, secret, recovery)
        tx.sign_ins.use_step(member.id, step)

    visit.store.write(act)
    moved = come_in(visit, member, "/")
    return Shown("signing/recovery.html", {"codes": recovery}, token=moved.token)


def _wrong(visit: Visit, passphrase: str, name: str, step: int | None) -> Mapping[str, Text]:
    """By field, what is to be mended."""
    weak = weakness(passphrase, name)
    same = passphrase == next(iter(visit.form.get("again", ())), "")
    found = {
        "passphrase": weak,
        "again": None if same else DIFFERENT,
        "code": WRONG_CODE if step is None else None,
    }
    return {field: text for field, text in found.items() if text is not None}


def _shown(visit: Visit, wrong: Mapping[str, Text], status: int = 200) -> Shown:
    member, secret = _setting_up(visit), _secret(visit)
    address = codes.address_of(secret, member.name)
    values = {"wrong": wrong, "secret": secret, "qr": codes.drawn(address)}
    return Shown("signing/set_up.html", values, status)


def _came(visit: Visit) -> StaffId | None:
    """Whoever this invitation is for; None when it is worth nothing."""
    found: list[StaffId] = []

    def act(tx: Transaction) -> None:
        found.clear()
        with tx.savepoint():
            outcome = perform(ComeByInvitation(visit.one("code")), tx.work(NOBODY, visit.now))
            if isinstance(outcome, Refused):
                raise Rollback
            found.append(outcome.value)

    visit.store.write(act)
    return next(iter(found), None)


def _setting_up(visit: Visit) -> Member:
    if visit.signed_in is None or visit.signed_in.stage is not Stage.SETTING_UP:
        raise NotAllowedError
    return visit.me


def _secret(visit: Visit) -> str:
    if visit.signed_in is None:
        raise NotAllowedError
    return str(visit.signed_in.kept.get("secret", ""))
