"""Surveys: forms by version, who answered, and answers that lead back to nobody."""

import secrets
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Text, bindparam, cast, exists, func, insert, literal_column, select, update

from domain.people.person import PersonId
from domain.surveys.form import Form, from_json, to_json
from domain.surveys.results import STEP, Results, in_steps, results
from domain.surveys.survey import EVENT_FEEDBACK, SubmitResponse, SurveyId
from storage.database.engines import insert_for
from storage.database.prepared import Find, Many
from storage.sealing import crypto
from storage.session import Session
from storage.surveys.sealed_answers import opened, response_owner, seal_answers
from storage.surveys.tables import answered, forms, responses

TICK = timedelta(milliseconds=1)
MOST_COUNTED = 10_000  # answers opened at once, while people wait for theirs
_content = cast(forms.c.content, Text)  # as text, so that a form is read only once
_said = Find(
    select(literal_column("1")).where(
        answered.c.person_id == bindparam("person"),
        answered.c.survey == bindparam("survey"),
        answered.c.occasion == bindparam("occasion"),
    )
)
_marked = Many(
    lambda dialect: (
        insert_for(dialect, answered)
        .values(
            person_id=bindparam("person"),
            survey=bindparam("survey"),
            occasion=bindparam("occasion"),
        )
        .on_conflict_do_nothing()
    )
)
_kept = Many(
    lambda _dialect: insert(responses).values(
        id=bindparam("number"),
        survey=bindparam("survey"),
        version=bindparam("version"),
        language=bindparam("language"),
        day=bindparam("day"),
        key_wrapped=bindparam("key_wrapped"),
        answers_sealed=bindparam("answers_sealed"),
    )
)
_waiting = Find(
    select(responses.c.id)
    .where(responses.c.survey == bindparam("survey"), responses.c.step.is_(None))
    .order_by(responses.c.day, responses.c.id)
)
_newest_step = Find(
    select(func.max(responses.c.step)).where(responses.c.survey == bindparam("survey"))
)
_stepped = Many(
    lambda _dialect: (
        update(responses).where(responses.c.id == bindparam("number")).values(step=bindparam("to"))
    )
)
_parsed = lru_cache(maxsize=64)(lambda text: from_json(orjson.loads(text)))


class SurveyTable:
    """`domain.surveys.survey.Surveys` over the tables; nothing joins a response to a person."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._connection = session.connection
        self._keys = session.keys

    def form(self, survey: SurveyId, version: str = "") -> Form | None:
        """The form in this version, by default the newest one."""
        statement = select(_content).where(forms.c.survey == survey)
        if version:
            statement = statement.where(forms.c.version == version)
        text = self._connection.scalar(statement.order_by(forms.c.added_at.desc()).limit(1))
        return None if text is None else _parsed(text)

    def open_to(self, person: PersonId) -> Sequence[Form]:
        """Surveys that anybody may answer and this person has not."""
        done = exists().where(
            answered.c.person_id == person,
            answered.c.survey == forms.c.survey,
            answered.c.occasion == "",
        )
        rows = self._connection.execute(
            select(forms.c.survey, _content.label("text"))
            .where(~done, forms.c.survey != EVENT_FEEDBACK)
            .order_by(forms.c.added_at)
        )
        newest = {row.survey: row.text for row in rows}
        return [_parsed(text) for text in newest.values()]

    def all(self) -> Sequence[Form]:
        """The newest version of every survey, in the order they were added."""
        rows = select(forms.c.survey, _content.label("text")).order_by(forms.c.added_at)
        newest = {row.survey: row.text for row in self._connection.execute(rows)}
        return [_parsed(text) for text in newest.values()]

    def results(self, survey: SurveyId) -> Results | None:
        """What may be shown of the newest ones that count; None when there is no such survey."""
        form = self.form(survey)
        return None if form is None else results(form, list(self._answers(survey)))

    def _answers(self, survey: SurveyId) -> Iterator[dict[str, Any]]:
        rows = self._connection.execute(
            select(responses.c.id, responses.c.key_wrapped, responses.c.answers_sealed)
            .where(responses.c.survey == survey, responses.c.step.is_not(None))
            .order_by(responses.c.step.desc(), responses.c.id)
            .limit(MOST_COUNTED)
        )
        for row in rows:
            found = opened(self._keys, row)
            if found is not None:
                yield found[1]

    def answered(self, person: PersonId, survey: SurveyId, occasion: str = "") -> bool:
        """By person, survey and occasion; of the answers nothing is looked at."""
        values = {"person": person, "survey": survey, "occasion": occasion}
        return _said.first(self._connection, **values) is not None

    def add(self, form: Form, at: datetime) -> None:
        """Store a form's version and make it the newest."""
        last = self._connection.scalar(
            select(forms.c.added_at)
            .where(forms.c.survey == form.id)
            .order_by(forms.c.added_at.desc())
            .limit(1)
        )
        added = at if last is None else max(at, last + TICK)
        statement = insert_for(self._connection.dialect.name, forms).values(
            survey=form.id, version=form.version, content=to_json(form), added_at=added
        )
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["survey", "version"], set_={"added_at": added}
            )
        )

    def keep(self, response: SubmitResponse, language: str, day: date) -> None:
        """Store the answers under a key and a number of their own, linked to nobody.

        They count in the results as soon as a whole step of them waits.
        """
        number = secrets.randbits(62) + 1
        key = crypto.new_data_key()
        row = {
            "number": number,
            "survey": response.survey,
            "version": response.version,
            "language": language,
            "day": day.isoformat(),
            "key_wrapped": self._keys.wrap(key, response_owner(number)),
            "answers_sealed": seal_answers(key, number, dict(response.answers)),
        }
        _kept.run(self._connection, [row])
        self._count_steps(response.survey)

    def mark_answered(self, person: PersonId, survey: SurveyId, occasion: str) -> bool:
        """Remember that, not when and not what, this person answered; whether that is new."""
        row = {"person": person, "survey": survey, "occasion": occasion}
        return bool(_marked.run(self._connection, [row]))

    def _count_steps(self, survey: SurveyId) -> None:
        """Those that begin to count are a step for ever, whichever answers come after them."""
        self._session.held.names(["steps of answers"])  # or two processes would count apart
        waits = _waiting.all(self._connection, survey=survey)
        numbers = [row[0] for row in waits[: in_steps(len(waits))]]
        for first in range(0, len(numbers), STEP):
            (last,) = _newest_step.first(self._connection, survey=survey) or (None,)
            step = numbers[first : first + STEP]
            _stepped.run(self._connection, [{"number": n, "to": (last or 0) + 1} for n in step])
