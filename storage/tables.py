"""Every table. Each column that can hold something about a person stands in `docs/data.md`.

Instants are stored as milliseconds since 1970 in UTC. A column that ends in `_sealed` holds an
AES-256-GCM ciphertext bound to its table, column and owner (`storage/crypto.py`).
"""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.columns import COUNTED, IN_ORDER_OF_KEYS, Id, Instant, metadata

__all__ = ["Id", "Instant", "metadata"]


def _person(
    *, primary_key: bool = False, nullable: bool = False, at_the_end: str = "CASCADE"
) -> Column[int]:
    parent = ForeignKey("people.id", ondelete=at_the_end)
    return Column("person_id", Id, parent, primary_key=primary_key, nullable=nullable)


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
    Column("seen_at", Instant, nullable=False),
    Column("prefers", String(20)),  # the channel for what we start, if they have several
)

addresses = Table(
    "addresses",
    metadata,
    Column("blind", LargeBinary(16), primary_key=True),  # HMAC of channel and address
    Column("channel", String(20), nullable=False),
    _person(),
    Column("address_sealed", LargeBinary, nullable=False),
    Column("reachable", Boolean, nullable=False, server_default=text("true")),
    Column("timer_s", Integer),  # after which messages in this chat go by themselves, if known
    Column("changed_at", Instant),  # since then the keys behind it are new and not confirmed
    Index(None, "person_id"),
    **IN_ORDER_OF_KEYS,
)

consents = Table(
    "consents",
    metadata,
    Column("id", Id, primary_key=True),
    _person(),
    Column("purpose", String(20), nullable=False),
    Column("given", Boolean, nullable=False),
    Column("version", String(20), nullable=False),
    Column("language", String(35), nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "person_id"),
    **COUNTED,
)

link_codes = Table(  # joins another phone of the same person, once and soon
    "link_codes",
    metadata,
    Column("blind", LargeBinary(16), primary_key=True),  # HMAC of the code
    _person(),
    Column("expires_at", Instant, nullable=False),
    Index(None, "person_id"),
    **IN_ORDER_OF_KEYS,
)

conversations = Table(
    "conversations",
    metadata,
    _person(primary_key=True),
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
    CheckConstraint("taken >= 0 AND (capacity IS NULL OR taken <= capacity)", "places"),
    CheckConstraint("lifts >= 0 AND lifts <= seats", "lifts"),
    Index(None, "ends"),
    **COUNTED,
)

rsvps = Table(
    "rsvps",
    metadata,
    Column("event_id", Id, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    _person(primary_key=True),
    Column("people", Integer, nullable=False),
    Column("lift", Boolean, nullable=False),
    Column("state", String(20), nullable=False),
    Index(None, "person_id"),
    **IN_ORDER_OF_KEYS,
)

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
    Index(None, "starts"),
    **COUNTED,
)

cells = Table(  # five minutes of an adviser belong to one slot only
    "cells",
    metadata,
    Column("adviser", String(100), primary_key=True),
    Column("cell", Instant, primary_key=True),
    Column("slot_id", Id, ForeignKey("slots.id", ondelete="CASCADE"), nullable=False),
    **IN_ORDER_OF_KEYS,
)

appointments = Table(
    "appointments",
    metadata,
    Column("id", Id, primary_key=True),
    Column("slot_id", Id, ForeignKey("slots.id"), nullable=False),
    _person(nullable=True, at_the_end="SET NULL"),  # the row stays, for the count
    Column("topic", String(20), nullable=False),
    Column("language", String(35), nullable=False),
    Column("state", String(20), nullable=False),
    Column("booked_at", Instant, nullable=False),
    Index(None, "person_id"),
    Index(
        "uq_appointments_slot_open",
        "slot_id",
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    # An appointment that is over is closed by retention, so that its topic is free again.
    Index(
        "uq_appointments_topic_open",
        "person_id",
        "topic",
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    **COUNTED,
)

forms = Table(
    "forms",
    metadata,
    Column("survey", String(100), primary_key=True),
    Column("version", String(50), primary_key=True),
    Column("content", JSON, nullable=False),
    Column("added_at", Instant, nullable=False),
)

answered = Table(  # that, not when and not what, a person answered
    "answered",
    metadata,
    _person(primary_key=True),
    Column("survey", String(100), primary_key=True),
    Column("occasion", String(50), primary_key=True),
    **IN_ORDER_OF_KEYS,
)

responses = Table(  # linked to nobody: a random number, a key of its own, the day only
    "responses",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("survey", String(100), nullable=False),
    Column("version", String(50), nullable=False),
    Column("language", String(35), nullable=False),
    Column("day", Date, nullable=False),
    Column("key_wrapped", LargeBinary, nullable=False),
    Column("answers_sealed", LargeBinary, nullable=False),
    Column("worded", Boolean, nullable=False, server_default=text("true")),  # may hold free text
    Index(None, "survey"),
)

campaigns = Table(
    "campaigns",
    metadata,
    Column("id", Id, primary_key=True),
    Column("about", String(150), nullable=False),
    Column("say", JSON, nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("missing", String(20), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("not_after", Instant),
    Column("state", String(20), nullable=False),
    Column("reason", String(300)),
    Column("created_at", Instant, nullable=False),
    Index(None, "state", "due_at"),
    Index(None, "about"),
    **COUNTED,
)

outbox = Table(  # everything that leaves
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    _person(nullable=True),  # empty only for a goodbye, which has its address in the row
    Column("campaign_id", Id, ForeignKey("campaigns.id", ondelete="CASCADE")),
    Column("channel", String(20), nullable=False),
    Column("kind", String(20), nullable=False),  # say, reminder, campaign, goodbye, erase
    Column("priority", Integer, nullable=False),  # 0 replies, 1 reminders, 2 the rest
    Column("state", String(20), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("not_after", Instant),
    Column("lease_until", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("content_sealed", LargeBinary),  # emptied once it is settled, unless it asks
    Column("address_sealed", LargeBinary),  # of a goodbye or an erasure, under the house key
    Column("language", String(35), nullable=False, server_default=""),  # of an answer or a goodbye
    Column("thing", String(20)),  # what a reminder is about
    Column("thing_id", Id),
    Column("ahead_s", Integer),
    Column("message", Text),  # what the channel calls it, once sent
    Column("prompt", String(20), nullable=False, server_default=""),  # as in `Say.prompt`
    Column("asks", Boolean, nullable=False, server_default=text("false")),
    Column("answered_at", Instant),
    Column("sent_at", Instant),
    Column("error", String(200)),
    UniqueConstraint("campaign_id", "person_id"),
    Index(  # what may be claimed: few rows, however long the table grows
        "ix_outbox_waiting",
        "channel",
        "priority",
        "due_at",
        "id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index("ix_outbox_person_id_id", "person_id", "id"),
    **COUNTED,
)

pauses = Table(  # a platform asked us to be silent until then; every process obeys
    "pauses",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("until", Instant, nullable=False),
    Column("challenge", Text),  # what the platform wants an operator to answer first
)

marks = Table(  # small facts about this database: a sample sealed with its keys
    "marks",
    metadata,
    Column("name", String(50), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
