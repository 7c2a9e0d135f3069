"""How long something is kept for somebody who waited: the same for places and for times."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.reminders.reminder import quiet_until

LASTS = timedelta(hours=2)
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
