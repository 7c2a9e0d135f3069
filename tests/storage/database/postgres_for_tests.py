"""Databases on a PostgreSQL server for tests: made in a moment, gone afterwards.

The server is named by LIPA_TEST_POSTGRES_URL, or tried on this machine; without one, what needs
it is skipped. Its user must be allowed to create databases. Import the fixtures in a conftest.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url

from storage.database.databases import database
from storage.database.postgresql import PostgreSQL
from storage.schema import migrate
from storage.sealing.crypto import Keyring

DEFAULT = "postgresql://postgres@127.0.0.1:5432/postgres"
KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="

MakeUrl = Callable[..., str]


class Server:
    """A running server, and the databases that this process has made on it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._made: list[str] = []
        self._template = ""

    def fresh(self, *, migrated: bool = True) -> str:
        """The URL of a new database: migrated under KEY, or empty."""
        if migrated and not self._template:
            self._template = self.fresh(migrated=False)
            migrate(self._template, Keyring.parse(KEY))
        template = make_url(self._template).database if migrated else "template0"
        name = f"lipa_test_{os.getpid()}_{secrets.token_hex(4)}"
        self.say(f'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING UTF8')
        self._made.append(name)
        return self.named(name)

    def named(self, name: str) -> str:
        """The URL of a database on this server."""
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def say(self, words: str, url: str = "") -> list[tuple[Any, ...]]:
        """Run one statement, by default beside all databases of the tests."""
        with psycopg.connect(url or self.url, autocommit=True) as connection:
            cursor = connection.execute(words)
            return cursor.fetchall() if cursor.description else []

    def drop(self, url: str) -> None:
        """End whoever uses a database, and remove it."""
        self.say(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')

    def close(self) -> None:
        """Remove all of them."""
        for name in reversed(self._made):
            self.drop(self.named(name))


class Warm(PostgreSQL):
    """A database that stays connected when its Store is closed: its statements are ready."""

    def close(self) -> None:
        """End only what led and listened."""
        while self._sessions:
            self._sessions.pop().close()

    def end(self) -> None:
        """Let go of the connections, too."""
        super().close()


class Reused:
    """One migrated database, emptied between two tests; far quicker than a new one."""

    def __init__(self, server: Server) -> None:
        self.url = server.fresh()
        self.warm = Warm(f"{self.url}?application_name={WARM}&options={HASTY}")
        tables = [name for (name,) in server.say(TABLES, self.url)]
        self._kept = {name: server.say(f"TABLE {name}", self.url) for name in KEPT}
        self._clear = EMPTY.format(deletes="".join(DELETE.format(name) for name in tables))
        self._connection = psycopg.connect(self.url, application_name=WARM, options=HASTY)

    def clear(self) -> None:
        """As it was when it was migrated; whoever else is still connected is cut off."""
        with self._connection.transaction():
            self._connection.execute(CUT_OFF)
            self._connection.execute(self._clear)
            for name, rows in self._kept.items():
                for row in rows:
                    gaps = ", ".join(["%s"] * len(row))
                    self._connection.execute(INSERT.format(name, gaps), row)

    def end(self) -> None:
        """Let go of all connections."""
        self._connection.close()
        self.warm.end()


WARM = "lipa_warm"
HASTY = "-csynchronous_commit=off"  # what a test wrote need not outlive a power cut
KEPT = ("marks", "alembic_version")
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
DELETE, INSERT = "DELETE FROM {};", "INSERT INTO {} VALUES ({})"
CUT_OFF = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND application_name <> 'lipa_warm'"
)
EMPTY = """
DO $$ DECLARE each text; BEGIN
SET LOCAL session_replication_role = replica;
{deletes}
FOR each IN SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL LOOP
    PERFORM setval(each::regclass, 1, false);
END LOOP;
END $$
"""


@cache
def _found() -> Server | str:
    """The server, or why there is none."""
    url = os.environ.get("LIPA_TEST_POSTGRES_URL", DEFAULT)  # noqa: TID251 - tests have no settings
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.Error as error:
        reason = type(error).__name__
        return f"no PostgreSQL ({reason}): start one, or set LIPA_TEST_POSTGRES_URL"
    return Server(url)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The server; skips what needs it when there is none."""
    found = _found()
    if isinstance(found, str):
        pytest.skip(found)
    yield found
    found.close()


@pytest.fixture(scope="session")
def _reused(postgres_server: Server) -> Iterator[Reused]:
    reused = Reused(postgres_server)
    yield reused
    reused.end()


@pytest.fixture
def migrated_postgres(_reused: Reused) -> str:
    """The URL of a migrated database without rows, under KEY."""
    _reused.clear()
    return _reused.url


@pytest.fixture
def warm_postgres(migrated_postgres: str, _reused: Reused, monkeypatch: pytest.MonkeyPatch) -> str:
    """The same; a Store that opens it finds it connected, and leaves it connected."""
    warm = {migrated_postgres: _reused.warm}
    monkeypatch.setattr("storage.store.database", lambda url: warm.get(url) or database(url))
    return migrated_postgres


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[MakeUrl]:
    """Makes databases of this test's own: `postgres_url()`, or with `migrated=False` empty ones."""
    made: list[str] = []

    def make(*, migrated: bool = True) -> str:
        made.append(postgres_server.fresh(migrated=migrated))
        return made[-1]

    yield make
    for url in made:
        postgres_server.drop(url)


def row_script(path: Path) -> str:
    """An SQL script of SQLite's, in PostgreSQL's words for bytes."""
    return path.read_text().replace("x'", r"'\x")


def cut_off(url: str) -> None:
    """What a restart of the server does to everybody who is connected."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(CUT_OFF)
