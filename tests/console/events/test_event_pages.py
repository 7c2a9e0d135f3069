"""Events at the desk: written, refused without losing a word, changed, cancelled, looked after."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.clock import system_clock
from domain.events.event import Event, EventId
from domain.staff.audit import View
from domain.staff.member import Role
from tests.console.conftest import SignIn
from tests.console.events.coming import event, guests, series
from tests.console.running_desk import RunningDesk

FRIDAY = date.today() + timedelta(days=9)  # noqa: DTZ011 - days away, whatever the zone


@pytest.mark.parametrize(("language", "scripts"), [("en", True), ("ar", False)])
def test_an_event_is_written(
    sign_in: SignIn, desk: RunningDesk, language: str, scripts: bool
) -> None:
    """What is wrong is said at its field, all at once, and the rest is kept."""
    page = sign_in(language=language, scripts=scripts)
    page.goto("/events/new")
    title = f"Chess {language}"
    page.locator("#title-en").fill(title)
    page.locator("#day").fill(FRIDAY.isoformat())
    page.locator("#starts").fill("18:00")
    page.locator("#capacity").fill("many")
    page.locator("main button.main").click()

    expect(page.locator("#problems li")).to_have_count(2)
    expect(page.locator(f"#place-{language}-wrong")).to_be_visible()
    expect(page.locator("#capacity")).to_have_value("many")
    expect(page.locator("#title-en")).to_have_value(title)

    page.locator("#place-en").fill("Rog")
    page.locator("#capacity").fill("12")
    page.locator("main button.main").click()
    expect(page.locator("h1")).to_contain_text(title)

    made = _called(desk, title)
    local = made.starts.astimezone(desk.office.settings.time_zone)
    assert (made.capacity, f"{local:%H:%M}") == (12, "18:00")


def test_a_change_is_told_and_a_colleague_is_not_overwritten(
    sign_in: SignIn, desk: RunningDesk
) -> None:
    """The page says who hears of it; whoever was slower is told, and keeps what they wrote."""
    number = event(desk, "Picnic")
    guests(desk, number)
    mine, theirs = sign_in(name="Nika"), sign_in(name="Miha")
    for page in (mine, theirs):
        page.goto(f"/events/{number}/change")
    expect(mine.get_by_text("5 people come or wait, and are told")).to_be_visible()

    mine.locator("#place-en").fill("Rog")
    mine.get_by_role("button", name="Change it").click()
    expect(mine.get_by_text("It is changed. 5 people are told.")).to_be_visible()

    theirs.locator("#title-en").fill("Picnic with music")
    theirs.get_by_role("button", name="Change it").click()
    expect(theirs.get_by_role("alert")).to_contain_text("A colleague has changed this event")
    theirs.get_by_role("button", name="Change it").click()
    expect(theirs.locator("h1")).to_have_text("Picnic with music")


def test_who_comes_is_seen_without_names(sign_in: SignIn, desk: RunningDesk) -> None:
    """Who rides with whom, who waits; and the look is noted."""
    number = event(desk, "Trip")
    guests(desk, number)
    page = sign_in(Role.MODERATOR)
    page.goto(f"/events/{number}/guests")

    expect(page.get_by_text("Celovška 12")).to_be_visible()
    driver = page.get_by_role("heading", name="Car of").inner_text().removeprefix("Car of ")
    expect(page.get_by_text(f"with {driver}")).to_be_visible()
    expect(page.get_by_text("our car", exact=True)).to_be_visible()
    expect(page.get_by_text("waits", exact=True)).to_be_visible()
    assert desk.store.read(lambda tx: tx.audit.looked_at(View.COMING, str(number)))
    page.goto(f"/events/{number}/change")
    expect(page.get_by_text("There is nothing here")).to_be_visible()


def test_a_series_is_changed_and_cancelled_whole(sign_in: SignIn, desk: RunningDesk) -> None:
    """Or one date of it alone."""
    number = series(desk, "Choir")
    page = sign_in()
    page.goto(f"/events/{number}/change")
    page.locator("#capacity").fill("7")
    page.get_by_role("button", name="Change it").click()
    assert _capacities(desk, number) == [7, 20]

    page.goto(f"/events/{number}/change")
    page.get_by_label("This date and all after it").check()
    page.get_by_role("button", name="Change it").click()
    assert _capacities(desk, number) == [7, 7]

    page.get_by_role("link", name="Cancel it").click()
    page.locator("#reason-en").fill("The hall is closed.")
    page.get_by_label("This date and all after it").check()
    page.get_by_role("button", name="Cancel it").click()
    expect(page.get_by_text("cancelled", exact=True)).to_be_visible()
    found = desk.store.read(lambda tx: tx.events.upcoming(system_clock()))
    assert "Choir" not in [each.title.by_language["en"] for each in found]


def test_people_are_invited_once(sign_in: SignIn, desk: RunningDesk) -> None:
    """A second time only when that is meant."""
    number = event(desk, "Concert")
    guests(desk, event(desk, "Elsewhere"))
    page = sign_in()
    page.goto(f"/events/{number}")
    page.get_by_role("button", name="Invite people").click()
    expect(page.get_by_text("on their way")).to_be_visible()

    page.get_by_role("button", name="Invite people").click()
    expect(page.get_by_role("alert")).to_contain_text("went out already")
    page.get_by_role("button", name="Yes, once more").click()
    expect(page.get_by_text("on their way")).to_be_visible()


def test_the_calendar_is_downloaded_and_shown(sign_in: SignIn, desk: RunningDesk) -> None:
    """As a file, and as a month."""
    number = event(desk, "Market", days=4)
    page = sign_in()
    page.goto(f"/events/{number}")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="For a calendar").click()
    assert b"SUMMARY:Market" in downloading.value.path().read_bytes()

    starts = desk.store.read(lambda tx: tx.events.get(number)).starts  # type: ignore[union-attr]
    page.goto(f"/events?month={starts.astimezone(desk.office.settings.time_zone):%Y-%m}")
    expect(_slot(page, "Market")).to_be_visible()


def _slot(page: Page, title: str) -> Locator:
    return page.locator("a.slot", has_text=title)


def _called(desk: RunningDesk, title: str) -> Event:
    found = desk.store.read(lambda tx: tx.events.upcoming(system_clock()))
    return next(each for each in found if each.title.by_language.get("en") == title)


def _capacities(desk: RunningDesk, number: EventId) -> list[int | None]:
    """Of this one, and of the last one of its series."""
    this = desk.store.read(lambda tx: tx.events.get(number))
    later = desk.store.read(lambda tx: tx.events.later_times(number))
    return [this.capacity if this else None, later[-1][1].capacity]
