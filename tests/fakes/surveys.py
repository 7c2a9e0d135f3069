"""Surveys in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.people.person import PersonId
from domain.surveys.form import Form
from domain.surveys.results import Results, results
from domain.surveys.survey import EVENT_FEEDBACK, SubmitResponse, SurveyId


@dataclass
class FakeSurveys:
    """`domain.surveys.survey.Surveys`; `responses` name nobody."""

    forms: dict[SurveyId, list[Form]] = field(default_factory=dict)  # the newest version last
    done: set[tuple[PersonId, SurveyId, str]] = field(default_factory=set)
    responses: list[tuple[SubmitResponse, str, date]] = field(default_factory=list)

    def form(self, survey: SurveyId, version: str = "") -> Form | None:
        """The form in this version, by default the newest one."""
        versions = self.forms.get(survey, [])
        fitting = [form for form in versions if version in ("", form.version)]
        return fitting[-1] if fitting else None

    def open_to(self, person: PersonId) -> Sequence[Form]:
        """Surveys that anybody may answer and this person has not."""
        return [
            versions[-1]
            for survey, versions in self.forms.items()
            if survey != EVENT_FEEDBACK and not self.answered(person, survey)
        ]

    def all(self) -> Sequence[Form]:
        """The newest version of every survey."""
        return [versions[-1] for versions in self.forms.values()]

    def results(self, survey: SurveyId) -> Results | None:
        """What may be shown of the answers to it."""
        form = self.form(survey)
        given = [each.answers for each, _tag, _day in self.responses if each.survey == survey]
        return None if form is None else results(form, given)

    def answered(self, person: PersonId, survey: SurveyId, occasion: str = "") -> bool:
        """Whether this person has answered already."""
        return (person, survey, occasion) in self.done

    def add(self, form: Form, at: datetime) -> None:  # noqa: ARG002 - stored by the twin
        """Store a form's version and make it the newest."""
        versions = self.forms.setdefault(SurveyId(form.id), [])
        versions[:] = [other for other in versions if other.version != form.version]
        versions.append(form)

    def keep(self, response: SubmitResponse, language: str, day: date) -> None:
        """Store the answers, linked to nobody."""
        self.responses.append((response, language, day))

    def mark_answered(self, person: PersonId, survey: SurveyId, occasion: str) -> None:
        """Remember that, not when and not what, this person answered."""
        self.done.add((person, survey, occasion))
