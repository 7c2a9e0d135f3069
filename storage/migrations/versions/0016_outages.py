"""How often a message was tried without an answer, and which platforms are out of reach."""

import sqlalchemy as sa
from alembic import op

revision = "0016_outages"
down_revision = "0015_boxes"
branch_labels = None
depends_on = None

outbox = sa.table("outbox", sa.column("state"), sa.column("error"), sa.column("doubts"))


def upgrade() -> None:
    """Of what waits, the words of the last error said that it may have arrived once."""
    op.add_column("outbox", sa.Column("doubts", sa.Integer(), nullable=False, server_default="0"))
    waits = (outbox.c.state == "waiting", outbox.c.error.like("uncertain%"))
    op.execute(sa.update(outbox).where(*waits).values(doubts=1))
    op.create_table(
        "outages",
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name="pk_outages"),
    )


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError
