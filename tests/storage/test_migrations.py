"""The migrations make exactly the tables that the program knows, and lose nothing."""

import re
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from storage import schema
from storage.crypto import Keyring
from storage.schema import HEAD, MIGRATIONS, REVISIONS, migrate
from storage.store import Store
from storage.tables import marks, metadata
from tests.storage.samples import NOW, ZONE, person

PARTS = re.compile(r"\n|, (?![^(]*\))")  # a column added later stands on an older one's line
INVENTORY = Path(__file__).parents[2] / "docs" / "data.md"


def test_migrated_tables_are_the_tables(store: Store) -> None:
    """Columns, types, indexes and constraints."""
    differences = store.read(
        lambda tx: compare_metadata(MigrationContext.configure(tx.connection), metadata)
    )

    assert differences == []


def test_migrated_tables_keep_their_limits(url: str, tmp_path: Path) -> None:
    """What a comparison does not see: the very words that SQLite was told."""
    fresh = tmp_path / "fresh.db"
    made = sqlite3.connect(fresh)
    metadata.create_all(create_engine(f"sqlite:///{fresh}"))
    migrated = sqlite3.connect(url.removeprefix("sqlite:///"))

    assert words(migrated) == words(made)
    made.close()
    migrated.close()


def words(database: sqlite3.Connection) -> dict[str, list[str]]:
    """Each table's and index's definition, its parts in alphabetical order."""
    found = database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {
        name: sorted(filter(None, (part.strip(" ,\t") for part in PARTS.split(sql))))
        for name, sql in found
        if name != "alembic_version"
    }


def test_the_revisions_are_the_files() -> None:
    """In their order, without branches."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)

    found = [script.revision for script in scripts.walk_revisions()]

    assert found[::-1] == list(REVISIONS)
    assert scripts.get_heads() == [HEAD]


def test_migrating_again_changes_nothing(store: Store, url: str, ring: Keyring) -> None:
    """The keys stay, and so does what they sealed."""
    anna = person(store)
    before = store.read(lambda tx: tx.connection.execute(select(marks)).all())

    migrate(url, ring)

    assert store.read(lambda tx: tx.connection.execute(select(marks)).all()) == before
    again = Store.open(url, ring, ZONE)
    [known] = again.write(lambda tx: tx.conversations.of([("telegram", "1001")], NOW))
    again.close()
    assert known.person.id == anna


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_database_of_every_revision_can_be_migrated(
    revision: str, tmp_path: Path, ring: Keyring
) -> None:
    """With rows in it, as they were written then."""
    path = tmp_path / "old.db"
    url = f"sqlite:///{path}"
    migrate(url, ring, revision)
    old = sqlite3.connect(path)
    old.executescript((Path(__file__).parent / "rows" / f"{revision}.sql").read_text())
    old.close()

    migrate(url, ring)

    store = Store.open(url, ring, ZONE)
    assert store.read(lambda tx: schema.version_of(tx.connection)) == HEAD
    upcoming = store.read(lambda tx: tx.events.upcoming(NOW))
    store.close()
    assert [event.title.by_language["en"] for event in upcoming] == ["Football"]


def test_every_column_stands_in_the_inventory() -> None:
    """A new column says what it can tell about a person, why, and for how long."""
    columns = {
        f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.c
    }

    lines = re.findall(r"^\| `(\w+\.\w+)` \|(.*)\|$", INVENTORY.read_text(), re.MULTILINE)

    assert {name for name, _rest in lines} == columns
    assert all(cell.strip() for _name, rest in lines for cell in rest.split("|"))


def test_postgresql_would_understand_the_tables() -> None:
    """Nothing in them is of SQLite alone."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]

    made = [str(CreateTable(table).compile(dialect=dialect)) for table in metadata.sorted_tables]
    indexes = [
        str(CreateIndex(index).compile(dialect=dialect))
        for table in metadata.sorted_tables
        for index in table.indexes
    ]

    assert len(made) == len(metadata.tables)
    assert any("WHERE state = 'open'" in index for index in indexes)
