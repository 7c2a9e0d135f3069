"""What a message to the team is about is sealed, and by when it is answered follows from it;
staff have keys, so that some messages are sealed to their readers.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "0015_boxes"
down_revision = "0014_joinings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Numbers that were told to people stay as they are."""
    _seal_subjects()
    no = sa.text("false")
    op.add_column("staff", sa.Column("public_key", sa.LargeBinary(32)))
    op.add_column("staff", sa.Column("private_wrapped", sa.LargeBinary()))
    op.add_column("staff", sa.Column("proven", sa.Boolean(), nullable=False, server_default=no))


def _seal_subjects() -> None:
    """Under the key of whoever wrote; where that does not open, nothing is lost."""
    op.add_column("matters", sa.Column("subject_sealed", sa.LargeBinary()))
    columns = ("id", "person_id", "subject", "due_at", "subject_sealed")
    matters = sa.table("matters", *map(sa.column, columns))
    people = sa.table("people", sa.column("id"), sa.column("key_wrapped"))
    owner = people.c.id == matters.c.person_id
    rows = sa.select(matters, people.c.key_wrapped).join_from(matters, people, owner)
    for row in op.get_bind().execute(rows).all():
        emptied = {"subject_sealed": _sealed(row), "subject": "", "due_at": 0}  # then they go
        changed = matters.update().where(matters.c.id == row.id)
        op.get_bind().execute(changed.values(emptied))
    op.drop_column("matters", "subject")
    op.drop_column("matters", "due_at")


def _sealed(row: Any) -> bytes:
    place = f"matters.subject_sealed.{row.id}"
    told = json.dumps({"subject": row.subject, "about": None})
    attributes = context.config.attributes
    sealed: bytes | None = attributes["seal"](row.key_wrapped, row.person_id, place, told)
    return sealed or attributes["seal_for_house"](place, told)


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError
