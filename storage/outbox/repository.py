"""Everything that leaves is a row here: planned, leased, settled, counted.

The hot path is `add_replies` and `settle`: one statement each for a whole batch.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import exists, func, insert, select, update

from domain.events.event import EventId
from domain.people.person import PersonId
from domain.reminders.reminder import Thing
from domain.speech.messages import Say, say_to_json
from domain.speech.text import Text
from storage.database.instants import milliseconds
from storage.outbox import (
    erasing_phones,
    guest_reminders,
    leasing,
    letters,
    numbers,
    outcomes,
    prompts,
    receipts,
)
from storage.outbox.clocks import clock_steps
from storage.outbox.replies import KEPT_WORDS, NEW_REPLIES, behind, due_of
from storage.outbox.routing import channel_of
from storage.outbox.rows import REPLY_LASTS, Due, Priority, Reply, RowKind, Settled, State
from storage.outbox.silence import chat_pauses, pauses
from storage.outbox.tables import outbox
from storage.sealing import crypto
from storage.session import Session

__all__ = ["Due", "OutboxTable", "Priority", "Reply", "RowKind", "Settled", "State"]
_waiting = outbox.c.state == State.WAITING.value
_cancelled = {"state": State.CANCELLED.value, "lease_until": None, "content_sealed": None}


class OutboxTable:
    """What is to be sent, for whoever sends it, and `domain.work.Posts` for the rules."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._connection = session.connection

    def add_replies(
        self, replies: Sequence[Reply], now: datetime, *, lease_until: datetime | None
    ) -> list[Due]:
        """Store answers to people who have just written, in this order.

        With `lease_until` they are born leased: whoever holds what is returned sends them after
        the commit, without reading them again; not where earlier ones wait unheld, for all go in
        order. Nothing is stored for people just forgotten, or for a phone just separated; what
        was for somebody just joined is for who they are now.
        """
        present = [reply for reply in map(self._at_last, replies) if self._is_there(reply)]
        if not present:
            return []
        ids = numbers.reserve(self._connection, len(present))
        not_after = now + REPLY_LASTS
        rows = [due_of(row, reply, not_after) for row, reply in zip(ids, present, strict=True)]
        lease = None if lease_until is None else milliseconds(lease_until)
        later = behind(self._connection, rows) if lease else set()
        times = {"at": milliseconds(now), "until": milliseconds(not_after), "lease": lease}
        self._session.rings = self._session.rings or lease is None or bool(later)
        unheld = times | {"lease": None}
        values = [self._reply_values(r, unheld if r.id in later else times) for r in rows]
        NEW_REPLIES.run(self._connection, values)
        return [row for row in rows if row.id not in later]

    def remind(
        self,
        person: PersonId,
        thing: Thing,
        thing_id: int,
        ahead: timedelta,
        due: datetime,
        not_after: datetime,
    ) -> None:
        """Plan a reminder; what it says is read when it is sent."""
        values = {
            "person_id": person,
            "channel": func.coalesce(channel_of(person), ""),
            "kind": RowKind.REMINDER.value,
            "priority": Priority.REMINDER.value,
            "state": State.WAITING.value,
            "due_at": due,
            "not_after": not_after,
            "thing": thing.value,
            "thing_id": thing_id,
            "ahead_s": round(ahead.total_seconds()),
            "asks": True,
        }
        self._connection.execute(insert(outbox).values(values))

    def reminded(self, person: PersonId, thing: Thing, thing_id: int) -> bool:
        """Whether a reminder of this was ever planned for this person."""
        about = (outbox.c.thing == thing.value, outbox.c.thing_id == thing_id)
        planned = exists().where(outbox.c.person_id == person, *about)
        return bool(self._connection.scalar(select(planned)))

    def remind_guests(
        self, event: EventId, times: Iterable[tuple[timedelta, datetime]], not_after: datetime
    ) -> None:
        """Plan these reminders for everybody who comes, in place of all that were planned."""
        guest_reminders.of_guests(self._session, event, times, not_after)

    def tell(self, person: PersonId, channel: str, say: Say, now: datetime) -> None:
        """Say this on one of their channels before anything else, though nobody wrote there."""
        letters.add_notice(self._session, person, channel, say, now)

    def write(
        self, person: PersonId, say: Say, at: datetime, not_after: datetime | None = None
    ) -> None:
        """Say this to somebody who did not just write: by day, where they are written to."""
        letters.add_letter(self._session, person, say, at, not_after)

    def alarm(self, person: PersonId, say: Say, at: datetime) -> None:
        """Say this to a member of staff now, also at night and whatever they stopped."""
        letters.add_letter(self._session, person, say, at, priority=Priority.REPLY)

    def excuse(self, reply: Reply, now: datetime) -> None:
        """Answer somebody who has just written, and whose own key does not open."""
        where = (reply.channel, reply.address, reply.language)
        letters.add_excuse(self._session, *where, reply.say, now)

    def drop_reminders(self, person: PersonId, thing: Thing, thing_id: int) -> None:
        """Cancel those that wait; one that is on its way just now may still arrive."""
        self._cancel(
            outbox.c.person_id == person,
            outbox.c.kind == RowKind.REMINDER.value,
            outbox.c.thing == thing.value,
            outbox.c.thing_id == thing_id,
        )

    def wake(self, person: PersonId, held_until: datetime, at: datetime) -> None:
        """What was held back until then for this person may go at `at`."""
        held = (outbox.c.state == State.WAITING.value, outbox.c.due_at == held_until)
        woken = update(outbox).where(outbox.c.person_id == person, *held)
        self._connection.execute(woken.values(due_at=at))
        self._session.rings = True

    def drop_started(self, person: PersonId) -> None:
        """Cancel everything waiting that this person did not just ask for."""
        self._cancel(outbox.c.person_id == person, outbox.c.priority > Priority.REPLY.value)

    def take_away(self, person: PersonId, since: datetime, at: datetime) -> None:
        """Delete from their phones what we have sent since then, as far as the platforms let us."""
        erasing_phones.take_away(self._session, person, since, at)

    def goodbye(self, person: PersonId, farewell: Text, now: datetime) -> None:
        """Before somebody is erased: plan to empty their phone of us, then to say farewell."""
        erasing_phones.add(self._session, person, farewell, now)

    def erase_later(self, row: Due, message: str, due: datetime) -> None:
        """Delete a message from the phone at `due`, while the platform still lets us."""
        erasing_phones.add_erasure(self._session, row, message, due)

    def erase_secret(self, person: PersonId, channel: str, message: str, now: datetime) -> None:
        """Delete from the phone what they have just written there."""
        erasing_phones.add_secret(self._session, person, channel, message, now)

    def claim(
        self,
        channel: str,
        now: datetime,
        limit: int,
        lease_until: datetime,
        ceiling: Priority = Priority.REST,
    ) -> list[Due]:
        """Lease rows that are due on a channel, the most urgent first; at most one per person.

        Rows of people who cannot be reached any more are settled on the way.
        """
        return leasing.claim(self._session, channel, now, limit, lease_until, ceiling)

    def release_leases(self, now: datetime, channels: Collection[str] | None = None) -> None:
        """At the start of the only process that sends these channels, or any when None.

        What was in flight goes once more, retries at once; no pause is longer than platforms ask.
        """
        clock_steps.release(self._session, now, channels)

    def clock_was_set(self, step: timedelta, now: datetime, channels: Collection[str]) -> None:
        """By `step`, and says `now`: what waits here waits as long as before. Only a sender may."""
        clock_steps.shift(self._session, channels, step, now)

    def settle(self, results: Sequence[Settled]) -> None:
        """Write what became of rows. What is settled twice keeps the better news."""
        outcomes.settle(self._session, results)

    def keep_words(self, rows: Sequence[Due]) -> None:
        """Remember what reminders say, so that their buttons can be understood later.

        Raises ValueError for a row without a person or without words.
        """
        words = [{"row": row.id, "content": self._seal(row)} for row in rows]
        KEPT_WORDS.run(self._connection, words)

    def open_prompts(
        self, persons: Sequence[PersonId], now: datetime
    ) -> dict[PersonId, tuple[int, Say, datetime]]:
        """Each person's newest question outside a conversation that waits for an answer."""
        return prompts.open_of(self._session, persons, now)

    def prompt(self, row: int, person: PersonId) -> Say | None:
        """What this row asked this person; None when it is not theirs or long gone."""
        return prompts.get(self._session, row, person)

    def quoted(self, person: PersonId, channel: str, message: str) -> prompts.Quoted | None:
        """The message that this person quotes or puts a sign on, if we still know it."""
        return prompts.quoted(self._session, person, channel, message)

    def mark_answered(self, rows: Sequence[int], now: datetime) -> None:
        """Bare words answer these no more; their buttons still do."""
        prompts.mark_answered(self._session, rows, now)

    def sent_of(self, person: PersonId, since: datetime) -> list[tuple[str, str]]:
        """The (channel, message) of what this person has got since then and still has."""
        return erasing_phones.sent_of(self._session, person, since)

    def delivered(
        self, channel: str, address: str, names: Sequence[str], at: datetime
    ) -> list[int]:
        """A phone says that these arrived: what was uncertain of them is sent; which rows."""
        return receipts.delivered(self._session, channel, address, names, at)

    def pause(self, channel: str, until: datetime, challenge: str = "") -> None:
        """Nothing goes on this channel until then, from any process; never made shorter.

        `challenge`: what the platform wants an operator to answer.
        """
        pauses.begin(self._session, channel, until, challenge)

    def resume(self, channel: str) -> None:
        """An operator has done what was asked for: the pause is over for every process."""
        pauses.end(self._session, channel)

    def challenge(self, channel: str) -> str:
        """What the platform wants an operator to answer; empty when it wants nothing."""
        return pauses.challenge(self._session, channel)

    def paused(self, channel: str) -> datetime | None:
        """Until when the platform asked us to be silent, if it ever did."""
        return pauses.paused(self._session, channel)

    def pauses(self) -> Mapping[str, datetime]:
        """Every pause there was, by channel, also those that are over; instants are in UTC."""
        return pauses.every(self._session)

    def pause_chats(self, chats: Mapping[tuple[str, str], datetime]) -> None:
        """Nothing goes to these before then, by channel and address; never made shorter."""
        chat_pauses.begin(self._session, chats)

    def paused_chats(self, now: datetime) -> Mapping[str, Mapping[str, datetime]]:
        """Until when which chats are silent, by channel and address; instants are in UTC."""
        return chat_pauses.every(self._session, now)

    def expire(self, now: datetime) -> int:
        """Give up what nobody would want any more and nobody holds; returns how many."""
        return outcomes.expire(self._session, now)

    def purge(self, now: datetime, days: int) -> int:
        """Forget what was settled long ago; returns how many rows."""
        return outcomes.purge(self._session, now, days)

    def _at_last(self, reply: Reply) -> Reply:
        joined = self._session.joined.get(reply.person)
        return reply if joined is None else replace(reply, person=joined)

    def _is_there(self, reply: Reply) -> bool:
        separated = (reply.person, reply.channel) in self._session.separated
        return not separated and reply.person not in self._session.forgotten

    def _cancel(self, *where: Any) -> None:
        self._connection.execute(update(outbox).where(_waiting, *where).values(_cancelled))

    def _reply_values(self, row: Due, times: dict[str, int | None]) -> dict[str, Any]:
        return {
            "row": row.id,
            "person": row.person,
            "by": row.channel,
            "content": self._seal(row),
            "says_in": row.language,
            "says_asks": row.asks,
            "says_prompt": "" if row.say is None else row.say.prompt,
            **times,
        }

    def _seal(self, row: Due) -> bytes:
        if row.person is None or row.say is None:
            raise ValueError("only words to a person are sealed under their key")
        words = orjson.dumps(say_to_json(row.say))
        return crypto.seal(self._session.keys.of(row.person), leasing.content_place(row.id), words)
