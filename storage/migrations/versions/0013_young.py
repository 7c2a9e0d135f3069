"""Whoever was under 18 when something was made: that stays with it, whatever they say later."""

import sqlalchemy as sa
from alembic import op

revision = "0013_young"
down_revision = "0012_topics_sealed"
branch_labels = None
depends_on = None

TABLES = ("matters", "appointments", "seekers")


def upgrade() -> None:
    """Of what is stored already, the age of its person as it is known now is taken."""
    people = sa.table("people", sa.column("id"), sa.column("age_group"))
    young = sa.select(people.c.id).where(people.c.age_group == "under-18")
    for name in TABLES:
        column = sa.Column[bool]("young", sa.Boolean(), nullable=False, server_default=sa.text("false"))
        op.add_column(name, column)
        table = sa.table(name, sa.column("person_id"), sa.column("young"))
        op.execute(table.update().where(table.c.person_id.in_(young)).values(young=sa.true()))


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError
