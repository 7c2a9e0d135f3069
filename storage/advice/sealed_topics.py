"""What somebody needs advice about: sealed under their key, and found by a keyed fingerprint.

The fingerprint is of the person and the topic together. So equal topics of two people do not look
alike, and how often one is asked for cannot be counted. Both columns belong to the person, not to
the row: it is stored by one statement, before it has a number.
"""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, select, update

from domain.advice.slot import Topic
from domain.people.person import PersonId
from storage.people.tables import people
from storage.sealing import crypto
from storage.sealing.keys import Keys
from storage.session import Session

NOBODY = PersonId(0)  # whose the fingerprint is in rows that lead to nobody


class Topics:
    """Seals and opens the topics of `appointments` and `seekers`."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def index(self, person: PersonId, topic: Topic) -> bytes:
        """The fingerprint by which this topic of theirs is found."""
        return self._keys.blind("advice.topic", str(person), topic.value)

    def columns(self, table: Table, person: PersonId, topic: Topic) -> dict[str, bytes]:
        """The values of the two columns."""
        sealed = crypto.seal(self._keys.of(person), _place(table, person), topic.value.encode())
        return {"topic_sealed": sealed, "topic_index": self.index(person, topic)}

    def of(self, table: Table, row: Row[Any]) -> Topic | None:
        """The topic of a row that `opening` has chosen.

        What does not open is noted, and recognised by its fingerprint; so are rows from before
        topics were sealed whose key did not open then. None when neither tells.
        """
        person = NOBODY if row.person_id is None else PersonId(row.person_id)
        if person and row.topic_sealed:
            self._keys.put(person, row.key_wrapped)
        return self.told(table, person, row)

    def told(self, table: Table, person: PersonId, row: Row[Any]) -> Topic | None:
        """As `of`, of any row of the table that is this person's."""
        if person and row.topic_sealed:
            opened = self._keys.open(person, _place(table, person), row.topic_sealed)
            if opened is not None:
                return Topic(opened.decode())
        return next((each for each in Topic if self.index(person, each) == row.topic_index), None)


def opening(table: Table, *columns: Any) -> Select[Any]:
    """These columns of a table, with what is needed to open its topics, in one statement."""
    needed = (table.c.person_id, table.c.topic_sealed, table.c.topic_index, people.c.key_wrapped)
    owner = people.c.id == table.c.person_id
    return select(*needed, *columns).join_from(table, people, owner, isouter=True)


def hand_over(
    session: Session, table: Table, person: PersonId, owner: PersonId, *only: ColumnElement[bool]
) -> None:
    """Rows of `person`, or those of which `only` holds, are `owner`'s, sealed under their key.

    A topic that nothing tells stays as it is, so that it is still noticed.
    """
    topics, key = Topics(session.keys), tuple(table.primary_key)
    theirs = opening(table, *(each.label(f"key_{each.name}") for each in key))
    for row in session.connection.execute(theirs.where(table.c.person_id == person, *only)).all():
        topic = topics.of(table, row)
        values: dict[str, Any] = {} if topic is None else topics.columns(table, owner, topic)
        this = [each == getattr(row, f"key_{each.name}") for each in key]
        moved = update(table).where(*this).values(person_id=owner, **values)
        session.connection.execute(moved)


def _place(table: Table, person: PersonId) -> str:
    return f"{table.name}.topic_sealed.{person}"
