"""Times that nobody is offered any more; appointments that once had them still lead there."""

from sqlalchemy import Connection, delete, exists, select, update
from sqlalchemy.exc import IntegrityError

from domain.advice.appointment import AppointmentState
from domain.advice.slot import SlotId, busy_at
from storage.advice import new_slots
from storage.advice.rows import slot_from
from storage.advice.tables import appointments, cells, slots
from storage.database.engines import savepoint

HELD = (AppointmentState.OPEN.value, AppointmentState.OFFERED.value)
kept = exists().where(appointments.c.slot_id == slots.c.id, appointments.c.state.in_(HELD))


def withdraw(connection: Connection, slot: SlotId) -> bool:
    """The row is locked first: whoever is booking it is waited for, and then seen."""
    connection.execute(select(slots.c.id).where(slots.c.id == slot).with_for_update())
    theirs = update(slots).where(slots.c.id == slot, ~slots.c.withdrawn, ~kept)
    if not connection.execute(theirs.values(withdrawn=True)).rowcount:
        return False
    connection.execute(delete(cells).where(cells.c.slot_id == slot))
    return True


def restore(connection: Connection, slot: SlotId) -> bool:
    """Its adviser, room and interpreter are busy then again, if they are not by now."""
    row = connection.execute(select(slots).where(slots.c.id == slot, slots.c.withdrawn)).first()
    if row is None:
        return False
    was = slot_from(row)
    try:
        with savepoint(connection):
            busy = busy_at(was.adviser, was.room, was.interpreter)
            new_slots.hold(connection, slot, busy, was.starts, was.ends)
    except IntegrityError:
        return False
    connection.execute(update(slots).where(slots.c.id == slot).values(withdrawn=False))
    return True


def stands(connection: Connection, slot: SlotId) -> bool:
    """Whether it is offered still; until the end of this transaction nobody withdraws it."""
    row = select(slots.c.withdrawn).where(slots.c.id == slot)
    locked = row.with_for_update(read=True, key_share=True)
    return connection.scalar(locked) is False
