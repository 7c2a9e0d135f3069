"""Staff sign in in a browser."""

import sqlalchemy as sa
from alembic import op

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0019_sign_ins"
down_revision = "0018_named_messages"
branch_labels = None
depends_on = None


def _member(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    """Whose it is; it goes with them."""
    key = sa.ForeignKeyConstraint(
        ["staff_id"], ["staff.id"], name=f"fk_{table}_staff_id", ondelete="CASCADE"
    )
    return sa.Column("staff_id", Id, nullable=False), key


def upgrade() -> None:
    """How they do, where they have, and what they were typing."""
    op.create_table(
        "sign_ins",
        *_member("sign_ins"),
        sa.Column("passphrase", sa.String(200), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("recovery", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("staff_id", name="pk_sign_ins"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "passkeys",
        sa.Column("id", Id, nullable=False),
        *_member("passkeys"),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("public_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.String(100), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_passkeys"),
        sa.UniqueConstraint("credential", name="uq_passkeys_credential"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_passkeys_staff_id", "passkeys", ["staff_id"])
    op.create_table(
        "sessions",
        sa.Column("token", sa.LargeBinary(16), nullable=False),
        *_member("sessions"),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("began", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.Column("browser", sa.String(60), nullable=False),
        sa.Column("kept_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("token", name="pk_sessions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sessions_staff_id", "sessions", ["staff_id"])
    op.create_table(
        "drafts",
        *_member("drafts"),
        sa.Column("page", sa.String(200), nullable=False),
        sa.Column("fields_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("staff_id", "page", name="pk_drafts"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tastes",
        *_member("tastes"),
        sa.Column("language", sa.String(35), nullable=False),
        sa.PrimaryKeyConstraint("staff_id", name="pk_tastes"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError
