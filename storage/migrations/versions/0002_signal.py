"""What Signal and a second phone need: waiting events, link codes, and some columns."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Nothing that is stored changes; instants are milliseconds since 1970 in UTC."""
    op.add_column("people", sa.Column("prefers", sa.String(20)))
    op.add_column("addresses", sa.Column("timer_s", sa.Integer()))
    op.add_column("addresses", sa.Column("changed_at", sa.BigInteger()))
    op.add_column("outbox", sa.Column("prompt", sa.String(20), nullable=False, server_default=""))
    op.add_column("pauses", sa.Column("challenge", sa.Text()))
    _arrivals()
    _link_codes()


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError


def _arrivals() -> None:
    op.create_table(
        "arrivals",
        sa.Column("id", ID, nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("blind", sa.LargeBinary(16), nullable=False),
        sa.Column("raw_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_arrivals"),
        sa.UniqueConstraint("blind", name="uq_arrivals_blind"),
        sqlite_autoincrement=True,
    )


def _link_codes() -> None:
    op.create_table(
        "link_codes",
        sa.Column("blind", sa.LargeBinary(16), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("blind", name="pk_link_codes"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_link_codes_person_id", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_link_codes_person_id", "link_codes", ["person_id"])
