"""What is sealed opens only where it was sealed, only unchanged, only under its key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sealing import crypto
from storage.sealing.crypto import Keyring, KeyringError, SealError
from tests.storage.samples import KEY, OTHER_KEY

DATA_KEY = bytes(range(32))
PLACE = "responses.answers_sealed.7"


@given(st.binary(max_size=5000))
def test_what_is_sealed_opens_again(plain: bytes) -> None:
    """Any bytes, also those that end in zeros or look like padding."""
    assert crypto.open(DATA_KEY, PLACE, crypto.seal(DATA_KEY, PLACE, plain)) == plain


@given(st.binary(max_size=100), st.data())
def test_one_changed_bit_is_noticed(plain: bytes, data: st.DataObject) -> None:
    """Wherever it is, version and nonce included."""
    sealed = bytearray(crypto.seal(DATA_KEY, PLACE, plain))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(SealError):
        crypto.open(DATA_KEY, PLACE, bytes(sealed))


@given(st.binary(max_size=100), st.integers(0, 60))
def test_what_was_cut_short_is_noticed(plain: bytes, length: int) -> None:
    """Also when nothing is left."""
    sealed = crypto.seal(DATA_KEY, PLACE, plain)

    with pytest.raises(SealError):
        crypto.open(DATA_KEY, PLACE, sealed[:length])


@pytest.mark.parametrize(
    "place",
    ["responses.answers_sealed.8", "responses.other.7", "outbox.answers_sealed.7", ""],
)
def test_a_moved_ciphertext_does_not_open(place: str) -> None:
    """Not in another row, column or table."""
    sealed = crypto.seal(DATA_KEY, PLACE, b"yes")

    with pytest.raises(SealError):
        crypto.open(DATA_KEY, place, sealed)


def test_another_key_opens_nothing() -> None:
    """Each owner's key is for their own columns."""
    sealed = crypto.seal(DATA_KEY, PLACE, b"yes")

    with pytest.raises(SealError):
        crypto.open(bytes(32), PLACE, sealed)


def test_lengths_fall_into_few_buckets() -> None:
    """The size of a short answer says nothing; a long one's says little."""
    sizes = [len(crypto.seal(DATA_KEY, PLACE, b"x" * n)) for n in range(20_000)]

    assert len(set(sizes[:64])) == 1
    assert len(set(sizes[:1024])) <= 17
    assert len(set(sizes)) <= 35


def test_the_same_words_never_look_the_same() -> None:
    """Two equal answers cannot be told to be equal."""
    assert crypto.seal(DATA_KEY, PLACE, b"yes") != crypto.seal(DATA_KEY, PLACE, b"yes")


def test_blind_indexes_are_apart() -> None:
    """Neither a domain nor the border between two parts can be mistaken for another."""
    blinds = {
        crypto.blind(DATA_KEY, "address", "ab", "c"),
        crypto.blind(DATA_KEY, "address", "a", "bc"),
        crypto.blind(DATA_KEY, "address", "abc"),
        crypto.blind(DATA_KEY, "inbox", "ab", "c"),
        crypto.blind(bytes(32), "address", "ab", "c"),
    }

    assert len(blinds) == 5
    assert {len(blind) for blind in blinds} == {16}


def test_the_first_secret_key_wraps_and_all_unwrap() -> None:
    """So keys can be changed while the program is used."""
    wrapped = Keyring.parse(OTHER_KEY).wrap(DATA_KEY, "person.1")
    both = Keyring.parse(f"{KEY}, {OTHER_KEY}")

    assert both.unwrap(wrapped, "person.1") == DATA_KEY
    assert not both.is_current(wrapped)
    assert both.is_current(both.wrap(DATA_KEY, "person.1"))


def test_a_wrapped_key_belongs_to_its_owner() -> None:
    """Nobody's key opens for somebody else."""
    ring = Keyring.parse(KEY)

    with pytest.raises(SealError):
        ring.unwrap(ring.wrap(DATA_KEY, "person.1"), "person.2")
    with pytest.raises(SealError):
        ring.unwrap(Keyring.parse(OTHER_KEY).wrap(DATA_KEY, "person.1"), "person.1")


@pytest.mark.parametrize("texts", ["", " , ", "short", "é" * 44, KEY[:-4], f"{KEY},nonsense"])
def test_unusable_secret_keys_are_refused_in_one_sentence(texts: str) -> None:
    """The sentence names the setting and never shows what stood there."""
    with pytest.raises(KeyringError, match=r"^LIPA_SECRET_KEYS [^\n]*\.$") as refused:
        Keyring.parse(texts)

    assert not texts.strip(" ,") or texts not in str(refused.value)


def test_a_new_key_can_be_used_at_once() -> None:
    """What is made is what is read."""
    assert Keyring.parse(f"{crypto.new_key()},{crypto.new_key()}")


def test_keys_do_not_show_in_logs() -> None:
    """Printing a keyring prints no key."""
    assert "b'" not in repr(Keyring.parse(KEY))
