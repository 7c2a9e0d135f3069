"""What somebody needs advice about is sealed, and found by a fingerprint."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "0012_topics_sealed"
down_revision = "0011_short_history"
branch_labels = None
depends_on = None

AT_ONCE = 500  # rows in memory
OPEN = sa.text("state = 'open'")
people = sa.table("people", sa.column("id"), sa.column("key_wrapped"))
appointments = sa.table(
    "appointments",
    *map(sa.column, ("id", "person_id", "topic", "topic_sealed", "topic_index")),
)
SEEKERS = ("person_id", "topic_index", "topic_sealed", "language", "since")
old_seekers = sa.table("old_seekers", *map(sa.column, ("person_id", "topic", "language", "since")))


def upgrade() -> None:
    """Where a person's key does not open now, the fingerprint alone keeps the topic.

    The words are emptied before their column goes, since a server leaves those of a dropped one in
    its rows.
    """
    op.drop_index("uq_appointments_topic_open", "appointments")
    op.add_column("appointments", sa.Column("topic_sealed", sa.LargeBinary()))
    op.add_column("appointments", sa.Column("topic_index", sa.LargeBinary(16)))
    _seal_appointments()
    op.drop_column("appointments", "topic")
    op.create_index(
        "uq_appointments_topic_open",
        "appointments",
        ["person_id", "topic_index"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    _seal_seekers()


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError


def _seal_appointments() -> None:
    changed = sa.update(appointments).where(appointments.c.id == sa.bindparam("number"))
    words = {"topic": "", "topic_sealed": sa.bindparam("sealed"), "topic_index": sa.bindparam("i")}
    for rows in _batches(appointments, (appointments.c.id,)):
        values = [
            {"number": row.id, "sealed": _sealed("appointments", row), "i": _index(row)}
            for row in rows
        ]
        op.get_bind().execute(changed.values(words), values)


def _seal_seekers() -> None:
    """Its key changes, so the table is made anew."""
    op.rename_table("seekers", "old_seekers")
    if op.get_bind().dialect.name == "postgresql":  # a name of a constraint is there once
        op.execute("ALTER TABLE old_seekers DROP CONSTRAINT pk_seekers")
        op.execute("ALTER TABLE old_seekers DROP CONSTRAINT fk_seekers_person_id")
    made = op.create_table(
        "seekers",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("topic_index", sa.LargeBinary(16), nullable=False),
        sa.Column("topic_sealed", sa.LargeBinary()),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_seekers_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "topic_index", name="pk_seekers"),
        sqlite_with_rowid=False,
    )
    for rows in _batches(old_seekers, (old_seekers.c.person_id, old_seekers.c.topic)):
        values = [
            (row.person_id, _index(row), _sealed("seekers", row), row.language, row.since)
            for row in rows
        ]
        named = [dict(zip(SEEKERS, each, strict=True)) for each in values]
        op.get_bind().execute(made.insert(), named)
    op.drop_table("old_seekers")


def _batches(table: Any, key: tuple[Any, ...]) -> Iterator[list[Any]]:
    """Rows in the order of their key, with their people's keys, a few at a time."""
    owner = people.c.id == table.c.person_id
    chosen = sa.select(table, people.c.key_wrapped).join_from(table, people, owner, isouter=True)
    chosen = chosen.order_by(*key).limit(AT_ONCE)
    rows = list(op.get_bind().execute(chosen))
    while rows:
        yield rows
        last = [getattr(rows[-1], each.name) for each in key]
        after = sa.tuple_(*key) > sa.tuple_(*map(sa.literal, last))
        rows = list(op.get_bind().execute(chosen.where(after)))


def _sealed(table: str, row: Any) -> bytes | None:
    """None in a row that leads to nobody, or to somebody whose key does not open."""
    if row.person_id is None:
        return None
    place = f"{table}.topic_sealed.{row.person_id}"
    sealed: bytes | None = context.config.attributes["seal"](
        row.key_wrapped, row.person_id, place, row.topic
    )
    return sealed


def _index(row: Any) -> bytes:
    blind: bytes = context.config.attributes["blind"](
        "advice.topic", str(row.person_id or 0), row.topic
    )
    return blind
