"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    """From an empty database; instants are milliseconds since 1970 in UTC."""
    _people()
    _addresses()
    _consents()
    _conversations()
    _inbox()
    _events()
    _rsvps()
    _slots()
    _cells()
    _appointments()
    _forms()
    _answered()
    _responses()
    _campaigns()
    _outbox()
    _pauses()
    _marks()


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("key_wrapped", sa.LargeBinary, nullable=False),
        sa.Column("language", sa.String(length=35), server_default="", nullable=False),
        sa.Column("age_group", sa.String(length=20)),
        sa.Column("interests", sa.String(length=200), server_default=",", nullable=False),
        sa.Column("takes_part", sa.Boolean, server_default=sa.text("false"), nullable=False),
        sa.Column("may_be_written", sa.Boolean, server_default=sa.text("false"), nullable=False),
        sa.Column("stopped", sa.Boolean, server_default=sa.text("false"), nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )


def _addresses() -> None:
    op.create_table(
        "addresses",
        sa.Column("blind", sa.LargeBinary(length=16), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("address_sealed", sa.LargeBinary, nullable=False),
        sa.Column("reachable", sa.Boolean, server_default=sa.text("true"), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_addresses_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("blind", name=op.f("pk_addresses")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_addresses_person_id"), "addresses", ["person_id"])


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("given", sa.Boolean, nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_consents_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consents_person_id"), "consents", ["person_id"])


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("place_sealed", sa.LargeBinary, nullable=False),
        sa.Column("updated_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_conversations_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_conversations")),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("blind", sa.LargeBinary(length=16), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("error", sa.String(length=200)),
        sa.PrimaryKeyConstraint("blind", name=op.f("pk_inbox")),
        sqlite_with_rowid=False,
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", ID, nullable=False),
        sa.Column("title", sa.JSON, nullable=False),
        sa.Column("description", sa.JSON),
        sa.Column("place", sa.JSON, nullable=False),
        sa.Column("starts", sa.BigInteger, nullable=False),
        sa.Column("ends", sa.BigInteger, nullable=False),
        sa.Column("capacity", sa.Integer),
        sa.Column("interests", sa.JSON, nullable=False),
        sa.Column("transport", sa.JSON),
        sa.Column("audience", sa.JSON, nullable=False),
        sa.Column("cancelled", sa.Boolean, server_default=sa.text("false"), nullable=False),
        sa.Column("seats", sa.Integer, server_default="0", nullable=False),
        sa.Column("taken", sa.Integer, server_default="0", nullable=False),
        sa.Column("lifts", sa.Integer, server_default="0", nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("lifts >= 0 AND lifts <= seats", name=op.f("ck_events_lifts")),
        sa.CheckConstraint(
            "taken >= 0 AND (capacity IS NULL OR taken <= capacity)", name=op.f("ck_events_places")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_events_ends"), "events", ["ends"])


def _rsvps() -> None:
    op.create_table(
        "rsvps",
        sa.Column("event_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("lift", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_rsvps_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_rsvps_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "person_id", name=op.f("pk_rsvps")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_rsvps_person_id"), "rsvps", ["person_id"])


def _slots() -> None:
    op.create_table(
        "slots",
        sa.Column("id", ID, nullable=False),
        sa.Column("adviser", sa.String(length=100), nullable=False),
        sa.Column("languages", sa.JSON, nullable=False),
        sa.Column("topics", sa.JSON, nullable=False),
        sa.Column("place", sa.JSON, nullable=False),
        sa.Column("starts", sa.BigInteger, nullable=False),
        sa.Column("ends", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slots")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_slots_starts"), "slots", ["starts"])


def _cells() -> None:
    op.create_table(
        "cells",
        sa.Column("adviser", sa.String(length=100), nullable=False),
        sa.Column("cell", sa.BigInteger, nullable=False),
        sa.Column("slot_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["slots.id"], name=op.f("fk_cells_slot_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("adviser", "cell", name=op.f("pk_cells")),
        sqlite_with_rowid=False,
    )


def _appointments() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", ID, nullable=False),
        sa.Column("slot_id", ID, nullable=False),
        sa.Column("person_id", ID),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("booked_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_appointments_person_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["slot_id"], ["slots.id"], name=op.f("fk_appointments_slot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_appointments_person_id"), "appointments", ["person_id"])
    op.create_index(
        "uq_appointments_slot_open",
        "appointments",
        ["slot_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index(
        "uq_appointments_topic_open",
        "appointments",
        ["person_id", "topic"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def _forms() -> None:
    op.create_table(
        "forms",
        sa.Column("survey", sa.String(length=100), nullable=False),
        sa.Column("version", sa.String(length=50), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("survey", "version", name=op.f("pk_forms")),
    )


def _answered() -> None:
    op.create_table(
        "answered",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("survey", sa.String(length=100), nullable=False),
        sa.Column("occasion", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_answered_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "survey", "occasion", name=op.f("pk_answered")),
        sqlite_with_rowid=False,
    )


def _responses() -> None:
    op.create_table(
        "responses",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("survey", sa.String(length=100), nullable=False),
        sa.Column("version", sa.String(length=50), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("key_wrapped", sa.LargeBinary, nullable=False),
        sa.Column("answers_sealed", sa.LargeBinary, nullable=False),
        sa.Column("worded", sa.Boolean, server_default=sa.text("true"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responses")),
    )
    op.create_index(op.f("ix_responses_survey"), "responses", ["survey"])


def _campaigns() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", ID, nullable=False),
        sa.Column("about", sa.String(length=150), nullable=False),
        sa.Column("say", sa.JSON, nullable=False),
        sa.Column("recipients", sa.JSON, nullable=False),
        sa.Column("missing", sa.String(length=20), nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("not_after", sa.BigInteger),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=300)),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_campaigns_about"), "campaigns", ["about"])
    op.create_index(op.f("ix_campaigns_state_due_at"), "campaigns", ["state", "due_at"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID),
        sa.Column("campaign_id", ID),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("not_after", sa.BigInteger),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("attempts", sa.Integer, server_default="0", nullable=False),
        sa.Column("content_sealed", sa.LargeBinary),
        sa.Column("address_sealed", sa.LargeBinary),
        sa.Column("language", sa.String(length=35), server_default="", nullable=False),
        sa.Column("thing", sa.String(length=20)),
        sa.Column("thing_id", ID),
        sa.Column("ahead_s", sa.Integer),
        sa.Column("message", sa.Text),
        sa.Column("asks", sa.Boolean, server_default=sa.text("false"), nullable=False),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("sent_at", sa.BigInteger),
        sa.Column("error", sa.String(length=200)),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name=op.f("fk_outbox_campaign_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_outbox_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint(
            "campaign_id", "person_id", name=op.f("uq_outbox_campaign_id_person_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_person_id_id", "outbox", ["person_id", "id"])
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["channel", "priority", "due_at", "id"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )


def _pauses() -> None:
    op.create_table(
        "pauses",
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_pauses")),
    )


def _marks() -> None:
    op.create_table(
        "marks",
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marks")),
    )
