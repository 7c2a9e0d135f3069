"""`lipa backup` and `lipa restore`: all that is kept, in one file."""

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path

from bot.clock import system_clock
from bot.office.printing import Printout
from bot.running import opening
from bot.running.lock import only_one
from bot.settings.settings import Settings, load
from storage.backups import backup as backups
from storage.lives.retention import BACKUPS
from storage.store import StorageError

RESTORED = (
    "The backup of {made_at} is back. Whoever was erased since then is erased again; STOP, "
    "consents taken back, staff and duties removed since then hold."
)
HELD_BACK = (
    "Announcements that it had still to send by now may have gone out since it was made, so they "
    "are not sent again. What did not go out, announce anew, with --again."
)
TOO_OLD = (
    "The backup of {made_at} is back, but it is older than {days} days, and the journal knows no "
    "more than these: who was erased, said STOP or was removed in the time between is there again."
)


def backup(file: Path) -> Printout:
    """Write a new file for this user alone; the program may go on meanwhile."""
    settings = load()
    opening.require_database(settings)
    label = backups.make(settings.database_url, file, system_clock())
    document = {"file": str(file), "made_at": label.made_at, "revision": label.revision}
    text = f"{file} holds all that was kept at {label.made_at}. Its keys are not in it."
    return Printout(document, text)


def restore(file: Path, *, replace: bool) -> Printout:
    """Bring a backup back; nobody may use the database meanwhile."""
    settings = load()
    keys = opening.keyring(settings)
    settings.database_path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(settings):
        done = backups.restore(settings.database_url, file, keys, system_clock(), replace=replace)
        warning = _erased_again(settings) or _too_old(done.made_at)
    document = {"made_at": done.made_at, "revision": done.revision, "warning": warning or None}
    text = warning or RESTORED.format(made_at=done.made_at)
    if done.held_back:
        document["held_back"] = str(done.held_back)
        text = f"{text}\n{HELD_BACK}"
    return Printout(document, text)


def _erased_again(settings: Settings) -> str:
    """Opening it erases whom the backup brought back; else what has to be mended first."""
    try:
        opening.open_store(settings).close()
    except StorageError as error:
        return f"The backup is back, but: {error}"
    return ""


def _too_old(made_at: str) -> str:
    """The journal cannot help with everything that happened since."""
    if datetime.fromisoformat(made_at) >= system_clock() - BACKUPS:
        return ""
    return TOO_OLD.format(made_at=made_at, days=BACKUPS.days)


def _alone(settings: Settings) -> AbstractContextManager[None]:
    """On a server, `restore` itself looks who else is there."""
    return nullcontext() if settings.on_server else only_one(settings.database_path)
