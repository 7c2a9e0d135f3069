"""With which others an answer began to count: results move in steps of five."""

import sqlalchemy as sa
from alembic import op

revision = "0009_silence"
down_revision = "0008_changes_counted"
branch_labels = None
depends_on = None

STEP = 5
responses = sa.table(
    "responses", sa.column("id"), sa.column("survey"), sa.column("day"), sa.column("step")
)


def upgrade() -> None:
    """Of what is stored the first whole steps count, by day and random number."""
    op.add_column("responses", sa.Column("step", sa.Integer()))
    op.drop_index(op.f("ix_responses_survey"), "responses")
    op.create_index(op.f("ix_responses_survey_step"), "responses", ["survey", "step"])
    _count_stored()


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError


def _count_stored() -> None:
    place = sa.func.row_number().over(
        partition_by=responses.c.survey, order_by=(responses.c.day, responses.c.id)
    )
    many = sa.func.count().over(partition_by=responses.c.survey)
    chosen = sa.select(responses.c.id, place.label("place"), many.label("many"))
    counted = [
        {"number": row.id, "becomes": (row.place - 1) // STEP + 1}
        for row in op.get_bind().execute(chosen)
        if row.place <= row.many - row.many % STEP
    ]
    if counted:
        one = sa.update(responses).where(responses.c.id == sa.bindparam("number"))
        op.get_bind().execute(one.values(step=sa.bindparam("becomes")), counted)
