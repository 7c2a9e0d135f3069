"""What people write, by language: enough of it, nothing twice, and no test that tuning knows."""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz, process

import translations

FILES = sorted((Path(translations.__file__).parent / "corpus").glob("*.toml"))
NONE = "none"
WISHES = (
    *("menu", "events", "legal", "my_appointments", "cancel_appointment", "survey", "language"),
    *("stop", "forget", "privacy", "human", "help", "danger"),
    *("yes", "no", "back", "cancel", "thanks"),
)
LEAST_TUNE = {NONE: 200}, 40  # messages of each wish
NEARLY: Any = {"scorer": fuzz.ratio, "score_cutoff": 90}  # percent of the letters
LONG = 6  # letters; shorter ones have few ways to be said
Part = dict[str, list[str]]


def plain(message: str) -> str:
    """Without marks and capitals; a message of marks alone stays as it is."""
    folded = unicodedata.normalize("NFKC", message).casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", folded).split()) or message


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def parts(request: pytest.FixtureRequest) -> dict[str, Part]:
    """What one language's file has."""
    return _parts(request.param)


@cache
def _parts(file: Path) -> dict[str, Part]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def test_every_wish_has_its_messages(parts: dict[str, Part]) -> None:
    """Forty to tune with, and two hundred that are no wish."""
    least, others = LEAST_TUNE
    assert set(parts) <= {"tune", "test"}
    for part in parts.values():
        assert list(part) == [*WISHES, NONE]
    few = {wish for wish, said in parts["tune"].items() if len(said) < least.get(wish, others)}
    assert few == set()


def test_no_message_stands_twice(parts: dict[str, Part]) -> None:
    """Nor means two things."""
    for part in parts.values():
        said = [plain(message) for message in chain(*part.values())]
        assert [each for each, many in Counter(said).items() if many > 1] == []


def test_no_test_is_known_from_tuning(parts: dict[str, Part]) -> None:
    """Not even nearly: else the test would measure memory."""
    known = [plain(message) for message in chain(*parts["tune"].values())]
    tests = [plain(message) for message in chain(*parts.get("test", {}).values())]
    assert set(known) & set(tests) == set()

    longer = [each for each in tests if len(each) > LONG]
    near = [each for each in longer if process.extractOne(each, known, **NEARLY)]

    assert near == []
