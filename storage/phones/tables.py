"""Codes that join another phone."""

from sqlalchemy import Column, Index, LargeBinary, Table

from storage.database.columns import IN_ORDER_OF_KEYS, Instant, metadata, owner

link_codes = Table(  # joins another phone of the same person, once and soon
    "link_codes",
    metadata,
    Column("blind", LargeBinary(16), primary_key=True),  # HMAC of the code
    owner(),
    Column("expires_at", Instant, nullable=False),
    Index(None, "person_id"),
    **IN_ORDER_OF_KEYS,
)
