"""When reminders are due, and the hours in which nobody is woken."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reminders.reminder import STILL_URGENT, due_times, quiet_until

ZONE = ZoneInfo("Europe/Ljubljana")


def at(words: str) -> datetime:
    """A local time in Ljubljana."""
    return datetime.fromisoformat(words).replace(tzinfo=ZONE).astimezone(ZoneInfo("UTC"))


def test_two_reminders_are_planned_a_day_and_two_hours_ahead() -> None:
    """The one that would have been due already is left out."""
    starts = at("2026-03-03 10:00")

    assert [due for _ahead, due in due_times(starts, at("2026-03-01 10:00"))] == [
        at("2026-03-02 10:00"),
        at("2026-03-03 08:00"),
    ]
    assert [due for _ahead, due in due_times(starts, at("2026-03-02 10:00"))] == [
        at("2026-03-03 08:00")
    ]
    assert not list(due_times(starts, at("2026-03-03 09:00")))


@pytest.mark.parametrize(
    ("now", "starts", "until"),
    [
        ("2026-03-03 08:00", None, None),
        ("2026-03-03 20:59", None, None),
        ("2026-03-03 21:00", None, "2026-03-04 08:00"),
        ("2026-03-03 03:00", None, "2026-03-03 08:00"),
        ("2026-03-03 22:00", "2026-03-04 15:00", "2026-03-04 08:00"),
        ("2026-03-03 22:00", "2026-03-04 09:00", "2026-03-04 06:00"),  # urgent before it is day
        ("2026-03-03 22:00", "2026-03-04 00:30", None),  # urgent now
        ("2026-03-28 22:00", None, "2026-03-29 08:00"),  # the night of the summer time
        ("2026-10-24 22:00", None, "2026-10-25 08:00"),
    ],
)
def test_the_night_is_quiet(now: str, starts: str | None, until: str | None) -> None:
    """From nine to eight, unless the thing itself is near."""
    found = quiet_until(at(now), ZONE, None if starts is None else at(starts))

    assert found == (None if until is None else at(until))


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)),  # noqa: DTZ001 - local, see at()
    st.timedeltas(timedelta(hours=-1), timedelta(days=2)),
)
def test_whoever_waits_for_the_morning_may_then_be_written_to(
    local: datetime, ahead: timedelta
) -> None:
    """The end of quiet is never in the past, never quiet itself, never too late for the thing."""
    now = at(local.isoformat(" "))
    starts = now + ahead
    until = quiet_until(now, ZONE, starts)

    if until is not None:
        assert until > now
        assert quiet_until(until, ZONE, starts) is None
        assert until <= max(now, starts - STILL_URGENT)
