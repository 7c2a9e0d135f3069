"""A workbook becomes a survey in the browser; a wrong one says what to mend at its rows."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

import storage.surveys.shipped
from domain.staff.member import Role
from tests.console.conftest import SignIn

SHIPPED = Path(storage.surveys.shipped.__file__).parent / "service_feedback.xlsx"
SEND = {"en": "Ask everybody", "ar": "سؤال الجميع"}
ADD = {"en": "Add it", "ar": "إضافة"}


@pytest.mark.parametrize(("language", "scripts"), [("en", False), ("ar", True)])
def test_a_workbook_becomes_a_survey(sign_in: SignIn, language: str, scripts: bool) -> None:
    """And nobody sees how few have answered it."""
    page = sign_in(language=language, scripts=scripts)
    page.goto("/surveys/new")
    page.locator("input[type=file]").set_input_files(SHIPPED)
    page.get_by_role("button", name=ADD[language], exact=True).click()

    expect(page.get_by_role("button", name=SEND[language])).to_be_visible()
    assert page.url.endswith("/surveys/service_feedback")
    expect(page.locator("meter")).to_have_count(0)


def test_what_is_no_workbook_says_so(sign_in: SignIn, tmp_path: Path) -> None:
    """With what to do about it; the page stays."""
    wrong = tmp_path / "list.xlsx"
    wrong.write_bytes(b"no workbook")
    page = sign_in()
    page.goto("/surveys/new")
    page.locator("input[type=file]").set_input_files(wrong)
    page.get_by_role("button", name="Add it").click()

    expect(page.get_by_role("alert")).to_contain_text("1 thing is to be mended")


def test_surveys_and_counts_are_not_for_advisers(sign_in: SignIn) -> None:
    """They hear that there is nothing here."""
    page = sign_in(Role.ADVISER)
    for path in ("/surveys", "/people"):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 404


def test_the_month_is_one_page_to_print(sign_in: SignIn) -> None:
    """Twelve rows; where few are counted stands a dash."""
    page = sign_in()
    page.goto("/people")

    expect(page.locator("table.table tbody tr, table.table > tr")).to_have_count(12)
    assert page.locator("table.table td").first.inner_text() == "–"
