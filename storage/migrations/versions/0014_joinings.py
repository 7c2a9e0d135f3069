"""What a phone brought when it was joined to another, for as long as that can be undone.

Phones that were joined before this are separated as they were until now.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014_joinings"
down_revision = "0013_young"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table, empty."""
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "joinings",
        sa.Column("id", number, nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.Column("blind", sa.LargeBinary(16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("brought_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_joinings"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_joinings_person_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("person_id", name="uq_joinings_person_id"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError
