"""Statements of the hot path, said to both databases."""

import pytest
from sqlalchemy import bindparam, insert, select

from storage.conversations.tables import inbox
from storage.database.prepared import SIZES, LookUp, Many

KEEP = Many(
    lambda _dialect: insert(inbox).values(
        blind=bindparam("blind"), channel=bindparam("channel"), at=bindparam("at")
    )
)
FIND = LookUp(select(inbox.c.at), inbox.c.blind)
ROW = {"at": 5, "channel": "telegram", "blind": b"x"}


def test_sqlite_gets_values_in_their_places() -> None:
    """Whatever the order they come in."""
    sql, bind = KEEP._compiled("sqlite")

    assert sql == "INSERT INTO inbox (blind, channel, at) VALUES (?, ?, ?)"
    assert bind(ROW) == (b"x", "telegram", 5)


def test_postgresql_gets_values_by_name() -> None:
    """As psycopg wants them."""
    sql, bind = KEEP._compiled("postgresql")

    assert sql == (
        "INSERT INTO inbox (blind, channel, at) "
        "VALUES (%(blind)s, %(channel)s::VARCHAR, %(at)s::BIGINT)"
    )
    assert bind(ROW) == ROW


@pytest.mark.parametrize("size", SIZES)
def test_lists_have_few_lengths(size: int) -> None:
    """So that each statement is compiled once."""
    sql, _bind = FIND._compiled("sqlite", size)

    assert sql.count("?") == size
