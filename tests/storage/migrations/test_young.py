"""What is stored before the column takes the age of its person, as it is known then."""

import sqlite3
from pathlib import Path

import pytest

from storage.schema import migrate
from storage.sealing.crypto import Keyring

ROWS = Path(__file__).parent / "rows" / "0010_gone.sql"
CHILD, OTHER = 4611686018427387904, 5


@pytest.mark.parametrize(("whose", "young"), [(CHILD, 1), (OTHER, 0)])
def test_old_rows_are_as_young_as_their_person(
    whose: int, young: int, tmp_path: Path, ring: Keyring
) -> None:
    """Of somebody of whom nothing is known, nothing is said."""
    url = f"sqlite:///{tmp_path}/old.db"
    migrate(url, ring, "0010_gone")
    old = sqlite3.connect(tmp_path / "old.db")
    old.executescript(ROWS.read_text())
    for table in ("matters", "appointments", "seekers"):
        old.execute(f"UPDATE {table} SET person_id = ?", [whose])  # noqa: S608 - our own names
    old.commit()

    migrate(url, ring)

    for table in ("matters", "appointments", "seekers"):
        [found] = old.execute(f"SELECT young FROM {table}").fetchall()  # noqa: S608 - the same
        assert found == (young,)
    old.close()
