"""The one place that asks what time it is."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The instant that it is now, aware and in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the clock that everybody else is given
