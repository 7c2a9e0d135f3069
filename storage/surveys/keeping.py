"""What becomes of who has answered, and of free text in answers that lead back to nobody."""

from datetime import datetime

from sqlalchemy import and_, delete, exists, select, update

from domain.people.person import PersonId
from domain.surveys.form import Kind
from domain.surveys.survey import SurveyId
from storage.giving_back import Given
from storage.keeping import UNTIL_THEY_LEAVE, Kept, Over, Purged, Shown, go_with_them, moved
from storage.session import Session
from storage.surveys.repository import SurveyTable
from storage.surveys.sealed_answers import opened, seal_answers
from storage.surveys.tables import answered, responses


def _hand_over(session: Session, person: PersonId, owner: PersonId, at: datetime) -> None:
    other = answered.alias("other")
    same = and_(
        other.c.person_id == owner,
        other.c.survey == answered.c.survey,
        other.c.occasion == answered.c.occasion,
    )
    session.connection.execute(
        delete(answered).where(answered.c.person_id == person, exists().where(same))
    )
    moved(answered)(session, person, owner, at)


def _purge_free_text(session: Session, over: Over) -> int:
    day = over.long_ago.astimezone(session.zone).date()
    worded = select(responses).where(responses.c.worded, responses.c.day < day)
    rows = session.connection.execute(worded).all()
    readable = [(row, found) for row in rows if (found := opened(session.keys, row)) is not None]
    for row, (key, answers) in readable:
        chosen = _without_words(session, row.survey, row.version)
        kept = {name: answer for name, answer in answers.items() if name in chosen}
        session.connection.execute(
            update(responses)
            .where(responses.c.id == row.id)
            .values(answers_sealed=seal_answers(key, row.id, kept), worded=False)
        )
    return len(readable)


def _without_words(session: Session, survey: str, version: str) -> set[str]:
    form = SurveyTable(session).form(SurveyId(survey), version)
    return {q.name for q in form.questions if q.kind is not Kind.TEXT} if form else set()


KEPT: tuple[Kept, ...] = (
    Kept(
        table=answered,
        until=UNTIL_THEY_LEAVE,
        unlink=go_with_them,
        hand_over=_hand_over,
        give_back=Given(answered, twice=True),
        show=Shown(),
    ),
)
PURGED: tuple[Purged, ...] = (Purged(responses, _purge_free_text, "responses"),)
