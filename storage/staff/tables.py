"""Who works here, and who looked at what."""

from sqlalchemy import (
    Boolean,
    Column,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.database.columns import COUNTED, Id, Instant, metadata, owner

staff = Table(
    "staff",
    metadata,
    Column("id", Id, primary_key=True),
    owner(nullable=True),  # whose phone it is, once the invitation is taken
    Column("role", String(20), nullable=False),
    Column("name_sealed", LargeBinary, nullable=False),  # under the house key
    Column("invite_blind", LargeBinary(16)),  # HMAC of the code
    Column("invited_until", Instant),
    Column("duties", String(50), nullable=False, server_default=","),  # ",children,focal,"
    Column("seal", LargeBinary(16)),  # HMAC of those above but the name, which has its own
    Column("duties_at", Instant),  # when their duties last changed
    Column("public_key", LargeBinary(32)),  # what is sealed to it, only they open
    Column("private_wrapped", LargeBinary),  # its other half, under their passphrase
    Column("proven", Boolean, nullable=False, server_default=text("false")),
    Column("told_from", SmallInteger, nullable=False, server_default=text("480")),  # of each day
    Column("told_until", SmallInteger, nullable=False, server_default=text("1260")),  # in minutes
    UniqueConstraint("person_id"),
    UniqueConstraint("invite_blind"),
    **COUNTED,
)
audit = Table(  # who looked at what and why; each row holds on to the one before
    "audit",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", Id, nullable=False),  # 0 at the command line
    Column("view", String(20), nullable=False),
    Column("about", String(100), nullable=False),
    Column("why", String(20), nullable=False),
    Column("link", LargeBinary(16), nullable=False),  # HMAC of the row and the link before
)
