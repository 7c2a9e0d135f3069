"""What is kept about each person, to be compared before and after."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Table, select

from storage.advice.tables import appointments, seekers
from storage.events.tables import cars, rides, rsvps
from storage.matters.tables import matters
from storage.people.tables import addresses, people
from storage.store import Transaction

Kept = frozenset[tuple[object, ...]]
LISTED: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "appointment": (appointments, ("slot_id", "state")),
    "seeking": (seekers, ("topic_index",)),
    "coming": (rsvps, ("event_id", "people", "lift", "state")),
    "car": (cars, ("event_id", "seats")),
    "ride": (rides, ("event_id", "people")),
    "message": (matters, ("id", "state")),
}
ABOUT = ("age_group", "interests", "takes_part", "may_be_written", "stopped", "adult_month")
NOTHING: Kept = frozenset(
    zip(ABOUT, (None, ",", False, False, False, None), strict=True)  # somebody who is new
)


def kept(tx: Transaction) -> dict[bytes, Kept]:
    """All that people said yes to, by their address."""
    rows: dict[int, set[tuple[object, ...]]] = defaultdict(set)
    for kind, (table, names) in LISTED.items():
        columns = [table.c[name] for name in names]
        for person, *values in tx.connection.execute(select(table.c.person_id, *columns)):
            rows[person].add((kind, *values))
    columns = [people.c[name] for name in ABOUT]
    for person, *values in tx.connection.execute(select(people.c.id, *columns)):
        rows[person] |= {(name, value) for name, value in zip(ABOUT, values, strict=True)}
    owners = tx.connection.execute(select(addresses.c.blind, addresses.c.person_id))
    return {blind: frozenset(rows[person]) for blind, person in owners}


def address(tx: Transaction, channel: str, name: str) -> bytes:
    """How a person is found."""
    return tx.keys.blind("address", channel, name)
