"""`lipa staff` and `lipa audit`: who works here, and who looked at what."""

import sqlite3
from datetime import datetime

import pytest

from tests.bot.lipa import Lipa


def test_somebody_is_invited_listed_and_removed(lipa: Lipa) -> None:
    """The invitation is shown once, and stands nowhere else."""
    invite = lipa("staff", "add", "Maja", "--role", "coordinator", "--json").document
    listed = lipa("staff", "list", "--json").document

    assert list(invite) == ["invite"]
    assert invite["invite"].startswith("staff-")
    assert listed == [
        {"id": "1", "name": "Maja", "role": "coordinator", "duties": "", "state": "invited"}
    ]
    assert invite["invite"] not in lipa("staff", "list").out
    assert invite["invite"].encode() not in (lipa.folder / "var" / "lipa.db").read_bytes()
    assert lipa("staff", "remove", "1").code == 0
    assert lipa("staff", "list").out == "Nobody is invited yet.\n"


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        (("add", "Maja", "--role", "boss"), 2, "role"),
        (("add", " ", "--role", "admin"), 1, None),
        (("remove", "7"), 1, None),
        (("confirm", "7"), 1, None),
        (("confirm", "x"), 2, "id"),
        (("entrust", "7", "focal"), 1, None),
        (("entrust", "1", "tea"), 2, "duty"),
    ],
)
def test_what_cannot_be_is_refused(
    lipa: Lipa, words: tuple[str, ...], code: int, field: str | None
) -> None:
    """With one sentence."""
    printed = lipa("staff", *words, "--json")

    assert (printed.code, printed.error["field"]) == (code, field)
    assert printed.error["message"].strip()


def test_looks_at_the_command_line_are_noted(lipa: Lipa) -> None:
    """Lists and files, before anything is read; what was refused, too, was a wish to look."""
    lipa("appointments", "list", "--day", "2026-12-02")
    lipa("appointments", "list")
    lipa("export", "rsvps", "--output", "rsvps.csv")
    lipa("export", "responses", "--survey", "service_feedback", "--output", "answers.csv")

    noted = lipa("audit", "list", "--json").document

    assert [(each["who"], each["view"], each["about"], each["why"]) for each in noted] == [
        ("command line", "appointments", "2026-12-02", "list"),
        ("command line", "appointments", "", "list"),
        ("command line", "rsvps", "", "export"),
        ("command line", "responses", "service_feedback", "export"),
    ]
    assert all(datetime.fromisoformat(each["at"]).tzinfo for each in noted)


def test_check_finds_a_row_that_was_taken_away(lipa: Lipa) -> None:
    """And says which one."""
    lipa("appointments", "list")
    lipa("export", "rsvps", "--output", "rsvps.csv")
    assert lipa("check", "--json").code == 0
    with sqlite3.connect(lipa.folder / "var" / "lipa.db") as database:
        database.execute("DELETE FROM audit WHERE id = 1")
    database.close()

    checked = lipa("check", "--json")

    [finding] = [each for each in checked.document["checks"] if each["name"] == "audit"]
    assert (checked.code, finding["state"]) == (1, "broken")
    assert "Row 1 " in finding["message"]


def test_nobody_has_looked_at_a_survey_that_is_not_there(lipa: Lipa) -> None:
    """However long its name is."""
    printed = lipa("export", "responses", "--survey", "x" * 500, "--output", "a.csv", "--json")

    assert (printed.code, printed.error["field"]) == (1, "survey")
    assert lipa("audit", "list", "--json").document == []


def test_the_operator_names_focal_points(lipa: Lipa) -> None:
    """Until then, and until somebody was cleared for children, the check says what is missing."""
    lipa("staff", "add", "Maja", "--role", "coordinator")
    warned = [w for w in lipa("check", "--json").document["checks"] if w["name"] == "staff"]
    assert [each["state"] for each in warned] == ["warning", "warning", "well"]

    assert lipa("staff", "entrust", "1", "focal").code == 0
    assert lipa("staff", "entrust", "1", "children").code == 0
    assert lipa("staff", "list", "--json").document[0]["duties"] == "children focal"
    assert lipa("staff", "entrust", "1", "focal", "--end").code == 0
    assert lipa("staff", "list", "--json").document[0]["duties"] == "children"
