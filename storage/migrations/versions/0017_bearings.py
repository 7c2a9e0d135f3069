"""How far the wall clock was ahead of the steady one when a channel's rows were last told."""

import sqlalchemy as sa
from alembic import op

revision = "0017_bearings"
down_revision = "0016_outages"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody knows it of what is there: the first process that leads a channel says so."""
    op.create_table(
        "bearings",
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("boot", sa.String(50), nullable=False),
        sa.Column("ahead", sa.BigInteger(), nullable=False),
        sa.Column("set_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("channel", name="pk_bearings"),
    )


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError
