"""Events and who comes to them, in memory and in tables."""

from dataclasses import replace

from domain.events.event import Event, EventId, Transport
from domain.events.rsvp import Rsvp, RsvpState
from domain.people.person import PersonId
from tests.storage.samples import DAY, HOUR, NOW, PLACE, new_event
from tests.twins.worlds import Twin

NEVER = EventId(99)
COMING, NOT_COMING = RsvpState.COMING, RsvpState.NOT_COMING


def get(twin: Twin, event: EventId) -> Event:
    """The event, which is there."""
    found = twin.events.get(event)
    assert found is not None
    return found


def take(twin: Twin, event: EventId, who: PersonId, people: int = 1, *, lift: bool = False) -> bool:
    """Whether they got places."""
    return twin.events.take(event, who, people, lift=lift)


def test_an_event_is_kept_as_it_was_written(twin: Twin) -> None:
    """With nobody coming yet."""
    new = new_event(capacity=4, seats=2)
    event = get(twin, twin.events.add(new, NOW))

    assert (event.title, event.description, event.place) == (new.title, None, PLACE)
    assert (event.starts, event.ends, event.capacity) == (new.starts, new.ends, 4)
    assert (event.interests, event.audience) == (new.interests, new.audience)
    assert event.transport == Transport(2, PLACE, new.starts - HOUR)
    assert (event.taken, event.lifts, event.came, event.cancelled) == (0, 0, None, False)
    assert twin.events.get(NEVER) is None


def test_what_is_to_come_stands_in_its_order(twin: Twin) -> None:
    """Until it has ended, and unless it was cancelled."""
    later, sooner, off = (twin.event(starts=NOW + day * DAY) for day in (2, 1, 1))
    twin.events.cancel(off, NOW)

    assert [each.id for each in twin.events.upcoming(NOW)] == [sooner, later]
    assert [each.id for each in twin.events.upcoming(NOW + DAY + 2 * HOUR)] == [later]
    assert get(twin, off).cancelled


def test_what_has_begun_stands_the_newest_first(twin: Twin) -> None:
    """From after the first instant until the second one."""
    first, second, third, off = (twin.event(starts=NOW + n * HOUR) for n in (0, 1, 2, 1))
    twin.events.cancel(off, NOW)

    assert [each.id for each in twin.events.begun(NOW, NOW + 2 * HOUR)] == [third, second]
    assert [e.id for e in twin.events.begun(NOW - HOUR, NOW + HOUR)] == [second, first]


def test_places_and_seats_are_never_given_twice(twin: Twin) -> None:
    """What was said before is given back first, and only if there is enough."""
    anna, ben = twin.persons(2)
    event = twin.event(capacity=4, seats=2)

    assert take(twin, event, anna, 2, lift=True)
    assert not take(twin, event, ben, 1, lift=True)
    assert not take(twin, event, ben, 3)
    assert take(twin, event, anna, 4)
    assert not take(twin, event, anna, 5)
    assert (get(twin, event).taken, get(twin, event).lifts) == (4, 0)
    assert twin.events.rsvp(event, anna) == Rsvp(event, 4, lift=False, state=COMING)
    assert twin.events.rsvp(event, ben) is None


def test_there_is_no_place_at_an_event_that_never_was(twin: Twin) -> None:
    """Nor is anything offered there."""
    anna = twin.person()

    assert take(twin, NEVER, anna) is False
    assert twin.events.offer(NEVER, anna, 1, NOW + HOUR) is False
    assert twin.events.change(NEVER, new_event(), NOW) is False
    twin.events.cancel(NEVER, NOW)
    twin.events.end_queue(NEVER)
    twin.events.note_came(NEVER, 1)
    twin.events.allow_questions(NEVER, allowed=True)
    twin.events.leave(NEVER, anna)
    assert twin.events.upcoming(NOW) == []


def test_whoever_leaves_frees_their_places(twin: Twin) -> None:
    """That they said no is remembered, and how many they were."""
    anna = twin.person()
    event = twin.event(capacity=2, seats=2)
    take(twin, event, anna, 2, lift=True)

    twin.events.leave(event, anna)

    assert (get(twin, event).taken, get(twin, event).lifts) == (0, 0)
    assert twin.events.rsvp(event, anna) == Rsvp(event, 2, lift=True, state=NOT_COMING)


def test_whoever_said_nothing_has_nothing_to_leave(twin: Twin) -> None:
    """It stays so."""
    anna, event = twin.person(), twin.event()
    twin.events.leave(event, anna)

    assert twin.events.rsvp(event, anna) is None


def test_one_s_own_events_come_in_their_order(twin: Twin) -> None:
    """Those that take place and have not ended."""
    anna = twin.person()
    later, sooner, off, left = (twin.event(starts=NOW + day * DAY) for day in (2, 1, 1, 1))
    for event in (later, sooner, off, left):
        take(twin, event, anna)
    twin.events.cancel(off, NOW)
    twin.events.leave(left, anna)

    assert [each.event for each in twin.events.coming_of(anna, NOW)] == [sooner, later]
    assert [e.event for e in twin.events.coming_of(anna, NOW + DAY + 2 * HOUR)] == [later]


def test_a_cancelled_event_keeps_what_was_said(twin: Twin) -> None:
    """`Events.cancel` promises that nobody is coming any more. SQL keeps the count, and gives
    places; that looks wrong, but rules look whether it was cancelled first.
    """
    anna, ben = twin.persons(2)
    event = twin.event()
    take(twin, event, anna, 2)
    twin.events.cancel(event, NOW)

    assert get(twin, event).taken == 2
    assert take(twin, event, ben) is True


def test_an_event_changes_while_everybody_fits(twin: Twin) -> None:
    """Else nothing changes."""
    anna, event = twin.person(), twin.event(capacity=4, seats=2)
    take(twin, event, anna, 2, lift=True)
    small, no_car = new_event(capacity=1, seats=2), new_event(capacity=4)
    fits = replace(new_event(2, 2, NOW + 2 * DAY), questions=True)

    assert not twin.events.change(event, small, NOW)
    assert not twin.events.change(event, no_car, NOW)
    assert get(twin, event).starts == NOW + DAY
    assert twin.events.change(event, fits, NOW)
    assert (get(twin, event).starts, get(twin, event).capacity) == (NOW + 2 * DAY, 2)
    assert (get(twin, event).questions, get(twin, event).taken) == (True, 2)


def test_the_same_event_is_found_until_it_begins(twin: Twin) -> None:
    """In everything: another place, time or number is another event."""
    new = new_event(capacity=4, seats=2)
    twin.events.alone()
    event = twin.events.add(new, NOW)

    assert twin.events.same(new, NOW) == event
    assert twin.events.same(replace(new, capacity=5), NOW) is None
    assert twin.events.same(replace(new, starts=new.starts + HOUR), NOW) is None
    assert twin.events.same(new, new.starts) is None
    twin.events.cancel(event, NOW)
    assert twin.events.same(new, NOW) is None


def test_every_change_is_counted_with_its_time(twin: Twin) -> None:
    """Cancelling is one, too; what was refused is none, and another event has its own."""
    anna, event, other = twin.person(), twin.event(capacity=4), twin.event()
    take(twin, event, anna, 2)
    written = get(twin, event)

    twin.events.change(event, new_event(1), NOW + HOUR)
    refused = get(twin, event)
    twin.events.change(event, new_event(9), NOW + HOUR)
    changed = get(twin, event)
    twin.events.cancel(event, NOW + 2 * HOUR)
    cancelled = get(twin, event)

    assert (written.changes, written.changed) == (refused.changes, refused.changed) == (0, NOW)
    assert (changed.changes, changed.changed) == (1, NOW + HOUR)
    assert (cancelled.changes, cancelled.changed) == (2, NOW + 2 * HOUR)
    assert get(twin, other).changes == 0


def test_room_for_everybody_has_no_end(twin: Twin) -> None:
    """Also when it was small before."""
    anna, event = twin.person(), twin.event(capacity=1)
    assert twin.events.change(event, new_event(capacity=None), NOW)

    assert take(twin, event, anna, 9)
    assert get(twin, event).places_left is None


def test_what_staff_note_about_an_event(twin: Twin) -> None:
    """How many came, and whether one may ask."""
    event = twin.event()
    twin.events.note_came(event, 0)
    twin.events.allow_questions(event, allowed=True)

    assert (get(twin, event).came, get(twin, event).questions) == (0, True)
    twin.events.allow_questions(event, allowed=False)
    assert not get(twin, event).questions
