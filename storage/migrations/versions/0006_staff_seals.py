"""A seal on each row of staff: whoever changes it without the keys is not believed."""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "0006_staff_seals"
down_revision = "0005_audit_anchor"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Those who work here now are believed, once; what is sealed here, the program reads."""
    op.add_column("staff", sa.Column("seal", sa.LargeBinary(16)))
    staff = sa.table("staff", *map(sa.column, ("id", "seal", *SEALED)))
    connection = op.get_bind()
    for row in connection.execute(sa.select(staff)).all():
        parts = [str(row.id), *[_said(getattr(row, name)) for name in SEALED]]
        fingerprint = context.config.attributes["blind"]("staff", *parts)
        connection.execute(staff.update().where(staff.c.id == row.id).values(seal=fingerprint))


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError


SEALED = ("person_id", "role", "duties", "invite_blind", "invited_until")


def _said(value: Any) -> str:
    """Instants are milliseconds since 1970 here."""
    if value is None:
        return ""
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)
