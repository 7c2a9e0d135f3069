"""People under 18, what only few may read, quiet, and more about events and advice."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Nothing that is stored changes; instants are milliseconds since 1970 in UTC."""
    _under_18()
    _shared_phones()
    _series()


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError


def _under_18() -> None:
    op.add_column("people", sa.Column("adult_month", sa.String(7)))
    no = sa.text("false")
    op.add_column(
        "appointments", sa.Column("accompanied", sa.Boolean(), nullable=False, server_default=no)
    )
    op.add_column(
        "staff", sa.Column("duties", sa.String(50), nullable=False, server_default=",")
    )


def _shared_phones() -> None:
    op.add_column("people", sa.Column("quiet_until", sa.BigInteger()))
    op.add_column("people", sa.Column("pin_sealed", sa.LargeBinary()))
    op.add_column(
        "people", sa.Column("pin_misses", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("people", sa.Column("pin_closed_until", sa.BigInteger()))
    op.add_column("people", sa.Column("pin_open_until", sa.BigInteger()))


def _series() -> None:
    op.create_table(
        "series",
        sa.Column("id", ID, nullable=False),
        sa.Column("first", sa.JSON(), nullable=False),
        sa.Column("every", sa.String(20), nullable=False),
        sa.Column("until", sa.String(10), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
        sqlite_autoincrement=True,
    )
    op.add_column("events", sa.Column("came", sa.Integer()))
    op.add_column("events", sa.Column("series_id", ID))
    op.add_column("events", sa.Column("series_day", sa.String(10)))
    op.create_index(
        "uq_events_series_day", "events", ["series_id", "series_day"], unique=True
    )
