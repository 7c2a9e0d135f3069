"""Codes that join another phone, and how two phones that are joined came together."""

from sqlalchemy import Column, Index, LargeBinary, Table, UniqueConstraint

from storage.database.columns import COUNTED, IN_ORDER_OF_KEYS, Id, Instant, metadata, owner

link_codes = Table(  # joins another phone of the same person, once and soon
    "link_codes",
    metadata,
    Column("blind", LargeBinary(16), primary_key=True),  # HMAC of the code
    owner(),
    Column("expires_at", Instant, nullable=False),
    Index(None, "person_id"),
    **IN_ORDER_OF_KEYS,
)
joinings = Table(  # what a phone brought, for as long as that can be undone
    "joinings",
    metadata,
    Column("id", Id, primary_key=True),
    owner(),  # whose code it was
    Column("blind", LargeBinary(16), nullable=False),  # of the phone that typed the code
    Column("at", Instant, nullable=False),
    Column("brought_sealed", LargeBinary, nullable=False),  # under the key of the owner
    UniqueConstraint("person_id"),
    **COUNTED,
)
