"""Where each person is in their conversation, and who is behind an address.

The hot path: a whole batch of messages costs one SELECT here and two statements afterwards.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import BigInteger, ClauseElement, bindparam, delete, insert, select, update

from domain.people.person import Person, PersonId
from storage.conversations.tables import conversations
from storage.database.engines import insert_for
from storage.database.instants import milliseconds
from storage.database.prepared import LookUp, Many
from storage.outbox.routing import redirect
from storage.people.rows import PERSON_COLUMNS, person_from
from storage.people.tables import addresses, people
from storage.sealing import crypto
from storage.sealing.crypto import SealError
from storage.session import Session

Json = Any

_at = bindparam("at", type_=BigInteger())
_known = LookUp(
    select(
        addresses.c.blind,
        addresses.c.reachable,
        addresses.c.timer_s,
        people.c.key_wrapped,
        conversations.c.place_sealed,
        *PERSON_COLUMNS,
    )
    .join_from(addresses, people)
    .join(conversations, conversations.c.person_id == people.c.id, isouter=True),
    addresses.c.blind,
)
_new_people = Many(
    lambda _dialect: insert(people).values(
        id=bindparam("id"), key_wrapped=bindparam("key_wrapped"), seen_at=_at, decided_at=_at
    )
)
_new_addresses = Many(
    lambda _dialect: insert(addresses).values(
        blind=bindparam("blind"),
        channel=bindparam("channel"),
        person_id=bindparam("person_id"),
        address_sealed=bindparam("address_sealed"),
    )
)
_seen = Many(
    lambda _dialect: update(people).where(people.c.id == bindparam("person")).values(seen_at=_at)
)
_dropped = Many(
    lambda _dialect: delete(conversations).where(conversations.c.person_id == bindparam("person"))
)


@Many
def _kept(dialect: str) -> ClauseElement:
    statement = insert_for(dialect, conversations).values(
        person_id=bindparam("person"), place_sealed=bindparam("place_sealed"), updated_at=_at
    )
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=["person_id"],
        set_={"place_sealed": new.place_sealed, "updated_at": new.updated_at},
    )


@dataclass(frozen=True, slots=True)
class Known:
    """Who is behind an address, and where their conversation is: None outside of any."""

    person: Person
    channel: str
    address: str = field(repr=False)
    place: Json | None = field(repr=False)
    new: bool
    reachable: bool
    timer: int | None = None  # seconds after which messages in the chat go, if we know
    opens: bool = True  # False: what is kept about them cannot be opened, and `place` is not known


class ConversationTable:
    """Who is behind addresses, and where people are; both sealed under the person's key."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._connection = session.connection
        self._keys = session.keys

    def hold(self, who: Sequence[tuple[str, str]]) -> None:
        """Let nobody else hear these (channel, address), or whoever is behind them, until the end.

        Call it before anything is read of them, also before `inbox.unseen`. On SQLite, where
        nobody else writes meanwhile, it does nothing.
        """
        if not self._session.held.alone:
            self._hold([self._keys.blind("address", channel, address) for channel, address in who])

    def of(self, who: Sequence[tuple[str, str]], now: datetime) -> list[Known]:
        """Everybody behind these (channel, address), in this order; strangers become people.

        Whose row cannot be opened is there all the same: `opens` is False then. Raises StorageError
        when a rotation has left this process behind, since nobody could be heard then.
        """
        blinds = [self._keys.blind("address", channel, address) for channel, address in who]
        self._hold(blinds)
        rows = {row[0]: row for row in _known.run(self._connection, blinds)}
        pairs = dict(zip(blinds, who, strict=True))
        strangers = {blind: pair for blind, pair in pairs.items() if blind not in rows}
        known = self._create(strangers, now) if strangers else {}
        for blind, row in rows.items():
            known[blind] = self._from_row(row, pairs[blind])
        return [known[blind] for blind in blinds]

    def known(self, who: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of these (channel, address) behind whom there is somebody; nobody is made."""
        blinds = {self._keys.blind("address", *pair): pair for pair in who}
        chosen = select(addresses.c.blind).where(addresses.c.blind.in_(blinds))
        return {blinds[blind] for blind in self._connection.scalars(chosen)}

    def keep(self, places: Mapping[PersonId, Json | None], now: datetime) -> None:
        """Store where these people are now; None ends a conversation. They were seen `now`.

        That stands in one place only: with the conversation, or without one at the person.
        """
        # Who was joined goes on as they were.
        gone = self._session.forgotten | self._session.joined.keys()
        present = {p: place for p, place in places.items() if p not in gone}
        at = milliseconds(now)
        kept = [
            self._sealed(person, place, at)
            for person, place in present.items()
            if place is not None
        ]
        ended = [{"person": person} for person, place in present.items() if place is None]
        _kept.run(self._connection, kept)
        _dropped.run(self._connection, ended)
        _seen.run(self._connection, [row | {"at": at} for row in ended])

    def as_kept(self, place: Json) -> Json:
        """As `of` will give it once it is kept: what JSON cannot tell apart is the same again."""
        return orjson.loads(orjson.dumps(place))

    def set_reachable(self, people_: Iterable[tuple[PersonId, str]], *, reachable: bool) -> None:
        """Whether these (person, channel) can be written to at all."""
        who = list(people_)
        rows = [{"person": person, "by": channel} for person, channel in who]
        if rows:
            where = (addresses.c.person_id == bindparam("person"),)
            self._connection.execute(
                update(addresses)
                .where(*where, addresses.c.channel == bindparam("by"))
                .values(reachable=reachable),
                rows,
            )
            redirect(self._connection, {person for person, _by in who}, held=not reachable)

    def set_timer(self, person: PersonId, channel: str, seconds: int) -> None:
        """Messages in this chat go by themselves after so many seconds; 0: they stay."""
        there = (addresses.c.person_id == person, addresses.c.channel == channel)
        self._connection.execute(update(addresses).where(*there).values(timer_s=seconds))

    def _hold(self, blinds: Sequence[bytes]) -> None:
        if self._session.held.names(blinds):  # first the addresses, also of strangers, then people
            self._session.held.people_behind(blinds)

    def _create(
        self, strangers: Mapping[bytes, tuple[str, str]], now: datetime
    ) -> dict[bytes, Known]:
        at = milliseconds(now)
        made = {blind: PersonId(secrets.randbits(62) + 1) for blind in strangers}
        new_people = [
            {"id": person, "key_wrapped": self._keys.make(person), "at": at}
            for person in made.values()
        ]
        _new_people.run(self._connection, new_people)
        new_addresses = [
            self._address_row(made[blind], blind, pair) for blind, pair in strangers.items()
        ]
        _new_addresses.run(self._connection, new_addresses)
        return {
            blind: Known(Person(made[blind]), *pair, None, new=True, reachable=True)
            for blind, pair in strangers.items()
        }

    def _address_row(self, person: PersonId, blind: bytes, pair: tuple[str, str]) -> dict[str, Any]:
        channel, address = pair
        place = f"addresses.address_sealed.{person}"
        sealed = crypto.seal(self._keys.of(person), place, address.encode())
        row = {"blind": blind, "channel": channel, "person_id": person}
        return row | {"address_sealed": sealed}

    def _from_row(self, row: Sequence[Any], pair: tuple[str, str]) -> Known:
        _blind, reachable, timer, key_wrapped, sealed, *columns = row
        person = person_from(columns)
        self._keys.put(person.id, key_wrapped)
        opens, place = self._place(person.id, sealed)
        known = Known(person, *pair, place, new=False, reachable=bool(reachable), timer=timer)
        return known if opens else replace(known, opens=False)

    def _place(self, person: PersonId, sealed: bytes | None) -> tuple[bool, Json | None]:
        """Whether what is kept of somebody opens, and where they are."""
        try:
            self._keys.of(person)
        except SealError:
            return False, None
        if sealed is None:
            return True, None
        plain = self._keys.open(person, f"conversations.place_sealed.{person}", sealed)
        return plain is not None, plain and orjson.loads(plain)

    def _sealed(self, person: PersonId, place: Json, at: int) -> dict[str, Any]:
        where = f"conversations.place_sealed.{person}"
        sealed = crypto.seal(self._keys.of(person), where, orjson.dumps(place))
        return {"person": person, "place_sealed": sealed, "at": at}
