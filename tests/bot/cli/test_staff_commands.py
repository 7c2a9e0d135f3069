"""`lipa staff` and `lipa audit`: who works here, and who looked at what."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
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
        ("command line", "audit", "", "list"),
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
    assert [each["view"] for each in lipa("audit", "list", "--json").document] == ["audit"]


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


def test_changes_of_who_works_here_are_noted(lipa: Lipa) -> None:
    """By number: a name would outlast whoever left."""
    lipa("staff", "add", "Maja", "--role", "coordinator")
    lipa("staff", "add", "Maja", "--role", "admin")
    lipa("staff", "entrust", "1", "focal")
    lipa("staff", "entrust", "1", "focal", "--end")
    lipa("staff", "confirm", "1")
    lipa("staff", "remove", "1")
    lipa("staff", "remove", "1")  # is refused, and was no change

    noted = lipa("audit", "list", "--json").document

    assert [(each["view"], each["about"], each["why"]) for each in noted] == [
        ("staff", "1 coordinator", "added"),
        ("staff", "1 admin", "added"),
        ("staff", "1 focal", "entrusted"),
        ("staff", "1 focal", "relieved"),
        ("staff", "1", "confirmed"),
        ("staff", "1", "removed"),
        ("audit", "", "list"),
    ]
    assert {each["who"] for each in noted} == {"command line"}
    assert "Maja" not in lipa("audit", "list").out


def cut(lipa: Lipa) -> None:
    """Everything, with its marks."""
    with sqlite3.connect(lipa.folder / "var" / "lipa.db") as database:
        database.execute("DELETE FROM audit")
        database.execute("DELETE FROM marks WHERE name LIKE 'audit%'")
    database.close()


def restore(lipa: Lipa) -> None:
    """An older backup."""
    (lipa.folder / "var" / "lipa.db").write_bytes((lipa.folder / "backup.db").read_bytes())


def lose(lipa: Lipa) -> None:
    """The file beside the database."""
    (lipa.folder / "var" / "lipa.db.audit").unlink()


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (cut, "every row of it. Its anchor knows 2 rows"),
        (restore, "older than its anchor: rows from 2 on are missing at the end"),
        (lose, "var/lipa.db.audit, is missing"),
    ],
)
def test_check_says_what_became_of_the_audit(
    lipa: Lipa, harm: Callable[[Lipa], None], says: str
) -> None:
    """In words, with what to do; accepting it is noted, and then everything is well."""
    lipa("appointments", "list")
    with sqlite3.connect(lipa.folder / "var" / "lipa.db") as database:
        database.execute(f"VACUUM INTO '{lipa.folder / 'backup.db'}'")
    database.close()
    lipa("appointments", "list")
    harm(lipa)

    checked = lipa("check", "--json")

    [finding] = [each for each in checked.document["checks"] if each["name"] == "audit"]
    assert (checked.code, finding["state"]) == (1, "broken")
    assert says in finding["message"]
    assert "lipa audit accept" in finding["message"]
    assert lipa("audit", "accept", "--json").code == 0
    assert lipa("check", "--json").code == 0
    assert lipa("audit", "list", "--json").document[-2]["why"] == "accepted"


def test_what_fits_cannot_be_accepted(lipa: Lipa) -> None:
    """There is nothing to look into."""
    printed = lipa("audit", "accept", "--json")

    assert (printed.code, "nothing to accept" in printed.error["message"]) == (1, True)


def test_whoever_was_made_staff_without_the_keys_is_named(lipa: Lipa) -> None:
    """And can be removed; until then the check fails."""
    lipa("staff", "add", "Maja", "--role", "moderator")
    with closing(sqlite3.connect(lipa.folder / "var" / "lipa.db")) as database:
        database.execute("UPDATE staff SET role = 'admin'")
        database.commit()

    checked = lipa("check")
    listed = lipa("staff", "list", "--json").document
    removed = lipa("staff", "remove", "1")

    assert checked.code == 1
    assert "✘ staff" in checked.out
    assert "Row 1 of staff" in checked.out
    assert listed == []
    assert (removed.code, lipa("check").code) == (0, 0)
