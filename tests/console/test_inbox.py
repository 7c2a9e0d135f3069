"""Messages to the team in a browser: found, answered, handed over, closed, opened again."""

import re

import pytest
from playwright.sync_api import Page, expect

from domain.matters.canned import KeepCanned
from domain.matters.matter import MatterId, MatterState, Subject
from domain.staff.audit import View
from domain.staff.member import Role
from tests.console.conftest import SignIn
from tests.console.letters import PASSPHRASE, focal_point, leave
from tests.console.running_desk import RunningDesk

WARM = {
    "en": "Warm clothes are at Example Street 12.",
    "ar": "الملابس الدافئة في شارع المثال 12.",
}
WORDS = {
    "en": {"use": "Put it in", "preview": "See what they get", "send": "Send the answer"},
    "ar": {"use": "إضافته", "preview": "عرض ما سيصل", "send": "إرسال الرد"},
}


def state(desk: RunningDesk, matter: MatterId) -> MatterState | None:
    """As it is now."""
    found = desk.store.read(lambda tx: tx.matters.get(matter))
    return None if found is None else found.state


@pytest.mark.parametrize(("language", "scripts"), [("en", False), ("ar", True)])
def test_a_message_is_answered_with_kept_words(
    sign_in: SignIn, desk: RunningDesk, language: str, scripts: bool
) -> None:
    """Chosen into the field in the writer's language, looked at as it arrives, and sent."""
    matter = leave(desk, "Where are warm clothes?", language=language)
    kept = KeepCanned(f"Warm clothes {language}", WARM)
    desk.office.perform(kept)
    page, say = sign_in(language=language, scripts=scripts), WORDS[language]
    page.goto("/inbox")
    page.get_by_role("link", name=str(matter)).click()
    expect(page.get_by_text("Where are warm clothes?")).to_be_visible()
    assert desk.store.read(lambda tx: tx.audit.looked_at(View.MESSAGE, str(matter)))

    page.locator("select[name=canned]").select_option(label=kept.name)
    page.get_by_role("button", name=say["use"]).click()
    expect(page.locator("textarea[name=words]")).to_have_value(WARM[language])
    page.get_by_role("button", name=say["preview"]).click()
    expect(page.locator("#preview .bubble")).to_contain_text(WARM[language])
    assert state(desk, matter) is MatterState.OPEN
    page.get_by_role("button", name=say["send"]).click()
    expect(page.locator(".notice")).to_be_visible()

    assert state(desk, matter) is MatterState.ANSWERED
    expect(page.locator("textarea[name=words]")).to_have_value("")


def test_what_nobody_could_read_is_refused_and_kept(sign_in: SignIn, desk: RunningDesk) -> None:
    """The field, the reason, and what was typed."""
    matter = leave(desk, "Hello?")
    page = sign_in()
    page.goto(f"/inbox/{matter}")
    page.locator("textarea[name=words]").fill("Room \u202e3")
    page.get_by_role("button", name="Send the answer").click()

    expect(page.locator("#words-wrong")).to_contain_text("hidden character")
    expect(page.locator("textarea[name=words]")).to_have_value("Room \u202e3")
    assert state(desk, matter) is MatterState.OPEN


def test_closing_can_be_undone_and_closed_ones_are_found(
    sign_in: SignIn, desk: RunningDesk
) -> None:
    """An answered one is answered again; a closed one stands in its list and is opened there."""
    matter = leave(desk, "The shower is broken.")
    desk.store.write(lambda tx: tx.matters.answer(matter, "We look at it."))
    page = sign_in()
    page.goto(f"/inbox/{matter}")
    page.get_by_role("button", name="Close it").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("It is open again.")).to_be_visible()
    assert state(desk, matter) is MatterState.ANSWERED

    page.get_by_role("button", name="Close it").click()
    page.goto("/inbox?which=closed")
    page.get_by_role("link", name=str(matter)).click()
    page.get_by_role("button", name="Open it again").click()
    expect(page.get_by_text("It is open again.")).to_be_visible()
    assert state(desk, matter) is MatterState.OPEN


def test_it_is_handed_over_with_a_note_and_found_by_words(
    sign_in: SignIn, desk: RunningDesk
) -> None:
    """The colleague finds it among their own, with the note; words stand in no address."""
    matter = leave(desk, "Somebody took my blue bicycle.")
    desk.member("Zala", Role.MODERATOR)
    page = sign_in(Role.ADMIN)
    page.goto("/inbox")
    page.get_by_label("A number, or words").fill("BLUE bicycle")
    page.get_by_role("button", name="Search").click()
    assert "blue" not in page.url.lower()
    page.get_by_role("link", name=str(matter)).click()
    page.locator("select[name=member]").select_option(label="Zala")
    page.locator("textarea[name=note]").fill("Ask at the gate first.")
    page.get_by_role("button", name="Hand it over").click()

    hers = sign_in(Role.MODERATOR, name="Zala")
    hers.goto("/inbox?which=mine")
    hers.get_by_role("link", name=str(matter)).click()
    expect(hers.get_by_text("Ask at the gate first.")).to_be_visible()


def test_a_sealed_message_opens_with_a_key_in_one_session_alone(
    sign_in: SignIn, desk: RunningDesk
) -> None:
    """Read and answered there; elsewhere, and once they have signed out, it is locked."""
    focal_point(desk, "Fani")
    matter = leave(desk, "He hits me.", Subject.DANGER)
    page, other = sign_in(name="Fani"), sign_in(name="Fani")
    page.goto(f"/inbox/{matter}")
    expect(page.get_by_text("He hits me.")).to_have_count(0)
    _unlock(page, "not this one")
    expect(page.locator("#passphrase-wrong")).to_be_visible()
    _unlock(page, PASSPHRASE)
    expect(page.get_by_text("He hits me.")).to_be_visible()
    page.locator("textarea[name=words]").fill("Come to room 3.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("Come to room 3.")).to_be_visible()

    found = desk.store.read(lambda tx: tx.matters.get(matter))
    assert found is not None
    assert (found.answer, bool(found.answer_box)) == ("", True)
    other.goto(f"/inbox/{matter}")
    expect(other.get_by_text("He hits me.")).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    back = sign_in(name="Fani")
    back.goto(f"/inbox/{matter}")
    expect(back.get_by_role("heading", name="This message is locked")).to_be_visible()


def test_who_may_not_read_it_does_not_learn_that_it_is_there(
    sign_in: SignIn, desk: RunningDesk
) -> None:
    """Neither in the list, nor by its number, nor by searching."""
    focal_point(desk, "Fani")
    matter = leave(desk, "Danger here.", Subject.DANGER)
    page = sign_in(Role.ADMIN)
    for address in (f"/inbox/{matter}", "/inbox/999999999999999999", "/inbox/1x"):
        page.goto(address)
        expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    page.goto("/inbox")
    page.get_by_label("A number, or words").fill(str(matter))
    page.get_by_role("button", name="Search").click()

    expect(page.get_by_text("Nothing was found.")).to_be_visible()


def test_kept_answers_are_written_in_each_language(sign_in: SignIn, desk: RunningDesk) -> None:
    """What is wrong stands at its field; a deleted one comes back with one press."""
    page = sign_in()
    page.goto("/inbox/answers/new")
    page.get_by_label("What you call it").fill("Opening hours")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#words-en-wrong")).to_be_visible()
    page.get_by_label("العربية").fill("من 9 إلى 5.")
    page.get_by_role("button", name="Keep it").click()
    row = page.get_by_role("listitem").filter(has_text="Opening hours")
    row.get_by_role("button", name="Delete").click()
    expect(row).to_have_count(0)
    page.get_by_role("button", name="Undo").click()

    expect(row).to_be_visible()
    kept = desk.store.read(lambda tx: tx.matters.canned())
    assert {"ar": "من 9 إلى 5."} in [each.words for each in kept]


def test_hours_are_kept(sign_in: SignIn, desk: RunningDesk) -> None:
    """Backwards they are refused; without the tick nothing is told."""
    page = sign_in(name="Hana")
    page.goto("/inbox/hours")
    page.get_by_label("From").fill("17:00")
    page.get_by_label("Until").fill("09:00")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#problems")).to_contain_text("must be later")
    page.get_by_label("From").fill("07:30")
    page.get_by_role("button", name="Keep it").click()
    member = desk.store.read(lambda tx: next(a for a in tx.staff.all() if a.name == "Hana"))
    assert f"{member.hours.first:%H:%M}" == "07:30" if member.hours else False

    page.goto("/inbox/hours")
    page.get_by_label("Tell me what is new").uncheck()
    page.get_by_role("button", name="Keep it").click()
    expect(page).to_have_url(re.compile("/inbox$"))
    assert desk.store.read(lambda tx: tx.staff.get(member.id)).hours is None  # type: ignore[union-attr]


def _unlock(page: Page, passphrase: str) -> None:
    page.get_by_label("The passphrase of your key").fill(passphrase)
    page.get_by_role("button", name="Open", exact=True).click()
