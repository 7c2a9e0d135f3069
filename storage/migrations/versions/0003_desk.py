"""Who works at the desk, what people write to them, who looked at what, who waits for a place."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Nothing that is stored changes; instants are milliseconds since 1970 in UTC."""
    _staff()
    _matters()
    _audit()
    _waiting()
    _seekers()


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("invite_blind", sa.LargeBinary(16)),
        sa.Column("invited_until", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_staff_person_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("person_id", name="uq_staff_person_id"),
        sa.UniqueConstraint("invite_blind", name="uq_staff_invite_blind"),
        sqlite_autoincrement=True,
    )


def _waiting() -> None:
    op.add_column("rsvps", sa.Column("since", sa.BigInteger()))
    op.add_column("rsvps", sa.Column("offered_until", sa.BigInteger()))
    op.create_index(
        "ix_rsvps_waiting",
        "rsvps",
        ["event_id", "since"],
        sqlite_where=sa.text("since IS NOT NULL"),
        postgresql_where=sa.text("since IS NOT NULL"),
    )


def _seekers() -> None:
    op.create_table(
        "seekers",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("topic", sa.String(20), nullable=False),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "topic", name="pk_seekers"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_seekers_person_id", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.add_column("campaigns", sa.Column("proposed_by", ID))
    op.add_column("appointments", sa.Column("offered_until", sa.BigInteger()))
    op.drop_index("uq_appointments_slot_open", table_name="appointments")
    kept = sa.text("state IN ('open', 'offered')")
    op.create_index(
        "uq_appointments_slot_kept",
        "appointments",
        ["slot_id"],
        unique=True,
        sqlite_where=kept,
        postgresql_where=kept,
    )


def _matters() -> None:
    op.create_table(
        "matters",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("answer_sealed", sa.LargeBinary()),
        sa.Column("staff_id", ID),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_matters"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_matters_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name="fk_matters_staff_id", ondelete="SET NULL"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_matters_person_id", "matters", ["person_id"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", ID, nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("view", sa.String(20), nullable=False),
        sa.Column("about", sa.String(100), nullable=False),
        sa.Column("why", sa.String(20), nullable=False),
        sa.Column("link", sa.LargeBinary(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
