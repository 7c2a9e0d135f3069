"""How long something is kept for somebody who waited: the same for places and for times."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.reminders.reminder import quiet_until

LASTS = timedelta(hours=2)
RESTS = timedelta(hours=24)  # before whoever let an offer end is asked once more
TOO_SHORT = timedelta(minutes=15)  # to read and answer


def kept_until(
    starts: datetime, ends_before: timedelta, now: datetime, zone: ZoneInfo
) -> datetime | None:
    """Until when an offer made now lasts; None when there is too little time to answer.

    Nobody is asked at night, so the time counts from the morning. It ends so long before the thing
    itself.
    """
    begins = quiet_until(now, zone, starts) or now
    until = min(begins + LASTS, starts - ends_before)
    return until if until - begins >= TOO_SHORT else None


def latest(now: datetime, zone: ZoneInfo) -> datetime:
    """No offer made by now lasts longer, whatever it is for. What does was made by a clock that
    has been set back since.
    """
    return (quiet_until(now, zone, None) or now) + LASTS
