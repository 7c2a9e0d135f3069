"""What people wrote to the team."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, LargeBinary, String, Table, text

from storage.database.columns import COUNTED, Id, Instant, metadata, owner

matters = Table(  # what people wrote to the team
    "matters",
    metadata,
    Column("id", Id, primary_key=True),
    owner(),
    Column("state", String(20), nullable=False),
    Column("words_sealed", LargeBinary, nullable=False),
    Column("answer_sealed", LargeBinary),
    Column("proposal_sealed", LargeBinary),  # the event that it proposes
    Column("staff_id", Id, ForeignKey("staff.id", ondelete="SET NULL")),  # who goes on with it
    Column("at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("young", Boolean, nullable=False, server_default=text("false")),  # under 18 when written
    Column("subject_sealed", LargeBinary),  # what it is about, and which colleague, if any
    Column("note_sealed", LargeBinary),  # from one colleague to the next
    Index(None, "person_id"),
    **COUNTED,
)
canned = Table(  # answers that are given again and again; about nobody
    "canned",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(100), nullable=False),
    Column("words", JSON, nullable=False),  # by language
    **COUNTED,
)
