"""Answers given again and again, notes between colleagues, and when staff hear of what is new."""

import sqlalchemy as sa
from alembic import op

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0021_inbox"
down_revision = "0020_withdrawn"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whoever works here hears by day, as before."""
    op.create_table(
        "canned",
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_canned"),
        sqlite_autoincrement=True,
    )
    op.add_column("matters", sa.Column("note_sealed", sa.LargeBinary(), nullable=True))
    for name, minutes in (("told_from", "480"), ("told_until", "1260")):
        told = sa.Column(name, sa.SmallInteger(), nullable=False, server_default=sa.text(minutes))
        op.add_column("staff", told)


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError
