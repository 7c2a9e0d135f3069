"""Which rows cannot be opened with the secret keys that we hold.

Two looks: a quick one, for whoever asks how a running process is, and a whole one, for `lipa
check`. Neither stops at what it finds, and neither tells what is in a row or whose it is.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select

from domain.people.person import PersonId
from storage.conversations.tables import arrivals
from storage.events.tables import questions
from storage.keeping import Shown
from storage.people.tables import people
from storage.sealing import crypto
from storage.sealing.crypto import NAME_SIZE, SealError
from storage.sealing.keys import HOUSE, INDEX, owner_of
from storage.sealing.tables import marks
from storage.session import Session
from storage.subjects import KEPT
from storage.surveys.sealed_answers import open_answers, response_owner
from storage.surveys.tables import responses

WRAPPED = ((people, "people"), (responses, "responses"))
OF_THE_HOUSE = {arrivals: "raw_sealed", questions: "words_sealed"}
AT_ONCE = 500
TO_MEND = (
    "put the secret key that is missing back into LIPA_SECRET_KEYS, or restore the last backup. "
    "Only the people whose rows these are are not answered."
)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How many data keys each secret key wraps, by its name in hexadecimal."""

    by_key: Mapping[str, int]
    current: str  # the name of the first key of LIPA_SECRET_KEYS

    @property
    def left(self) -> int:
        """How many are under any other key than the first."""
        return sum(many for name, many in self.by_key.items() if name != self.current)


def wrapping(session: Session) -> Wrapping:
    """Count all data keys by what wraps them; nothing is opened."""
    names = Counter[str]()
    for table, column in ((marks, marks.c.content), *((t, t.c.key_wrapped) for t, _n in WRAPPED)):
        name = func.substr(column, 2, NAME_SIZE).label("name")
        chosen = select(name, func.count()).select_from(table).group_by(name)
        if table is marks:
            chosen = chosen.where(marks.c.name.in_((HOUSE, INDEX)))
        for key, many in session.connection.execute(chosen):
            names[bytes(key).hex()] += many
    return Wrapping(dict(names), session.keys.keyring.current.hex())


def quick_look(session: Session) -> int:
    """How many data keys none of our secret keys wraps, and places that did not open so far.

    Raises StorageError when a rotation has left this process behind.
    """
    session.keys.require_up_to_date()
    known = {name.hex() for name in session.keys.keyring.keys}
    strange = sum(n for name, n in wrapping(session).by_key.items() if name not in known)
    return strange + len(session.keys.damaged)


def whole_look(session: Session) -> Mapping[str, int]:
    """How many rows of each table hold something that does not open; empty when all is well."""
    found = Counter[str]()
    for kept in KEPT:
        sealed = [each.name for each in kept.table.c if each.name.endswith("_sealed")]
        if kept.table is people or sealed:
            show = kept.show if isinstance(kept.show, Shown) else Shown()
            found[kept.table.name] += sum(_of_people(session, kept.table, show, sealed))
    for table, column in OF_THE_HOUSE.items():
        found[table.name] += sum(_of_the_house(session, table, column))
    found[responses.name] += sum(_of_nobody(session))
    return {name: many for name, many in found.items() if many}


def sentence(many: int, where: str = "") -> str:
    """What to tell an operator about so many rows."""
    rows = "1 row" if many == 1 else f"{many} rows"
    return f"{rows} cannot be opened{where}: {TO_MEND}"


def _of_people(session: Session, table: Table, show: Shown, sealed: list[str]) -> Iterator[bool]:
    """Of each row, whether it does not open."""
    owner = people.c.id if table is people else table.c.person_id
    chosen = select(table, people.c.key_wrapped.label("wrapped")).order_by(owner)
    if table is not people:
        chosen = chosen.join_from(table, people, owner == people.c.id, isouter=True)
    opening = _Opening(session)
    for row in _rows(session.connection, chosen):
        person = row.id if table is people else row.person_id
        house = show.house or person is None
        number = person if show.by_person or table is people else row.id
        values = [(f"{table.name}.{n}.{number}", getattr(row, n)) for n in sealed]
        yield not opening.all(None if house else (person, row.wrapped), values)


def _of_the_house(session: Session, table: Table, column: str) -> Iterator[bool]:
    opening = _Opening(session)
    for row in _rows(session.connection, select(table)):
        number = row.blind.hex() if table is arrivals else row.id
        yield not opening.all(None, [(f"{table.name}.{column}.{number}", getattr(row, column))])


def _of_nobody(session: Session) -> Iterator[bool]:
    for row in _rows(session.connection, select(responses)):
        try:
            key = session.keys.keyring.unwrap(row.key_wrapped, response_owner(row.id))
            open_answers(key, row.id, row.answers_sealed)
        except SealError:
            yield True
        else:
            yield False


class _Opening:
    """Opens what is sealed, row by row; the key of the last person is kept at hand."""

    def __init__(self, session: Session) -> None:
        self._keyring = session.keys.keyring
        self._house = session.keys.house
        self._last: tuple[PersonId, bytes] | None = None

    def all(self, of: tuple[PersonId, bytes] | None, values: list[tuple[str, Any]]) -> bool:
        """Whether the key opens, and all of these (place, ciphertext) that are not empty."""
        try:
            key = self._house if of is None else self._key(*of)
            for place, blob in values:
                if blob:
                    crypto.open(key, place, blob)
        except SealError:
            return False
        return True

    def _key(self, person: PersonId, wrapped: bytes) -> bytes:
        if self._last is None or self._last[0] != person:
            self._last = person, self._keyring.unwrap(wrapped, owner_of(person))
        return self._last[1]


def _rows(connection: Connection, chosen: Any) -> Iterator[Row[Any]]:
    """Read a few at a time, so that a large table is never in memory."""
    yield from connection.execute(chosen.execution_options(yield_per=AT_ONCE))
