"""From an invitation into the desk, out, and in again: as somebody does it in a browser."""

import pyotp
import pytest
from playwright.sync_api import Page, expect

from domain.staff.member import Role
from tests.console.conftest import SignIn
from tests.console.running_desk import RunningDesk

PASSPHRASE = "seven geese walk over Sava"


def test_an_invitation_leads_to_the_desk(stranger: Page, desk: RunningDesk) -> None:
    """A passphrase that is guessed is refused; then a code from a phone; then they are in."""
    page = stranger
    page.goto(f"/welcome?code={desk.invitation('Nika', Role.COORDINATOR)}")
    page.get_by_role("button", name="Begin").click()

    secret = page.locator("details code").text_content() or ""
    assert _set_up(page, "password password", secret) == "/welcome/set-up"
    expect(page.get_by_text("too easy to guess")).to_be_visible()
    assert _set_up(page, PASSPHRASE, secret) == "/welcome/set-up"
    codes = page.locator("ol.codes li").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("link", name="I have written them down").click()
    expect(page.get_by_role("heading", name="Hello, Nika")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    page.goto("/")
    assert page.url.endswith("/sign-in?next=/")
    _sign_in(page, "nika", PASSPHRASE)
    page.get_by_label("The six digits").fill(codes[0])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Welcome back, Nika.")).to_be_visible()


def test_a_wrong_passphrase_says_nothing_more(stranger: Page, desk: RunningDesk) -> None:
    """Whether there is somebody of this name stays unknown."""
    desk.member("Miha", Role.ADVISER)
    said = []
    for name in ("Miha", "Nobody"):
        stranger.goto("/sign-in")
        _sign_in(stranger, name, "anything at all here")
        said.append(stranger.get_by_role("alert").inner_text())

    assert said[0] == said[1] == "The name or the passphrase is not right."


@pytest.mark.parametrize("language", ["en", "ar"])
def test_today_is_drawn_in_the_language_of_whoever_looks(sign_in: SignIn, language: str) -> None:
    """From right to left where it is written so."""
    page = sign_in(language=language)
    page.goto("/")

    html = page.locator("html")
    assert html.get_attribute("lang") == language
    assert html.get_attribute("dir") == ("rtl" if language == "ar" else "ltr")


def _set_up(page: Page, passphrase: str, secret: str) -> str:
    page.get_by_label("A passphrase that you alone know").fill(passphrase)
    page.get_by_label("The same once more").fill(passphrase)
    page.get_by_label("The six digits").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Finish").click()
    return str(page.evaluate("location.pathname"))


def _sign_in(page: Page, name: str, passphrase: str) -> None:
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Passphrase").fill(passphrase)
    page.get_by_role("button", name="Go on").click()
