"""The data keys of one database, unwrapped when needed.

Two keys belong to nobody: the *house key* seals rows without a person, the *index key* makes blind
indexes. Both are random, wrapped like any other, so changing the secret keys re-indexes nothing.

The house key is wrapped anew before any other: its wrapping says under which secret key this
database is. A process that does not hold that one has been left behind by a rotation. It must make
no new key, for nobody who comes later could open it, and it is told so instead of failing for
everybody.
"""

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import Connection, bindparam, select

from domain.people.person import PersonId
from storage.database.refusals import StorageError
from storage.people.tables import people
from storage.sealing import crypto
from storage.sealing.crypto import Keyring, SealError, name_of
from storage.sealing.tables import marks

HOUSE = "house_key"
INDEX = "index_key"

LEFT_BEHIND = (
    "The secret keys were changed by `lipa keys rotate` while this program ran: put the new key "
    "in front of the old one in its LIPA_SECRET_KEYS, and start it again. Until then messages wait."
)

_house = select(marks.c.content).where(marks.c.name == HOUSE)
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
        self.damaged: set[str] = set()  # the places that did not open since the start

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
        self._secret = b""
        self.house = vault.house
        self.keyring = vault.keyring

    def of(self, person: PersonId) -> bytes:
        """The person's data key.

        Raises KeyError when there is no such person, SealError when no secret key opens it; and
        StorageError when that is so because a rotation has left this process behind.
        """
        key = self._opened.get(person)
        if key is None:
            wrapped = self._wrapped.get(person) or self._read(person)
            key = self._opened[person] = self.unwrap(wrapped, owner_of(person))
        return key

    def unwrap(self, wrapped: bytes, owner: str) -> bytes:
        """Somebody's or something's data key. Raises SealError and StorageError as `of` does."""
        try:
            return self._vault.unwrap(wrapped, owner)
        except SealError:
            if self.keyring.knows(wrapped):
                self._vault.damaged.add(f"key.{owner}")
            else:
                self.require_up_to_date()
            raise

    def wrap(self, key: bytes, owner: str) -> bytes:
        """A new data key, sealed for this owner under the secret key of the house key.

        Whichever key stands first here: only a rotation changes under which one a database is.
        Raises StorageError when a rotation has left this process behind.
        """
        return self.keyring.wrap(key, owner, self.require_up_to_date())

    def open(self, person: PersonId | None, place: str, blob: bytes) -> bytes | None:
        """What was sealed at this place under the person's key, or with None under the house's.

        None when it cannot be opened: for rows among others, which must not suffer for it.
        """
        try:
            return crypto.open(self.house if person is None else self.of(person), place, blob)
        except SealError:
            self.note(place, person)
            return None

    def note(self, place: str, person: PersonId | None) -> None:
        """What is sealed at this place did not open; that of a key which does not counts once."""
        if person is None or person in self._opened:
            self._vault.damaged.add(place)

    def require_up_to_date(self) -> bytes:
        """The name of the secret key under which the database is, read once in a transaction.

        Raises StorageError when the secret keys were changed to one that we do not hold.
        """
        if not self._secret:
            wrapped = self._connection.scalar(_house)
            if wrapped is None or not self.keyring.knows(wrapped):
                raise StorageError(LEFT_BEHIND, temporary=True)
            self._secret = name_of(wrapped)
        return self._secret

    @property
    def damaged(self) -> frozenset[str]:
        """The places of which this process has found that they do not open."""
        return frozenset(self._vault.damaged)

    def all_is_mended(self) -> None:
        """A whole look found nothing: what did not open before does now, or is gone."""
        self._vault.damaged.clear()

    def put(self, person: PersonId, wrapped: bytes) -> None:
        """Remember a wrapped key that was read along with something else."""
        self._wrapped[person] = wrapped

    def make(self, person: PersonId) -> bytes:
        """A new data key for a new person, wrapped. Raises StorageError as `wrap` does."""
        wrapped = self.wrap(crypto.new_data_key(), owner_of(person))
        self._wrapped[person] = wrapped
        return wrapped

    def drop(self, person: PersonId) -> None:
        """Forget the key of somebody who is erased; from now on `of` asks the database."""
        self._wrapped.pop(person, None)
        self._opened.pop(person, None)
        self._vault.damaged.discard(f"key.{owner_of(person)}")

    def blind(self, domain: str, *parts: str) -> bytes:
        """A fingerprint to find a row by; the same parts always have the same one in a domain."""
        return crypto.blind(self._vault.index, domain, *parts)

    def _read(self, person: PersonId) -> bytes:
        wrapped: bytes | None = self._connection.scalar(_wrapped_of, {"person": person})
        if wrapped is None:
            raise KeyError(person)
        return wrapped
