"""A desk that runs, and a browser that opens it; both once for all tests of a process."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from domain.staff.member import Duty, Role
from tests.console.running_desk import RunningDesk, running_desk

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (  # no request of its own to anywhere
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 360, "height": 740},
    "desk": {"width": 1280, "height": 900},
}
SignIn = Callable[..., Page]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """`lipa run`, with an event and times for advice."""
    with running_desk(tmp_path_factory.mktemp("desk")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window.

    Not for longer: while it is there, nothing else in this process can run a loop of its own.
    """
    if CHROMIUM is None:
        pytest.skip("no Chromium here (apt install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture
def stranger(browser: Browser, desk: RunningDesk) -> Iterator[Page]:
    """A window of somebody who has not signed in."""
    context = _window(browser, desk)
    yield context.new_page()
    context.close()


@pytest.fixture
def sign_in(browser: Browser, desk: RunningDesk) -> Iterator[SignIn]:
    """`sign_in(role, name=…, language=…, scripts=…, size=…, duties=…)`: a window of a member."""
    opened: list[BrowserContext] = []

    def open_window(
        role: Role = Role.COORDINATOR,
        *,
        name: str = "",
        language: str = "en",
        scripts: bool = True,
        size: str = "desk",
        duties: tuple[Duty, ...] = (),
    ) -> Page:
        member = desk.member(name or f"{role.value} one", role, *duties)
        context = _window(browser, desk, scripts=scripts, size=size)
        opened.append(context)
        token = desk.session(member, language)
        context.add_cookies([{"name": "lipa", "value": token, "url": desk.url}])
        return context.new_page()

    yield open_window
    for context in opened:
        context.close()


def _window(
    browser: Browser, desk: RunningDesk, *, scripts: bool = True, size: str = "desk"
) -> BrowserContext:
    context = browser.new_context(
        base_url=desk.url, java_script_enabled=scripts, viewport=SIZES[size], locale="en-GB"
    )
    context.set_default_timeout(20_000)
    return context


@pytest.fixture
def look(tmp_path: Path) -> Callable[[Page, str], Path]:
    """A picture of a page, for whoever wants to look at it."""

    def take(page: Page, name: str) -> Path:
        path = tmp_path / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return take
