"""When somebody last decided what we may do, so that the journal is not taken for newer."""

import sqlalchemy as sa
from alembic import op

revision = "0010_gone"
down_revision = "0009_silence"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what is stored nobody knows when: every line of the journal is newer than that."""
    op.add_column("people", sa.Column("decided_at", sa.BigInteger()))
    op.add_column("staff", sa.Column("duties_at", sa.BigInteger()))


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError
