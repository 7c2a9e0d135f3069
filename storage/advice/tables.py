"""Times of advisers, who has booked them, and who waits."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    text,
)

from storage.database.columns import COUNTED, IN_ORDER_OF_KEYS, Id, Instant, metadata, owner

slots = Table(
    "slots",
    metadata,
    Column("id", Id, primary_key=True),
    Column("adviser", String(100), nullable=False),
    Column("languages", JSON, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("place", JSON, nullable=False),
    Column("starts", Instant, nullable=False),
    Column("ends", Instant, nullable=False),
    Column("urgent", Boolean, nullable=False, server_default=text("false")),  # staff give it
    Column("room", String(100), nullable=False, server_default=""),
    Column("interpreter", String(100), nullable=False, server_default=""),
    Column("withdrawn", Boolean, nullable=False, server_default=text("false")),  # nobody's any more
    Index(None, "starts"),
    **COUNTED,
)
apart = Table(  # two people who never see the same adviser; a row for each of them
    "apart",
    metadata,
    owner(primary_key=True),
    Column("other_id", Id, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "other_id"),
    **IN_ORDER_OF_KEYS,
)
cells = Table(  # five minutes of an adviser, a room or an interpreter belong to one slot only
    "cells",
    metadata,
    Column("resource", String(110), primary_key=True),
    Column("cell", Instant, primary_key=True),
    Column("slot_id", Id, ForeignKey("slots.id", ondelete="CASCADE"), nullable=False),
    **IN_ORDER_OF_KEYS,
)
appointments = Table(
    "appointments",
    metadata,
    Column("id", Id, primary_key=True),
    Column("slot_id", Id, ForeignKey("slots.id"), nullable=False),
    owner(nullable=True, at_the_end="SET NULL"),  # the row stays, for the count
    Column("topic_sealed", LargeBinary),  # empty where there was no key to seal an old row with
    Column("topic_index", LargeBinary(16)),  # HMAC of person and topic
    Column("language", String(35), nullable=False),
    Column("state", String(20), nullable=False),
    Column("booked_at", Instant, nullable=False),
    Column("offered_until", Instant),  # until then it is kept for somebody who waited
    Column("accompanied", Boolean, nullable=False, server_default=text("false")),
    Column("young", Boolean, nullable=False, server_default=text("false")),  # not known to be 18
    Index(None, "person_id"),
    Index(  # what is offered is somebody's, too
        "uq_appointments_slot_kept",
        "slot_id",
        unique=True,
        sqlite_where=text("state IN ('open', 'offered')"),
        postgresql_where=text("state IN ('open', 'offered')"),
    ),
    # An appointment that is over is closed by retention, so that its topic is free again.
    Index(
        "uq_appointments_topic_open",
        "person_id",
        "topic_index",
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    **COUNTED,
)
advised = Table(  # what took place and leads to nobody any more: how many, on a day, about it
    "advised",
    metadata,
    Column("day", Date, primary_key=True),
    Column("topic", String(20), primary_key=True),
    Column("many", Integer, nullable=False),
    **IN_ORDER_OF_KEYS,
)
seekers = Table(  # who waits for a time for advice
    "seekers",
    metadata,
    owner(primary_key=True),
    Column("topic_index", LargeBinary(16), primary_key=True),  # HMAC of person and topic
    Column("topic_sealed", LargeBinary),  # empty where there was no key to seal an old row with
    Column("language", String(35), nullable=False),
    Column("since", Instant, nullable=False),
    Column("young", Boolean, nullable=False, server_default=text("false")),  # not known to be 18
    **IN_ORDER_OF_KEYS,
)
