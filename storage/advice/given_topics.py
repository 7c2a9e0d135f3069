"""Rows with a topic, given back: it is sealed and fingerprinted for the person whose it is."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Row

from domain.advice.slot import Topic
from domain.people.person import PersonId
from domain.speech.text import Json
from storage.advice.sealed_topics import Topics
from storage.giving_back import Given, Rows, plain
from storage.session import Session

TOPIC = "topic"
NOT_TOLD = frozenset({"person_id", "topic_sealed", "topic_index"})


class GivenTopics(Given):
    """As other rows, but that a topic tells a row from the others of its person, not its index."""

    def again(self, session: Session, person: PersonId, rows: Rows) -> None:
        """Those of which nothing told the topic cannot stand again."""
        told = {name: row for name, row in rows.items() if isinstance(row, dict) and row[TOPIC]}
        super().again(session, person, told)

    def _name(self, session: Session, row: Row[Any]) -> str:
        topic = Topics(session.keys).told(self.table, PersonId(row.person_id), row)
        by_topic = topic is not None and "topic_index" in self.table.primary_key.columns
        return str(topic) if by_topic else super()._name(session, row)

    def _told(self, session: Session, row: Row[Any], person: PersonId) -> dict[str, Json]:
        topic = Topics(session.keys).told(self.table, person, row)
        values = {name: value for name, value in row._asdict().items() if name not in NOT_TOLD}
        return {str(name): plain(value) for name, value in values.items()} | {TOPIC: topic}

    def _stored(
        self, session: Session, told: Mapping[str, Any], person: PersonId
    ) -> Iterator[tuple[str, Any]]:
        yield from Topics(session.keys).columns(self.table, person, Topic(told[TOPIC])).items()
        others = {name: value for name, value in told.items() if name != TOPIC}
        yield from super()._stored(session, others, person)

    def _sealed_anew(
        self, session: Session, row: Row[Any], owner: PersonId, person: PersonId
    ) -> dict[str, bytes] | None:
        topics = Topics(session.keys)
        topic = topics.told(self.table, owner, row)
        return None if topic is None else topics.columns(self.table, person, topic)
