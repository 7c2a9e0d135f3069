"""Signing in with a passkey, with an authenticator that the browser itself plays."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.staff.member import Role
from tests.console.running_desk import RunningDesk, running_desk


@pytest.fixture(scope="module")
def named_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """Under a name: passkeys are made for names alone."""
    with running_desk(tmp_path_factory.mktemp("named"), "localhost") as running:
        yield running


@pytest.fixture
def page(browser: Browser, named_desk: RunningDesk) -> Iterator[Page]:
    """A window of somebody who has signed in, on a device that knows who holds it."""
    context = browser.new_context(base_url=named_desk.url, locale="en-GB")
    token = named_desk.session(named_desk.member("Nika", Role.COORDINATOR))
    context.add_cookies([{"name": "lipa", "value": token, "url": named_desk.url}])
    yield context.new_page()
    context.close()


def device(page: Page, *, sure: bool) -> None:
    """An authenticator inside the device; `sure`: it makes sure that it is them."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": sure,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_passkey_is_made_used_and_removed(page: Page) -> None:
    """It signs them in alone; once it is gone from here, it does so no more."""
    device(page, sure=True)
    page.goto("/me")
    page.get_by_role("button", name="Sign in with this device from now on").click()
    expect(page.get_by_text("This device signs you in from now on.")).to_be_visible()

    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("Welcome back, Nika.")).to_be_visible()

    page.goto("/me")
    page.get_by_role("button", name="Remove it").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("This passkey is not known here.")).to_be_visible()


def test_a_device_that_is_not_sure_adds_nothing(page: Page) -> None:
    """Whoever holds it is not asked for, so it says nothing of who that is."""
    device(page, sure=False)
    page.goto("/me")

    page.get_by_role("button", name="Sign in with this device from now on").click()

    expect(page.get_by_text("This device did not do it.")).to_be_visible()
