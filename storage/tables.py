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
    UniqueConstraint,
    text,
)

from storage.columns import COUNTED, IN_ORDER_OF_KEYS, Id, Instant, metadata, owner
from storage.traffic import arrivals, campaigns, inbox, outbox, pauses

__all__ = ["Id", "Instant", "arrivals", "campaigns", "inbox", "metadata", "outbox", "pauses"]

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
    Column("local", Boolean, nullable=False, server_default=text("false")),
    Column("quiet_until", Instant),
    Column("pin_sealed", LargeBinary),  # the number they say before personal matters
    Column("pin_misses", Integer, nullable=False, server_default="0"),
    Column("pin_closed_until", Instant),
    Column("pin_open_until", Instant),
    Column("prefers", String(20)),  # the channel for what we start, if they have several
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
    Index(None, "person_id"),
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

link_codes = Table(  # joins another phone of the same person, once and soon
    "link_codes",
    metadata,
    Column("blind", LargeBinary(16), primary_key=True),  # HMAC of the code
    owner(),
    Column("expires_at", Instant, nullable=False),
    Index(None, "person_id"),
    **IN_ORDER_OF_KEYS,
)

conversations = Table(
    "conversations",
    metadata,
    owner(primary_key=True),
    Column("place_sealed", LargeBinary, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

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
    Column("topic", String(20), nullable=False),
    Column("language", String(35), nullable=False),
    Column("state", String(20), nullable=False),
    Column("booked_at", Instant, nullable=False),
    Column("offered_until", Instant),  # until then it is kept for somebody who waited
    Column("accompanied", Boolean, nullable=False, server_default=text("false")),
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
        "topic",
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    **COUNTED,
)

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
    UniqueConstraint("person_id"),
    UniqueConstraint("invite_blind"),
    **COUNTED,
)

matters = Table(  # what people wrote to the team
    "matters",
    metadata,
    Column("id", Id, primary_key=True),
    owner(),
    Column("subject", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("words_sealed", LargeBinary, nullable=False),
    Column("answer_sealed", LargeBinary),
    Column("proposal_sealed", LargeBinary),  # the event that it proposes
    Column("staff_id", Id, ForeignKey("staff.id", ondelete="SET NULL")),  # who goes on with it
    Column("at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Index(None, "person_id"),
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

seekers = Table(  # who waits for a time for advice
    "seekers",
    metadata,
    owner(primary_key=True),
    Column("topic", String(20), primary_key=True),
    Column("language", String(35), nullable=False),
    Column("since", Instant, nullable=False),
    **IN_ORDER_OF_KEYS,
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
    owner(primary_key=True),
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

marks = Table(  # small facts about this database: a sample sealed with its keys
    "marks",
    metadata,
    Column("name", String(50), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
