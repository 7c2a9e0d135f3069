"""What holds until a stored instant, and what is left of it when the clock was set back.

Nothing can end later than if it began now and lasted as long as it ever may. What does is of a time
that has not come: its clock was wrong, and it holds no more. So a clock that is put right leaves
nobody locked out, and nothing open, for longer than was promised.
"""

from datetime import datetime, timedelta

SLACK = timedelta(seconds=1)  # what is stored is rounded, and clocks of two machines differ


def lasts(until: datetime | None, now: datetime, longest: timedelta) -> bool:
    """Whether what ends then holds now; None never does."""
    return until is not None and now < until <= now + longest + SLACK
