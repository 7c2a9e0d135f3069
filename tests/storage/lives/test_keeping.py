"""Every table about people says what becomes of its rows, and the inventory says the same."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

from storage.keeping import Hidden, Kept
from storage.people.tables import people
from storage.subjects import KEPT, PURGED, metadata

INVENTORY = Path(__file__).parents[3] / "docs" / "data.md"
ABOUT_NOBODY = {
    "advised",
    "arrivals",
    "audit",
    "campaigns",
    "cells",
    "tastes",
    "sign_ins",
    "sessions",
    "passkeys",
    "drafts",
    "canned",
    "events",
    "forms",
    "inbox",
    "marks",
    "bearings",
    "outages",
    "pauses",
    "questions",
    "responses",
    "series",
    "slots",
}

# The file that people read themselves tells of these (`flows/guests/mydata.py`); of the others only
# the file for programs does.
IN_WORDS = {"people", "consents", "appointments", "rsvps", "matters", "answered"}
ONLY_AS_DATA = {
    "addresses",
    "cars",
    "conversations",
    "link_codes",
    "outbox",
    "rides",
    "seekers",
    "staff",
}


def about_people(tables: MetaData) -> set[str]:
    """Tables of which a column leads to a person, and that of people themselves."""
    leading = {
        table.name
        for table in tables.sorted_tables
        for key in table.foreign_keys
        if key.target_fullname == "people.id"
    }
    return leading | {people.name}


def test_every_table_about_people_has_an_answer() -> None:
    """One, and to each question; what leads to nobody is written down here."""
    answered = [kept.table.name for kept in KEPT]

    assert len(answered) == len(set(answered))
    assert set(answered) == about_people(metadata)
    assert {table.name for table in metadata.sorted_tables} - set(answered) == ABOUT_NOBODY
    assert {each.table.name for each in PURGED} <= ABOUT_NOBODY


def test_a_table_that_nobody_answers_for_is_noticed() -> None:
    """As when somebody adds one and forgets the rest."""
    with_diary = MetaData()
    for table in metadata.sorted_tables:
        table.to_metadata(with_diary)
    Table("diary", with_diary, Column("writer", Integer, ForeignKey("people.id")))

    assert about_people(with_diary) - {kept.table.name for kept in KEPT} == {"diary"}


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.table.name)
def test_the_inventory_says_how_long(kept: Kept) -> None:
    """In the words of the subject."""
    column = "id" if kept.table is people else "person_id"
    line = re.search(
        rf"^\| `{kept.table.name}\.{column}` \|.*\| (.*) \|$", _inventory(), re.MULTILINE
    )

    assert line is not None
    assert line[1] == kept.until


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.table.name)
def test_the_inventory_names_what_is_not_shown(kept: Kept) -> None:
    """Whoever the rows are about reads all the others."""
    assert (f"`{kept.table.name}` alone" in _inventory()) == isinstance(kept.show, Hidden)


def test_whether_people_read_of_it_in_words_was_thought_of() -> None:
    """A new table is told of in the readable file, or it is said here that it is not."""
    shown = {kept.table.name for kept in KEPT if not isinstance(kept.show, Hidden)}

    assert shown == IN_WORDS | ONLY_AS_DATA
    assert not IN_WORDS & ONLY_AS_DATA


def _inventory() -> str:
    return INVENTORY.read_text()
