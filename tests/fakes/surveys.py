"""Surveys in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from domain.people.person import PersonId
from domain.speech.text import Content
from domain.surveys.form import Form
from domain.surveys.results import Results, results
from domain.surveys.survey import EVENT_FEEDBACK, SubmitResponse, SurveyId

TICK = timedelta(milliseconds=1)


@dataclass
class FakeSurveys:
    """`domain.surveys.survey.Surveys`; `responses` name nobody."""

    forms: dict[SurveyId, list[Form]] = field(default_factory=dict)  # the newest version last
    added: dict[tuple[str, str], datetime] = field(default_factory=dict)  # when each version was
    done: set[tuple[PersonId, SurveyId, str]] = field(default_factory=set)
    responses: list[tuple[SubmitResponse, str, date]] = field(default_factory=list)

    def form(self, survey: SurveyId, version: str = "") -> Form | None:
        """The form in this version, by default the newest one."""
        versions = self.forms.get(survey, [])
        fitting = [form for form in versions if version in ("", form.version)]
        return fitting[-1] if fitting else None

    def open_to(self, person: PersonId) -> Sequence[Form]:
        """Surveys that anybody may answer and this person has not."""
        every = ((SurveyId(form.id), form) for form in self.all())
        return [
            form
            for survey, form in every
            if survey != EVENT_FEEDBACK and not self.answered(person, survey)
        ]

    def all(self) -> Sequence[Form]:
        """The newest version of every survey."""
        oldest = {survey: self._added(versions[0]) for survey, versions in self.forms.items()}
        return [self.forms[survey][-1] for survey in sorted(oldest, key=lambda each: oldest[each])]

    def results(self, survey: SurveyId) -> Results | None:
        """What may be shown of the answers to it."""
        form = self.form(survey)
        given = [each.answers for each, _tag, _day in self.responses if each.survey == survey]
        return None if form is None else results(form, given)

    def answered(self, person: PersonId, survey: SurveyId, occasion: str = "") -> bool:
        """Whether this person has answered already."""
        return (person, survey, occasion) in self.done

    def add(self, form: Form, at: datetime) -> None:
        """Store a form's version, which never changes, and make it the newest."""
        versions = self.forms.setdefault(SurveyId(form.id), [])
        last = max((self._added(each) + TICK for each in versions), default=at)
        known = [other for other in versions if other.version == form.version]
        versions[:] = [other for other in versions if other.version != form.version]
        versions.append(next(iter(known), form))
        self.added[form.id, form.version] = max(at, last)

    def keep(self, response: SubmitResponse, language: str, day: date) -> None:
        """Store the answers, linked to nobody."""
        self.responses.append((response, language, day))

    def mark_answered(self, person: PersonId, survey: SurveyId, occasion: str) -> bool:
        """Remember that, not when and not what, this person answered; whether that is new."""
        new = (person, survey, occasion) not in self.done
        self.done.add((person, survey, occasion))
        return new

    def titles(self, person: PersonId) -> Sequence[Content]:
        """Of what they answered, one for each occasion."""
        mine = [self.form(survey) for who, survey, _occasion in sorted(self.done) if who == person]
        return [form.title for form in mine if form is not None]

    def hand_over(self, person: PersonId, owner: PersonId) -> None:
        """What the one has answered, the other has."""
        theirs = {(survey, occasion) for who, survey, occasion in self.done if who == person}
        self.done |= {(owner, *each) for each in theirs}
        self.unlink(person)

    def unlink(self, person: PersonId) -> None:
        """That they answered is forgotten; their answers name nobody, and stay."""
        self.done = {each for each in self.done if each[0] != person}

    def _added(self, form: Form) -> datetime:
        return self.added.get((form.id, form.version), datetime.min.replace(tzinfo=UTC))
