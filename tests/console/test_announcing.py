"""Announcing to many in a browser: written, looked at, sent once, confirmed, followed, stopped."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from domain.campaigns.campaign import CampaignId, CampaignState
from domain.staff.member import Role
from storage.outbox.rows import State
from storage.outbox.tables import outbox
from tests.console.conftest import SignIn
from tests.console.readers import readers
from tests.console.running_desk import RunningDesk, running_desk

_texts = count(1)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """Where a message to more than five people needs a colleague's yes; nine people are there."""
    with running_desk(tmp_path_factory.mktemp("many"), LIPA_CONFIRM_ABOVE="5") as running:
        readers(running, {"ar": 6, "fr": 3})
        yield running


def sent(page: Page) -> CampaignId:
    """The campaign whose page is open."""
    page.wait_for_url(re.compile(r"/announce/\d+$"))
    return CampaignId(int(page.url.rpartition("/")[2]))


def write(page: Page, language: str = "fr") -> str:
    """Something that was never said, for readers of French alone, who are few."""
    words = f"Fête {next(_texts)}"
    page.goto("/announce/new")
    page.locator(f"#text-{language}").fill(words)
    page.locator("input[name=languages][value=fr]").check()
    return words


@pytest.mark.parametrize(("language", "scripts"), [("en", True), ("ar", False)])
def test_it_is_written_looked_at_and_sent(
    sign_in: SignIn, desk: RunningDesk, language: str, scripts: bool
) -> None:
    """Who gets it in which language stands there before; without scripts after a button."""
    page = sign_in(language=language, scripts=scripts)
    words = write(page)
    if not scripts:
        page.locator("button[value=look]").click()
    expect(page.locator("#seen .bubble").first).to_have_text(words)
    row = page.locator("#seen tr", has=page.locator("th", has_text="Français"))
    expect(row.locator("td").first).to_have_text("3")

    page.locator("button[value=send]").click()
    campaign = desk.store.read(lambda tx: tx.campaigns.show(sent(page)))

    assert campaign is not None
    assert (campaign.state, campaign.counts.waiting) == (CampaignState.RUNNING, 3)


def test_the_same_goes_out_again_only_on_purpose(sign_in: SignIn) -> None:
    """What went out is shown, and nothing is lost."""
    page = sign_in()
    words = write(page)
    page.locator("button[value=send]").click()
    first = sent(page)

    page.goto("/announce/new")
    page.locator("#text-fr").fill(words)
    page.locator("input[name=languages][value=fr]").check()
    page.locator("button[value=send]").click()
    expect(page.get_by_role("alert")).to_contain_text("The same went out already")
    expect(page.get_by_role("link", name="See what went out")).to_have_attribute(
        "href", f"/announce/{first}"
    )
    page.get_by_role("button", name="Send it once more").click()

    assert sent(page) > first


def test_a_colleague_reads_all_of_it_and_confirms(sign_in: SignIn, desk: RunningDesk) -> None:
    """Its author cannot."""
    author, colleague = sign_in(name="Ana"), sign_in(name="Borut", language="ar", scripts=False)
    author.goto("/announce/new")
    author.locator("#text-en").fill("The kitchen is open.")
    author.locator("#text-ar").fill("المطبخ مفتوح.")
    author.locator("button[value=send]").click()
    campaign = sent(author)
    expect(author.get_by_text("so a colleague must confirm it")).to_be_visible()
    expect(author.locator("form[action$='/confirm']")).to_have_count(0)

    colleague.goto("/announce")
    colleague.locator(f"a.button[href='/announce/{campaign}']").click()
    bubbles = colleague.locator(".bubble").all_inner_texts()
    assert {each.strip() for each in bubbles} == {"The kitchen is open.", "المطبخ مفتوح."}
    colleague.locator("form[action$='/confirm'] button").click()

    found = desk.store.read(lambda tx: tx.campaigns.show(campaign))
    assert found is not None
    assert (found.state, found.counts.waiting) == (CampaignState.RUNNING, 9)


def test_numbers_move_while_somebody_looks_and_it_is_stopped(
    sign_in: SignIn, desk: RunningDesk
) -> None:
    """Each without loading the page again, until it is done."""
    page = sign_in()
    write(page)
    page.locator("button[value=send]").click()
    campaign = sent(page)
    expect(page.locator("[data-live=waiting]")).to_have_text("3")
    one = desk.store.read(
        lambda tx: tx.connection.execute(
            outbox.select().where(outbox.c.campaign_id == campaign).limit(1)
        ).one()
    )
    became = {"state": State.SENT.value, "sent_at": desk.office.now}

    desk.store.write(
        lambda tx: tx.connection.execute(
            outbox.update().where(outbox.c.id == one.id).values(**became)
        )
    )
    expect(page.locator("[data-live=waiting]")).to_have_text("2")
    expect(page.locator("[data-live=sum]")).to_contain_text("1")
    expect(page.locator("[data-live=pace]")).to_contain_text("In the last minute")
    page.get_by_role("button", name="Stop it").click()

    expect(page.get_by_text("What was sent stays sent")).to_be_visible()
    expect(page.locator("[data-live=cancelled]")).to_have_text("2")


def test_what_is_wrong_stands_at_its_field(sign_in: SignIn) -> None:
    """And what was typed is still there; nothing has left."""
    page = sign_in(scripts=False)
    page.goto("/announce/new")
    page.locator("#text-fr").fill("x" * 3501)
    page.locator("input[name=when][value=later]").check()
    page.locator("#at").fill("2020-01-01T10:00")
    page.locator("button[value=send]").click()

    expect(page.locator("#text-fr-wrong")).to_contain_text("3500")
    expect(page.locator("#at-wrong")).to_have_text("This time is over.")
    assert len(page.locator("#text-fr").input_value()) == 3501


def test_an_expired_session_loses_nothing(sign_in: SignIn, desk: RunningDesk) -> None:
    """What was written is there when they are back."""
    page = sign_in(name="Cilka", scripts=False)
    words = write(page)
    member = desk.member("Cilka", Role.COORDINATOR)
    later = desk.office.now - timedelta(hours=1)
    desk.store.write(lambda tx: tx.sessions.use(_token(page), later))

    page.locator("button[value=send]").click()
    assert "/sign-in" in page.url
    token = desk.session(member)
    page.context.add_cookies([{"name": "lipa", "value": token, "url": desk.url}])
    page.goto("/announce/new")

    expect(page.locator("#text-fr")).to_have_value(words)


def _token(page: Page) -> str:
    return next(str(each["value"]) for each in page.context.cookies() if each["name"] == "lipa")
