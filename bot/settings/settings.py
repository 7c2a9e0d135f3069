"""The settings: the only place that reads the environment, and the `.env` beside it.

A name in the environment goes before the same name in `.env`; an empty value is no value. All that
is wrong is said at once, so that one round of mending is enough.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.settings.values import READERS, SERVER

PREFIX = "LIPA_"
SECRETS = (
    "LIPA_DATABASE_URL",
    "LIPA_SECRET_KEYS",
    "LIPA_TELEGRAM_TOKEN",
    "LIPA_TELEGRAM_WEBHOOK_SECRET",
)
TOGETHER = (  # (what is set, what it needs, why)
    (
        "LIPA_TELEGRAM_WEBHOOK_URL",
        "LIPA_TELEGRAM_WEBHOOK_SECRET",
        "is not set: LIPA_TELEGRAM_WEBHOOK_URL needs a secret of 32 to 256 letters and digits, "
        "by which we know that it is Telegram who calls; this makes one: openssl rand -hex 32",
    ),
    (
        "LIPA_TELEGRAM_WEBHOOK_URL",
        "LIPA_TELEGRAM_TOKEN",
        "is not set: LIPA_TELEGRAM_WEBHOOK_URL is of no use without the bot's token",
    ),
    (
        "LIPA_SIGNAL_RPC",
        "LIPA_SIGNAL_ACCOUNT",
        "is not set: LIPA_SIGNAL_RPC needs the number that signal-cli is registered with",
    ),
    (
        "LIPA_SIGNAL_ACCOUNT",
        "LIPA_SIGNAL_RPC",
        "is not set: LIPA_SIGNAL_ACCOUNT needs the socket of signal-cli, such as "
        "unix:/run/signal-cli/socket",
    ),
)
MOST_IN_A_FILE = 65_536
BESIDE_A_SERVER = Path("var/lipa")


@dataclass(frozen=True, slots=True)
class WrongSetting:
    """One setting and what to mend about it."""

    name: str
    message: str

    def __str__(self) -> str:
        return f"{self.name}: {self.message}"


class SettingsError(Exception):
    """Settings cannot be used; `problems` says of each what to mend, never what a secret is."""

    def __init__(self, problems: Sequence[WrongSetting]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator can decide; `.env.example` explains each. `warnings` is no setting."""

    database_url: str = field(default="sqlite:///var/lipa.db", repr=False)  # may hold a password
    secret_keys: str = field(default="", repr=False)
    telegram_token: str = field(default="", repr=False)
    telegram_api_url: str = "https://api.telegram.org"
    telegram_rate: float = 25
    telegram_chat_rate: float = 1
    telegram_webhook_url: str = ""
    telegram_webhook_secret: str = field(default="", repr=False)
    signal_rpc: str = ""
    signal_account: str = field(default="", repr=False)
    signal_rate: float = 0.5
    signal_polls: bool = False
    host: str = "127.0.0.1"
    port: int = 8800
    console_url: str = ""
    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Ljubljana"))
    languages: tuple[str, ...] = ()
    retention_days: int = 90
    audit_days: int = 730
    confirm_above: int = 0
    most_appointments: int = 3
    person_rate: float = 20
    log_level: str = "info"
    texts: Path = Path("texts")
    warnings: tuple[str, ...] = ()

    @classmethod
    def from_env(cls, environ: Mapping[str, str], folder: Path = Path()) -> "Settings":
        """From the environment and the folder's `.env`; the environment counts more.

        Raises SettingsError, which lists all that is wrong.
        """
        problems: list[WrongSetting] = []
        written = {**_from_file(folder / ".env", problems), **_ours(environ)}
        values: dict[str, Any] = {}
        for name in setting_names():
            word = _word(name, written, problems)
            if word:
                _read(name, word, values, problems)
        problems += _alone(written)
        if problems:
            raise SettingsError(problems)
        return cls(**values, warnings=_unknown(written))

    @property
    def on_server(self) -> bool:
        """Whether the database is a server's, which several processes may share."""
        return self.database_url.startswith(SERVER)

    @property
    def database_path(self) -> Path:
        """The SQLite file; what belongs to it (lock, journal) stands beside it.

        For a server there is no such file, yet what belongs to it on this machine has its name.
        """
        if self.on_server:
            return BESIDE_A_SERVER
        return Path(self.database_url.partition(":///")[2].partition("?")[0])


def setting_names() -> dict[str, str]:
    """Each setting's name in the environment, and its field's."""
    return {PREFIX + f.name.upper(): f.name for f in fields(Settings) if f.name != "warnings"}


def load() -> Settings:
    """The settings of this process, read anew each time. Raises as `Settings.from_env` does."""
    return Settings.from_env(os.environ)  # noqa: TID251 - the one reader of the environment


def _ours(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: word.strip() for name, word in environ.items() if name.startswith(PREFIX)}


def _read(name: str, word: str, values: dict[str, Any], problems: list[WrongSetting]) -> None:
    attribute = setting_names()[name]
    try:
        values[attribute] = READERS[attribute](word)
    except ValueError as error:
        problems.append(WrongSetting(name, str(error)))


def _alone(written: Mapping[str, str]) -> list[WrongSetting]:
    """Settings that are missing beside others; one that is wrong is not missing."""

    def is_set(name: str) -> bool:
        return bool(written.get(name) or (name in SECRETS and written.get(f"{name}_FILE")))

    return [WrongSetting(n, why) for one, n, why in TOGETHER if is_set(one) and not is_set(n)]


def _word(name: str, written: Mapping[str, str], problems: list[WrongSetting]) -> str:
    """What is written for a setting; for a secret, perhaps in a file of its own."""
    file = written.get(f"{name}_FILE", "") if name in SECRETS else ""
    if not file:
        return written.get(name, "")
    if written.get(name):
        problems.append(WrongSetting(name, f"is set twice: remove it, or {name}_FILE"))
    return _content(f"{name}_FILE", Path(file), problems).strip()


def _from_file(path: Path, problems: list[WrongSetting]) -> dict[str, str]:
    """What an `.env` file says: lines of NAME=word, quotes around the word if one likes."""
    if not path.is_file():
        return {}
    written: dict[str, str] = {}
    lines = _content(str(path), path, problems).splitlines()
    for number, line in enumerate(map(str.strip, lines), start=1):
        name, equals, word = line.removeprefix("export ").partition("=")
        if equals:
            written[name.strip()] = _unquoted(word.strip())
        elif line and not line.startswith("#"):
            problems.append(WrongSetting(str(path), f"line {number} is not NAME=value"))
    return _ours(written)


def _content(name: str, path: Path, problems: list[WrongSetting]) -> str:
    try:
        with path.open("rb") as file:
            return file.read(MOST_IN_A_FILE).decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problems.append(WrongSetting(name, f"the file cannot be read ({reason})"))
    except UnicodeDecodeError:
        problems.append(WrongSetting(name, "the file is not UTF-8 text"))
    return ""


def _unquoted(word: str) -> str:
    for quote in "'\"":
        if word.startswith(quote):
            return word[1:].partition(quote)[0]
    return word.partition(" #")[0].rstrip() if not word.startswith("#") else ""


def _unknown(written: Mapping[str, str]) -> tuple[str, ...]:
    known = {*setting_names(), *(f"{name}_FILE" for name in SECRETS)}
    return tuple(_unknown_name(name, known) for name in sorted(set(written) - known))


def _unknown_name(name: str, known: set[str]) -> str:
    close = get_close_matches(name, sorted(known), 1)
    meant = f": did you mean {close[0]}?" if close else "."
    return f"{name} is not a setting of Lipa{meant}"
