"""Everything that leaves: campaigns, the rows of the outbox, pauses and outages of channels."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
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

from storage.database.columns import COUNTED, Id, Instant, metadata, owner

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
    Column("proposed_by", Id),  # the member of staff whom a colleague must confirm
    Index(None, "state", "due_at"),
    Index(None, "about"),
    **COUNTED,
)
outbox = Table(  # everything that leaves
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    owner(nullable=True),  # empty only for a goodbye, which has its address in the row
    Column("campaign_id", Id, ForeignKey("campaigns.id", ondelete="CASCADE")),
    Column("channel", String(20), nullable=False),
    Column("kind", String(20), nullable=False),  # say, reminder, campaign, goodbye, erase
    Column("priority", Integer, nullable=False),  # 0 replies, 1 reminders, 2 the rest
    Column("state", String(20), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("not_after", Instant),
    Column("lease_until", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("doubts", Integer, nullable=False, server_default="0"),  # as in `Due.doubts`
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
    Index(  # what may be leased: few rows, however long the table grows
        "ix_outbox_waiting",
        "channel",
        "priority",
        "due_at",
        "id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    # Of one person, whatever their history: what is not settled, what asks, what has a name, the
    # newest.
    Index(
        "ix_outbox_person_waiting",
        "person_id",
        "channel",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index(
        "ix_outbox_person_uncertain",
        "person_id",
        "channel",
        sqlite_where=text("state = 'uncertain'"),
        postgresql_where=text("state = 'uncertain'"),
    ),
    Index(
        "ix_outbox_person_asked",
        "person_id",
        "sent_at",
        sqlite_where=text("asks = 1 AND answered_at IS NULL"),
        postgresql_where=text("asks AND answered_at IS NULL"),
    ),
    Index("ix_outbox_person_id_id", "person_id", "id"),
    Index(
        "ix_outbox_person_message",
        "person_id",
        "message",
        sqlite_where=text("message IS NOT NULL"),
        postgresql_where=text("message IS NOT NULL"),
    ),
    Index(
        "ix_outbox_person_parts",
        "person_id",
        sqlite_where=text("message LIKE '%,%'"),
        postgresql_where=text("message LIKE '%,%'"),
    ),
    **COUNTED,
)
pauses = Table(  # a platform asked us to be silent until then; every process obeys
    "pauses",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("until", Instant, nullable=False),
    Column("challenge", Text),  # what the platform wants an operator to answer first
)
bearings = Table(  # what the rows of a channel know of the clock of the machine that sends them
    "bearings",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("boot", String(50), nullable=False),  # the machine, since it was switched on
    Column("ahead", BigInteger, nullable=False),  # milliseconds
    Column("set_at", BigInteger),  # milliseconds on its steady clock, when it was last set
)
outages = Table(  # nobody gets through there; the process that leads the channel says so
    "outages",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("since", Instant, nullable=False),
)
