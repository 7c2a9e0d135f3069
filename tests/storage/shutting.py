"""Rows that nobody can open, as a lost key or a damaged disk leaves them."""

from sqlalchemy import Table, select, update

from domain.people.person import PersonId
from storage.people.tables import people
from storage.sealing.crypto import Keyring, new_data_key, new_key
from storage.sealing.keys import owner_of
from storage.store import Store


def shut(store: Store, person: PersonId) -> None:
    """Their data key is wrapped by a secret key that nobody has any more."""
    wrapped = Keyring.parse(new_key()).wrap(new_data_key(), owner_of(person))
    changed = update(people).where(people.c.id == person).values(key_wrapped=wrapped)
    store.write(lambda tx: tx.connection.execute(changed))


def damage(store: Store, table: Table, column: str, **where: int | bytes) -> None:
    """The last byte of this column is another one; without `where`, in the first row."""
    key = next(iter(table.primary_key))
    first = select(key).order_by(key).limit(1).scalar_subquery()
    these = [table.c[name] == value for name, value in where.items()] or [key == first]
    blob = store.read(lambda tx: tx.connection.scalar(select(table.c[column]).where(*these)))
    assert blob
    values = {column: blob[:-1] + bytes([blob[-1] ^ 1])}
    store.write(lambda tx: tx.connection.execute(update(table).where(*these).values(values)))
