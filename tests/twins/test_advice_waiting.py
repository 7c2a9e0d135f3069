"""Waiting for a time and being offered one, in memory and in tables."""

from domain.advice.appointment import AppointmentState, Seeker, Taken
from tests.storage.samples import DAY, HOUR, NOW
from tests.twins.test_advice import FAMILY, INTERVIEW, NEVER, UNTIL, book, offer, state
from tests.twins.worlds import Twin


def test_a_time_offered_to_one_is_not_booked_by_another(twin: Twin) -> None:
    """It is kept while they think."""
    anna, ben = twin.persons(2)
    [slot] = twin.slots()
    offered = offer(twin, slot, anna)

    assert twin.appointments.take(slot, ben, INTERVIEW, "en", NOW) is Taken.SLOT
    assert state(twin, offered) is AppointmentState.OFFERED


def test_a_time_offered_to_one_is_not_offered_to_another(twin: Twin) -> None:
    """Nor is one that was booked."""
    anna, ben = twin.persons(2)
    first, second = twin.slots(2)
    offer(twin, first, anna)
    book(twin, second, anna)

    assert twin.appointments.offer(first, Seeker(ben, INTERVIEW, "en"), NOW, UNTIL) is None
    assert twin.appointments.offer(second, Seeker(ben, INTERVIEW, "en"), NOW, UNTIL) is None


def test_whoever_is_offered_a_time_cannot_book_it(twin: Twin) -> None:
    """SQL says SLOT; that looks wrong because the time is theirs: they are told that somebody has
    just taken it. No screen leads there, since what is offered is not among the free times.
    """
    anna, [slot] = twin.person(), twin.slots()
    offer(twin, slot, anna)

    assert twin.appointments.take(slot, anna, INTERVIEW, "en", NOW) is Taken.SLOT


def test_a_booking_that_is_twice_impossible_names_the_topic(twin: Twin) -> None:
    """Somebody with an open one wants a time that is kept for another."""
    anna, ben = twin.persons(2)
    first, second = twin.slots(2)
    offer(twin, first, anna)
    book(twin, second, ben)

    assert twin.appointments.take(first, ben, INTERVIEW, "en", NOW) is Taken.TOPIC
    assert twin.appointments.take(second, ben, INTERVIEW, "en", NOW) is Taken.SLOT


def test_an_offer_is_accepted_once(twin: Twin) -> None:
    """What is no offer any more, or never was one, is not."""
    anna, [slot] = twin.person(), twin.slots()
    offered = offer(twin, slot, anna)

    assert twin.appointments.accept(offered) is True
    assert twin.appointments.accept(offered) is False
    assert twin.appointments.accept(NEVER) is False
    assert state(twin, offered) is AppointmentState.OPEN


def test_an_offer_that_was_taken_back_is_not_accepted(twin: Twin) -> None:
    """Its time is somebody else's by now, perhaps."""
    anna, [slot] = twin.person(), twin.slots()
    offered = offer(twin, slot, anna)
    twin.appointments.release(offered)

    assert twin.appointments.accept(offered) is False
    assert state(twin, offered) is AppointmentState.CANCELLED


def test_an_offer_waits_for_the_topic_to_be_free(twin: Twin) -> None:
    """SQL says False although the other one is over; that looks wrong because `take` closes what
    is over, and `accept` does not: until retention has run, they hear that they have one.
    """
    anna = twin.person()
    first, second = (*twin.slots(starts=NOW - DAY), *twin.slots())
    other = book(twin, first, anna)
    offered = offer(twin, second, anna)

    assert twin.appointments.accept(offered) is False
    twin.appointments.release(other)
    assert twin.appointments.accept(offered) is True


def test_an_offer_is_late_at_its_end(twin: Twin) -> None:
    """Unless it was answered."""
    anna, ben = twin.persons(2)
    first, second = twin.slots(2)
    late, taken = offer(twin, first, anna), offer(twin, second, ben)
    twin.appointments.accept(taken)

    assert list(twin.appointments.late_offers(UNTIL - HOUR / 2)) == []
    assert list(twin.appointments.late_offers(UNTIL)) == [late]


def test_an_offer_is_long_until_it_has_another_end(twin: Twin) -> None:
    """What was answered has none."""
    anna, ben = twin.persons(2)
    first, second = twin.slots(2)
    long, taken = offer(twin, first, anna), offer(twin, second, ben)
    twin.appointments.accept(taken)

    assert list(twin.appointments.long_offers(UNTIL)) == []
    assert list(twin.appointments.long_offers(UNTIL - HOUR / 2)) == [long]
    for each in (long, taken):
        twin.appointments.keep_until(each, UNTIL - HOUR / 2)

    assert list(twin.appointments.long_offers(UNTIL - HOUR / 2)) == []
    assert list(twin.appointments.late_offers(UNTIL - HOUR / 2)) == [long]
    assert state(twin, taken) is AppointmentState.OPEN


def test_whoever_seeks_again_keeps_their_turn(twin: Twin) -> None:
    """And is asked in the language that they said last."""
    anna, ben = twin.persons(2)
    twin.appointments.seek(ben, FAMILY, "en", NOW)
    twin.appointments.seek(anna, FAMILY, "fr", NOW + HOUR)
    twin.appointments.seek(ben, FAMILY, "ar", NOW + 2 * HOUR)

    assert twin.appointments.seekers() == [Seeker(ben, FAMILY, "ar"), Seeker(anna, FAMILY, "fr")]


def test_whoever_was_young_when_they_began_to_wait_is_while_they_wait(twin: Twin) -> None:
    """Also when they seek again as somebody older; who becomes younger is noted, too."""
    anna, ben = twin.persons(2)
    for young in (True, False):
        twin.appointments.seek(anna, FAMILY, "en", NOW, young=young)
        twin.appointments.seek(ben, FAMILY, "en", NOW, young=not young)
    twin.appointments.seek(ben, INTERVIEW, "en", NOW)

    found = {(each.person, each.topic): each.young for each in twin.appointments.seekers()}
    assert found == {(anna, FAMILY): True, (ben, FAMILY): True, (ben, INTERVIEW): False}


def test_the_order_is_that_of_the_instants(twin: Twin) -> None:
    """Of two at the same one, the smaller number comes first."""
    anna, ben, carla = twin.persons(3)
    for who, at in ((carla, NOW + HOUR), (ben, NOW), (anna, NOW)):
        twin.appointments.seek(who, FAMILY, "en", at)

    assert [each.person for each in twin.appointments.seekers()] == [anna, ben, carla]


def test_whoever_stopped_us_waits_on(twin: Twin) -> None:
    """They are not asked before they come back."""
    anna = twin.person()
    twin.appointments.seek(anna, FAMILY, "en", NOW)
    twin.people.set_stopped(anna, stopped=True, at=NOW)

    assert twin.appointments.seeks(anna, FAMILY)
    assert twin.appointments.seekers() == []
    twin.people.set_stopped(anna, stopped=False, at=NOW)
    assert twin.appointments.seekers() == [Seeker(anna, FAMILY, "en")]


def test_whoever_seeks_no_more_begins_anew(twin: Twin) -> None:
    """About one topic; the other one stays."""
    anna, ben = twin.persons(2)
    for who in (anna, ben):
        twin.appointments.seek(who, FAMILY, "en", NOW)
    twin.appointments.stop_seeking(anna, FAMILY)
    twin.appointments.stop_seeking(anna, INTERVIEW)

    assert not twin.appointments.seeks(anna, FAMILY)
    twin.appointments.seek(anna, FAMILY, "en", NOW + HOUR)
    assert [each.person for each in twin.appointments.seekers()] == [ben, anna]


def test_nobody_began_to_wait_before_the_first_turn(twin: Twin) -> None:
    """Not whoever stopped us either; where nobody waits, it is now."""
    anna, ben = twin.persons(2)
    assert twin.appointments.first_turn(NOW) == NOW
    twin.appointments.seek(anna, FAMILY, "en", NOW + HOUR)
    assert twin.appointments.first_turn(NOW) < NOW

    twin.appointments.seek(ben, FAMILY, "en", NOW)
    twin.people.set_stopped(ben, stopped=True, at=NOW)
    turn = twin.appointments.first_turn(NOW + DAY)
    assert NOW - HOUR < turn < NOW
    twin.appointments.seek(anna, INTERVIEW, "en", turn)
    twin.people.set_stopped(ben, stopped=False, at=NOW)
    assert twin.appointments.seekers() == [
        Seeker(anna, INTERVIEW, "en"),
        Seeker(ben, FAMILY, "en"),
        Seeker(anna, FAMILY, "en"),
    ]
