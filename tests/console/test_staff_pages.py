"""Staff in a browser: invited, given another role, relieved, and gone; and who looked at what."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from domain.staff.member import Duty, Entrust, Role
from tests.console.conftest import SignIn
from tests.console.running_desk import RunningDesk


def test_somebody_is_invited_and_removed(sign_in: SignIn, desk: RunningDesk) -> None:
    """Without scripts, too; a role is undone, and a name is typed before they go."""
    page = sign_in(Role.ADMIN, scripts=False)
    page.goto("/staff")
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("Their name").fill("Zala")
    page.get_by_label("moderator").check()
    page.get_by_role("button", name="Make the invitation").click()
    link = page.get_by_text("/welcome?code=staff-").inner_text()
    code = link.partition("code=")[2]
    assert link == f"{desk.url}/welcome?code={code}"
    expect(page.get_by_text(f"/start {code}")).to_be_visible()
    expect(page.locator(".qr svg")).to_be_visible()

    page.get_by_role("link", name="To the list of staff").click()
    page.get_by_role("link", name="Zala").click()
    page.get_by_label("viewer").check()
    page.get_by_role("button", name="Change the role").click()
    expect(page.get_by_text("Zala works here as viewer now.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Zala works here as moderator now.")).to_be_visible()

    page.get_by_label("Type their name, Zala").fill("Zara")
    page.get_by_role("button", name="Remove them").click()
    expect(page.get_by_text("This is another name.").first).to_be_visible()
    page.get_by_label("Type their name, Zala").fill("zala")
    page.get_by_role("button", name="Remove them").click()
    expect(page.get_by_text("Zala works here no more.")).to_be_visible()


def test_the_last_focal_point_is_not_lost_by_a_slip(sign_in: SignIn, desk: RunningDesk) -> None:
    """What would be lost is said, and asked once more."""
    focal = desk.member("Iva", Role.MODERATOR, Duty.FOCAL)
    for other in desk.store.read(lambda tx: tx.staff.all()):
        if other.id != focal and Duty.FOCAL in other.duties:
            desk.office.perform(Entrust(other.id, Duty.FOCAL, given=False))
    page = sign_in(Role.ADMIN)
    page.goto(f"/staff/{focal}")

    page.get_by_role("button", name="Take it from them").click()
    expect(page.get_by_text("There is no other focal point")).to_be_visible()
    page.get_by_role("link", name="Leave it as it is").click()
    page.get_by_role("button", name="Take it from them").click()
    page.get_by_role("button", name="Do it all the same").click()

    expect(page.get_by_text("Iva has this duty no more: focal point.")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_who_looked_at_what(sign_in: SignIn, language: str) -> None:
    """Also this very look; as a file, which is noted as one."""
    page = sign_in(Role.ADMIN, name=f"Ada {language}", language=language)
    page.goto("/staff/audit?view=audit")
    rows = page.locator("tbody tr")
    expect(rows.first).to_contain_text(f"Ada {language}")

    with page.expect_download() as download:
        page.locator("form[action='/staff/audit/export'] button").click()
    written = download.value.path().read_text("utf-8-sig").splitlines()
    assert written[0] == "number,at,who,view,about,why"
    assert f",Ada {language},audit,,export" in written[1]
    page.goto("/staff/audit?day=never")
    expect(page.locator(".wrong")).to_be_visible()


def test_an_administrator_does_not_change_themselves(sign_in: SignIn) -> None:
    """Neither role nor duties, and nobody removes themselves by a slip."""
    page = sign_in(Role.ADMIN, name="Ada alone")
    page.goto("/staff")
    page.get_by_role("main").get_by_role("link", name="Ada alone").click()

    expect(page.get_by_role("heading", name="This is you")).to_be_visible()
    expect(_button(page, "Remove them|Change the role|Entrust them")).to_have_count(0)


def _button(page: Page, names: str) -> Locator:
    return page.get_by_role("button", name=re.compile(names))
