"""Numbers, sums of people, times, days and options, as people type them in many languages."""

from collections.abc import Callable
from functools import cache

import pytest

from benchmarks.parts.reading_of_values import (
    LEAST_OPTIONS,
    LEAST_VALUES,
    OPTIONS,
    ZONE,
    Case,
    cases,
    languages,
    verdict,
)
from translations.catalogues import Catalogues
from translations.reading.reader import Reader

MAIN = ("en", "sl", "ar", "fa", "fr", "ru")
LEAST = 60  # cases of values in each of them


Read = Callable[[str], list[tuple[Case, str]]]


@pytest.fixture(scope="module")
def read() -> Read:
    """Reads all cases of a language as conversations do, once, and says what came of each."""
    reader = Reader(Catalogues.load(), ZONE)
    return cache(lambda language: [(each, verdict(each, reader)) for each in cases(language)])


@pytest.mark.parametrize("language", languages())
def test_nothing_is_read_as_something_else(read: Read, language: str) -> None:
    """A wrong value is worse than a question."""
    wrong = [each for each, came in read(language) if came == "wrong"]

    assert wrong == []


@pytest.mark.parametrize("language", languages())
def test_hardly_anything_is_asked_once_more(read: Read, language: str) -> None:
    """What is clear to whoever knows the language."""
    values = [each for each in read(language) if each[0].kind != OPTIONS]
    options = [each for each in read(language) if each[0].kind == OPTIONS]

    for many, least in ((values, LEAST_VALUES), (options, LEAST_OPTIONS)):
        asked = [each.typed for each, came in many if came == "asked"]
        assert len(asked) <= len(many) * (100 - least) / 100, asked


@pytest.mark.parametrize("language", MAIN)
def test_there_is_enough_to_say_so(language: str) -> None:
    """In the languages that are spoken."""
    kinds = [each.kind for each in cases(language)]

    assert len(kinds) - kinds.count(OPTIONS) >= LEAST
    assert kinds.count(OPTIONS) >= LEAST
