"""What somebody else can do with a cookie, a form, or many guesses: nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest

from console.core.requests import PROOF, proof_of
from console.signing import codes
from domain.staff.member import Role, StaffId
from storage.sign_ins.signed_in import IDLE, LONGEST, NOTED, Stage
from tests.console.desk_in_process import Desk, desk_in_process

SECOND = timedelta(seconds=1)
PASSPHRASE = "seven geese walk over Sava"
STORED = codes.hashed(PASSPHRASE)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Empty."""
    with desk_in_process(tmp_path) as made:
        yield made


@pytest.fixture
def maja(desk: Desk) -> StaffId:
    """Can sign in."""
    member = desk.member(Role.COORDINATOR)
    desk.store.write(lambda tx: tx.sign_ins.set(member, STORED, SECRET, []))
    return member


def sign_in(desk: Desk, token: str = "") -> tuple[str, str]:
    """What the browser holds after the passphrase, and after the code."""
    first = desk.post("/sign-in", token, {"name": "maja", "passphrase": PASSPHRASE})
    half = desk.holds(first)
    code = pyotp.TOTP(SECRET).at(desk.now)
    second = desk.post("/sign-in/code", half, {"code": code})
    return half, desk.holds(second)


@pytest.mark.usefixtures("maja")
def test_a_planted_cookie_signs_nobody_in(desk: Desk) -> None:
    """Each step gives a new one; what was known before is worth nothing afterwards."""
    half, whole = sign_in(desk, token="planted")

    assert len({"planted", half, whole}) == 3
    assert desk.get("/", whole).status_code == 200
    assert desk.get("/", half).status_code == desk.get("/", "planted").status_code == 303


def test_what_is_stored_is_no_cookie(desk: Desk, maja: StaffId) -> None:
    """Whoever reads the database holds nothing that signs them in."""
    token = desk.signed_in(maja)
    named = desk.store.read(lambda tx: tx.sessions.all_of(maja, desk.now))[0].name

    assert token.encode() not in (b := Path(desk.store.read(_file)).read_bytes())
    assert named.encode() not in b
    assert desk.get("/", named).status_code == 303


def test_a_session_ends_when_it_is_left_and_when_it_is_old(desk: Desk, maja: StaffId) -> None:
    """After half an hour without a page; after twelve hours, however busy they are."""
    token, busy = desk.signed_in(maja), desk.signed_in(maja)
    began = desk.now

    desk.now = began + IDLE - SECOND
    assert desk.get("/", busy).status_code == 200
    desk.now = began + IDLE
    assert (desk.get("/", token).status_code, desk.get("/", busy).status_code) == (303, 200)
    while desk.now + IDLE < began + LONGEST:
        desk.now += IDLE - 2 * NOTED
        assert desk.get("/", busy).status_code == 200
    desk.now = began + LONGEST
    assert desk.get("/", busy).status_code == 303


def test_signing_out_ends_it_also_for_a_thief(desk: Desk, maja: StaffId) -> None:
    """Of this browser; of all others from the list."""
    mine, stolen = desk.signed_in(maja), desk.signed_in(maja)

    desk.post("/me/sessions", mine)
    assert (desk.get("/", mine).status_code, desk.get("/", stolen).status_code) == (200, 303)
    desk.post("/sign-out", mine)
    assert desk.get("/", mine).status_code == 303


def test_whoever_is_removed_or_renewed_is_out(desk: Desk, maja: StaffId) -> None:
    """In the middle of anything."""
    token = desk.signed_in(maja)
    desk.store.write(lambda tx: tx.staff.shut_out(maja))
    assert desk.get("/", token).status_code == 303

    token = desk.signed_in(maja)
    desk.store.write(lambda tx: tx.staff.remove(maja, desk.now))
    assert desk.get("/", token).status_code in (303, 404)


def test_a_role_that_was_taken_is_gone_with_the_next_page(desk: Desk) -> None:
    """A session gives nothing by itself."""
    member = desk.member(Role.ADMIN)
    token = desk.signed_in(member)
    assert desk.get("/staff", token).status_code == 200

    desk.store.write(lambda tx: tx.staff.change_role(member, Role.VIEWER))

    assert desk.get("/staff", token).status_code == 404


@pytest.mark.parametrize("proof", ["", "wrong", proof_of("of another session")])
def test_a_form_that_is_not_ours_changes_nothing(desk: Desk, maja: StaffId, proof: str) -> None:
    """Neither without a proof, nor with somebody else's."""
    token = desk.signed_in(maja)

    answer = desk.post("/me/language", token, {"language": "ar", PROOF: proof})

    assert answer.status_code == 403
    assert desk.store.read(lambda tx: tx.sign_ins.language(maja)) == ""


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
    ],
    ids=str,
)
def test_another_site_sends_no_form(desk: Desk, maja: StaffId, headers: dict[str, str]) -> None:
    """Whatever it knows."""
    answer = desk.post("/sign-out", desk.signed_in(maja), headers=headers)

    assert answer.status_code == 403


@pytest.mark.parametrize("stage", [Stage.CODE, Stage.SETTING_UP])
def test_half_a_sign_in_opens_nothing(desk: Desk, maja: StaffId, stage: Stage) -> None:
    """Nor does one half serve as the other."""
    token = desk.signed_in(maja, stage)
    other = "/welcome/set-up" if stage is Stage.CODE else "/sign-in/code"

    assert desk.get("/me", token).status_code == 303
    assert desk.get(other, token).status_code == 404


def test_answers_are_kept_nowhere(desk: Desk, maja: StaffId) -> None:
    """And nothing of another origin runs in a page."""
    headers = desk.get("/me", desk.signed_in(maja)).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


def test_a_guesser_waits_and_a_colleague_does_not(desk: Desk, maja: StaffId) -> None:
    """From the same address; the right passphrase waits, too, while they guess at its owner."""
    assert maja
    wrong = {"name": "Maja", "passphrase": "something else"}
    said = [desk.post("/sign-in", "", wrong).text for _guess in range(6)]

    assert "not right" in said[0]
    assert "Please wait" in said[-1]
    assert "Please wait" not in desk.post("/sign-in", "", {**wrong, "name": "Eva"}).text


def _file(tx: object) -> str:
    url = tx.connection.engine.url  # type: ignore[attr-defined]
    return str(url.database)
