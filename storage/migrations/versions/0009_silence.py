"""With which others an answer began to count, and whom we asked after a year of silence."""

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
people = sa.table("people", sa.column("id"), sa.column("seen_at"))
WRITTEN = {"consents": "at", "appointments": "booked_at", "matters": "at"}


def upgrade() -> None:
    """Of what is stored the first whole steps count, by day and random number.

    When somebody was last seen was lost with their conversation after a week: whatever of theirs
    is later than what was kept says that they are not silent for so long.
    """
    op.add_column("responses", sa.Column("step", sa.Integer()))
    op.drop_index(op.f("ix_responses_survey"), "responses")
    op.create_index(op.f("ix_responses_survey_step"), "responses", ["survey", "step"])
    _count_stored()
    op.add_column("people", sa.Column("asked_at", sa.BigInteger()))
    for table, column in WRITTEN.items():
        _note_seen(table, column)


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


def _note_seen(table: str, column: str) -> None:
    rows = sa.table(table, sa.column("person_id"), sa.column(column))
    last = sa.select(sa.func.max(rows.c[column])).where(rows.c.person_id == people.c.id)
    later = last.scalar_subquery()
    op.execute(sa.update(people).where(people.c.seen_at < later).values(seen_at=later))
