"""Forms, who has answered, and answers that lead back to nobody."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    text,
)

from storage.database.columns import IN_ORDER_OF_KEYS, Id, Instant, metadata, owner

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
    Column("step", Integer),  # with which others it began to count; none while it waits for them
    Index(None, "survey", "step"),
)
