"""`lipa setup`, `migrate`, `keys rotate`, `retention run`: what an operator does now and then."""

import os
from dataclasses import asdict
from pathlib import Path

import storage
from bot.clock import Clock, system_clock
from bot.office.office import Office
from bot.office.printing import Printout, listed
from bot.running import opening
from bot.running.faults import FAILED, CommandError
from bot.settings.settings import Settings, load
from domain.surveys.survey import AddSurvey, SurveyId
from storage.lives.retention import retain
from storage.rotation import rotate
from storage.sealing.crypto import new_key
from storage.store import Transaction
from storage.workbooks.workbook import read_workbook

SHIPPED = Path(storage.__file__).parent / "surveys" / "shipped"
ENV = Path(".env")
KEYS = "LIPA_SECRET_KEYS"
ROTATED = "Keep the old key, apart from the database, for as long as backups from before are kept."
NOT_YET = (
    "Keep every old key in {KEYS}. A running program may still use another first key: stop it and "
    "start it with the new key in front of the old one, then run this again until it says 0. "
    "lipa check says which rows cannot be opened."
)
ABOUT_KEYS = "# Seals what is kept about people. Keep a copy in a safe place."


def setup() -> Printout:
    """Make what is missing: a key, the database, the surveys that come with Lipa."""
    settings = load()
    made = []
    if not settings.secret_keys:
        settings = _with_keys(settings, ENV)
        made.append(f"made a key in {ENV}: keep a copy in a safe place")
    if not opening.has_database(settings):
        made.append(f"made the database {_named(settings)}")
    opening.migrate(settings)
    made += [f"added the survey {survey}" for survey in add_surveys(settings)]
    text = "\n".join(made) or "Everything is there."
    return Printout({"made": made}, text)


def add_surveys(settings: Settings, clock: Clock = system_clock) -> list[str]:
    """Add the surveys that come with Lipa, where no survey of that name is there."""
    office = Office(settings, clock)
    try:
        return [path.stem for path in sorted(SHIPPED.glob("*.xlsx")) if _add_survey(office, path)]
    finally:
        office.close()


def migrate() -> Printout:
    """Bring the database to the newest shape."""
    revision = opening.migrate(load())
    return Printout({"revision": revision}, f"The database is at revision {revision}.")


def rotate_keys(office: Office) -> Printout:
    """Wrap every data key under the first secret key, and say what is left under others."""
    done = rotate(office.store)
    left, keys = done.now.left, dict(sorted(done.now.by_key.items()))
    document = {"rotated": done.changed, "left": left, "unopened": done.unopened, "keys": keys}
    lines = [f"{done.changed} keys are wrapped anew, {left} are left under other keys."]
    held = {name.hex() for name in opening.keyring(office.settings).keys}
    others = [name for name in keys if name != done.now.current]
    lines += [_left_under(name, keys[name], held=name in held) for name in others]
    lines += [NOT_YET.format(KEYS=KEYS) if left else ROTATED]
    return Printout(document, "\n".join(lines), FAILED if left else 0)


def _left_under(name: str, many: int, *, held: bool) -> str:
    return f"  key {name}: {many}" if held else f"  key {name}, which {KEYS} does not hold: {many}"


def run_retention(office: Office) -> Printout:
    """Let go of everything whose time is over."""
    days = office.settings.retention_days
    gone = asdict(office.store.write(lambda work: retain(work, office.now, days)))
    return Printout(gone, listed(gone))


def _with_keys(settings: Settings, path: Path) -> Settings:
    if opening.has_database(settings):
        raise CommandError(
            f"is empty, but there is a database: set the key that {_named(settings)} was "
            "made with. A new key could not open it.",
            KEYS,
        )
    _write(path, f"{KEYS}={new_key()}")
    return load()


def _named(settings: Settings) -> str:
    """The database, without its password."""
    return "on the PostgreSQL server" if settings.on_server else str(settings.database_path)


def _write(path: Path, line: str) -> None:
    """Put a line into `.env` in place of an empty one of the same name, for this user alone."""
    name = line.partition("=")[0]
    written = path.read_text(encoding="utf-8-sig").splitlines() if path.exists() else []
    kept = [old for old in written if old.replace(" ", "").removeprefix("export") != f"{name}="]
    text = "\n".join([*kept, ABOUT_KEYS, line, ""])
    half = path.with_name(path.name + ".part")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    half.replace(path)


def _add_survey(office: Office, path: Path) -> bool:
    if office.read(lambda work: _has_survey(work, path.stem)):
        return False
    form = read_workbook(path.read_bytes()).form
    office.perform(AddSurvey(form))
    return True


def _has_survey(work: Transaction, survey: str) -> bool:
    return work.surveys.form(SurveyId(survey)) is not None
