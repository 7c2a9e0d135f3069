"""The migrations make exactly the tables that the program knows, and lose nothing."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, select, text

from domain.matters.matter import Subject
from domain.people.person import PersonId
from storage import schema
from storage.schema import HEAD, MIGRATIONS, REVISIONS, migrate
from storage.sealing.crypto import Keyring, new_data_key
from storage.sealing.keys import owner_of
from storage.sealing.tables import marks
from storage.store import Store
from storage.subjects import metadata
from tests.storage.database.postgres_for_tests import MakeUrl, row_script
from tests.storage.samples import NOW, ZONE, person

PARTS = re.compile(
    r"\n|, (?![^(]*\)(?!\s*\Z))"
)  # a column added later stands on an older one's line
ROWS = Path(__file__).parent / "rows"
INVENTORY = Path(__file__).parents[3] / "docs" / "data.md"


def test_migrated_tables_are_the_tables(store: Store) -> None:
    """Columns, types, indexes and constraints."""
    differences = store.read(
        lambda tx: compare_metadata(MigrationContext.configure(tx.connection), metadata)
    )

    assert differences == []


def test_migrated_tables_keep_their_limits(sqlite_url: str, tmp_path: Path) -> None:
    """What a comparison does not see: the very words that SQLite was told."""
    fresh = tmp_path / "fresh.db"
    engine = create_engine(f"sqlite:///{fresh}")
    metadata.create_all(engine)
    engine.dispose()

    with (
        closing(sqlite3.connect(fresh)) as made,
        closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as migrated,
    ):
        assert words(migrated) == words(made)


def words(database: sqlite3.Connection) -> dict[str, list[str]]:
    """Each table's and index's definition, its parts in alphabetical order."""
    found = database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {
        name: sorted(filter(None, map(alone, PARTS.split(sql))))
        for name, sql in found
        if name != "alembic_version"
    }


def alone(part: str) -> str:
    """A part without what stands around it; the last one may end the whole definition."""
    part = part.strip(" ,\t")
    return part[:-1] if part.count(")") > part.count("(") else part


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


def test_a_server_is_told_the_same_limits(postgres_url: MakeUrl) -> None:
    """The counterpart on PostgreSQL: columns, constraints and indexes as its catalogue has them."""
    migrated, made = postgres_url(), postgres_url(migrated=False)
    engine = create_engine(made)
    metadata.create_all(engine)

    found, wanted = catalogue(create_engine(migrated)), catalogue(engine)

    assert found == wanted
    assert any("taken >= 0" in line for line in found)


def catalogue(engine: Engine) -> set[str]:
    """Every column, constraint and index, in the server's own words."""
    with engine.connect() as connection:
        found = {str(tuple(row)) for words in CATALOGUE for row in connection.execute(text(words))}
    engine.dispose()
    return {line for line in found if "alembic" not in line}


CATALOGUE = (
    "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,"
    " column_default FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid > 0"
    " AND connamespace = 'public'::regnamespace",
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
)


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_database_of_every_revision_can_be_migrated(
    revision: str, tmp_path: Path, ring: Keyring
) -> None:
    """With rows in it, as they were written then."""
    path = tmp_path / "old.db"
    url = f"sqlite:///{path}"
    migrate(url, ring, revision)
    old = sqlite3.connect(path)
    old.executescript((ROWS / f"{revision}.sql").read_text())
    old.close()

    migrate(url, ring)

    assert titles(url, ring) == ["Football"]


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_server_of_every_revision_can_be_migrated(
    revision: str, postgres_url: MakeUrl, ring: Keyring
) -> None:
    """The same rows, on PostgreSQL."""
    url = postgres_url(migrated=False)
    migrate(url, ring, revision)
    with psycopg.connect(url) as old:
        old.execute(row_script(ROWS / f"{revision}.sql"))

    migrate(url, ring)

    assert titles(url, ring) == ["Football"]


@pytest.mark.parametrize("where", ["sqlite", "postgresql"])
def test_stored_answers_count_in_whole_steps(
    where: str, tmp_path: Path, postgres_url: MakeUrl, ring: Keyring
) -> None:
    """Of six the first five, by day and random number; the last one waits for others."""
    server = where == "postgresql"
    url = postgres_url(migrated=False) if server else f"sqlite:///{tmp_path / 'old.db'}"
    migrate(url, ring, "0008_changes_counted")
    engine = create_engine(url)
    with engine.begin() as old:
        for number in (6, 2, 3, 4, 5, 1):
            old.execute(OLD_RESPONSE, {"id": number, "day": f"2026-12-0{7 - number}"})

    migrate(url, ring)

    with engine.connect() as new:
        found = new.execute(text("SELECT id, step FROM responses ORDER BY id")).all()
    engine.dispose()
    assert [tuple(row) for row in found] == [(1, None), *((number, 1) for number in range(2, 7))]


def test_stored_doubts_are_counted(tmp_path: Path, ring: Keyring) -> None:
    """What waits and may have arrived has one; nothing else has."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    migrate(url, ring, "0010_gone")
    engine = create_engine(url)
    with engine.begin() as old:
        for state, error in (("waiting", "uncertain, then x"), ("waiting", "x"), ("sent", None)):
            old.execute(OLD_MESSAGE, {"state": state, "error": error})

    migrate(url, ring)

    with engine.connect() as new:
        found = new.execute(text("SELECT doubts FROM outbox ORDER BY id")).scalars().all()
    engine.dispose()
    assert found == [1, 0, 0]


OLD_MESSAGE = text(
    "INSERT INTO outbox (channel, kind, priority, state, due_at, error)"
    " VALUES ('telegram', 'goodbye', 0, :state, 0, :error)"
)
OLD_RESPONSE = text(
    "INSERT INTO responses (id, survey, version, language, day, key_wrapped, answers_sealed)"
    " VALUES (:id, 'stay', '1', 'en', :day, '', '')"
)


@pytest.mark.parametrize("opens", [True, False])
def test_what_older_messages_are_about_is_sealed_and_kept(
    opens: bool,
    tmp_path: Path,
    ring: Keyring,
) -> None:
    """Under the key of whoever wrote; also where that one does not open, and nothing else does."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    migrate(url, ring, "0010_gone")
    engine = create_engine(url)
    key = ring.wrap(new_data_key(), owner_of(PersonId(7))) if opens else b"1"
    with engine.begin() as old:
        old.execute(OLD_PERSON, {"key": key})
        old.execute(OLD_MATTER)
    engine.dispose()

    migrate(url, ring)

    assert b"complaint" not in (tmp_path / "old.db").read_bytes()
    store = Store.open(url, ring, ZONE)
    [found] = store.read(lambda tx: tx.matters.open())
    store.close()
    assert (found.id, found.subject, found.about) == (1, Subject.COMPLAINT, None)


OLD_PERSON = text("INSERT INTO people (id, key_wrapped, seen_at) VALUES (7, :key, 0)")
OLD_MATTER = text(
    "INSERT INTO matters (person_id, subject, state, words_sealed, at, due_at)"
    " VALUES (7, 'complaint', 'open', '', 0, 86400000)"
)


def titles(url: str, ring: Keyring) -> list[str]:
    """The events of a database that has the newest shape."""
    store = Store.open(url, ring, ZONE)
    assert store.read(lambda tx: schema.version_of(tx.connection)) == HEAD
    upcoming = store.read(lambda tx: tx.events.upcoming(NOW))
    store.close()
    return [event.title.by_language["en"] for event in upcoming]


def test_two_who_migrate_at_once_wait_for_each_other(postgres_url: MakeUrl, ring: Keyring) -> None:
    """Both find it migrated, with one pair of keys, and one anchor to begin."""
    url = postgres_url(migrated=False)

    with ThreadPoolExecutor(2) as threads:  # they share nothing but the server
        list(threads.map(lambda _n: migrate(url, ring), range(2)))

    store = Store.open(url, ring, ZONE)
    assert len(store.read(lambda tx: tx.connection.execute(select(marks)).all())) == 3
    store.close()


def test_every_column_stands_in_the_inventory() -> None:
    """A new column says what it can tell about a person, why, and for how long."""
    columns = {
        f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.c
    }

    lines = re.findall(r"^\| `(\w+\.\w+)` \|(.*)\|$", INVENTORY.read_text(), re.MULTILINE)

    assert {name for name, _rest in lines} == columns
    assert all(cell.strip() for _name, rest in lines for cell in rest.split("|"))
