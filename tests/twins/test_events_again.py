"""Events that come again, in memory and in tables."""

from collections.abc import Sequence
from datetime import date

from domain.events.event import EventId
from domain.events.series import Every, Repeats, Series, SeriesId
from tests.storage.samples import DAY, NOW, new_event
from tests.twins.test_events import NEVER, get, take
from tests.twins.worlds import Twin

FOOTBALL = new_event(4, 2)
WEEKLY = Repeats(Every.WEEK, date(2027, 3, 1))
DAYS = (date(2026, 12, 2), date(2026, 12, 9))
LATER = (date(2026, 12, 16), *DAYS)


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


def test_each_time_leads_to_its_rule(twin: Twin) -> None:
    """As it was written; what is of no series, or of one that was ended, leads to none."""
    alone, (weekly, times) = twin.event(), planned(twin)
    other = twin.events.add_series(FOOTBALL, WEEKLY)
    twin.events.cancel(times[0], NOW)

    for each in times:
        assert twin.events.series_of(each) == Series(weekly, FOOTBALL, WEEKLY)
    twin.events.end_series(times[0])
    for each in (*times, alone, NEVER):
        assert twin.events.series_of(each) is None
    assert [each.id for each in twin.events.series()] == [other]


def test_later_times_stand_by_their_days_in_the_rule(twin: Twin) -> None:
    """Also cancelled ones, and with whoever comes there; not those of another series."""
    (_weekly, (third, first, second)), _other = planned(twin, LATER), planned(twin)
    take(twin, second, twin.person(), 2, lift=True)
    twin.events.cancel(third, NOW)
    twin.events.change(second, new_event(4, 2, NOW + 99 * DAY), NOW)

    assert list(twin.events.later_times(first)) == [
        (DAYS[1], get(twin, second)),
        (LATER[0], get(twin, third)),
    ]
    assert list(twin.events.later_times(third)) == []
    for none in (twin.event(), NEVER):
        assert list(twin.events.later_times(none)) == []
    twin.events.end_series(second)
    assert list(twin.events.later_times(first)) == []


def test_another_rule_leaves_the_times_as_they_are(twin: Twin) -> None:
    """And so it does other rules."""
    (weekly, times), (other, _times) = planned(twin), planned(twin)
    before = [get(twin, each) for each in times]
    first, monthly = new_event(9, 0, NOW + 2 * DAY), Repeats(Every.MONTH, date(2027, 5, 1))
    twin.events.rewrite_series(weekly, first, monthly)

    assert list(twin.events.series()) == [
        Series(weekly, first, monthly),
        Series(other, FOOTBALL, WEEKLY),
    ]
    assert twin.events.series_of(times[1]) == Series(weekly, first, monthly)
    assert [get(twin, each) for each in times] == before


def test_times_go_to_other_days_of_a_series(twin: Twin) -> None:
    """One may get the day that another one had; one without a day is of no series any more."""
    (weekly, (third, first, second)), alone = planned(twin, LATER), twin.event()
    days = {first: DAYS[1], second: LATER[0], third: None, alone: DAYS[0]}
    twin.events.place_times(weekly, days)

    assert [each.id for _day, each in twin.events.later_times(alone)] == [first, second]
    assert [day for day, _each in twin.events.later_times(alone)] == [DAYS[1], LATER[0]]
    assert [get(twin, each).repeats for each in days] == [True, True, False, True]
    assert twin.events.series_of(third) is None
    assert twin.events.add_time(weekly, LATER[0], FOOTBALL, NOW) is None


def test_no_two_times_are_on_one_day_of_a_series(twin: Twin) -> None:
    """Whichever was there leaves the series, and takes place all the same."""
    weekly, (first, second) = planned(twin)

    twin.events.place_times(weekly, {second: DAYS[0]})

    assert twin.events.series_of(first) is None
    assert twin.events.series_of(second) is not None
    assert not get(twin, first).cancelled


def planned(twin: Twin, days: Sequence[date] = DAYS) -> tuple[SeriesId, list[EventId]]:
    """A series with these times, in the order of adding."""
    weekly = twin.events.add_series(FOOTBALL, WEEKLY)
    added = [twin.events.add_time(weekly, day, FOOTBALL, NOW) for day in days]
    return weekly, [EventId(each or 0) for each in added]
