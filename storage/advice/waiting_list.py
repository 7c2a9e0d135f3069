"""Who waits for a time for advice, the longest first."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, func, select

from domain.advice.appointment import Seeker
from domain.advice.slot import Topic
from domain.people.person import PersonId
from storage.advice.sealed_topics import Topics, opening
from storage.advice.tables import seekers
from storage.database.columns import Instant
from storage.database.engines import insert_for
from storage.people.tables import people
from storage.session import Session

BEFORE = timedelta(seconds=1)


class WaitingTable:
    """The part of `domain.advice.appointment_lookups.Appointments` about waiting."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection
        self._topics = Topics(session.keys)

    def seeks(self, person: PersonId, topic: Topic) -> bool:
        """Whether this person waits for a time about it."""
        return bool(self._connection.scalar(select(exists().where(*self._seeking(person, topic)))))

    def seek(
        self, person: PersonId, topic: Topic, language: str, at: datetime, *, young: bool = False
    ) -> None:
        """They wait, behind all who wait already; whoever waits keeps their turn, and is as young.

        Who has become younger meanwhile is noted, too.
        """
        sealed = self._topics.columns(seekers, person, topic)
        told = {"person_id": person, "language": language, "since": at, "young": young}
        statement = insert_for(self._connection.dialect.name, seekers).values(told | sealed)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["person_id", "topic_index"],
                set_={"language": language, "young": seekers.c.young | statement.excluded.young},
            )
        )

    def stop_seeking(self, person: PersonId, topic: Topic) -> None:
        """Delete the row, if there is one."""
        self._connection.execute(delete(seekers).where(*self._seeking(person, topic)))

    def first_turn(self, at: datetime) -> datetime:
        """A second before the turn of whoever waits longest; `at` when nobody waits."""
        longest = select(func.min(seekers.c.since, type_=Instant))
        since = self._connection.scalar(longest)
        return at if since is None else min(at, since) - BEFORE

    def seekers(self) -> Sequence[Seeker]:
        """Who waits, the longest first. Whoever stopped us waits on: they cannot be asked.

        Nor can somebody of whom nothing tells the topic.
        """
        rows = self._connection.execute(
            opening(seekers, seekers.c.language, seekers.c.young)
            .where(~people.c.stopped)
            .order_by(seekers.c.since, seekers.c.person_id)
        )
        read = ((row, self._topics.of(seekers, row)) for row in rows)
        return [
            Seeker(PersonId(row.person_id), topic, row.language, row.young)
            for row, topic in read
            if topic
        ]

    def _seeking(self, person: PersonId, topic: Topic) -> tuple[ColumnElement[bool], ...]:
        index = self._topics.index(person, topic)
        return seekers.c.person_id == person, seekers.c.topic_index == index
