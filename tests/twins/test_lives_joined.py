"""Two phones of one person, in memory and in tables."""

import pytest

from domain.advice.appointment import AppointmentState
from domain.advice.slot import Topic
from domain.matters.matter import Subject
from domain.people.person import PersonId, Purpose
from domain.reminders.reminder import Thing
from domain.speech.messages import Say
from domain.staff.audit import Why
from domain.staff.member import Role
from tests.storage.samples import DAY, HOUR, NOW
from tests.twins.test_events import get, take
from tests.twins.test_lives import FAMILY, LETTER, NOTICE, STAY, book
from tests.twins.worlds import Twin


@pytest.fixture
def both(twin: Twin) -> tuple[PersonId, PersonId]:
    """The owner of a code, with Telegram, and whoever types it, with Signal."""
    return twin.person(), twin.person("signal")


def join(twin: Twin, both: tuple[PersonId, PersonId]) -> None:
    """One person on two phones."""
    owner, other = both
    twin.lives.join(other, owner, NOTICE, NOW)


def test_a_phone_goes_over_and_the_other_one_hears_of_it(
    twin: Twin, both: tuple[PersonId, PersonId]
) -> None:
    """Whoever joined is nobody any more; the code is used up."""
    owner, other = both
    codes = [twin.links.make(who, NOW + HOUR / 4) for who in both]
    twin.links.miss(other, NOW)
    join(twin, both)

    assert list(twin.links.channels(owner)) == ["signal", "telegram"]
    assert [twin.links.owner(code, NOW) for code in codes] == [None, None]
    assert [(each.what, each.channel) for each in twin.waits(owner)] == [(Say(NOTICE), "telegram")]
    assert (list(twin.links.channels(other)), twin.links.misses(other, NOW)) == ([], 0)
    with pytest.raises(KeyError):
        twin.people.get(other)


def test_what_waits_goes_over(twin: Twin, both: tuple[PersonId, PersonId]) -> None:
    """Also what is to be deleted, and what was ever planned."""
    owner, other = both
    twin.posts.write(other, LETTER, NOW + HOUR)
    twin.posts.remind(other, Thing.EVENT, 7, HOUR, NOW + DAY, NOW + DAY)
    join(twin, both)

    assert len(twin.waits(owner)) == 3
    assert (twin.waits(other), twin.posts.reminded(other, Thing.EVENT, 7)) == ([], False)
    assert twin.posts.reminded(owner, Thing.EVENT, 7)


def test_a_yes_goes_over_where_the_owner_was_never_asked(
    twin: Twin, both: tuple[PersonId, PersonId]
) -> None:
    """The owner's own no stays a no."""
    owner, other = both
    twin.people.set_consent(owner, Purpose.TAKE_PART, given=False, at=NOW)
    for purpose in Purpose:
        twin.people.set_consent(other, purpose, given=True, at=NOW + HOUR)
    join(twin, both)

    assert twin.people.get(owner).consents == {Purpose.BE_WRITTEN}
    assert [(each.purpose, each.given) for each in twin.lives.decisions(owner)] == [
        (Purpose.TAKE_PART, False),
        (Purpose.BE_WRITTEN, True),
    ]


def test_times_go_over(twin: Twin, both: tuple[PersonId, PersonId]) -> None:
    """Whoever waits on both phones keeps the owner's turn; what is over is past."""
    owner, other = both
    first, second = (*twin.slots(), *twin.slots(starts=NOW - DAY))
    booked, over = book(twin, first, owner), book(twin, second, other)
    for who in both:
        twin.appointments.seek(who, Topic.OTHER, "en", NOW)
    twin.appointments.seek(other, FAMILY, "en", NOW)
    join(twin, both)

    found = twin.lives.appointments(owner)
    assert [each.id for each in found] == [over, booked]
    assert found[0].state is AppointmentState.PAST
    assert sorted(each.topic for each in twin.appointments.seekers()) == [FAMILY, Topic.OTHER]
    assert {each.person for each in twin.appointments.seekers()} == {owner}


def test_who_was_young_on_one_phone_waits_as_young_on_both(
    twin: Twin, both: tuple[PersonId, PersonId]
) -> None:
    """Also where the owner's turn is kept."""
    owner, other = both
    twin.appointments.seek(owner, FAMILY, "en", NOW)
    for topic in (FAMILY, Topic.OTHER):
        twin.appointments.seek(other, topic, "en", NOW + HOUR, young=True)
    join(twin, both)

    assert [each.young for each in twin.appointments.seekers()] == [True, True]


def test_who_was_kept_apart_from_one_is_kept_apart_from_both(
    twin: Twin, both: tuple[PersonId, PersonId]
) -> None:
    """Not from themselves."""
    owner, other = both
    carla = twin.person()
    book(twin, twin.slots()[0], owner)
    twin.appointments.keep_apart(other, carla)
    twin.appointments.keep_apart(other, owner)
    join(twin, both)

    assert twin.appointments.barred(carla) == {"Ana"}
    assert twin.appointments.barred(owner) == frozenset()


def test_a_yes_counts_more_than_an_earlier_no(twin: Twin, both: tuple[PersonId, PersonId]) -> None:
    """And waiting goes over where the owner said nothing."""
    owner, other = both
    event, waited = twin.event(), twin.event()
    take(twin, event, owner)
    twin.events.leave(event, owner)
    take(twin, event, other, 2)
    twin.events.wait(waited, other, 1, NOW)
    join(twin, both)

    assert [each.event for each in twin.events.coming_of(owner, NOW)] == [event]
    assert [each.event for each in twin.events.open_of(owner)] == [waited]
    assert get(twin, event).taken == 2
    assert twin.events.rsvp(event, other) is None


def test_of_two_alike_the_owner_s_stays(twin: Twin, both: tuple[PersonId, PersonId]) -> None:
    """SQL goes on counting what the other held; that looks wrong because nobody comes for those
    places, but rules give up the other's places before.
    """
    owner, other = both
    event = twin.event()
    take(twin, event, owner, 1)
    take(twin, event, other, 2)
    join(twin, both)

    said = twin.events.rsvp(event, owner)
    assert said is not None
    assert (said.people, get(twin, event).taken) == (1, 3)


def test_cars_and_seats_go_over(twin: Twin, both: tuple[PersonId, PersonId]) -> None:
    """Where the owner drives or rides as well, the owner's stay."""
    owner, other = both
    carla = twin.person()
    event, twice = twin.event(), twin.event()
    for driver, where in ((other, event), (other, twice), (owner, twice), (carla, twice)):
        twin.cars.offer(where, driver, 4, "The gate", NOW)
    [hers] = [car for car in twin.cars.at(twice) if car.driver == carla]
    twin.cars.board(hers.id, owner, 1)
    twin.cars.board(hers.id, other, 2)
    join(twin, both)

    assert [car.event for car in twin.cars.driven_by(owner)] == [event, twice]
    assert sorted(car.driver for car in twin.cars.at(twice)) == sorted([owner, carla])
    assert twin.cars.riders(hers.id) == [(owner, 1)]


def test_the_rest_goes_over(twin: Twin, both: tuple[PersonId, PersonId]) -> None:
    """What they wrote, that they answered, and their work, which is to be confirmed anew."""
    owner, other = both
    matter = twin.matters.add(other, Subject.QUESTION, "Where?", NOW)
    twin.surveys.mark_answered(other, STAY, "")
    maja = twin.staff.add("Maja", Role.ADMIN)
    twin.staff.accept(twin.staff.invite(maja, Role.ADMIN, NOW + HOUR), other, NOW)
    join(twin, both)

    assert [each.id for each in twin.matters.of(owner)] == [matter]
    assert twin.surveys.answered(owner, STAY)
    assert not twin.surveys.answered(other, STAY)
    assert [(each.id, each.person) for each in twin.staff.doubted()] == [(maja, owner)]
    noted = [(each.who, each.about, each.why) for each in twin.looked()]
    assert noted == [(maja, str(maja), Why.JOINED)]
