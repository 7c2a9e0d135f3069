"""New times of advisers: no two share five minutes of an adviser, a room or an interpreter."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from domain.advice.slot import CELL, NewSlots, SlotId
from storage.advice.tables import cells, slots

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def add(connection: Connection, new: NewSlots) -> Sequence[SlotId] | datetime:
    """Store the times, or give the start of the first one that overlaps another, and store none.

    Raises ValueError when there is no time at all.
    """
    busy = _busy_cells(connection, new)
    for starts, ends in new.times:
        wanted = set(_cells(starts, ends))
        if wanted & busy:
            return starts
        busy |= wanted
    return [_add_slot(connection, new, starts, ends) for starts, ends in new.times]


def _busy_cells(connection: Connection, new: NewSlots) -> set[datetime]:
    first = min(starts for starts, _ends in new.times) - CELL
    last = max(ends for _starts, ends in new.times)
    return set(
        connection.scalars(
            select(cells.c.cell).where(
                cells.c.resource.in_(new.busy), cells.c.cell.between(first, last)
            )
        )
    )


def _add_slot(connection: Connection, new: NewSlots, starts: datetime, ends: datetime) -> SlotId:
    slot = connection.scalar(
        insert(slots)
        .values(
            adviser=new.adviser,
            languages=list(new.languages),
            topics=sorted(new.topics),
            place=dict(new.place.by_language),
            starts=starts,
            ends=ends,
            urgent=new.urgent,
            room=new.room,
            interpreter=new.interpreter,
        )
        .returning(slots.c.id)
    )
    held = [
        {"resource": resource, "cell": cell, "slot_id": slot}
        for resource in new.busy
        for cell in _cells(starts, ends)
    ]
    connection.execute(insert(cells), held)
    return SlotId(slot or 0)


def _cells(starts: datetime, ends: datetime) -> Iterator[datetime]:
    cell = starts - (starts - EPOCH) % CELL
    while cell < ends:
        yield cell.astimezone(UTC)
        cell += CELL
