"""What was learnt from the corpus, in one file that is mapped into memory and never copied.

A line of JSON says what it was made from; behind it stand, bucket by bucket, how rare a piece is
and how much it speaks for each wish, as small whole numbers that the header's scales make large.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from translations.reading.statistics.features import BUCKETS, Floats

FILE = Path(__file__).with_name("weights.bin")
_HEADER = 4096  # bytes, filled up with spaces
_MOST = 127


@dataclass(frozen=True, slots=True)
class Header:
    """What the weights were made from, by which command, and from which certainty on they speak."""

    command: str
    learnt_from: str  # SHA-256 of the messages
    wishes: tuple[str, ...]
    sure_from: Mapping[str, float]
    beforehand: tuple[float, ...] = ()  # for each wish, before anything was said
    scales: tuple[float, ...] = ()
    rarest: float = 0


class Learnt(NamedTuple):
    """For each bucket its rarity and what it speaks for; for each wish what is so beforehand."""

    rarity: Floats
    speaking: Floats
    beforehand: Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """`rarity` of each bucket, and `speaking` of each bucket for each wish, both to be scaled."""

    header: Header
    rarity: NDArray[np.uint8]
    speaking: NDArray[np.int8]


def load(file: Path = FILE) -> Weights:
    """The weights of a file; pages of it are read when they are needed."""
    mapped = np.memmap(file, dtype=np.uint8, mode="r")
    header = _header(json.loads(mapped[:_HEADER].tobytes()))
    speaking = mapped[_HEADER + BUCKETS :].view(np.int8).reshape(BUCKETS, len(header.wishes))
    return Weights(header, mapped[_HEADER : _HEADER + BUCKETS], speaking)


def written(learnt: Learnt, header: Header) -> Weights:
    """What was learnt as small whole numbers, with what makes them large in the header."""
    scales = np.maximum(np.abs(learnt.speaking).max(axis=0), 1e-6) / _MOST
    rarest = float(learnt.rarity.max())
    filled = replace(
        header,
        beforehand=tuple(map(float, learnt.beforehand)),
        scales=tuple(map(float, scales)),
        rarest=rarest,
    )
    rarity = np.rint(learnt.rarity / rarest * 255).astype(np.uint8)
    return Weights(filled, rarity, np.rint(learnt.speaking / scales).astype(np.int8))


def save(weights: Weights, file: Path = FILE) -> None:
    """The same bytes for the same weights."""
    header = json.dumps(asdict(weights.header), sort_keys=True).encode().ljust(_HEADER)
    if len(header) > _HEADER:
        raise ValueError("the header has grown beyond its place")
    file.write_bytes(header + weights.rarity.tobytes() + weights.speaking.tobytes())


def _header(found: dict[str, object]) -> Header:
    lists = {name: tuple(each) for name, each in found.items() if isinstance(each, list)}
    return Header(**{**found, **lists})  # type: ignore[arg-type]  # written by `save`
