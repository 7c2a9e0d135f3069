"""A thousand kills are made in parts, each of them once."""

import json
from pathlib import Path

import pytest

from tests.survival.chaos import parts
from tests.survival.chaos.parts import KILLS, STORES, Part, summary


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is noted here is noted nowhere else."""
    monkeypatch.setattr(parts, "folder", lambda: tmp_path)


def test_parts_are_enough_and_for_both_databases() -> None:
    """Each with a seed of its own."""
    made = list(parts.parts(1000))

    assert sum(part.kills for part in made) == 1000
    assert {part.store for part in made} == set(STORES)
    assert len({part.seed for part in made}) == len(made)
    assert [Part.named(str(part)) for part in made] == made
    assert len(list(parts.parts(KILLS + 1))) == 2


def test_what_is_done_is_not_done_again() -> None:
    """What failed has left nothing, and is."""
    first, second, third = parts.parts(3 * KILLS)
    first.note({"kills": KILLS})
    second.log("It was killed.")

    assert parts.undone([first, second, third]) == [second, third]


def test_the_table_adds_up_what_can_be_added_up() -> None:
    """And the highest of what is a limit."""
    done = [Part("sqlite", 1), Part("sqlite", 2), Part("postgresql", 1)]
    for part, many in zip(done, (3, 5, 4), strict=True):
        part.note({"doubled": many, "doubled in a life, at most": many})

    rows = {line[:36].strip(): line[36:].split() for line in summary(done).splitlines()}

    assert rows["doubled"] == ["8", "4"]
    assert rows["doubled in a life, at most"] == ["5", "4"]
    assert json.loads(done[0].file.read_text())["doubled"] == 3


def test_no_other_part_is_there() -> None:
    """Whoever names one is told."""
    with pytest.raises(ValueError, match="one is sqlite-1"):
        Part.named("oracle-1")
