"""Local times and their instants, on every day of the years to come."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.speech.local_times import TWICE, exists, instant, twice
from tests.fakes.world import LJUBLJANA

SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)
DAYS = st.dates(date(2026, 1, 1), date(2040, 1, 1)) | st.sampled_from([SPRING, AUTUMN])
HALF_PAST_TWO = time(2, 30)


@given(DAYS, st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_what_exists_is_read_as_it_was_written(day: date, clock: time) -> None:
    """And only that; whatever is read from an instant exists."""
    there = instant(day, clock, LJUBLJANA).astimezone(LJUBLJANA)

    assert (there.date(), there.time()) == (day, clock) or not exists(day, clock, LJUBLJANA)
    assert exists(there.date(), there.time().replace(fold=0), LJUBLJANA)


def test_in_spring_an_hour_is_left_out() -> None:
    """It would be an hour later."""
    assert not exists(SPRING, HALF_PAST_TWO, LJUBLJANA)
    assert twice(SPRING, HALF_PAST_TWO, LJUBLJANA) is None
    assert instant(SPRING, HALF_PAST_TWO, LJUBLJANA) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_in_autumn_an_hour_comes_twice() -> None:
    """The first one is meant, and that is said; of no other hour."""
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    assert instant(AUTUMN, HALF_PAST_TWO, LJUBLJANA) == first
    assert instant(AUTUMN, time(3), LJUBLJANA) == first + timedelta(hours=1.5)
    said = {hour for hour in range(24) if twice(AUTUMN, time(hour, 30), LJUBLJANA) is TWICE}
    assert said == {2}
