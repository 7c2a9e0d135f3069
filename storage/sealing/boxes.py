"""Boxes that only their readers open: whoever has the server, its keys included, does not.

A reader has a pair of keys. What is sealed to the public one opens with the private one alone,
which is wrapped by a passphrase that is stored nowhere. In a box the content stands once, under a
key of its own, and this key once for each reader, beside a tag that tells only those inside whose
it is. A box opens only at the place that it was made for.
"""

import hmac
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from storage.sealing import crypto
from storage.sealing.crypto import KEY_SIZE, SealError

VERSION = b"\x01"
BOXED = b"\xff"  # before a box, where words may stand as well: no word begins so
TAG_SIZE = 8
ENTRY_SIZE = TAG_SIZE + 48 + KEY_SIZE  # libsodium adds 48 bytes to what it seals
CONTENT = 4096  # bytes of content below which no length shows
# A passphrase is tried where the disk lies, so each try is to cost: 256 MB and about a second.
OPSLIMIT, MEMLIMIT = argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE
NUMBER_SIZE = 4
WRONG = "This passphrase does not open their key."


@dataclass(frozen=True, slots=True)
class Pair:
    """A reader's keys: the public one, and the private one as it is stored."""

    public: bytes
    wrapped: bytes = field(repr=False)


def new_pair(passphrase: str, opslimit: int = OPSLIMIT, memlimit: int = MEMLIMIT) -> Pair:
    """New keys; whoever forgets the passphrase has lost what was sealed to them."""
    private, salt = PrivateKey.generate(), os.urandom(argon2id.SALTBYTES)
    wrapping = _stretched(passphrase, salt, opslimit, memlimit)
    costs = b"".join(each.to_bytes(NUMBER_SIZE, "big") for each in (opslimit, memlimit))
    sealed = bytes(SecretBox(wrapping).encrypt(bytes(private)))
    return Pair(bytes(private.public_key), VERSION + costs + salt + sealed)


def unlock(pair: Pair, passphrase: str) -> bytes:
    """The private key. Raises SealError when the passphrase is another one."""
    start = 1 + 2 * NUMBER_SIZE
    end = start + argon2id.SALTBYTES
    opslimit = int.from_bytes(pair.wrapped[1 : 1 + NUMBER_SIZE], "big")
    memlimit = int.from_bytes(pair.wrapped[1 + NUMBER_SIZE : start], "big")
    wrapping = _stretched(passphrase, pair.wrapped[start:end], opslimit, memlimit)
    try:
        private = SecretBox(wrapping).decrypt(pair.wrapped[end:])
    except CryptoError:
        raise SealError(WRONG) from None
    if bytes(PrivateKey(private).public_key) != pair.public:
        raise SealError("The two halves of a key do not belong together.")
    return private


def seal(publics: Sequence[bytes], place: str, plain: bytes) -> bytes:
    """A box for the holders of these keys; raises ValueError when there is none, or too many."""
    if not publics:
        raise ValueError("a box without readers would be lost")
    key = crypto.new_data_key()
    entries = b"".join(_entry(key, public) for public in publics)
    return VERSION + bytes([len(publics)]) + entries + crypto.seal(key, place, plain, CONTENT)


def open(private: bytes, place: str, box: bytes) -> bytes:  # noqa: A001 - the opposite of seal
    """What is in it. Raises SealError when it was not sealed to this key, or not for this place."""
    return crypto.open(_content_key(private, box), place, box[_end(box) :])


def share(private: bytes, box: bytes, public: bytes) -> bytes:
    """The box for one reader more; it is the same when they have it already. Raises as `open`."""
    key, end = _content_key(private, box), _end(box)
    if _tag(key, public) in {entry[:TAG_SIZE] for entry in _entries(box)}:
        return box
    return VERSION + bytes([readers(box) + 1]) + box[2:end] + _entry(key, public) + box[end:]


def readers(box: bytes) -> int:
    """How many keys it was sealed to; it does not tell whose."""
    return box[1]


def _stretched(passphrase: str, salt: bytes, opslimit: int, memlimit: int) -> bytes:
    return argon2id.kdf(KEY_SIZE, passphrase.encode(), salt, opslimit=opslimit, memlimit=memlimit)


def _entry(key: bytes, public: bytes) -> bytes:
    return _tag(key, public) + bytes(SealedBox(PublicKey(public)).encrypt(key))


def _tag(key: bytes, public: bytes) -> bytes:
    return hmac.digest(key, public, "sha256")[:TAG_SIZE]


def _end(box: bytes) -> int:
    return 2 + readers(box) * ENTRY_SIZE


def _entries(box: bytes) -> Iterator[bytes]:
    for at in range(2, _end(box), ENTRY_SIZE):
        yield box[at : at + ENTRY_SIZE]


def _content_key(private: bytes, box: bytes) -> bytes:
    """Each is tried: a box does not name its readers, and they are few."""
    mine = SealedBox(PrivateKey(private))
    for entry in _entries(box):
        try:
            return mine.decrypt(entry[TAG_SIZE:])
        except CryptoError:
            continue
    raise SealError("This was not sealed to your key.")
