"""Rules in the tables: one time for each local day, also when two processes look at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from domain.events.change import AddEvent, NoteCame
from domain.events.event import EventId
from domain.events.series import AHEAD, ContinueSeries, EndSeries, Every, Repeats, SeriesId
from domain.outcome import Done
from domain.people.person import PersonId
from domain.rules import perform
from storage.store import Store
from tests.storage.acting import do
from tests.storage.samples import DAY, NOW, new_event

NOBODY = PersonId(0)
WEEKLY = Repeats(Every.WEEK, date(2027, 6, 30))


def begin(store: Store) -> None:
    """Football on Wednesdays, with a car."""
    assert do(store, NOBODY, AddEvent(new_event(seats=3), WEEKLY)) == Done(1)


def later(store: Store) -> int:
    """How many are planned when four weeks have passed."""
    done = store.write(lambda tx: perform(ContinueSeries(), tx.work(NOBODY, NOW + AHEAD)))
    assert isinstance(done, Done)
    return done.value


def test_a_rule_is_read_as_it_was_written(store: Store) -> None:
    """With its car and its audience."""
    begin(store)

    [series] = store.read(lambda tx: tx.events.series())

    assert (series.first, series.repeats) == (new_event(seats=3), WEEKLY)
    events = store.read(lambda tx: tx.events.upcoming(NOW))
    assert [each.starts for each in events] == [NOW + DAY + 7 * n * DAY for n in range(5)]
    assert all(each.repeats for each in events)


def test_two_who_look_at_once_plan_each_day_once(store: Store) -> None:
    """The database refuses the second one."""
    begin(store)

    with ThreadPoolExecutor(2) as threads:
        planned = list(threads.map(lambda _n: later(store), range(2)))

    assert sum(planned) == 3
    starts = [each.starts for each in store.read(lambda tx: tx.events.upcoming(NOW))]
    assert len(starts) == len(set(starts)) == 8


def test_a_time_is_refused_twice(store: Store) -> None:
    """By its day, whatever it has become since."""
    begin(store)
    day = (NOW + DAY).date()

    again = store.write(lambda tx: tx.events.add_time(SeriesId(1), day, new_event(), NOW))

    assert again is None


def test_a_rule_ends_and_its_times_stay(store: Store) -> None:
    """They are events as any other from then on."""
    begin(store)

    assert do(store, NOBODY, EndSeries(EventId(2))) == Done(None)

    assert store.read(lambda tx: tx.events.series()) == []
    assert later(store) == 0
    events = store.read(lambda tx: tx.events.upcoming(NOW))
    assert (len(events), any(each.repeats for each in events)) == (5, False)


def test_those_who_were_there_are_counted(store: Store) -> None:
    """The newest event is shown first; what has not begun is not shown."""
    begin(store)
    store.write(lambda tx: perform(NoteCame(EventId(1), 17), tx.work(NOBODY, NOW + 9 * DAY)))

    begun = store.read(lambda tx: tx.events.begun(NOW, NOW + 9 * DAY))

    assert [(each.id, each.came) for each in begun] == [(2, None), (1, 17)]
