"""Databases on a PostgreSQL server: made for one run, and dropped after it.

The server is named by LIPA_TEST_POSTGRES_URL, or looked for on this machine.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from benchmarks.processes import seconds_of

DEFAULT = "postgresql://postgres@127.0.0.1:5432/postgres"
SERVER = os.environ.get("LIPA_TEST_POSTGRES_URL", DEFAULT)  # noqa: TID251 - as the tests have it
ABOUT = (
    "SELECT current_setting('server_version'), current_setting('fsync'),"
    " current_setting('synchronous_commit')"
)
CONNECTED = "SELECT pid FROM pg_stat_activity WHERE datname = %s"
CREATE = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING UTF8")
DROP = sql.SQL("DROP DATABASE {} WITH (FORCE)")


def why_not() -> str:
    """Why nothing can be measured on PostgreSQL; empty if it can."""
    try:
        psycopg.connect(SERVER, connect_timeout=2).close()
    except psycopg.Error as error:
        return f"no PostgreSQL ({type(error).__name__}): start one, or set LIPA_TEST_POSTGRES_URL"
    return ""


@contextmanager
def fresh_url() -> Iterator[str]:
    """The URL of an empty database."""
    name = f"lipa_bench_{secrets.token_hex(4)}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(CREATE.format(sql.Identifier(name)))
        try:
            yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(DROP.format(sql.Identifier(name)))


def described() -> str:
    """The server's version, and how sure its commits are."""
    with psycopg.connect(SERVER) as connection:
        version, sync, commit = connection.execute(ABOUT).fetchone() or ("?", "?", "?")
    return f"PostgreSQL {version}, fsync {sync}, synchronous_commit {commit}"


def cpu_of(url: str) -> float:
    """CPU seconds of those that serve this database now; 0 without one, or on another machine."""
    if not url:
        return 0.0
    with psycopg.connect(SERVER) as connection:
        serving = connection.execute(CONNECTED, [make_url(url).database]).fetchall()
    used = 0.0
    for (pid,) in serving:
        with suppress(OSError):
            if "postgres" in Path(f"/proc/{pid}/comm").read_text(encoding="utf-8"):
                used += seconds_of(pid)
    return used
