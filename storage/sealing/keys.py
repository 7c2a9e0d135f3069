"""The data keys of one database, unwrapped when needed.

Two keys belong to nobody: the *house key* seals rows without a person, the *index key* makes blind
indexes. Both are random, wrapped like any other, so changing the secret keys re-indexes nothing.
"""

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import Connection, bindparam, select

from domain.people.person import PersonId
from storage.people.tables import people
from storage.sealing import crypto
from storage.sealing.crypto import Keyring
from storage.sealing.tables import marks

HOUSE = "house_key"
INDEX = "index_key"

_wrapped_of = select(people.c.key_wrapped).where(people.c.id == bindparam("person"))


def owner_of(person: PersonId) -> str:
    """The name under which a person's key is wrapped."""
    return f"person.{person}"


class Vault:
    """The keys that live as long as the process. A small cache spares unwrapping.

    It is made from the wrapped keys HOUSE and INDEX. Raises as `of` does.
    """

    def __init__(self, keyring: Keyring, wrapped: Mapping[str, bytes]) -> None:
        self.keyring = keyring
        self.house = keyring.unwrap(wrapped[HOUSE], HOUSE)
        self.index = keyring.unwrap(wrapped[INDEX], INDEX)
        self.unwrap = lru_cache(maxsize=4096)(keyring.unwrap)

    @classmethod
    def of(cls, connection: Connection, keyring: Keyring) -> "Vault":
        """Those of this database.

        Raises KeyError when it has none, SealError when other secret keys wrapped them.
        """
        wrapped = select(marks.c.name, marks.c.content).where(marks.c.name.in_((HOUSE, INDEX)))
        rows = connection.execute(wrapped)
        return cls(keyring, {row.name: row.content for row in rows})


class Keys:
    """The keys within one transaction: each is read and unwrapped at most once."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault
        self._wrapped: dict[PersonId, bytes] = {}
        self._opened: dict[PersonId, bytes] = {}
        self.house = vault.house
        self.keyring = vault.keyring

    def of(self, person: PersonId) -> bytes:
        """The person's data key.

        Raises KeyError when there is no such person, SealError when no secret key opens it.
        """
        key = self._opened.get(person)
        if key is None:
            wrapped = self._wrapped.get(person) or self._read(person)
            key = self._opened[person] = self._vault.unwrap(wrapped, owner_of(person))
        return key

    def put(self, person: PersonId, wrapped: bytes) -> None:
        """Remember a wrapped key that was read along with something else."""
        self._wrapped[person] = wrapped

    def make(self, person: PersonId) -> bytes:
        """A new data key for a new person, wrapped."""
        wrapped = self.keyring.wrap(crypto.new_data_key(), owner_of(person))
        self._wrapped[person] = wrapped
        return wrapped

    def drop(self, person: PersonId) -> None:
        """Forget the key of somebody who is erased; from now on `of` asks the database."""
        self._wrapped.pop(person, None)
        self._opened.pop(person, None)

    def blind(self, domain: str, *parts: str) -> bytes:
        """A fingerprint to find a row by; the same parts always have the same one in a domain."""
        return crypto.blind(self._vault.index, domain, *parts)

    def _read(self, person: PersonId) -> bytes:
        wrapped: bytes | None = self._connection.scalar(_wrapped_of, {"person": person})
        if wrapped is None:
            raise KeyError(person)
        return wrapped
