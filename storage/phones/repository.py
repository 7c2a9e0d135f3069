"""Somebody's phones: codes that join another one, the channel they chose, and separating one.

A wrong code is a row of `link_codes`, too: it holds one of MOST_MISSES places that a person has for
them, under a fingerprint that no code has. So it goes with the person and with its time, and no
column is needed for it.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from domain.people.person import PersonId
from domain.phones.phone import (
    CODE_DIGITS,
    CODE_LASTS,
    MISS_LASTS,
    MOST_MISSES,
    UNDONE_WITHIN,
)
from domain.speech.text import Text
from storage.database.columns import lasting
from storage.outbox import erasing_phones
from storage.outbox.routing import channel_of, redirect
from storage.outbox.rows import RowKind, State
from storage.outbox.tables import outbox
from storage.people.addresses import note_keys
from storage.people.tables import addresses, people
from storage.phones.tables import joinings, link_codes
from storage.sealing.journal import Erasure
from storage.session import Session

_end = link_codes.c.expires_at


class LinkTable:
    """`domain.phones.phone.Links` over the tables; codes are kept as fingerprints only."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._connection = session.connection
        self._keys = session.keys

    def channels(self, person: PersonId) -> Sequence[str]:
        """The channels they use, always in the same order."""
        own = select(addresses.c.channel).where(addresses.c.person_id == person)
        return self._connection.scalars(own.order_by(addresses.c.channel)).all()

    def preferred(self, person: PersonId) -> str:
        """The channel for what we start; some channel of theirs when none reaches them."""
        found: str | None = self._connection.scalar(select(channel_of(person)))
        return found or next(iter(self.channels(person)), "")

    def doubted(self, person: PersonId) -> frozenset[str]:
        """The channels of theirs with new keys that nobody has confirmed."""
        theirs = (addresses.c.person_id == person, addresses.c.changed_at.is_not(None))
        return frozenset(self._connection.scalars(select(addresses.c.channel).where(*theirs)))

    def blind(self, person: PersonId) -> bytes:
        """The fingerprint of the only phone of somebody who types a code."""
        own = select(addresses.c.blind).where(addresses.c.person_id == person)
        return self._connection.execute(own).scalars().first() or b""

    def undoable(self, person: PersonId, now: datetime) -> str:
        """Their channel of which the address typed the code; empty when that was a day ago."""
        found: str | None = self._connection.scalar(
            select(addresses.c.channel)
            .join_from(joinings, addresses, joinings.c.blind == addresses.c.blind)
            .where(joinings.c.person_id == person, addresses.c.person_id == person)
            .where(joinings.c.at > now - UNDONE_WITHIN)
        )
        return found or ""

    def make(self, person: PersonId, until: datetime) -> str:
        """A new code of CODE_DIGITS digits, in place of any before."""
        self.drop_codes(person)
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        self._add(self._code(code), person, until)
        return code

    def owner(self, code: str, now: datetime) -> PersonId | None:
        """Whose code this is; nobody else uses it, and nobody changes them, until the end."""
        found = self._owner(code, now)
        if found is None:
            return None
        self._session.held.people([found])
        return self._owner(code, now)  # somebody may have used it while we waited

    def misses(self, person: PersonId, now: datetime) -> int:
        """How many wrong codes of this person still count."""
        return len(self._missed(person, now))

    def miss(self, person: PersonId, now: datetime) -> None:
        """Count a wrong code for as long as MISS_LASTS; never more than MOST_MISSES."""
        taken = self._missed(person, now)
        free = next((place for place in self._places(person) if place not in taken), None)
        if free is not None:
            self._connection.execute(delete(link_codes).where(link_codes.c.blind == free))
            self._add(free, person, now + MISS_LASTS)

    def choose(self, person: PersonId, channel: str) -> None:
        """Start messages on this channel, also those that wait."""
        chosen = update(people).where(people.c.id == person)
        self._connection.execute(chosen.values(prefers=channel))
        redirect(self._connection, [person])
        self._session.rings = True

    def doubt(self, person: PersonId, channel: str, at: datetime) -> None:
        """The keys behind this channel are new: it may be somebody else who writes now."""
        there = addresses.c.channel == channel
        note_keys(self._session, person, at, there, trusted=False)

    def trust(self, person: PersonId, channel: str, at: datetime) -> None:
        """The keys behind this channel are theirs as they are now."""
        there = addresses.c.channel == channel
        note_keys(self._session, person, at, there, trusted=True)

    def separate(self, person: PersonId, channel: str, farewell: Text, at: datetime) -> None:
        """Let go of the address, say farewell to it, and keep so in a restored backup."""
        erasing_phones.add(self._session, person, farewell, at, only=channel)
        self.drop_codes(person)
        gone = (addresses.c.person_id == person, addresses.c.channel == channel)
        blinds = self._connection.scalars(select(addresses.c.blind).where(*gone)).all()
        self._session.erasures.extend(Erasure(blind, at) for blind in blinds)
        self.drop(person, channel)

    def drop(self, person: PersonId, channel: str) -> None:
        """Without a word: nothing is known of this phone any more, and the others stay."""
        gone = (addresses.c.person_id == person, addresses.c.channel == channel)
        self._connection.execute(delete(addresses).where(*gone))
        self._connection.execute(delete(joinings).where(joinings.c.person_id == person))
        free = update(people).where(people.c.id == person)
        self._connection.execute(free.values(prefers=None))
        redirect(self._connection, [person], held=True)
        self._let_go_of_messages(person, channel)
        self._session.separated.add((person, channel))
        self._session.erased = True

    def part(self, persons: Sequence[PersonId], separated: str) -> None:
        """Each of these has one phone now: what waits for them goes there.

        What waits for the phone with the channel `separated` does not go; it stays somebody's.
        """
        free = update(people).where(people.c.id.in_(persons))
        self._connection.execute(free.values(prefers=None))
        for person in persons:
            [channel] = self.channels(person)
            self._bring_to(person, channel)
            if channel == separated:
                self._let_go_of_messages(person, channel)
            self._session.separated.add((person, separated))
        self._session.erased = True
        self._session.rings = True

    def drop_codes(self, person: PersonId) -> None:
        """No code of theirs joins anybody any more; wrong codes still count."""
        codes = (link_codes.c.person_id == person, link_codes.c.blind.not_in(self._places(person)))
        self._connection.execute(delete(link_codes).where(*codes))

    def _bring_to(self, person: PersonId, channel: str) -> None:
        """Also what a process holds for another phone; what has gone there is not named here."""
        elsewhere = (outbox.c.person_id == person, outbox.c.channel != channel)
        self._connection.execute(update(outbox).where(*elsewhere).values(message=None))
        waits = update(outbox).where(*elsewhere, outbox.c.state == State.WAITING.value)
        self._connection.execute(waits.values(channel=channel, lease_until=None))

    def _let_go_of_messages(self, person: PersonId, channel: str) -> None:
        there = (outbox.c.person_id == person, outbox.c.channel == channel)
        kinds = outbox.c.kind.in_([RowKind.SAY.value, RowKind.ERASE.value])
        cancelled = {"state": State.CANCELLED.value, "lease_until": None, "content_sealed": None}
        self._connection.execute(
            update(outbox)
            .where(*there, kinds, outbox.c.state == State.WAITING.value)
            .values(cancelled)
        )
        # Another phone with this channel may join later, where these names mean other messages.
        self._connection.execute(update(outbox).where(*there).values(message=None))

    def _owner(self, code: str, now: datetime) -> PersonId | None:
        alive = (
            link_codes.c.blind == self._code(code),
            lasting(_end, now, CODE_LASTS),
        )
        found = self._connection.scalar(select(link_codes.c.person_id).where(*alive))
        return None if found is None else PersonId(found)

    def _missed(self, person: PersonId, now: datetime) -> set[bytes]:
        places = link_codes.c.blind.in_(self._places(person))
        counted = select(link_codes.c.blind).where(places, lasting(_end, now, MISS_LASTS))
        return set(self._connection.scalars(counted))

    def _add(self, blind: bytes, person: PersonId, until: datetime) -> None:
        row = {"blind": blind, "person_id": person, "expires_at": until}
        self._connection.execute(insert(link_codes).values(row))

    def _code(self, code: str) -> bytes:
        return self._keys.blind("link", code)

    def _places(self, person: PersonId) -> list[bytes]:
        numbers = range(MOST_MISSES)
        return [self._keys.blind("missed link", str(person), str(number)) for number in numbers]
