"""How often an event was changed, and when: calendar programs take the newer of two files."""

import sqlalchemy as sa
from alembic import op

revision = "0008_changes_counted"
down_revision = "0007_chat_pauses"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is stored counts as unchanged; instants are milliseconds since 1970 in UTC."""
    op.add_column("events", sa.Column("changes", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("events", sa.Column("changed_at", sa.BigInteger()))


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError
