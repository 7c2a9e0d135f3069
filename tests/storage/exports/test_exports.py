"""What coordinators take away: right columns, no person, no formulas."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from domain.advice.slot import Topic
from domain.speech.text import Content
from domain.surveys.form import Answer, Form, Kind, Question
from domain.surveys.survey import SubmitResponse, SurveyId
from storage.exports import sheets
from storage.exports.tabulating import Sheet, export_appointments, export_responses, export_rsvps
from storage.store import Store
from tests.storage.samples import DAY, NOW, a_form, an_event, person, some_slots

STAY = SurveyId("stay")


def answer(
    store: Store, version: str = "1", day: date = date(2026, 12, 1), **answers: Answer
) -> None:
    """Somebody's answers."""
    given = SubmitResponse(STAY, version, "", answers)
    store.write(lambda tx: tx.surveys.keep(given, "ar", day))


def test_answers_stand_in_the_order_of_the_form(store: Store) -> None:
    """Several choices also one by one."""
    store.write(lambda tx: tx.surveys.add(a_form(), NOW))
    answer(store, food="good", rooms=("good", "bad"), wish="tea")

    sheet = store.read(lambda tx: export_responses(tx, STAY))

    about, questions = sheet.header[:4], sheet.header[4:]
    [row] = store.read(lambda tx: list(export_responses(tx, STAY).rows))
    assert about == ("_id", "_submitted_on", "_version", "_language")
    assert questions == ("food", "rooms", "rooms/good", "rooms/bad", "wish")
    assert row[1:] == ["2026-12-01", "1", "ar", "good", "good bad", 1, 1, "tea"]


def test_unanswered_questions_are_empty(store: Store) -> None:
    """An unanswered choice is not a no."""
    store.write(lambda tx: tx.surveys.add(a_form(), NOW))
    answer(store, rooms=("bad",))
    answer(store, food="bad")

    rows = store.read(lambda tx: list(export_responses(tx, STAY).rows))

    cells = sorted((row[4:] for row in rows), key=str)
    assert cells == [["bad", None, None, None, None], [None, "bad", 0, 1, None]]


def test_every_answer_is_exported_in_no_order_of_coming(store: Store) -> None:
    """Also those that do not count yet; only their random numbers say who stands first."""
    store.write(lambda tx: tx.surveys.add(a_form(), NOW))
    for day in range(1, 13):
        answer(store, day=date(2026, 12, day), food="good")

    rows = store.read(lambda tx: list(export_responses(tx, STAY).rows))

    numbers = [int(str(row[0])) for row in rows]
    assert len(rows) == 12
    assert numbers == sorted(numbers)


def test_questions_of_older_versions_come_last(store: Store) -> None:
    """No answer is lost."""
    first = a_form("1")
    new = Question("heating", Kind.TEXT, Content({"en": "Heating?"}))
    second = Form("stay", "2", first.title, "en", ("en",), (new, *first.rows[1:]))
    store.write(lambda tx: tx.surveys.add(first, NOW))
    store.write(lambda tx: tx.surveys.add(second, NOW))

    header = store.read(lambda tx: export_responses(tx, STAY).header)

    assert header[4:] == ("heating", "rooms", "rooms/good", "rooms/bad", "wish", "food")


def test_appointments_and_answers_to_events_name_nobody(store: Store) -> None:
    """Local times, strings as ids, no number of a person."""
    anna, [slot], event = person(store), some_slots(store), an_event(store)
    store.write(lambda tx: tx.appointments.take(slot, anna, Topic.FAMILY, "fr", NOW))
    store.write(lambda tx: tx.events.take(event, anna, 2, lift=False))

    booked = store.read(lambda tx: list(export_appointments(tx).rows))
    coming = store.read(lambda tx: list(export_rsvps(tx).rows))

    start, end = "2026-12-02T10:00:00+01:00", "2026-12-02T10:45:00+01:00"
    assert booked == [["1", start, end, "Ana", "family", "fr", "open", "2026-12-01"]]
    assert coming == [("1", "Football", "coming", 2, False)]
    assert str(anna) not in str(booked + coming)


def test_advice_of_the_forgotten_is_counted_by_day_and_topic(store: Store) -> None:
    """So that reports do not shrink; a row each, in which the rest is empty."""
    anna, ben, slots = person(store), person(store, "1002"), some_slots(store, 2)
    store.write(lambda tx: tx.appointments.take(slots[0], anna, Topic.FAMILY, "fr", NOW))
    store.write(lambda tx: tx.appointments.take(slots[1], ben, Topic.FAMILY, "en", NOW))
    store.write(lambda tx: tx.lives.erase([anna, ben], NOW + 2 * DAY))

    header = store.read(export_appointments).header
    rows = store.read(lambda tx: list(export_appointments(tx).rows))

    counted = [None, "2026-12-02", None, None, "family", None, "past", None]
    assert rows == [counted, counted]
    assert len(header) == len(counted)


FORMULA = "=HYPERLINK(1)"


def sheet() -> Sheet:
    """One row of everything."""
    return Sheet(("+a", "b", "c", "d"), iter([[FORMULA, -5, None, 'سلام, "x"\x01']]))


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u200b=1",
        "＝1",
        "－1",
        "﹢1",
        "＠A",
    ],
)
def test_words_never_become_a_formula(words: str) -> None:
    """Numbers stay numbers."""
    assert sheets.safe(words) == "'" + words
    assert sheets.safe(-1) == -1
    assert sheets.safe("tea = good") == "tea = good"
    assert sheets.safe("\x01\ufffe\ud800=1") == "'=1"


def test_csv_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    """With the mark that Excel needs, readable to its owner only."""
    path = tmp_path / "out.csv"

    assert sheets.write(sheet(), "csv", path) == 1

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [["'+a", "b", "c", "d"], ["'" + FORMULA, "-5", "", 'سلام, "x"']]
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_xlsx_holds_text_and_numbers(tmp_path: Path) -> None:
    """Characters that Excel refuses are left out."""
    path = tmp_path / "out.xlsx"

    sheets.write(sheet(), "xlsx", path)

    book = load_workbook(path)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows == [("'+a", "b", "c", "d"), ("'" + FORMULA, -5, None, 'سلام, "x"')]


def test_json_is_as_it_was_said(tmp_path: Path) -> None:
    """No program takes it for a formula."""
    path = tmp_path / "out.json"

    sheets.write(sheet(), "json", path)

    assert json.loads(path.read_bytes())[0]["+a"] == FORMULA


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    """And no half one."""
    path = tmp_path / "out.csv"
    path.write_text("old")
    broken = Sheet(("a",), (1 / 0 for _row in range(1)))  # type: ignore[misc]  # never comes

    with pytest.raises(ZeroDivisionError):
        sheets.write(broken, "csv", path)

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
