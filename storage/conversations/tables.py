"""Where people are in their conversations, and which messages came in."""

from sqlalchemy import Column, LargeBinary, String, Table, UniqueConstraint

from storage.database.columns import COUNTED, IN_ORDER_OF_KEYS, Id, Instant, metadata, owner

conversations = Table(
    "conversations",
    metadata,
    owner(primary_key=True),
    Column("place_sealed", LargeBinary, nullable=False),
    Column("updated_at", Instant, nullable=False),
)


inbox = Table(
    "inbox",
    metadata,
    Column("blind", LargeBinary(16), primary_key=True),  # HMAC of channel, account, sender, key
    Column("channel", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("error", String(200)),  # the kind of failure of a message set aside; never its words
    **IN_ORDER_OF_KEYS,
)
arrivals = Table(  # events that a platform will not give us again, until they are handled
    "arrivals",
    metadata,
    Column("id", Id, primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("blind", LargeBinary(16), nullable=False),  # HMAC of channel, account, sender, key
    Column("raw_sealed", LargeBinary, nullable=False),  # under the house key
    Column("at", Instant, nullable=False),
    UniqueConstraint("blind"),
    **COUNTED,
)
