"""What comes of a row when its delivery failed: once more, later, or never.

Answers and reminders are worth a second try when nobody knows whether they arrived, and a third
when that was an outage. A message to many is worth one more after an outage, or where phones tell
what they got; else it would come twice to many.
"""

from datetime import datetime, timedelta

from bot.channels.base import DeliveryError, Meaning
from bot.lease import LEASE
from storage.outbox.repository import Due, Priority, RowKind, Settled, State

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = {Priority.REPLY: timedelta(minutes=1)}
LONGEST_PAUSE_OF_OTHERS = timedelta(minutes=5)
MOST_TRIES = 12  # while others got through; an outage of the whole channel does not count
MOST_DOUBTS, MOST_DOUBTS_ALONE = 3, 2  # attempts that may have arrived: in outages, and else
PROOF_PAUSE = timedelta(minutes=3)  # a phone that got it says so well before that
LONGEST_KEPT = PROOF_PAUSE  # what rests for longer does so in the table
LIMITED_FOR = timedelta(seconds=5)  # when a platform does not say how long
ALARM_FOR = timedelta(minutes=1)
LONGEST_ERROR = 200


def sent(row: Due, message: str, now: datetime) -> Settled:
    """It arrived, at `now`; `message` is what the channel calls it."""
    return Settled(row, State.SENT, now, message=message)


def expired(row: Due, now: datetime) -> Settled:
    """It would come too late to be of use."""
    return Settled(row, State.EXPIRED, now)


def broken(row: Due, bug: str, now: datetime) -> Settled:
    """A bug of ours kept it from going; the bug is logged, others are not held up."""
    return Settled(row, State.FAILED, now, error=f"bug: {bug}"[:LONGEST_ERROR])


def given_back(row: Due, now: datetime, due: datetime | None = None) -> Settled:
    """It was not tried; anybody may claim it, by default at once."""
    doubt = State.UNCERTAIN if row.doubts else ""
    return Settled(
        row, State.WAITING, now, error=doubt, due=due, attempts=row.attempts, doubts=row.doubts
    )


def held(row: Due, error: DeliveryError, now: datetime) -> Settled:
    """Nobody knows whether it arrived, nor yet whether that was an outage: its sender keeps it."""
    return Settled(
        row, State.WAITING, now, error=_why(error)[:LONGEST_ERROR], due=now,
        attempts=row.attempts, doubts=row.doubts + 1, lease_until=now + LEASE,
        message=error.perhaps,
    )  # fmt: skip


def judge(
    row: Due, error: DeliveryError, now: datetime, *, outage: bool = False, alone: bool = False
) -> Settled:
    """What a failure means for this row.

    `outage`: the whole channel was out of reach, so that this try does not count, and the next one
    is made as soon as it is not. `alone`: nobody gets through, whoever's trouble that is, so
    nothing is given up.
    """
    match error.meaning:
        case Meaning.UNREACHABLE:
            return _ended(row, State.UNREACHABLE, error, now)
        case Meaning.CONTENT | Meaning.REFUSED:
            return _ended(row, State.FAILED, error, now)
        case Meaning.UNCERTAIN:
            return _doubt(row, error, now, outage=outage)
        case Meaning.LIMITED:  # the pause of a whole channel holds its rows by itself
            pause = timedelta() if error.challenge else pause_of(error)
            return _again(row, error, now, pause, tries=0)
        case Meaning.ALARM:
            return _again(row, error, now, ALARM_FOR, tries=0)
        case Meaning.NETWORK:
            return _network(row, error, now, outage=outage, alone=alone)


def pause_of(error: DeliveryError) -> timedelta:
    """How long the platform, or an operator's mistake, keeps us silent."""
    if error.meaning is Meaning.ALARM:
        return ALARM_FOR
    return LIMITED_FOR if error.retry_after is None else error.retry_after


def _doubt(row: Due, error: DeliveryError, now: datetime, *, outage: bool) -> Settled:
    if row.kind == RowKind.ERASE:  # deleting twice does no harm
        return _network(row, error, now, outage=outage, alone=False)
    if row.doubts + 1 >= _most_doubts(row, error, outage=outage):
        return _ended(row, State.UNCERTAIN, error, now)
    pause = PROOF_PAUSE if error.perhaps else FIRST_PAUSE
    return _again(row, error, now, timedelta() if outage else pause, tries=1)


def _most_doubts(row: Due, error: DeliveryError, *, outage: bool) -> int:
    """How many attempts may end without an answer, this one included."""
    if row.campaign is not None:
        return MOST_DOUBTS_ALONE if outage or error.perhaps else 1
    return MOST_DOUBTS if outage else MOST_DOUBTS_ALONE


def _network(
    row: Due, error: DeliveryError, now: datetime, *, outage: bool, alone: bool
) -> Settled:
    if outage:
        return _again(row, error, now, timedelta(), tries=0)
    if row.attempts + 1 >= MOST_TRIES and not alone:
        return _ended(row, State.FAILED, error, now)
    longest = LONGEST_PAUSE.get(Priority(row.priority), LONGEST_PAUSE_OF_OTHERS)
    pause = FIRST_PAUSE * 2 ** min(row.attempts, MOST_TRIES)
    return _again(row, error, now, min(longest, pause), tries=1)


def _again(
    row: Due, error: DeliveryError, now: datetime, pause: timedelta, *, tries: int
) -> Settled:
    due = now + pause
    kept = row.priority == Priority.REPLY and pause <= LONGEST_KEPT
    lease = due + LEASE if kept else None
    doubts = row.doubts + (error.meaning is Meaning.UNCERTAIN)
    return Settled(
        row, State.WAITING, now, error=_why(error)[:LONGEST_ERROR], due=due,
        attempts=row.attempts + tries, doubts=doubts, lease_until=lease, message=error.perhaps,
    )  # fmt: skip


def _ended(row: Due, state: State, error: DeliveryError, now: datetime) -> Settled:
    return Settled(row, state, now, error=_why(error)[:LONGEST_ERROR], message=error.perhaps)


def _why(error: DeliveryError) -> str:
    return f"{error.meaning}: {error.detail}"
