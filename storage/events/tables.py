"""Events, who comes, and who drives."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.database.columns import COUNTED, IN_ORDER_OF_KEYS, Id, Instant, metadata, owner

series = Table(  # events that come again by a rule in local time
    "series",
    metadata,
    Column("id", Id, primary_key=True),
    Column("first", JSON, nullable=False),  # the event as it was written
    Column("every", String(20), nullable=False),
    Column("until", String(10), nullable=False),  # a local day
    Column("ended", Boolean, nullable=False, server_default=text("false")),
    **COUNTED,
)
events = Table(
    "events",
    metadata,
    Column("id", Id, primary_key=True),
    Column("title", JSON, nullable=False),
    Column("description", JSON),
    Column("place", JSON, nullable=False),
    Column("starts", Instant, nullable=False),
    Column("ends", Instant, nullable=False),
    Column("capacity", Integer),
    Column("interests", JSON, nullable=False),
    Column("transport", JSON),
    Column("audience", JSON, nullable=False),
    Column("cancelled", Boolean, nullable=False, server_default=text("false")),
    Column("seats", Integer, nullable=False, server_default="0"),
    Column("taken", Integer, nullable=False, server_default="0"),
    Column("lifts", Integer, nullable=False, server_default="0"),
    Column("created_at", Instant, nullable=False),
    Column("questions", Boolean, nullable=False, server_default=text("false")),
    Column("came", Integer),  # how many were there
    Column("series_id", Id),  # a series is never deleted
    Column("series_day", String(10)),  # which local day of the series it is
    Column("changes", Integer, nullable=False, server_default="0"),
    Column("changed_at", Instant),  # NULL as long as it is as it was written
    Index("uq_events_series_day", "series_id", "series_day", unique=True),
    CheckConstraint("taken >= 0 AND (capacity IS NULL OR taken <= capacity)", "places"),
    CheckConstraint("lifts >= 0 AND lifts <= seats", "lifts"),
    Index(None, "ends"),
    **COUNTED,
)
rsvps = Table(
    "rsvps",
    metadata,
    Column("event_id", Id, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    owner(primary_key=True),
    Column("people", Integer, nullable=False),
    Column("lift", Boolean, nullable=False),
    Column("state", String(20), nullable=False),
    Column("since", Instant),  # when they began to wait for a place
    Column("offered_until", Instant),  # until then places are kept for them
    Index(None, "person_id"),
    Index(
        "ix_rsvps_waiting",
        "event_id",
        "since",
        sqlite_where=text("since IS NOT NULL"),
        postgresql_where=text("since IS NOT NULL"),
    ),
    **IN_ORDER_OF_KEYS,
)
questions = Table(  # to the speakers of an event; linked to nobody, in a random order
    "questions",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("event_id", Id, ForeignKey("events.id", ondelete="CASCADE"), nullable=False),
    Column("words_sealed", LargeBinary, nullable=False),  # under the house key
    Index(None, "event_id"),
)
cars = Table(  # lifts that guests give each other
    "cars",
    metadata,
    Column("id", Id, primary_key=True),
    Column("event_id", Id, ForeignKey("events.id", ondelete="CASCADE"), nullable=False),
    owner(),
    Column("seats", Integer, nullable=False),
    Column("taken", Integer, nullable=False, server_default="0"),
    Column("place_sealed", LargeBinary, nullable=False),
    Column("leaves", Instant, nullable=False),
    CheckConstraint("taken >= 0 AND taken <= seats", "seats"),
    UniqueConstraint("event_id", "person_id"),
    Index(None, "person_id"),
    **COUNTED,
)
rides = Table(
    "rides",
    metadata,
    Column("event_id", Id, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    owner(primary_key=True),
    Column("car_id", Id, ForeignKey("cars.id", ondelete="CASCADE"), nullable=False),
    Column("people", Integer, nullable=False),
    Index(None, "person_id"),
    Index(None, "car_id"),
    **IN_ORDER_OF_KEYS,
)
