"""When a platform has asked us to be silent in one chat: every process obeys, others go on."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import or_, select, update

from storage.people.tables import addresses, people
from storage.sealing import crypto
from storage.session import Session

_until = addresses.c.paused_until


def begin(tx: Session, chats: Mapping[tuple[str, str], datetime]) -> None:
    """Be silent until then, by channel and address; never made shorter.

    Where nobody has such an address, as in a group or after they left, nothing is kept.
    """
    found = {tx.keys.blind("address", *chat): until for chat, until in chats.items()}
    for blind, until in sorted(found.items()):  # two who do this never wait for each other
        shorter = or_(_until.is_(None), _until < until)
        tx.connection.execute(
            update(addresses).where(addresses.c.blind == blind, shorter).values(paused_until=until)
        )


def every(tx: Session, now: datetime) -> Mapping[str, Mapping[str, datetime]]:
    """Every chat that is silent now, by channel and address; instants are in UTC.

    A row that cannot be opened is left out: nothing of it is ever claimed either.
    """
    found: defaultdict[str, dict[str, datetime]] = defaultdict(dict)
    rows = tx.connection.execute(
        select(
            addresses.c.channel,
            addresses.c.person_id,
            addresses.c.address_sealed,
            _until,
            people.c.key_wrapped,
        )
        .join_from(addresses, people)
        .where(_until > now)
    )
    for row in rows:
        place = f"addresses.address_sealed.{row.person_id}"
        try:
            tx.keys.put(row.person_id, row.key_wrapped)
            address = crypto.open(tx.keys.of(row.person_id), place, row.address_sealed).decode()
        except crypto.SealError:
            continue
        found[row.channel][address] = row.paused_until
    return found
