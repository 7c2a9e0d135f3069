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
    _lifts()
    _voices()
    _advice()


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


def _lifts() -> None:
    op.create_table(
        "cars",
        sa.Column("id", ID, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("place_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("leaves", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cars"),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name="fk_cars_event_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_cars_person_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("event_id", "person_id", name="uq_cars_event_id_person_id"),
        sa.CheckConstraint("taken >= 0 AND taken <= seats", name=op.f("ck_cars_seats")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_cars_person_id", "cars", ["person_id"])
    op.create_table(
        "rides",
        sa.Column("event_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("car_id", ID, nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "person_id", name="pk_rides"),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name="fk_rides_event_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_rides_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["car_id"], ["cars.id"], name="fk_rides_car_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_rides_person_id", "rides", ["person_id"])
    op.create_index("ix_rides_car_id", "rides", ["car_id"])


def _voices() -> None:
    no = sa.text("false")
    op.add_column(
        "events", sa.Column("questions", sa.Boolean(), nullable=False, server_default=no)
    )
    op.add_column("matters", sa.Column("proposal_sealed", sa.LargeBinary()))
    op.add_column("people", sa.Column("local", sa.Boolean(), nullable=False, server_default=no))
    op.create_table(
        "questions",
        sa.Column("id", ID, nullable=False, autoincrement=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name="fk_questions_event_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_questions_event_id", "questions", ["event_id"])


def _advice() -> None:
    no = sa.text("false")
    op.add_column("slots", sa.Column("urgent", sa.Boolean(), nullable=False, server_default=no))
    op.add_column("slots", sa.Column("room", sa.String(100), nullable=False, server_default=""))
    op.add_column(
        "slots", sa.Column("interpreter", sa.String(100), nullable=False, server_default="")
    )
    op.create_table(
        "apart",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("other_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "other_id", name="pk_apart"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_apart_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["people.id"], name="fk_apart_other_id", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_apart_other_id", "apart", ["other_id"])
    _cells()


def _cells() -> None:
    """Rooms and interpreters have cells as advisers have them, so the column has a wider name."""
    op.rename_table("cells", "cells_before")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE cells_before RENAME CONSTRAINT pk_cells TO pk_cells_before")
    op.create_table(
        "cells",
        sa.Column("resource", sa.String(110), nullable=False),
        sa.Column("cell", sa.BigInteger(), nullable=False),
        sa.Column("slot_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("resource", "cell", name="pk_cells"),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["slots.id"], name="fk_cells_slot_id", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO cells (resource, cell, slot_id) SELECT adviser, cell, slot_id FROM cells_before"
    )
    op.drop_table("cells_before")
