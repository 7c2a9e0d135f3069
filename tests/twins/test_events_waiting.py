"""Who waits for places and is offered some, in memory and in tables."""

from domain.events.event import EventId
from domain.events.rsvp import Rsvp, RsvpState, Waiting
from domain.people.person import PersonId
from domain.reminders.offers import RESTS
from tests.storage.samples import DAY, HOUR, NOW
from tests.twins.test_events import get, take
from tests.twins.worlds import Twin

UNTIL = NOW + HOUR
WAITING, OFFERED = RsvpState.WAITING, RsvpState.OFFERED


def line(twin: Twin, event: EventId, *persons: PersonId) -> None:
    """They wait in this order, each for one place."""
    for minute, who in enumerate(persons):
        twin.events.wait(event, who, 1, NOW + minute * HOUR / 60)


def following(twin: Twin, event: EventId) -> PersonId | None:
    """Who is next."""
    found = twin.events.next_waiting(event, None, NOW + DAY)
    return None if found is None else found.person


def test_whoever_waits_again_keeps_their_turn(twin: Twin) -> None:
    """For as many places as they said last."""
    anna, ben = twin.persons(2)
    event = twin.event()
    line(twin, event, ben, anna)
    twin.events.wait(event, ben, 3, NOW + HOUR)

    assert twin.events.next_waiting(event, None, NOW + DAY) == Waiting(ben, 3)
    assert twin.events.rsvp(event, ben) == Rsvp(event, 3, lift=False, state=WAITING)


def test_whoever_was_asked_and_waits_again_goes_to_the_back(twin: Twin) -> None:
    """What was kept for them is free."""
    anna, ben = twin.persons(2)
    event = twin.event(capacity=1)
    line(twin, event, anna, ben)
    assert twin.events.offer(event, anna, 1, UNTIL)

    twin.events.wait(event, anna, 1, NOW + HOUR)

    assert following(twin, event) == ben
    assert get(twin, event).taken == 0
    assert twin.events.rsvp(event, anna) == Rsvp(event, 1, lift=False, state=WAITING)


def test_whoever_came_and_waits_frees_their_places(twin: Twin) -> None:
    """They want more than there are."""
    anna, event = twin.person(), twin.event(capacity=2)
    take(twin, event, anna, 2)
    twin.events.wait(event, anna, 3, NOW)

    assert get(twin, event).taken == 0
    assert twin.events.open_of(anna) == [Rsvp(event, 3, lift=False, state=WAITING)]


def test_the_order_is_that_of_the_instants(twin: Twin) -> None:
    """Of two at the same one, the smaller number comes first."""
    anna, ben, carla = twin.persons(3)
    event = twin.event()
    for who, at in ((carla, NOW + HOUR), (ben, NOW), (anna, NOW)):
        twin.events.wait(event, who, 1, at)

    assert following(twin, event) == anna
    twin.events.leave(event, anna)
    assert following(twin, event) == ben


def test_places_are_offered_also_to_one_who_holds_some(twin: Twin) -> None:
    """What they hold is given back first."""
    anna, event = twin.person(), twin.event(capacity=2)
    take(twin, event, anna, 2)

    assert twin.events.offer(event, anna, 2, UNTIL) is True
    assert twin.events.offer(event, anna, 3, UNTIL) is False
    assert get(twin, event).taken == 2
    assert twin.events.rsvp(event, anna) == Rsvp(event, 2, lift=False, state=OFFERED, until=UNTIL)


def test_an_offer_to_one_who_did_not_wait_never_ends(twin: Twin) -> None:
    """SQL knows of no queue there, so nobody is late; that looks wrong because the places stay
    kept. Rules only offer to whoever waits.
    """
    anna, event = twin.person(), twin.event()
    twin.events.offer(event, anna, 1, UNTIL)

    assert list(twin.events.queues()) == []
    assert twin.events.open_of(anna) == []
    assert list(twin.events.late_offers(event, UNTIL)) == []
    assert get(twin, event).taken == 1


def test_what_is_kept_is_taken_from_all_others(twin: Twin) -> None:
    """Until it is theirs, or free again."""
    anna, ben = twin.persons(2)
    event = twin.event(capacity=2)
    line(twin, event, anna)
    twin.events.offer(event, anna, 1, UNTIL)

    assert not take(twin, event, ben, 2)
    assert not twin.events.offer(event, ben, 2, UNTIL)
    assert take(twin, event, anna, 2)
    assert twin.events.open_of(anna) == []
    assert list(twin.events.queues()) == []


def test_an_offer_is_late_at_its_end(twin: Twin) -> None:
    """Whoever took it, or waits again, is not."""
    anna, ben, carla = twin.persons(3)
    event, other = twin.event(), twin.event()
    line(twin, event, anna, ben, carla)
    for who in (anna, ben, carla):
        twin.events.offer(event, who, 1, UNTIL)
    take(twin, event, ben)
    twin.events.wait(event, carla, 1, NOW)

    assert list(twin.events.late_offers(event, UNTIL - HOUR / 2)) == []
    assert list(twin.events.late_offers(event, UNTIL)) == [anna]
    assert list(twin.events.late_offers(other, UNTIL)) == []


def test_an_offer_is_long_while_it_ends_after_an_instant(twin: Twin) -> None:
    """Whoever took it, or waits again, has none; another end takes its place."""
    anna, ben, carla = twin.persons(3)
    event, other = twin.event(), twin.event()
    line(twin, event, anna, ben, carla)
    for who in (anna, ben, carla):
        twin.events.offer(event, who, 1, UNTIL)
    take(twin, event, ben)
    twin.events.wait(event, carla, 1, NOW)

    assert list(twin.events.long_offers(event, UNTIL)) == []
    assert list(twin.events.long_offers(event, UNTIL - HOUR / 2)) == [anna]
    assert list(twin.events.long_offers(other, UNTIL - HOUR / 2)) == []
    twin.events.offer(event, anna, 1, UNTIL - HOUR / 2)
    assert list(twin.events.long_offers(event, UNTIL - HOUR / 2)) == []


def test_the_next_is_whoever_fits_and_can_be_asked(twin: Twin) -> None:
    """Whoever stopped us, or is asked already, is passed over."""
    anna, ben, carla, dan = twin.persons(4)
    event = twin.event()
    for minute, (who, people) in enumerate(((anna, 1), (ben, 3), (carla, 1), (dan, 2))):
        twin.events.wait(event, who, people, NOW + minute * HOUR)
    twin.people.set_stopped(carla, stopped=True, at=NOW)
    twin.events.offer(event, anna, 1, UNTIL)

    assert twin.events.next_waiting(event, None, NOW + DAY) == Waiting(ben, 3)
    assert twin.events.next_waiting(event, 2, NOW + DAY) == Waiting(dan, 2)
    assert twin.events.next_waiting(event, 1, NOW + DAY) is None


def test_what_one_waits_for_stands_in_the_order_of_the_events(twin: Twin) -> None:
    """Being asked is waiting, too."""
    anna = twin.person()
    first, second, third = (twin.event() for _each in range(3))
    for event in (third, first):
        twin.events.wait(event, anna, 1, NOW)
    take(twin, second, anna)
    twin.events.offer(third, anna, 1, UNTIL)

    assert [(each.event, each.state) for each in twin.events.open_of(anna)] == [
        (first, WAITING),
        (third, OFFERED),
    ]
    assert sorted(twin.events.queues()) == [first, third]


def test_a_queue_ends_for_whoever_waits(twin: Twin) -> None:
    """What is offered stays so until its end."""
    anna, ben = twin.persons(2)
    event, other = twin.event(), twin.event(starts=NOW + 2 * DAY)
    line(twin, event, anna, ben)
    line(twin, other, ben)
    twin.events.offer(event, anna, 1, UNTIL)

    twin.events.end_queue(event)

    assert following(twin, event) is None
    assert [each.event for each in twin.events.open_of(ben)] == [other]
    assert [each.state for each in twin.events.open_of(anna)] == [OFFERED]
    said = twin.events.rsvp(event, ben)
    assert said is not None
    assert said.state is RsvpState.NOT_COMING


def test_whoever_rests_is_not_asked_before(twin: Twin) -> None:
    """They keep their turn; a clock that was set back since keeps nobody waiting for longer."""
    event = twin.event()
    ben, carla = twin.persons(2)
    twin.events.wait(event, ben, 1, NOW)
    twin.events.wait(event, carla, 2, NOW + HOUR)

    twin.events.rest(event, ben, NOW + RESTS)

    assert twin.events.next_waiting(event, None, NOW) == Waiting(carla, 2)
    assert twin.events.next_waiting(event, None, NOW + RESTS) == Waiting(ben, 1)
    assert twin.events.late_offers(event, NOW + 2 * RESTS) == []
    twin.events.wait(event, ben, 3, NOW + 2 * HOUR)
    assert twin.events.next_waiting(event, None, NOW) == Waiting(carla, 2)

    twin.events.rest(event, ben, NOW + 7 * RESTS)
    assert twin.events.next_waiting(event, None, NOW) == Waiting(ben, 3)
