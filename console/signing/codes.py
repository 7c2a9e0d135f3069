"""What staff prove who they are with: a passphrase, and a code that their phone makes."""

import secrets
from datetime import datetime
from threading import Lock

import pyotp
import segno
from markupsafe import Markup
from nacl import pwhash
from nacl.exceptions import InvalidkeyError

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none is taken for another
RECOVERY = 10  # codes
STEP = 30  # seconds, as every authenticator has it (RFC 6238)
ISSUER = "Lipa"

_one_at_a_time = Lock()  # each takes 64 MB for a moment


def hashed(passphrase: str) -> str:
    """What is stored of a passphrase: argon2id, with its salt and cost."""
    with _one_at_a_time:
        return pwhash.argon2id.str(
            passphrase.encode(),
            opslimit=pwhash.argon2id.OPSLIMIT_INTERACTIVE,
            memlimit=pwhash.argon2id.MEMLIMIT_INTERACTIVE,
        ).decode()


def fits(passphrase: str, stored: str) -> bool:
    """Whether it is this passphrase; it takes as long where there is none stored."""
    with _one_at_a_time:
        try:
            return pwhash.verify(stored.encode(), passphrase.encode())
        except InvalidkeyError:
            return False


NOBODYS = hashed(secrets.token_hex())


def new_secret() -> str:
    """From which a phone makes codes."""
    return pyotp.random_base32()


def address_of(secret: str, name: str) -> str:
    """What an authenticator reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def drawn(address: str) -> Markup:
    """A QR code as an SVG, to stand in a page."""
    code = segno.make(address, error="m")
    return Markup(code.svg_inline(scale=5, border=2, dark="#000", light="#fff"))  # noqa: S704 - squares alone


def step_of(code: str, secret: str, now: datetime) -> int | None:
    """The time step that a code is of: this one or a neighbour; None for a wrong code."""
    written = "".join(filter(str.isdigit, code))
    step = int(now.timestamp()) // STEP
    totp = pyotp.TOTP(secret)
    steps = (step, step - 1, step + 1)
    return next((each for each in steps if _same(totp.at(each * STEP), written)), None)


def recovery_codes() -> list[str]:
    """New codes for a lost phone, each good once."""
    return [
        "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(2))
        for _ in range(RECOVERY)
    ]


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())
