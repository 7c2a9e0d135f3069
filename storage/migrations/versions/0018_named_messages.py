"""Only messages that have a name are looked for by it: most of what is new has none yet."""

import sqlalchemy as sa
from alembic import op

revision = "0018_named_messages"
down_revision = "0017_bearings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Each new message was noted twice there: without a name, and with it once it was sent."""
    op.drop_index("ix_outbox_person_message", table_name="outbox")
    op.create_index(
        "ix_outbox_person_message",
        "outbox",
        ["person_id", "message"],
        sqlite_where=sa.text("message IS NOT NULL"),
        postgresql_where=sa.text("message IS NOT NULL"),
    )


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError
