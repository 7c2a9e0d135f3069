"""How much advice took place: what stays when nothing leads to anybody any more."""

from datetime import date

from sqlalchemy import Connection

from domain.advice.slot import Topic
from storage.advice.tables import advised
from storage.database.engines import insert_for

UNKNOWN = ""  # the topic of advice of which nothing tells it any more: it is counted all the same


def one_more(connection: Connection, day: date, topic: Topic | None) -> None:
    """Advice about this topic, on this local day."""
    one = insert_for(connection.dialect.name, advised).values(
        day=day, topic=topic or UNKNOWN, many=1
    )
    counted = {"many": advised.c.many + 1}
    connection.execute(one.on_conflict_do_update(index_elements=["day", "topic"], set_=counted))
