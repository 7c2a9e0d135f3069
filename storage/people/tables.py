"""People, their addresses, and what they agreed to."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, text

from storage.database.columns import COUNTED, IN_ORDER_OF_KEYS, Id, Instant, metadata, owner

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),  # a random number
    Column("key_wrapped", LargeBinary, nullable=False),
    Column("language", String(35), nullable=False, server_default=""),
    Column("age_group", String(20)),
    Column("interests", String(200), nullable=False, server_default=","),  # ",sport,music,"
    Column("takes_part", Boolean, nullable=False, server_default=text("false")),
    Column("may_be_written", Boolean, nullable=False, server_default=text("false")),
    Column("stopped", Boolean, nullable=False, server_default=text("false")),
    Column("adult_month", String(7)),  # 2027-05, in which somebody under 18 turns 18
    Column("seen_at", Instant, nullable=False),
    Column("asked_at", Instant),  # after a year of silence, whether to keep all of this
    Column("local", Boolean, nullable=False, server_default=text("false")),
    Column("quiet_until", Instant),
    Column("pin_sealed", LargeBinary),  # the number they say before personal matters
    Column("pin_misses", Integer, nullable=False, server_default="0"),
    Column("pin_closed_until", Instant),
    Column("pin_open_until", Instant),
    Column("prefers", String(20)),  # the channel for what we start, if they have several
    Column("decided_at", Instant),  # of STOP, consents, age; at first when they came, or joined
)
addresses = Table(
    "addresses",
    metadata,
    Column("blind", LargeBinary(16), primary_key=True),  # HMAC of channel and address
    Column("channel", String(20), nullable=False),
    owner(),
    Column("address_sealed", LargeBinary, nullable=False),
    Column("reachable", Boolean, nullable=False, server_default=text("true")),
    Column("timer_s", Integer),  # after which messages in this chat go by themselves, if known
    Column("changed_at", Instant),  # since then the keys behind it are new and not confirmed
    Column("paused_until", Instant),  # the platform wants nothing of ours in this chat before
    Index(None, "person_id"),
    Index(
        "ix_addresses_paused_until",
        "paused_until",
        sqlite_where=text("paused_until IS NOT NULL"),
        postgresql_where=text("paused_until IS NOT NULL"),
    ),
    **IN_ORDER_OF_KEYS,
)
consents = Table(
    "consents",
    metadata,
    Column("id", Id, primary_key=True),
    owner(),
    Column("purpose", String(20), nullable=False),
    Column("given", Boolean, nullable=False),
    Column("version", String(20), nullable=False),
    Column("language", String(35), nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "person_id"),
    **COUNTED,
)
