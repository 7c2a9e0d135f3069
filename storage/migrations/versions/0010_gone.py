"""What a restored backup knows itself, and how appointments are counted that lead to nobody.

The instants say which lines of the journal are newer than the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010_gone"
down_revision = "0009_silence"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what is stored nobody knows when: every line of the journal is newer than that.

    Appointments that lead to nobody already are counted by the next run of retention.
    """
    op.add_column("people", sa.Column("decided_at", sa.BigInteger()))
    op.add_column("staff", sa.Column("duties_at", sa.BigInteger()))
    op.create_table(
        "advised",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("topic", sa.String(20), nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "topic", name="pk_advised"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError
