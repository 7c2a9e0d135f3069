"""Surveys: forms that people answer, and answers that nobody can trace back to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NewType, Protocol

from domain.outcome import Command
from domain.people.person import PersonId
from domain.surveys.form import Answer, Form
from domain.surveys.results import Results

SurveyId = NewType("SurveyId", str)


@dataclass(frozen=True, slots=True)
class AddSurvey(Command[SurveyId]):
    """Offer this form; a form of the same id becomes its next version."""

    form: Form


@dataclass(frozen=True, slots=True)
class SubmitResponse(Command[None]):
    """My answers, from now on without me. `occasion` is an event's id, or empty."""

    survey: SurveyId
    version: str
    occasion: str
    answers: Mapping[str, Answer] = field(repr=False)


class SurveyLookups(Protocol):
    """What may be asked about surveys."""

    def form(self, survey: SurveyId, version: str = "") -> Form | None:
        """The form in this version, by default the newest one; None when there is none."""
        ...

    def open_to(self, person: PersonId) -> Sequence[Form]:
        """Surveys that anybody may answer and this person has not."""
        ...

    def answered(self, person: PersonId, survey: SurveyId, occasion: str = "") -> bool:
        """Whether this person has answered already, on this occasion."""
        ...

    def all(self) -> Sequence[Form]:
        """The newest version of every survey, in the order they were added."""
        ...

    def results(self, survey: SurveyId) -> Results | None:
        """What may be shown of the answers to it; None when there is no such survey."""
        ...


class Surveys(SurveyLookups, Protocol):
    """What rules may change about surveys."""

    def add(self, form: Form, at: datetime) -> None:
        """Store a form's version and make it the newest."""
        ...

    def keep(self, response: SubmitResponse, language: str, day: date) -> None:
        """Store the answers under a key and a number of their own, linked to nobody."""
        ...

    def mark_answered(self, person: PersonId, survey: SurveyId, occasion: str) -> bool:
        """Remember that, not when and not what, this person answered; whether that is new."""
        ...


EVENT_FEEDBACK = SurveyId("event_feedback")
