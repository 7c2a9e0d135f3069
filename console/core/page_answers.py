"""One request from end to end: who it is, whether they may, what the page does, what is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from starlette.responses import HTMLResponse, RedirectResponse, Response

from console.core.pages import Act, File, Moved, Page, Place, Result, Shown
from console.core.requests import PROOF, proof_of
from console.core.templates import Templates
from console.core.visit import NotAllowedError, Visit
from domain.speech.text import Verbatim, from_json, to_json
from domain.staff.member import Member
from storage.sign_ins.signed_in import NOTED, SignedIn, Stage
from storage.sign_ins.typed_forms import Fields
from storage.store import Store, Transaction
from translations.saying.speaker import Speaker

SIGN_IN = "/sign-in"
HOLDS = "x-lipa-holds"  # on the way to `site.py`, which makes a cookie of it
SEE_OTHER, FORBIDDEN, NOT_FOUND = 303, 403, 404
LINE = Verbatim("")


@dataclass(frozen=True, slots=True)
class Known:
    """What the database knows of whoever holds a token."""

    signed_in: SignedIn | None = None
    member: Member | None = None
    language: str = ""
    draft: Fields = field(default_factory=dict)


class Answering:
    """Answers requests for pages. One for all of them; it keeps nothing."""

    def __init__(self, store: Store, speaker: Speaker, places: tuple[Place, ...]) -> None:
        self._store = store
        self._places = places
        self._templates = Templates(speaker)

    def answer(self, page: Page, visit: Visit, *, posted: bool) -> Response:
        """What to send back. It blocks for the database; what a page raises, it raises."""
        visit = self._recognised(page, visit, posted=posted)
        act = page.act if posted else page.show
        if page.who is None:
            return self._opened(act, page, visit, posted=posted)
        if visit.signed_in is None or visit.signed_in.stage is not Stage.IN:
            return self._to_sign_in(page, visit, posted=posted)
        if visit.member is None or not page.who.includes(visit.member):
            return self.problem(visit, NOT_FOUND)
        self._note_use(visit.signed_in, visit)
        return self._opened(act, page, visit, posted=posted)

    def visitor(self, page: Page, visit: Visit) -> Visit | None:
        """The same with whoever it is; None unless they are signed in and may open this page.

        Their session is not used by it: it ends as if nobody had asked.
        """
        visit = self._recognised(page, visit, posted=False)
        signed_in = visit.signed_in is not None and visit.signed_in.stage is Stage.IN
        may = page.who is not None and visit.member is not None and page.who.includes(visit.member)
        return visit if signed_in and may else None

    def _recognised(self, page: Page, visit: Visit, *, posted: bool) -> Visit:
        known = self._store.read(lambda tx: _known(tx, page, visit))
        return _knowing(visit, known, posted=posted)

    def problem(self, visit: Visit, status: int) -> Response:
        """A page that says what is wrong, and where to go on."""
        return self._drawn(Shown("layout/problem.html", {"status": status}, status), visit)

    def _opened(self, act: Act | None, page: Page, visit: Visit, *, posted: bool) -> Response:
        if act is None:
            return self.problem(visit, NOT_FOUND)
        if posted and visit.token and visit.one(PROOF) != proof_of(visit.token):
            return self.problem(visit, FORBIDDEN)
        try:
            result = act(visit)
        except NotAllowedError:
            return self.problem(visit, NOT_FOUND)
        if posted and page.drafted:
            self._keep_or_drop_draft(visit, result)
        return self._drawn(result, visit)

    def _to_sign_in(self, page: Page, visit: Visit, *, posted: bool) -> Response:
        """What was typed is kept for whoever held this session, until they are back."""
        if posted and page.drafted and visit.one(PROOF) == proof_of(visit.token):
            self._store.write(lambda tx: _keep_for_later(tx, visit))
        return RedirectResponse(f"{SIGN_IN}?next={quote(visit.here)}", SEE_OTHER)

    def _keep_or_drop_draft(self, visit: Visit, result: Result) -> None:
        me, here, typed = visit.me.id, visit.here, without_proof(visit.form)

        def act(tx: Transaction) -> None:
            if isinstance(result, Moved):
                tx.drafts.drop(me, here)
            else:
                tx.drafts.keep(me, here, typed, visit.now)

        self._store.write(act)

    def _note_use(self, signed_in: SignedIn, visit: Visit) -> None:
        if visit.now - signed_in.seen >= NOTED:
            self._store.write(lambda tx: tx.sessions.use(visit.token, visit.now))

    def _drawn(self, result: Result, visit: Visit) -> Response:
        match result:
            case Moved():
                return self._moved(result, visit)
            case File(name, media_type, content):
                kept = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
                return Response(content, media_type=media_type, headers=kept)
            case Shown(template, values, status, token):
                around = {**self._frame(visit), **values}
                page = self._templates.draw(template, visit, around)
                return _holding(HTMLResponse(page, status), token)

    def _moved(self, moved: Moved, visit: Visit) -> Response:
        token = moved.token or visit.token
        if moved.said is not None and token:
            kept = {"said": to_json(moved.said), "undo": moved.undo}
            self._store.write(lambda tx: tx.sessions.keep(token, kept))
        return _holding(RedirectResponse(moved.to, SEE_OTHER), moved.token)

    def _frame(self, visit: Visit) -> Mapping[str, Any]:
        """What stands around each page."""
        said = self._said_before(visit)
        return {
            "places": [(place, place.count(visit)) for place in self._places_of(visit)],
            "languages": visit.speaker.offered(),
            "rtl": visit.speaker.say([LINE], visit.language)[0].right_to_left,
            "said": from_json(said["said"]) if said else None,
            "undo": said.get("undo"),
        }

    def _places_of(self, visit: Visit) -> list[Place]:
        member, signed_in = visit.member, visit.signed_in
        if member is None or signed_in is None or signed_in.stage is not Stage.IN:
            return []
        return [place for place in self._places if place.who.includes(member)]

    def _said_before(self, visit: Visit) -> Mapping[str, Any]:
        """What the page before left to be said, once."""
        kept = {} if visit.signed_in is None else visit.signed_in.kept
        if "said" not in kept:
            return {}
        rest = {name: value for name, value in kept.items() if name not in ("said", "undo")}
        self._store.write(lambda tx: tx.sessions.keep(visit.token, rest))
        return kept


def _holding(response: Response, token: str | None) -> Response:
    if token is not None:
        response.headers[HOLDS] = token
    return response


def without_proof(form: Fields) -> Fields:
    """What was typed, without what the page itself put there."""
    return {name: values for name, values in form.items() if name != PROOF}


def _known(tx: Transaction, page: Page, visit: Visit) -> Known:
    signed_in = tx.sessions.of(visit.token, visit.now) if visit.token else None
    if signed_in is None:
        return Known()
    member = tx.staff.get(signed_in.member)
    draft = tx.drafts.of(signed_in.member, visit.here) if page.drafted else {}
    return Known(signed_in, member, tx.sign_ins.language(signed_in.member), draft)


def _knowing(visit: Visit, known: Known, *, posted: bool) -> Visit:
    return replace(
        visit,
        signed_in=known.signed_in,
        member=known.member,
        language=known.language or visit.language,
        form=visit.form if posted else known.draft,
    )


def _keep_for_later(tx: Transaction, visit: Visit) -> None:
    member = tx.sessions.whose(visit.token)
    if member is not None:
        tx.drafts.keep(member, visit.here, without_proof(visit.form), visit.now)
