"""New times of advisers: no two share five minutes of an adviser, a room or an interpreter."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from domain.advice.slot import CELL, NewSlots, Overlap, SlotId, busy_at
from storage.advice.tables import cells, slots

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def add(connection: Connection, new: NewSlots) -> Sequence[SlotId] | Overlap:
    """Store the times, or give the first one that overlaps another, and store none.

    Raises ValueError when there is no time at all.
    """
    busy = _busy_cells(connection, new)
    for starts, ends in new.times:
        for cell in _cells(starts, ends):
            if cell in busy:
                return Overlap(starts, *busy_at(new.adviser, new.room, new.interpreter)[busy[cell]])
        busy |= dict.fromkeys(_cells(starts, ends), new.adviser)
    return [_add_slot(connection, new, starts, ends) for starts, ends in new.times]


def _busy_cells(connection: Connection, new: NewSlots) -> dict[datetime, str]:
    """Who or what is busy then."""
    first = min(starts for starts, _ends in new.times) - CELL
    last = max(ends for _starts, ends in new.times)
    theirs = cells.c.resource.in_(new.busy), cells.c.cell.between(first, last)
    rows = connection.execute(select(cells.c.cell, cells.c.resource).where(*theirs))
    return {row.cell: row.resource for row in rows}


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
    hold(connection, SlotId(slot or 0), new.busy, starts, ends)
    return SlotId(slot or 0)


def hold(
    connection: Connection,
    slot: SlotId,
    busy: Iterable[str],
    starts: datetime,
    ends: datetime,
) -> None:
    """These are busy then. The database refuses what is busy already."""
    held = [
        {"resource": resource, "cell": cell, "slot_id": slot}
        for resource in busy
        for cell in _cells(starts, ends)
    ]
    connection.execute(insert(cells), held)


def _cells(starts: datetime, ends: datetime) -> Iterator[datetime]:
    cell = starts - (starts - EPOCH) % CELL
    while cell < ends:
        yield cell.astimezone(UTC)
        cell += CELL
