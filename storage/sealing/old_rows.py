"""What migrations seal and fingerprint rows with that were stored in the open before."""

from functools import cached_property

from sqlalchemy import Connection

from domain.people.person import PersonId
from storage.sealing import crypto
from storage.sealing.crypto import Keyring, SealError
from storage.sealing.keys import Vault, owner_of


class OldRows:
    """The keys of a database that is being migrated, read when a row first needs them.

    All raise SealError when other secret keys wrapped those of the database.
    """

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def blind(self, domain: str, *parts: str) -> bytes:
        """The fingerprint that the program finds the row by."""
        return crypto.blind(self._vault.index, domain, *parts)

    def seal(self, wrapped: bytes, person: int, place: str, words: str) -> bytes | None:
        """Sealed under this person's wrapped key; None when that key does not open."""
        vault = self._vault
        try:
            key = vault.unwrap(wrapped, owner_of(PersonId(person)))
        except SealError:
            return None
        return crypto.seal(key, place, words.encode())

    def seal_for_house(self, place: str, words: str) -> bytes:
        """Sealed under the key of the house: what is nobody's, or whose key does not open."""
        return crypto.seal(self._vault.house, place, words.encode())

    @cached_property
    def _vault(self) -> Vault:
        return Vault.of(self._connection, self._keyring)
