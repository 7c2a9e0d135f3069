"""Small facts about this database that only its keys open."""

from sqlalchemy import Column, LargeBinary, String, Table

from storage.database.columns import metadata

marks = Table(  # small facts about this database: a sample sealed with its keys
    "marks",
    metadata,
    Column("name", String(50), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
