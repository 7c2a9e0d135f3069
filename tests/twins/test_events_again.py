"""Events that come again, in memory and in tables."""

from datetime import date

from domain.events.event import EventId
from domain.events.series import Every, Repeats, Series
from tests.storage.samples import DAY, NOW, new_event
from tests.twins.test_events import NEVER, get
from tests.twins.worlds import Twin

FOOTBALL = new_event(4, 2)
WEEKLY = Repeats(Every.WEEK, date(2027, 3, 1))
DAYS = (date(2026, 12, 2), date(2026, 12, 9))


def test_every_rule_goes_on_until_it_is_ended(twin: Twin) -> None:
    """As it was written, in its order."""
    first, second = (twin.events.add_series(FOOTBALL, WEEKLY) for _each in range(2))
    planned = twin.events.add_time(first, DAYS[0], FOOTBALL, NOW)
    assert planned is not None

    assert list(twin.events.series()) == [
        Series(first, FOOTBALL, WEEKLY),
        Series(second, FOOTBALL, WEEKLY),
    ]
    assert twin.events.end_series(planned) is True
    assert [each.id for each in twin.events.series()] == [second]


def test_a_day_has_one_time_of_a_series(twin: Twin) -> None:
    """Also when it was cancelled; another series may have the same day."""
    weekly, other = (twin.events.add_series(FOOTBALL, WEEKLY) for _each in range(2))
    planned = twin.events.add_time(weekly, DAYS[0], FOOTBALL, NOW)
    assert planned is not None
    twin.events.cancel(planned, NOW)

    assert twin.events.add_time(weekly, DAYS[0], FOOTBALL, NOW) is None
    assert twin.events.add_time(weekly, DAYS[1], FOOTBALL, NOW) is not None
    assert twin.events.add_time(other, DAYS[0], FOOTBALL, NOW) is not None


def test_times_repeat_while_their_rule_goes_on(twin: Twin) -> None:
    """Also one that was changed; afterwards each is an event like any other."""
    weekly = twin.events.add_series(FOOTBALL, WEEKLY)
    times = [twin.events.add_time(weekly, day, FOOTBALL, NOW) for day in DAYS]
    first, second = (EventId(each or 0) for each in times)
    twin.events.change(first, new_event(4, 2, NOW + 3 * DAY), NOW)

    assert get(twin, first).repeats
    assert twin.events.end_series(second) is True
    assert not get(twin, first).repeats
    assert not get(twin, second).repeats


def test_what_does_not_come_again_cannot_be_ended(twin: Twin) -> None:
    """Nor can what has been ended, or never was."""
    alone = twin.event()
    again = twin.events.add_time(twin.events.add_series(FOOTBALL, WEEKLY), DAYS[0], FOOTBALL, NOW)
    assert again is not None
    twin.events.end_series(again)

    for event in (alone, again, NEVER):
        assert twin.events.end_series(event) is False
