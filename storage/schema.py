"""Which shape the database has, and how it gets the newest one."""

import os
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, MetaData, Table, column, delete, inspect, make_url, select, table

from storage.database.databases import migrating
from storage.database.locks import MIGRATION, hold
from storage.database.refusals import StorageError, explained
from storage.sealing.crypto import Keyring, SealError, new_data_key
from storage.sealing.keys import HOUSE, INDEX
from storage.sealing.old_rows import OldRows
from storage.sealing.tables import marks
from storage.subjects import metadata

MIGRATIONS = Path(__file__).parent / "migrations"
REVISIONS = (  # oldest first; a test compares them with the files
    "0001",
    "0002",
    "0003",
    "0004",
    "0005_audit_anchor",
    "0006_staff_seals",
    "0007_chat_pauses",
    "0008_changes_counted",
    "0009_silence",
    "0010_gone",
    "0011_short_history",
    "0012_topics_sealed",
    "0013_young",
    "0014_joinings",
    "0015_boxes",
    "0016_outages",
    "0017_bearings",
    "0018_named_messages",
    "0019_sign_ins",
    "0020_withdrawn",
    "0021_inbox",
)
HEAD = REVISIONS[-1]

WRONG_KEYS = (
    "LIPA_SECRET_KEYS does not hold the key of this database: set the key that it was made with."
)

_versions = table("alembic_version", column("version_num"))


def version_of(connection: Connection) -> str | None:
    """The revision of this database; None when it is empty."""
    if not inspect(connection).has_table(_versions.name):
        return None
    return connection.scalar(select(_versions.c.version_num))


def require_current(connection: Connection) -> None:
    """Raises StorageError unless the database has exactly the shape that this program knows."""
    version = version_of(connection)
    _refuse_newer(version)
    if version != HEAD:
        raise StorageError("The database is not ready for this version of Lipa: run: lipa migrate")


def migrate(url: str, keyring: Keyring, to: str = HEAD) -> None:
    """Bring the database to a revision, from any older one or from nothing, in one transaction.

    Several at once wait for each other, and only the first one has something to do. Raises
    StorageError when the database is newer than this program, or cannot be used.
    """
    _make_private_file(url)
    engine = migrating(url)
    try:
        with explained(), engine.begin() as connection:
            hold(connection, [MIGRATION])
            _refuse_newer(version_of(connection))
            _upgrade(connection, keyring, to)
            _make_keys(connection, keyring)
    finally:
        engine.dispose()


def remake(
    connection: Connection, keyring: Keyring, revision: str, fill: Callable[[], None]
) -> None:
    """In this transaction: drop every table, make those of a revision, fill them, go on to HEAD."""
    hold(connection, [MIGRATION])
    for each in reversed(tables_of(connection)):
        each.drop(connection)
    _forget_version(connection)
    _upgrade(connection, keyring, revision)
    fill()
    _upgrade(connection, keyring, HEAD)
    _make_keys(connection, keyring)


def tables_of(connection: Connection) -> list[Table]:
    """Our tables that are there, with their columns, what others refer to first.

    Not the one that holds the revision, nor what others may keep in the same schema.
    """
    found = MetaData()
    found.reflect(connection, only=lambda name, _meta: name in metadata.tables)
    return [each for each in found.sorted_tables if each.name in metadata.tables]


def _forget_version(connection: Connection) -> None:
    if version_of(connection) is not None:
        connection.execute(delete(_versions))


def _refuse_newer(version: str | None) -> None:
    if version is not None and version not in REVISIONS:
        raise StorageError(
            "The database is newer than this program: install the newer version of Lipa again."
        )


def _upgrade(connection: Connection, keyring: Keyring, to: str) -> None:
    """Migrations seal and fingerprint old rows; only where there are any the keys must be there."""
    from alembic import command  # noqa: PLC0415 - slow to load, and rarely needed
    from alembic.config import Config  # noqa: PLC0415

    config, rows = Config(), OldRows(connection, keyring)
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes.update(
        connection=connection,
        blind=rows.blind,
        seal=rows.seal,
        seal_for_house=rows.seal_for_house,
    )
    try:
        command.upgrade(config, to)
    except SealError:
        raise StorageError(WRONG_KEYS) from None


def _make_keys(connection: Connection, keyring: Keyring) -> None:
    present = set(connection.scalars(select(marks.c.name)))
    missing = [name for name in (HOUSE, INDEX) if name not in present]
    if missing:
        rows = [{"name": n, "content": keyring.wrap(new_data_key(), n)} for n in missing]
        connection.execute(marks.insert(), rows)


def _make_private_file(url: str) -> None:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return
    path = Path(parsed.database)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
