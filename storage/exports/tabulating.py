"""What leaves for a coordinator's own tools. Never a person's number, never an order of coming."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

from sqlalchemy import Row, select

from domain.advice.appointment import AppointmentState
from domain.advice.slot import Topic
from domain.surveys.form import Form, Kind, Question, from_json
from domain.surveys.survey import SurveyId
from storage.advice.sealed_topics import Topics, opening
from storage.advice.tables import advised, appointments, slots
from storage.events.tables import events, rsvps
from storage.session import Session
from storage.surveys.sealed_answers import opened
from storage.surveys.tables import forms, responses

Cell = str | int | bool | None
ABOUT_A_RESPONSE = ("_id", "_submitted_on", "_version", "_language")
APPOINTMENT_COLUMNS = (
    "id",
    "starts",
    "ends",
    "adviser",
    "topic",
    "language",
    "state",
    "booked_on",
)
RSVP_COLUMNS = ("event", "title", "state", "people", "lift")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be written: the names of its columns, then its rows, which are read only once."""

    header: Sequence[str]
    rows: Iterator[Sequence[Cell]]


def export_responses(tx: Session, survey: SurveyId) -> Sheet:
    """All answers to all versions of a survey, in the order of their random numbers.

    The newest form decides the order of the columns.
    """
    questions = _questions(tx, survey)
    columns = [name for question in questions for name in _names(question)]
    rows = tx.connection.execute(
        select(responses).where(responses.c.survey == survey).order_by(responses.c.id)
    )
    return Sheet((*ABOUT_A_RESPONSE, *columns), (_response(tx, row, questions) for row in rows))


def export_appointments(tx: Session) -> Sheet:
    """Every booking, also cancelled and past ones, in order of time. Times are local.

    At the end, of what took place and leads to nobody any more, a row each: the day, the topic.
    """
    rows = tx.connection.execute(
        opening(
            appointments,
            appointments.c.id,
            appointments.c.language,
            appointments.c.state,
            appointments.c.booked_at,
            slots.c.starts,
            slots.c.ends,
            slots.c.adviser,
        )
        .join(slots, slots.c.id == appointments.c.slot_id)
        .order_by(slots.c.starts, appointments.c.id)
    )
    topics = Topics(tx.keys)
    counted = tx.connection.execute(select(advised).order_by(advised.c.day, advised.c.topic))
    return Sheet(
        APPOINTMENT_COLUMNS,
        chain(
            (_appointment(tx, row, topics.of(appointments, row)) for row in rows),
            (_advised(row) for row in counted for _one in range(row.many)),
        ),
    )


def export_rsvps(tx: Session) -> Sheet:
    """Who comes to what, without the who; rows are sorted so that no order of coming is left."""
    rows = tx.connection.execute(
        select(rsvps.c.event_id, events.c.title, rsvps.c.state, rsvps.c.people, rsvps.c.lift)
        .join_from(rsvps, events)
        .order_by(events.c.starts, events.c.id, rsvps.c.state, rsvps.c.people, rsvps.c.lift)
    )
    return Sheet(
        RSVP_COLUMNS,
        ((str(r.event_id), _title(r.title), r.state, r.people, r.lift) for r in rows),
    )


def _questions(tx: Session, survey: SurveyId) -> list[Question]:
    contents = tx.connection.scalars(
        select(forms.c.content).where(forms.c.survey == survey).order_by(forms.c.added_at.desc())
    )
    found: dict[str, Question] = {}
    for form in map(from_json, contents):
        _add_questions(found, form)
    return list(found.values())


def _add_questions(found: dict[str, Question], form: Form) -> None:
    for question in form.questions:
        found.setdefault(question.name, question)


def _names(question: Question) -> list[str]:
    if question.kind is not Kind.SELECT_MULTIPLE:
        return [question.name]
    return [question.name, *[f"{question.name}/{choice.name}" for choice in question.choices]]


def _response(tx: Session, row: Row[Any], questions: Sequence[Question]) -> list[Cell]:
    found = opened(tx.keys, row)
    answers: Mapping[str, Any] = {} if found is None else found[1]  # the row stays, and is empty
    cells: list[Cell] = [str(row.id), row.day.isoformat(), row.version, row.language]
    for question in questions:
        cells.extend(_cells(question, answers.get(question.name)))
    return cells


def _cells(question: Question, answer: Any) -> list[Cell]:
    if question.kind is not Kind.SELECT_MULTIPLE:
        return [answer]
    if answer is None:
        return [None] * (1 + len(question.choices))
    return [" ".join(answer), *[int(choice.name in answer) for choice in question.choices]]


def _appointment(tx: Session, row: Row[Any], topic: Topic | None) -> list[Cell]:
    return [
        str(row.id),
        _local(tx, row.starts).isoformat(),
        _local(tx, row.ends).isoformat(),
        row.adviser,
        topic,
        row.language,
        row.state,
        _day(tx, row.booked_at).isoformat(),
    ]


def _advised(row: Row[Any]) -> list[Cell]:
    state = AppointmentState.PAST.value
    return [None, row.day.isoformat(), None, None, row.topic or None, None, state, None]


def _title(title: dict[str, str]) -> str:
    return title.get("en") or next(iter(title.values()))


def _local(tx: Session, at: datetime) -> datetime:
    return at.astimezone(tx.zone)


def _day(tx: Session, at: datetime) -> date:
    return _local(tx, at).date()
