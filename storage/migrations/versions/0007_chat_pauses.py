"""A platform may ask for silence in one chat, and the others go on."""

import sqlalchemy as sa
from alembic import op

revision = "0007_chat_pauses"
down_revision = "0006_staff_seals"
branch_labels = None
depends_on = None

PAUSED = sa.text("paused_until IS NOT NULL")


def upgrade() -> None:
    """Nothing that is stored changes; no chat is silent yet."""
    op.add_column("addresses", sa.Column("paused_until", sa.BigInteger()))
    op.create_index(
        "ix_addresses_paused_until",
        "addresses",
        ["paused_until"],
        sqlite_where=PAUSED,
        postgresql_where=PAUSED,
    )


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError
