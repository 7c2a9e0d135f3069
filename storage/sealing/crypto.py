"""Sealing what is kept about people: keys, ciphertexts bound to their place, and blind indexes.

A data key per owner seals that owner's columns; the keys of `LIPA_SECRET_KEYS` wrap the data keys.
A sealed value opens only where it was sealed: its place, `table.column.owner`, is authenticated.
"""

import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_SIZE = 32
BLIND_SIZE = 16
VERSION = b"\x01"
NONCE_SIZE = 12
NAME_SIZE = 4  # of a secret key, to find the right one again
NONCE_END = 1 + NONCE_SIZE
WRAPPED_NONCE = 1 + NAME_SIZE
WRAPPED_START = WRAPPED_NONCE + NONCE_SIZE
END = b"\x80"  # after the last byte that means something; zeros follow


class KeyringError(Exception):
    """The secret keys cannot be used; says in one sentence what to mend."""


class SealError(Exception):
    """A stored ciphertext was changed, moved to another place, or is under another key."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """The secret keys: the first one wraps, unless another one is named; all unwrap."""

    current: bytes = field(repr=False)  # the name of the first key
    keys: Mapping[bytes, bytes] = field(repr=False)

    @classmethod
    def parse(cls, texts: str) -> "Keyring":
        """From keys separated by commas, each 32 bytes in urlsafe base64.

        Raises KeyringError when there is none, or one is anything else.
        """
        parts = [part.strip() for part in texts.split(",") if part.strip()]
        if not parts:
            raise KeyringError("LIPA_SECRET_KEYS is empty: run `make setup` once to make a key.")
        keys = {_name(key): key for key in map(_key, parts)}
        return cls(next(iter(keys)), keys)

    def wrap(self, key: bytes, owner: str, under: bytes = b"") -> bytes:
        """A data key, sealed for this owner under the first secret key, or that of this name.

        Raises KeyError when there is none of this name.
        """
        name = under or self.current
        nonce = os.urandom(NONCE_SIZE)
        sealed = cipher(self.keys[name]).encrypt(nonce, key, _owner(owner))
        return VERSION + name + nonce + sealed

    def unwrap(self, wrapped: bytes, owner: str) -> bytes:
        """The data key. Raises SealError when no secret key opens it, or it is somebody else's."""
        secret = self.keys.get(name_of(wrapped))
        if wrapped[:1] != VERSION or secret is None:
            raise SealError("a data key is wrapped by a key that LIPA_SECRET_KEYS does not hold")
        nonce = wrapped[WRAPPED_NONCE:WRAPPED_START]
        try:
            return cipher(secret).decrypt(nonce, wrapped[WRAPPED_START:], _owner(owner))
        except (InvalidTag, ValueError):
            raise SealError("a wrapped data key was changed or moved") from None

    def knows(self, wrapped: bytes) -> bool:
        """Whether the secret key that wrapped it is one of these; nothing is opened for that."""
        return name_of(wrapped) in self.keys

    def is_current(self, wrapped: bytes) -> bool:
        """Whether the first secret key wrapped it; nothing is opened for that."""
        return name_of(wrapped) == self.current


def name_of(wrapped: bytes) -> bytes:
    """The name of the secret key that wrapped a data key; it tells nothing about the key."""
    return wrapped[1:WRAPPED_NONCE]


def new_key() -> str:
    """A new secret key as it stands in LIPA_SECRET_KEYS."""
    return urlsafe_b64encode(os.urandom(KEY_SIZE)).decode()


def new_data_key() -> bytes:
    """A new key to seal one owner's columns with."""
    return os.urandom(KEY_SIZE)


def seal(key: bytes, place: str, plain: bytes, least: int = 0) -> bytes:
    """Encrypt for this place (`table.column.owner`); the length shows only its bucket.

    With `least`, nothing shows as shorter than so many bytes.
    """
    nonce = os.urandom(NONCE_SIZE)
    return VERSION + nonce + cipher(key).encrypt(nonce, _pad(plain, least), place.encode())


def open(key: bytes, place: str, blob: bytes) -> bytes:  # noqa: A001 - the opposite of seal
    """What was sealed for this place. Raises SealError for anything else."""
    if blob[:1] != VERSION:
        raise SealError("a ciphertext is of a version that this program does not know")
    try:
        padded = cipher(key).decrypt(blob[1:NONCE_END], blob[NONCE_END:], place.encode())
    except (InvalidTag, ValueError):
        raise SealError("a ciphertext was changed, moved or sealed by another key") from None
    return padded.rstrip(b"\0")[:-1]


def blind(key: bytes, domain: str, *parts: str) -> bytes:
    """A fingerprint to find a row by; the same parts in another domain have another one."""
    message = "".join([f"{len(part)}:{part}" for part in (domain, *parts)])
    return hmac.digest(key, message.encode(), "sha256")[:BLIND_SIZE]


@lru_cache(maxsize=4096)
def cipher(key: bytes) -> AESGCM:
    """The cipher of a key; making one costs as much as using it."""
    return AESGCM(key)


def _pad(plain: bytes, least: int) -> bytes:
    needed = max(len(plain) + 1, least)
    step = 64 if needed <= 1024 else 1024 if needed <= 16 * 1024 else 16 * 1024
    return (plain + END).ljust(-(-needed // step) * step, b"\0")


def _key(text: str) -> bytes:
    try:
        key = urlsafe_b64decode(text.encode())
    except ValueError:
        key = b""
    if len(key) != KEY_SIZE:
        raise KeyringError("LIPA_SECRET_KEYS holds something that is not 32 bytes in base64.")
    return key


def _name(key: bytes) -> bytes:
    return sha256(b"lipa secret key\0" + key).digest()[:NAME_SIZE]


def _owner(owner: str) -> bytes:
    return b"key." + owner.encode()
