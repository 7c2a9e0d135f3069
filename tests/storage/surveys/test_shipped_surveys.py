from pathlib import Path

import pytest

from domain.speech.text import Content
from domain.surveys.form import Answer, Form, Kind, next_question
from storage.surveys.shipped.build import FOLDER, SURVEYS, build
from storage.workbooks.workbook import read_workbook

LANGUAGES = ("en", "sl", "ar", "fa", "fr", "ru")
NAMES = [survey.id for survey in SURVEYS]


def shipped(name: str, folder: Path = FOLDER) -> Form:
    """One of the surveys that come with Lipa."""
    return read_workbook((folder / f"{name}.xlsx").read_bytes()).form


@pytest.mark.parametrize("name", NAMES)
def test_shipped_surveys_need_no_repairs(name: str) -> None:
    """They are examples for coordinators, so they are tidy."""
    assert read_workbook((FOLDER / f"{name}.xlsx").read_bytes()).repairs == []


@pytest.mark.parametrize("name", NAMES)
def test_shipped_workbooks_are_what_the_script_builds(name: str, tmp_path: Path) -> None:
    """Words are changed in the script, never in the workbook."""
    build(tmp_path)

    assert shipped(name) == shipped(name, tmp_path)


def texts(form: Form) -> list[Content]:
    """Everything people read in a survey."""
    shown = [form.title]
    for row in form.rows:
        shown += [row.label, *filter(None, [row.hint, row.constraint_message])]
        shown += [choice.label for choice in row.choices]
    return shown


@pytest.mark.parametrize("name", NAMES)
def test_shipped_surveys_are_complete_in_every_language(name: str) -> None:
    """Nobody falls back into a language they do not read."""
    form = shipped(name)

    assert form.languages == LANGUAGES
    assert all(set(text.by_language) == set(LANGUAGES) for text in texts(form))


@pytest.mark.parametrize("name", NAMES)
def test_every_question_can_be_skipped(name: str) -> None:
    """Nobody has to answer anything."""
    assert not any(row.required for row in shipped(name).rows)


@pytest.mark.parametrize("name", NAMES)
def test_open_questions_warn_of_names_and_numbers(name: str) -> None:
    """Answers are anonymous only if people keep them so."""
    for row in shipped(name).rows:
        if row.kind is Kind.TEXT:
            assert row.hint is not None
            assert row.hint.by_language["en"] == "Please write no names and no phone numbers."


def asked(form: Form, answers: dict[str, Answer]) -> list[str]:
    """The rows that somebody with these answers sees."""
    seen: list[str] = []
    row = next_question(form, answers, None)
    while row:
        seen.append(row.name)
        row = next_question(form, answers, row.name)
    return seen


def test_whoever_did_not_come_is_asked_only_why() -> None:
    """The event survey has two short ways through it."""
    form = shipped("event_feedback")

    assert asked(form, {"came": "yes"}) == ["welcome", "came", "how", "way", "better"]
    assert asked(form, {"came": "no"}) == ["welcome", "came", "why_not", "better"]


def test_what_is_bad_is_asked_about() -> None:
    """Follow-ups come only where something is wrong, and danger has its number."""
    form = shipped("service_feedback")
    fine = ["welcome", "food", "housing", "doctor", "legal", "respect", "hardest", "change"]

    assert asked(form, {"food": "good"}) == fine
    assert "food_problem" in asked(form, {"food": "very_bad"})
    assert "danger" in asked(form, {"housing": "bad", "housing_problem": ("noise", "safety")})


def test_nothing_and_no_answer_stand_alone() -> None:
    """They cannot be chosen together with something that is hard."""
    assert shipped("service_feedback").question("hardest").exclusive == {"nothing", "no_answer"}
