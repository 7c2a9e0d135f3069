"""Another passphrase, and new codes for a lost phone, for whoever has signed in."""

from collections.abc import Mapping

from console.core.pages import Moved, Result, Shown
from console.core.visit import NotAllowedError, Visit
from console.signing import codes
from console.signing.myself import ME
from console.signing.setting_up import DIFFERENT
from console.signing.signing_in import later, slowing
from domain.speech.text import Text, _
from domain.staff.passphrase import weakness
from storage.sign_ins.repository import SignIn
from storage.store import Transaction

NOT_THIS = _("This is not your passphrase.")
CHANGED = _("Your passphrase is another one now. You are signed out everywhere else.")


def ask(visit: Visit) -> Result:
    """The form: the old one, and twice the new one."""
    _has_one(visit)
    return Shown("signing/passphrase.html", {"wrong": {}})


def change(visit: Visit) -> Result:
    """Whoever finds an open browser has not the old one. Other browsers are signed out."""
    wrong = _wrong(visit, _has_one(visit))
    if wrong:
        return Shown("signing/passphrase.html", {"wrong": wrong}, 422)
    me, stored = visit.me.id, codes.hashed(_typed(visit, "passphrase"))
    mine = "" if visit.signed_in is None else visit.signed_in.name

    def act(tx: Transaction) -> None:
        tx.sign_ins.change_passphrase(me, stored)
        tx.sessions.end_others(me, mine)

    visit.store.write(act)
    return Moved(ME, CHANGED)


def renew_recovery(visit: Visit) -> Result:
    """They are shown now, and never again; those before are worth nothing."""
    _has_one(visit)
    recovery = codes.recovery_codes()
    visit.store.write(lambda tx: tx.sign_ins.renew_recovery(visit.me.id, recovery))
    return Shown("signing/recovery.html", {"codes": recovery})


def _wrong(visit: Visit, known: SignIn) -> Mapping[str, Text]:
    """By field, what is to be mended; a guesser waits as at the door."""
    name = str(visit.me.id)
    waits = slowing.wait(name, visit.address, visit.now)
    if waits:
        return {"old": later(waits)}
    if not codes.fits(_typed(visit, "old"), known.passphrase):
        slowing.miss(name, visit.address, visit.now)
        return {"old": NOT_THIS}
    passphrase = _typed(visit, "passphrase")
    same = passphrase == _typed(visit, "again")
    found = {
        "passphrase": weakness(passphrase, visit.me.name),
        "again": None if same else DIFFERENT,
    }
    return {field: text for field, text in found.items() if text is not None}


def _has_one(visit: Visit) -> SignIn:
    found = visit.read(lambda tx: tx.sign_ins.of(visit.me.id))
    if found is None:
        raise NotAllowedError
    return found


def _typed(visit: Visit, name: str) -> str:
    return next(iter(visit.form.get(name, ())), "")
