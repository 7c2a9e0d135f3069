"""How staff sign in in a browser, and what they were doing there."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from storage.database.columns import COUNTED, IN_ORDER_OF_KEYS, Id, Instant, metadata


def _member(*, primary_key: bool = False) -> Column[int]:
    """Whose it is; it goes with them."""
    key = ForeignKey("staff.id", ondelete="CASCADE")
    return Column("staff_id", Id, key, primary_key=primary_key, nullable=False)


sign_ins = Table(  # a passphrase and a code from a phone; both, or neither
    "sign_ins",
    metadata,
    _member(primary_key=True),
    Column("passphrase", String(200), nullable=False),  # argon2id
    Column("secret_sealed", LargeBinary, nullable=False),  # codes are made of it; the house key
    Column("last_step", BigInteger, nullable=False),  # of the last code that was used
    Column("recovery", JSON, nullable=False),  # HMACs of the codes that are left
    **IN_ORDER_OF_KEYS,
)
passkeys = Table(
    "passkeys",
    metadata,
    Column("id", Id, primary_key=True),
    _member(),
    Column("credential", LargeBinary, nullable=False),
    Column("public_sealed", LargeBinary, nullable=False),  # so that nobody puts another in place
    Column("uses", BigInteger, nullable=False),
    Column("label", String(100), nullable=False),
    Column("made", Instant, nullable=False),
    UniqueConstraint("credential"),
    Index(None, "staff_id"),
    **COUNTED,
)
sessions = Table(  # who has signed in, in which browser; the cookie's HMAC is their only name
    "sessions",
    metadata,
    Column("token", LargeBinary(16), primary_key=True),
    _member(),
    Column("stage", String(10), nullable=False),  # what they still have to show, or "in"
    Column("began", Instant, nullable=False),
    Column("seen", Instant, nullable=False),
    Column("browser", String(60), nullable=False),
    Column("kept_sealed", LargeBinary),  # what is said once on the next page, a secret being set up
    Index(None, "staff_id"),
    **IN_ORDER_OF_KEYS,
)
drafts = Table(  # what was typed and not sent yet, by page
    "drafts",
    metadata,
    _member(primary_key=True),
    Column("page", String(200), primary_key=True),
    Column("fields_sealed", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
    **IN_ORDER_OF_KEYS,
)
tastes = Table(  # in which language somebody reads the desk
    "tastes",
    metadata,
    _member(primary_key=True),
    Column("language", String(35), nullable=False),
    **IN_ORDER_OF_KEYS,
)
