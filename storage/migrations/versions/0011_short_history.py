"""What is asked of one person is found without reading all that was ever sent to them."""

import sqlalchemy as sa
from alembic import op

revision = "0011_short_history"
down_revision = "0010_gone"
branch_labels = None
depends_on = None

PERSON = ("person_id",)
PHONE = ("person_id", "channel")


def upgrade() -> None:
    """Indexes alone; of what is stored nothing changes."""
    op.create_index("ix_outbox_person_message", "outbox", ["person_id", "message"])
    _partial("waiting", PHONE, "state = 'waiting'")
    _partial("uncertain", PHONE, "state = 'uncertain'")
    _partial("parts", PERSON, "message LIKE '%,%'")
    asked = ("person_id", "sent_at")
    _partial("asked", asked, "asks = 1 AND answered_at IS NULL", "asks AND answered_at IS NULL")


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError


def _partial(name: str, columns: tuple[str, ...], where: str, on_postgresql: str = "") -> None:
    op.create_index(
        f"ix_outbox_person_{name}",
        "outbox",
        list(columns),
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(on_postgresql or where),
    )
