"""What was learnt about vectors: which wish they speak for, together with the pieces of the words.

One small file: a line of JSON, and behind it the weights, in numbers of two bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from translations.reading.statistics.features import Floats
from translations.reading.statistics.likelihood import softmax

FILE = Path(__file__).with_name("layer.bin")
_LEAST = 1e-4  # of a likelihood: below, it makes no difference


@dataclass(frozen=True, slots=True)
class About:
    """What it was learnt from, by which model's vectors, and how sure it must be to be acted on."""

    command: str
    model: str
    learnt_from: str  # SHA-256 of the messages
    wishes: tuple[str, ...]
    sure_from: Mapping[str, float]
    clear_from: float  # what pieces of words make as likely as this is not asked about


class Weights(NamedTuple):
    """From what goes in to what is noticed in it, and from there to the wishes.

    A row for each number that goes in, the last one for what is so beforehand.
    """

    noticing: Floats
    speaking: Floats


@dataclass(frozen=True, slots=True)
class Layer:
    """What was learnt, and what is to be known about it."""

    about: About
    weights: Weights

    def likely(self, vectors: Floats, small: Floats) -> Floats:
        """How likely each wish is, a row for each message; `small`: as pieces of words say."""
        return likely(self.weights, inputs(vectors, small))


def inputs(vectors: Floats, small: Floats) -> Floats:
    """What goes in: the vector, and the logarithms of the likelihoods."""
    logs = np.log(np.maximum(small, _LEAST))
    return np.hstack([vectors, logs]).astype(np.float32)


def noticed(weights: Weights, every: Floats) -> Floats:
    """What is noticed in what goes in; never less than nothing."""
    return np.asarray(np.maximum(every @ weights.noticing[:-1] + weights.noticing[-1], 0))


def likely(weights: Weights, every: Floats) -> Floats:
    """How likely each wish is, a row for each row that goes in."""
    return softmax(noticed(weights, every) @ weights.speaking[:-1] + weights.speaking[-1])


def load(file: Path = FILE) -> Layer:
    """The layer of a file."""
    about, numbers = file.read_bytes().split(b"\n", 1)
    found = json.loads(about)
    shapes = found.pop("shapes")
    found["wishes"] = tuple(found["wishes"])
    every = np.frombuffer(numbers, dtype=np.float16).astype(np.float32)
    noticing, speaking = np.split(every, [shapes[0][0] * shapes[0][1]])
    weights = Weights(noticing.reshape(shapes[0]), speaking.reshape(shapes[1]))
    return Layer(About(**found), weights)


def save(layer: Layer, file: Path = FILE) -> None:
    """The same bytes for the same layer."""
    shapes = [each.shape for each in layer.weights]
    about = json.dumps({**asdict(layer.about), "shapes": shapes}, sort_keys=True).encode()
    numbers = b"".join(each.astype(np.float16).tobytes() for each in layer.weights)
    file.write_bytes(about + b"\n" + numbers)
