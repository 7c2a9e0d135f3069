"""Questions to speakers, linked to nobody: random numbers, sealed under the key of the house."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select

from domain.events.event import EventId
from storage.events.tables import events, questions
from storage.sealing import crypto
from storage.session import Session


class QuestionTable:
    """`domain.events.question.Questions` over the table, which holds no number of a person."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection
        self._keys = session.keys

    def to(self, event: EventId) -> Sequence[str]:
        """By their random numbers, in no order that tells who asked; those that open."""
        rows = self._connection.execute(
            select(questions).where(questions.c.event_id == event).order_by(questions.c.id)
        )
        opened = (self._keys.open(None, _place(r.id), r.words_sealed) for r in rows)
        return [words.decode() for words in opened if words is not None]

    def many(self, event: EventId) -> int:
        """Count the rows; nothing is opened."""
        found = select(func.count()).where(questions.c.event_id == event)
        return int(self._connection.scalar(found) or 0)

    def add(self, event: EventId, words: str) -> None:
        """Sealed under the house key, by a random number: no order of asking is kept."""
        number = secrets.randbits(62) + 1
        sealed = crypto.seal(self._keys.house, _place(number), words.encode())
        values = {"id": number, "event_id": event, "words_sealed": sealed}
        self._connection.execute(insert(questions).values(values))

    def purge(self, before: datetime) -> int:
        """Questions to events that ended before this instant go."""
        over = select(events.c.id).where(events.c.ends < before).scalar_subquery()
        return self._connection.execute(
            delete(questions).where(questions.c.event_id.in_(over))
        ).rowcount


def _place(number: int) -> str:
    return f"questions.words_sealed.{number}"
