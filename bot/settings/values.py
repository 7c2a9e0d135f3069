"""What each setting may be: from the written word to the value, or a ValueError that says it.

No sentence here repeats the written word of a secret.
"""

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from domain.operator.policy import LONGEST_AUDIT, SHORTEST_AUDIT

LEVELS = ("debug", "info", "warning", "error")
SQLITE = ("sqlite:///", "sqlite+pysqlite:///")
SERVER = "postgresql://"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")
NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
SWITCH = {"true": True, "false": False}
ROUTES = ("/health", "/metrics")  # ours already
PATH = re.compile(r"/[A-Za-z0-9._/-]+")
CONSOLE = "must be https:// and a host of its own, without a path: https://desk.example.org"
WEBHOOK = "must be all of the address, such as https://lipa.example.org/telegram"

Reader = Callable[[str], Any]


def database_url(written: str) -> str:
    """The URL of an SQLite file or of a PostgreSQL database."""
    if written.startswith(("postgres", SERVER)):
        return _server(written)
    place = next((written[len(start) :] for start in SQLITE if written.startswith(start)), "")
    if place.partition("?")[0] in ("", ":memory:"):
        raise ValueError(
            "must name an SQLite file, as in sqlite:///var/lipa.db, or a PostgreSQL database, as "
            "in postgresql://lipa@localhost/lipa"
        )
    return written


def _server(written: str) -> str:
    """The URL of a PostgreSQL database; nothing of it is repeated, for a password may be in it."""
    try:
        parts = urlsplit(written)
        well = parts.port != 0 and len(parts.path) > 1
    except ValueError:
        well = False
    if not well or not written.startswith(SERVER):
        raise ValueError(
            "must look like postgresql://USER:PASSWORD@HOST/DATABASE; in a password, what is no "
            "letter or digit is written as %XX"
        )
    return written


def secret_keys(written: str) -> str:
    """Keys separated by commas, each 32 bytes in urlsafe base64."""
    from storage.sealing.crypto import Keyring, KeyringError  # noqa: PLC0415 - slow; not always needed

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


def webhook_url(written: str) -> str:
    """Where Telegram posts to: all of it, with the path that is our route."""
    try:
        parts = urlsplit(written)
        well = parts.port != 0 and bool(parts.hostname)
    except ValueError:
        raise ValueError(WEBHOOK) from None
    local = parts.scheme == "http" and parts.hostname in LOOPBACK
    plain = written.isascii() and not parts.query and not parts.fragment
    if not (well and plain and (parts.scheme == "https" or local)) or len(parts.path) < 2:
        raise ValueError(WEBHOOK)
    if parts.path.startswith(ROUTES) or not PATH.fullmatch(parts.path):
        raise ValueError("must have a path of its own, of letters, digits, / . _ and -")
    return written


def console_url(written: str) -> str:
    """Where staff reach the desk: a host of its own, and TLS unless it is this machine."""
    try:
        parts = urlsplit(written)
        well = parts.port != 0 and bool(parts.hostname)
    except ValueError:
        raise ValueError(CONSOLE) from None
    local = parts.scheme == "http" and parts.hostname in LOOPBACK
    bare = parts.path in ("", "/") and not parts.query and not parts.fragment
    if not (well and bare and written.isascii() and (parts.scheme == "https" or local)):
        raise ValueError(CONSOLE)
    return written.rstrip("/")


def webhook_secret(written: str) -> str:
    """What Telegram shows us with each call."""
    if not SECRET.fullmatch(written):
        raise ValueError(
            "must be 32 to 256 of A-Z, a-z, 0-9, _ and -; this makes one: openssl rand -hex 32"
        )
    return written


def signal_rpc(written: str) -> str:
    """Where signal-cli's JSON-RPC socket is: `unix:` and a path, or `tcp:`, host and port."""
    kind, _colon, place = written.partition(":")
    if kind == "unix" and place.startswith("/"):
        return written
    name, _colon, port = place.rpartition(":")
    is_port = port.isascii() and port.isdecimal() and len(port) < 6 and 0 < int(port) < 65536
    if kind != "tcp" or not name or not is_port:
        raise ValueError("must be unix:/run/signal-cli/socket or tcp:127.0.0.1:7583, for example")
    return written


def phone_number(written: str) -> str:
    """A number with its country, as signal-cli is registered with."""
    if not NUMBER.fullmatch(written):
        raise ValueError("must be a number with + and its country, such as +38640123456")
    return written


def switch(written: str) -> bool:
    """True or false, in just these words."""
    if written not in SWITCH:
        raise ValueError("must be true or false")
    return SWITCH[written]


def rate(unit: str, example: int) -> Callable[[str], float]:
    """So many messages a `unit`; 0 is no limit."""

    def read(written: str) -> float:
        try:
            value = float(written)
        except ValueError:
            value = math.nan
        if not 0 <= value < math.inf:
            wanted = f"must be a number of messages a {unit}, such as {example}"
            raise ValueError(f"{wanted}; 0 means no limit")
        return value

    return read


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
    """One of LEVELS, in small letters however it was written."""
    if written.lower() not in LEVELS:
        raise ValueError(f"must be one of {', '.join(LEVELS)}")
    return written.lower()


READERS: dict[str, Reader] = {
    "database_url": database_url,
    "secret_keys": secret_keys,
    "telegram_token": telegram_token,
    "telegram_api_url": web_address,
    "telegram_rate": rate("second", 25),
    "telegram_chat_rate": rate("second", 25),
    "telegram_webhook_url": webhook_url,
    "telegram_webhook_secret": webhook_secret,
    "console_url": console_url,
    "signal_rpc": signal_rpc,
    "signal_account": phone_number,
    "signal_rate": rate("second", 25),
    "signal_polls": switch,
    "host": host,
    "port": whole_number(0, 65535),
    "time_zone": time_zone,
    "languages": languages,
    "retention_days": whole_number(7, 365),
    "audit_days": whole_number(SHORTEST_AUDIT, LONGEST_AUDIT),
    "confirm_above": whole_number(0, 1_000_000),
    "most_appointments": whole_number(0, 100),
    "person_rate": rate("minute", 20),
    "log_level": log_level,
    "texts": Path,
}
