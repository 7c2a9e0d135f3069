"""What each setting may be: from the written word to the value, or a ValueError that says it.

No sentence here repeats the written word of a secret.
"""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

LEVELS = ("debug", "info", "warning", "error")
SQLITE = ("sqlite:///", "sqlite+pysqlite:///")

Reader = Callable[[str], Any]


def database_url(written: str) -> str:
    """The URL of an SQLite file."""
    if written.startswith(("postgresql", "postgres:")):
        raise ValueError("PostgreSQL is not supported yet: use sqlite:///var/lipa.db")
    place = next((written[len(start) :] for start in SQLITE if written.startswith(start)), "")
    if place.partition("?")[0] in ("", ":memory:"):
        raise ValueError("must name an SQLite file, as in sqlite:///var/lipa.db")
    return written


def secret_keys(written: str) -> str:
    """Keys separated by commas, each 32 bytes in urlsafe base64."""
    from storage.crypto import Keyring, KeyringError  # noqa: PLC0415 - slow; not always needed

    try:
        Keyring.parse(written)
    except KeyringError:
        raise ValueError(
            "must be 32 bytes in urlsafe base64, or several such keys with commas between them"
        ) from None
    return written


def telegram_token(written: str) -> str:
    """What BotFather gave: digits, a colon, and some thirty characters."""
    number, _colon, rest = written.partition(":")
    if not (number.isascii() and number.isdecimal() and len(rest) >= 20) or " " in rest:
        raise ValueError("is not a bot's token: copy it whole from @BotFather")
    return written


def web_address(written: str) -> str:
    """An http or https address, without a slash at its end."""
    try:
        parts = urlsplit(written)
        port_is_sound = parts.port != 0
    except ValueError:
        port_is_sound = False
    if not port_is_sound or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an address such as https://api.telegram.org")
    return written.rstrip("/")


def rate(written: str) -> float:
    """So many a second; 0 is no limit."""
    try:
        value = float(written)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise ValueError("must be a number of messages a second, such as 25; 0 means no limit")
    return value


def host(written: str) -> str:
    """A name or number of this machine."""
    if any(letter.isspace() or letter == "/" for letter in written):
        raise ValueError("must be a host such as 127.0.0.1, without http:// or a port")
    return written


def whole_number(least: int, most: int) -> Reader:
    """A reader of whole numbers from `least` to `most`."""

    def read(written: str) -> int:
        digits = written.isascii() and written.isdecimal() and len(written) < 10
        value = int(written) if digits else -1
        if not least <= value <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return value

    return read


def time_zone(written: str) -> ZoneInfo:
    """A name of the time zone database."""
    try:
        return ZoneInfo(written)
    except (KeyError, ValueError, OSError):
        raise ValueError("must be a time zone such as Europe/Ljubljana") from None


def languages(written: str) -> tuple[str, ...]:
    """Language tags, separated by commas or spaces."""
    return tuple(dict.fromkeys(written.replace(",", " ").split()))


def log_level(written: str) -> str:
    """One of LEVELS."""
    if written.lower() not in LEVELS:
        raise ValueError(f"must be one of {', '.join(LEVELS)}")
    return written.lower()


READERS: dict[str, Reader] = {
    "database_url": database_url,
    "secret_keys": secret_keys,
    "telegram_token": telegram_token,
    "telegram_api_url": web_address,
    "telegram_rate": rate,
    "telegram_chat_rate": rate,
    "host": host,
    "port": whole_number(0, 65535),
    "time_zone": time_zone,
    "languages": languages,
    "retention_days": whole_number(7, 365),
    "log_level": log_level,
    "help_file": Path,
}
