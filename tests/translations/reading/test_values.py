"""Numbers, sums of people, times, days and options, as people type them in many languages."""

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


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Reads as conversations do."""
    return Reader(Catalogues.load(), ZONE)


@pytest.mark.parametrize("language", languages())
def test_nothing_is_read_as_something_else(reader: Reader, language: str) -> None:
    """A wrong value is worse than a question."""
    wrong = [each for each in cases(language) if verdict(each, reader) == "wrong"]

    assert wrong == []


@pytest.mark.parametrize("language", languages())
def test_hardly_anything_is_asked_once_more(reader: Reader, language: str) -> None:
    """What is clear to whoever knows the language."""
    values = [each for each in cases(language) if each.kind != OPTIONS]
    options = [each for each in cases(language) if each.kind == OPTIONS]

    for many, least in ((values, LEAST_VALUES), (options, LEAST_OPTIONS)):
        asked = _asked(many, reader)
        assert len(asked) <= len(many) * (100 - least) / 100, asked


@pytest.mark.parametrize("language", MAIN)
def test_there_is_enough_to_say_so(language: str) -> None:
    """In the languages that are spoken."""
    kinds = [each.kind for each in cases(language)]

    assert len(kinds) - kinds.count(OPTIONS) >= LEAST
    assert kinds.count(OPTIONS) >= LEAST


def _asked(many: list[Case], reader: Reader) -> list[str]:
    return [each.typed for each in many if verdict(each, reader) == "asked"]
