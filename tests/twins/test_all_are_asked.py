"""No method that rules or questions may call is left out of this suite."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest

from domain.work import Desk, Work
from tests.twins.worlds import SUBJECTS

HERE = Path(__file__).parent
ON_DESK = {"records": "lives"}  # what a desk calls otherwise


def methods() -> Iterator[tuple[str, str]]:
    """Every subject of `Work` and of `Desk`, with each method of its Protocols."""
    for view in (Work, Desk):
        for name, protocol in get_type_hints(view).items():
            if ON_DESK.get(name, name) in SUBJECTS:
                for method, _made in inspect.getmembers(protocol, inspect.isfunction):
                    yield ON_DESK.get(name, name), method


EVERY = sorted({each for each in methods() if not each[1].startswith("_")})


@pytest.mark.parametrize(("subject", "method"), EVERY, ids=map(".".join, EVERY))
def test_every_method_is_called(subject: str, method: str) -> None:
    """On its own subject, in some file here."""
    called = re.compile(rf"\btwin\.{subject}\.{method}\b")

    assert any(called.search(each.read_text()) for each in HERE.glob("test_*.py"))


def test_every_subject_is_there() -> None:
    """So that a new one is not forgotten."""
    assert {subject for subject, _method in EVERY} == set(SUBJECTS)
    assert set(SUBJECTS) < {each.name for each in fields(Work)}
