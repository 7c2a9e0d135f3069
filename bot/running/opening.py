"""Opens what every command needs: the database with its keys, and the catalogues.

Apart from `compose`, which loads all channels too: a command is done sooner without them.
"""

from collections.abc import Mapping
from pathlib import Path

from bot.settings.settings import Settings
from domain.operator.policy import Policy
from domain.speech.languages import Speak
from domain.speech.text import Content
from storage import schema
from storage.database.databases import migrating
from storage.database.refusals import explained
from storage.sealing.crypto import Keyring
from storage.store import StorageError, Store

NOTHING: Mapping[str, Content] = {}


def keyring(settings: Settings) -> Keyring:
    """The secret keys. Raises KeyringError, which says how to get some."""
    return Keyring.parse(settings.secret_keys)


def journal(settings: Settings) -> Path:
    """The journal of this machine: beside the database, but not in a copy of it."""
    return settings.database_path.with_name(settings.database_path.name + ".erasures")


def anchor(settings: Settings) -> Path:
    """The anchor of the audit on this machine: beside the journal, and in no backup either."""
    return settings.database_path.with_name(settings.database_path.name + ".audit")


def has_database(settings: Settings) -> bool:
    """Whether there is a database with something in it."""
    if not settings.on_server:
        return settings.database_path.exists()
    engine = migrating(settings.database_url)
    try:
        with explained(), engine.connect() as connection:
            return schema.version_of(connection) is not None
    finally:
        engine.dispose()


def require_database(settings: Settings) -> None:
    """Raises StorageError while there is no database; a server is asked when it is opened."""
    if not settings.on_server and not settings.database_path.exists():
        raise StorageError("There is no database yet: run `make setup`, or lipa migrate.")


def open_store(settings: Settings, bring: Mapping[str, Content] = NOTHING) -> Store:
    """The database, ready for use; `bring` is what reminders say in the operator's words.

    Raises StorageError or KeyringError, with what to mend.
    """
    keys = keyring(settings)
    require_database(settings)
    path = journal(settings)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError(f"The folder {path.parent} cannot be made ({reason}).") from None
    return Store.open(
        settings.database_url,
        keys,
        settings.time_zone,
        journal=path,
        anchor=anchor(settings),
        policy=Policy(
            confirm_above=settings.confirm_above,
            retention_days=settings.retention_days,
            audit_days=settings.audit_days,
            most_appointments=settings.most_appointments,
            desk_url=settings.console_url,
            bring=bring,
        ),
    )


def migrate(settings: Settings) -> str:
    """Bring the database to the newest shape, from nothing if need be; which one that is."""
    schema.migrate(settings.database_url, keyring(settings))
    return schema.HEAD


def speaker(settings: Settings) -> Speak:
    """What says texts to people, in the languages that the operator offers."""
    from translations.catalogues import Catalogues  # noqa: PLC0415 - few commands say anything
    from translations.saying.speaker import Speaker  # noqa: PLC0415 - as above

    return Speaker(Catalogues.load(settings.languages or None), settings.time_zone)
