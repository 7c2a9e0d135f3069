"""Boxes: whoever they were sealed to opens them, and nobody else."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.pwhash import argon2id

from storage.sealing import boxes
from storage.sealing.crypto import SealError

PLACE = "matters.words_box.483920"
PASSPHRASE = "seven geese walk over Sava"
quick = partial(boxes.new_pair, opslimit=1, memlimit=argon2id.MEMLIMIT_MIN)
MAJA, EVA, IDA = (quick(PASSPHRASE) for _each in range(3))
maja, eva, ida = (boxes.unlock(each, PASSPHRASE) for each in (MAJA, EVA, IDA))


@given(st.binary(max_size=9000))
def test_its_readers_open_it_and_nobody_else(plain: bytes) -> None:
    """Whatever is in it, and at its place alone."""
    box = boxes.seal([MAJA.public, EVA.public], PLACE, plain)

    assert [boxes.open(each, PLACE, box) for each in (maja, eva)] == [plain, plain]
    with pytest.raises(SealError):
        boxes.open(ida, PLACE, box)
    with pytest.raises(SealError):
        boxes.open(maja, PLACE + "1", box)


def test_whoever_opens_it_gives_it_to_one_more() -> None:
    """Once; whoever cannot open it gives nothing."""
    box = boxes.seal([MAJA.public], PLACE, b"words")

    shared = boxes.share(maja, box, IDA.public)

    assert boxes.open(ida, PLACE, shared) == boxes.open(maja, PLACE, shared) == b"words"
    assert boxes.share(ida, shared, MAJA.public) == shared
    assert (boxes.readers(box), boxes.readers(shared)) == (1, 2)
    with pytest.raises(SealError):
        boxes.share(eva, box, EVA.public)


def test_the_private_half_opens_with_its_passphrase_alone() -> None:
    """Not with another one, nor beside another public half."""
    with pytest.raises(SealError, match="passphrase"):
        boxes.unlock(MAJA, PASSPHRASE + ".")
    with pytest.raises(SealError, match="belong"):
        boxes.unlock(boxes.Pair(EVA.public, MAJA.wrapped), PASSPHRASE)
    assert maja not in MAJA.wrapped
    assert MAJA.wrapped != quick(PASSPHRASE).wrapped


def test_short_contents_look_alike() -> None:
    """And so do their readers: a box tells how many they are, not who."""
    none, some = (boxes.seal([MAJA.public], PLACE, words) for words in (b"", b"x" * 4000))

    assert len(none) == len(some)
    assert MAJA.public not in none


def test_without_readers_there_is_no_box() -> None:
    """Nothing is sealed that nobody opens."""
    with pytest.raises(ValueError, match="readers"):
        boxes.seal([], PLACE, b"words")


def test_a_try_costs_what_a_thief_feels() -> None:
    """What is stored was made with memory, and says with how much."""
    assert boxes.MEMLIMIT >= 64 * 1024 * 1024
    stored = int.from_bytes(MAJA.wrapped[5:9], "big")
    assert stored == argon2id.MEMLIMIT_MIN
