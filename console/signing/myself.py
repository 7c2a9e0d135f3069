"""What a member of staff sees of themselves: their language, where they are signed in."""

from console.core.open_keys import open_keys
from console.core.page_answers import without_proof
from console.core.pages import Moved, Result, Shown
from console.core.visit import Visit
from domain.speech.text import _

ME = "/me"
ENDED = _("This browser is signed out.")
ALL_ENDED = _("You are signed out everywhere else.")


def show(visit: Visit) -> Result:
    """Sessions with their browsers, and how they sign in."""
    me = visit.me.id
    values = visit.read(
        lambda tx: {
            "sessions": tx.sessions.all_of(me, visit.now),
            "sign_in": tx.sign_ins.of(me),
            "passkeys": tx.sign_ins.passkeys_of(me),
        }
    )
    return Shown("signing/me.html", values)


def choose_language(visit: Visit) -> Result:
    """The desk is read in it from now on, in every browser."""
    wanted = visit.one("language")
    if wanted in {each.tag for each in visit.speaker.offered()}:
        visit.store.write(lambda tx: tx.sign_ins.set_language(visit.me.id, wanted))
    return Moved(ME)


def end(visit: Visit) -> Result:
    """One session by its name, or all but this one."""
    me, here = visit.me.id, visit.signed_in
    if visit.one("session"):
        visit.store.write(lambda tx: tx.sessions.end_named(me, visit.one("session")))
        open_keys(visit).drop(visit.one("session"))
        return Moved(ME, ENDED)
    mine = "" if here is None else here.name
    visit.store.write(lambda tx: tx.sessions.end_others(me, mine))
    open_keys(visit).drop_others(me, mine)
    return Moved(ME, ALL_ENDED)


def keep_draft(visit: Visit) -> Result:
    """What is being typed on a page; its script sends it now and then."""
    page = visit.asked("page")[:200]
    fields = without_proof(visit.form)
    visit.store.write(lambda tx: tx.drafts.keep(visit.me.id, page, fields, visit.now))
    return Shown("signing/kept.html")
