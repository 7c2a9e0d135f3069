"""What one transaction holds of people, so that no other one changes it meanwhile."""

from collections.abc import Iterable

from sqlalchemy import BigInteger, Connection, LargeBinary, Table, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from storage.database.locks import hold
from storage.database.prepared import Find
from storage.people.tables import addresses, people

_rows = select(people.c.id).order_by(people.c.id).with_for_update(key_share=True)
_people = Find(_rows.where(people.c.id == func.any(bindparam("persons", type_=ARRAY(BigInteger)))))
_behind = select(addresses.c.person_id).where(
    addresses.c.blind == func.any(bindparam("blinds", type_=ARRAY(LargeBinary)))
)
_people_behind = Find(_rows.where(people.c.id.in_(_behind)))


class Held:
    """What one transaction holds, so that nothing is asked for twice. A report holds nothing."""

    def __init__(self, connection: Connection, *, writes: bool) -> None:
        self._connection = connection
        self._writes = writes
        self._names: set[str | bytes] = set()
        self._people: set[int] = set()
        self.alone = not writes or connection.dialect.name != "postgresql"

    def names(self, names: Iterable[str | bytes]) -> bool:
        """Hold these names until the end of the transaction, too; whether any of them was new.

        Waits while another transaction holds one of them.
        """
        new = () if self.alone else set(names) - self._names
        if new:
            hold(self._connection, new)
            self._names |= new
        return bool(new)

    def people(self, persons: Iterable[int]) -> None:
        """Hold the rows of these people until the end: nobody else changes or erases them.

        Waits for whoever holds one of them; a person who is gone meanwhile is passed over.
        """
        new = () if self.alone else set(persons) - self._people
        if new:
            held = _people.all(self._connection, persons=list(new))
            self._people.update(row[0] for row in held)

    def people_behind(self, blinds: Iterable[bytes]) -> None:
        """Hold the rows of whoever is behind these addresses."""
        if not self.alone:
            held = _people_behind.all(self._connection, blinds=list(blinds))
            self._people.update(row[0] for row in held)

    def row(self, table: Table, number: int) -> None:
        """Hold one row of a table until the end; what was read of it before may be old."""
        if not self.alone:
            chosen = select(table.c.id).where(table.c.id == number)
            self._connection.execute(chosen.with_for_update(key_share=True)).all()

    def copy(self) -> "Held":
        """As it is now: a savepoint that is undone lets go of what was held since."""
        held = Held(self._connection, writes=self._writes)
        held._names, held._people = set(self._names), set(self._people)
        return held
