"""What comes of a row when its delivery failed: once more, later, or never.

Answers and reminders are worth a second try when nobody knows whether they arrived; a message to
many only where phones tell what they got, for it would come twice to many.
"""

from datetime import datetime, timedelta

from bot.channels.base import DeliveryError, Meaning
from bot.lease import LEASE
from storage.outbox.repository import Due, Priority, RowKind, Settled, State

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = {Priority.REPLY: timedelta(minutes=1)}
LONGEST_PAUSE_OF_OTHERS = timedelta(minutes=5)
MOST_TRIES = 12  # while others got through; an outage of the whole channel does not count
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
    doubt = State.UNCERTAIN if row.doubted else ""
    return Settled(row, State.WAITING, now, error=doubt, due=due, attempts=row.attempts)


def judge(
    row: Due, error: DeliveryError, now: datetime, *, outage: bool = False, rests: bool = False
) -> Settled:
    """What a failure means for this row.

    `outage`: nobody gets through, so nothing is given up. `rests`: the whole channel is known to be
    out of reach, so that this try does not count.
    """
    match error.meaning:
        case Meaning.UNREACHABLE:
            return _ended(row, State.UNREACHABLE, error, now)
        case Meaning.CONTENT | Meaning.REFUSED:
            return _ended(row, State.FAILED, error, now)
        case Meaning.UNCERTAIN:
            return _doubt(row, error, now)
        case Meaning.LIMITED:  # the pause of a whole channel holds its rows by itself
            pause = timedelta() if error.challenge else pause_of(error)
            return _again(row, error, now, pause, tries=0)
        case Meaning.ALARM:
            return _again(row, error, now, ALARM_FOR, tries=0)
        case Meaning.NETWORK:
            return _network(row, error, now, outage=outage, tries=0 if rests else 1)


def pause_of(error: DeliveryError) -> timedelta:
    """How long the platform, or an operator's mistake, keeps us silent."""
    if error.meaning is Meaning.ALARM:
        return ALARM_FOR
    return LIMITED_FOR if error.retry_after is None else error.retry_after


def _doubt(row: Due, error: DeliveryError, now: datetime) -> Settled:
    if row.kind == RowKind.ERASE:  # deleting twice does no harm
        return _network(row, error, now, outage=False, tries=1)
    unproven = row.campaign is not None and not error.perhaps
    if unproven or row.doubted:
        return _ended(row, State.UNCERTAIN, error, now)
    return _again(row, error, now, PROOF_PAUSE if error.perhaps else FIRST_PAUSE, tries=1)


def _network(row: Due, error: DeliveryError, now: datetime, *, outage: bool, tries: int) -> Settled:
    if row.attempts + tries >= MOST_TRIES and not outage:
        return _ended(row, State.FAILED, error, now)
    longest = LONGEST_PAUSE.get(Priority(row.priority), LONGEST_PAUSE_OF_OTHERS)
    pause = FIRST_PAUSE * 2 ** min(row.attempts, MOST_TRIES)
    return _again(row, error, now, min(longest, pause), tries=tries)


def _again(
    row: Due, error: DeliveryError, now: datetime, pause: timedelta, *, tries: int
) -> Settled:
    due = now + pause
    kept = row.priority == Priority.REPLY and pause <= LONGEST_KEPT
    lease = due + LEASE if kept else None
    why = _why(error)
    if row.doubted and error.meaning is not Meaning.UNCERTAIN:
        why = f"{State.UNCERTAIN}, then {why}"
    attempts = row.attempts + tries
    return Settled(
        row, State.WAITING, now, error=why[:LONGEST_ERROR], due=due, attempts=attempts,
        lease_until=lease, message=error.perhaps,
    )  # fmt: skip


def _ended(row: Due, state: State, error: DeliveryError, now: datetime) -> Settled:
    return Settled(row, state, now, error=_why(error)[:LONGEST_ERROR], message=error.perhaps)


def _why(error: DeliveryError) -> str:
    return f"{error.meaning}: {error.detail}"
