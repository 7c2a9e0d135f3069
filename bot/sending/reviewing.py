"""Inside the transaction that claims rows: read reminders again, keep the night, see pauses."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache

from bot.lease import LEASE
from bot.sending.clocks.clock_watch import ClockSet
from bot.sending.reminded import Reminded
from bot.sending.verdicts import expired, given_back
from domain.lives import turning_18
from domain.matters.matter import MatterId, MatterState
from domain.matters.pushing import handed_to, new_for
from domain.matters.readers import overdue, soon_erased
from domain.people.person import PersonId
from domain.phones.notices import TO_A_NEW_PHONE
from domain.reminders.notices import reminder
from domain.reminders.reminder import Reminder, Thing, quiet_until
from domain.speech.local_times import bounds
from domain.speech.messages import Say
from domain.staff.notices import day_list, erasing, waiting_too_long
from storage.outbox.repository import Due, Priority, RowKind, Settled, State
from storage.transaction import Transaction

LOOK_AGAIN = timedelta(minutes=5)
ON_A_DAY = (Thing.APPOINTMENT, Thing.EVENT)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What may go now, how many rows were found for each channel, and who is to be silent.

    `chats` are pauses by channel and address; `pauses` are those of whole channels.
    """

    rows: tuple[Due, ...]
    found: Mapping[str, int]
    pauses: Mapping[str, datetime]
    chats: Mapping[str, Mapping[str, datetime]]


def claim(
    tx: Transaction,
    wanted: Mapping[str, int],
    now: datetime,
    clock: ClockSet,
) -> Claimed:
    """Lease at most so many rows of each channel; settle those that are not to go now.

    Before that, they learn by how much the clock was set.
    """
    clock.tell(tx, now)
    pauses = tx.outbox.pauses()
    found = {
        channel: tx.outbox.claim(channel, now, most, now + LEASE)
        for channel, most in wanted.items()
        if pauses.get(channel, now) <= now
    }
    rows = [row for rows in found.values() for row in rows]
    read = _Reading(tx, now, Reminded.by(tx, rows), trusted=clock.trusted)
    seen = [read.outcome(row) for row in rows]
    tx.outbox.settle([each for each in seen if isinstance(each, Settled)])
    going = tuple(each for each in seen if isinstance(each, Due))
    tx.outbox.keep_words([row for row in going if row.reminder is not None])
    numbers = {channel: len(rows) for channel, rows in found.items()}
    return Claimed(going, numbers, pauses, tx.outbox.paused_chats(now))


class _Reading:
    """Whether a claimed row goes now, as things are in this transaction."""

    def __init__(
        self, tx: Transaction, now: datetime, reminded: Reminded, *, trusted: bool
    ) -> None:
        self._tx = tx
        self._now = now
        self._reminded = reminded
        self._trusted = trusted
        self._quiet = cache(lambda starts: quiet_until(now, tx.zone, starts))

    def outcome(self, row: Due) -> Due | Settled:
        """The row, with what it says; or what becomes of it instead."""
        if row.not_after is not None and row.not_after < self._now:
            return self._late(row)
        if row.paused_until is not None and row.paused_until > self._now:
            return given_back(row, self._now, row.paused_until)
        if row.priority > Priority.REPLY and row.kind != RowKind.ERASE:
            quiet: datetime | None = self._quiet(row.not_after)
            if row.quiet_until is not None and row.quiet_until > self._now:
                quiet = row.quiet_until  # they asked for it, whatever the hour
            if quiet is not None:
                return given_back(row, self._now, quiet)
        outcome = row if row.reminder is None else self._reminder(row, row.reminder)
        return self._discreet(outcome) if isinstance(outcome, Due) and row.new_keys else outcome

    def _late(self, row: Due) -> Settled:
        """Nothing is given up by a clock that may be wrong: put right, it wakes what waits."""
        if self._trusted:
            return expired(row, self._now)
        return given_back(row, self._now, self._now + LOOK_AGAIN)

    def _discreet(self, row: Due) -> Due:
        """What we start says nothing of before to a phone that somebody else may hold by now.

        What is the same for everybody stays; a reminder knows better words.
        """
        of_thing = row.reminder is not None and row.reminder.thing in ON_A_DAY
        begun = row.priority > Priority.REPLY and row.campaign is None and row.say is not None
        return replace(row, say=TO_A_NEW_PHONE) if begun and not of_thing else row

    def _reminder(self, row: Due, planned: Reminder) -> Due | Settled:
        if row.person is None:
            return Settled(row, State.CANCELLED, self._now)
        if planned.thing is Thing.DAY:
            said: Say | datetime | None = self._day(row.person, date.fromordinal(planned.id))
        elif planned.thing is Thing.ERASING:
            said = self._erasing(row.person)
        elif planned.thing is Thing.OVERDUE:
            said = self._overdue(row.person)
        elif planned.thing in (Thing.NEW, Thing.HANDED):
            said = self._news(row.person, planned)
        elif planned.thing is Thing.GROWING:
            said = turning_18.reminder(planned, self._reminded.people[row.person], self._tx.zone)
        else:
            said = self._of_thing(row, row.person, planned)
        return self._settled(row, said)

    def _day(self, person: PersonId, day: date) -> Say | None:
        member = self._tx.staff.of(person)
        if member is None or not member.trusted:
            return None
        first, until = bounds(day, self._tx.zone)
        return day_list(member, self._tx.appointments.between(first, until), first)

    def _erasing(self, person: PersonId) -> Say | None:
        member = self._tx.staff.of(person)
        if member is None or not member.trusted:
            return None
        return erasing(len(soon_erased(member, self._tx.matters, self._now, self._tx.policy)))

    def _news(self, person: PersonId, planned: Reminder) -> Say | None:
        member = self._tx.staff.of(person)
        if member is None or not member.trusted or self._reminded.people[person].stopped:
            return None
        if planned.thing is Thing.HANDED:
            return handed_to(member, self._tx.matters.get(MatterId(planned.id)))
        return new_for(member, self._tx.matters.listed(MatterState.OPEN))

    def _overdue(self, person: PersonId) -> Say | None:
        member = self._tx.staff.of(person)
        if member is None or not member.trusted:
            return None
        return waiting_too_long(len(overdue(member, self._tx.matters, self._now)))

    def _of_thing(self, row: Due, person: PersonId, planned: Reminder) -> Say | datetime | None:
        known, things = self._reminded.people[person], self._reminded.things
        return reminder(planned, known, self._now, things, hidden=row.new_keys)

    def _settled(self, row: Due, said: Say | datetime | None) -> Due | Settled:
        if said is None:
            return Settled(row, State.CANCELLED, self._now)
        if isinstance(said, datetime):
            return given_back(row, self._now, said)
        return replace(row, say=said)
