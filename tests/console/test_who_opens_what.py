"""Every address of the desk, with every role, with a duty, and with nobody: none is forgotten."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from console import open_to
from console.core.pages import Page
from console.open_to import every_page
from console.rail import SUBJECTS
from domain.staff.member import Duty, Role
from storage.sign_ins.signed_in import Stage
from tests.console.desk_in_process import Desk, desk_in_process

PAGES = every_page()
GUARDED = [page for page in PAGES if page.who is not None]
MADE = HTTPStatus.INTERNAL_SERVER_ERROR


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One for all: what is refused changes nothing."""
    with desk_in_process(tmp_path_factory.mktemp("desk")) as made:
        yield made


def address(page: Page) -> str:
    """Something that is there, or not: who may not know gets the same answer."""
    return re.sub(r"\{[^}]*\}", "1", page.path)


def methods(page: Page) -> list[str]:
    """What it answers at all."""
    return [name for name, act in (("GET", page.show), ("POST", page.act)) if act is not None]


def asked(desk: Desk, page: Page, token: str) -> Iterator[tuple[int, str]]:
    """What each method answers, and where it leads."""
    for method in methods(page):
        send = desk.get if method == "GET" else desk.post
        answer = send(address(page), token)
        yield answer.status_code, answer.headers.get("location", "")


@pytest.mark.parametrize("page", GUARDED, ids=lambda page: page.path)
def test_whoever_has_not_signed_in_is_sent_to_do_so(desk: Desk, page: Page) -> None:
    """Also with half a sign-in, and with a token that nobody gave out."""
    member = desk.member(Role.ADMIN, *Duty)
    halves = [desk.signed_in(member, stage) for stage in (Stage.CODE, Stage.SETTING_UP)]

    for token in ("", "made-up", *halves):
        for status, led in asked(desk, page, token):
            assert (status, led.partition("?")[0]) == (303, "/sign-in")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", GUARDED, ids=lambda page: page.path)
def test_a_page_is_there_for_those_whom_it_is_for(desk: Desk, page: Page, role: Role) -> None:
    """For all others there is no such page, whatever they send."""
    assert page.who is not None
    member = desk.member(role)

    for status, led in asked(desk, page, desk.signed_in(member)):
        if role not in page.who.roles:
            assert status == HTTPStatus.NOT_FOUND
        else:
            assert status < MADE
            assert status != HTTPStatus.FORBIDDEN
            assert not led.startswith("/sign-in")
            assert is_about_something(page) or status != HTTPStatus.NOT_FOUND


def is_about_something(page: Page) -> bool:
    """Whether its address or its form names a thing, of which there is none here."""
    return "{" in page.path or page.show is None


@pytest.mark.parametrize("duty", Duty)
@pytest.mark.parametrize("page", GUARDED, ids=lambda page: page.path)
def test_a_duty_opens_what_it_is_for_and_no_more(desk: Desk, page: Page, duty: Duty) -> None:
    """Whoever has a role that opens nothing of it."""
    assert page.who is not None
    outside = [role for role in Role if role not in page.who.roles]
    for role in outside:
        token = desk.signed_in(desk.member(role, duty))
        for status, _led in asked(desk, page, token):
            if duty not in page.who.duties:
                assert status == HTTPStatus.NOT_FOUND
            elif not is_about_something(page):
                assert status != HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "page", [each for each in PAGES if each.who is None], ids=lambda page: page.path
)
def test_what_is_open_to_everybody_is_about_signing_in(desk: Desk, page: Page) -> None:
    """And does not break over an empty form."""
    assert page.path.startswith(("/sign-in", "/sign-out", "/welcome"))
    assert all(status < MADE for status, _led in asked(desk, page, ""))


def test_the_table_in_the_repository_is_true() -> None:
    """Nobody added a page without saying for whom."""
    open_to.main(["--check"])


def test_each_place_has_an_address_and_a_key_of_its_own() -> None:
    """So that `g` and a letter leads somewhere."""
    places = [each.place for each in SUBJECTS if each.place is not None]

    assert len({place.key for place in places}) == len(places)
    assert len({page.path for page in PAGES}) == len(PAGES)


def test_a_stale_table_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Writing it mends that."""
    monkeypatch.setattr(open_to, "PAGE", tmp_path / "roles.md")

    with pytest.raises(SystemExit, match="1"):
        open_to.main(["--check"])
    assert "docs/desk-roles.md" in capsys.readouterr().err
    open_to.main([])
    open_to.main(["--check"])
