"""Two phones that were joined and are not any more, in memory and in tables."""

from domain.advice.appointment import AppointmentState
from domain.advice.slot import Topic
from domain.matters.matter import Subject
from domain.people.person import PersonId, Purpose
from domain.phones.phone import UNDONE_WITHIN, Joined, Undone
from tests.storage.samples import DAY, HOUR, NOW
from tests.twins.test_events import get, take
from tests.twins.test_lives import FAMILY, NOTICE, STAY, book
from tests.twins.test_lives_joined import both
from tests.twins.worlds import Twin

__all__ = ["both"]
Both = tuple[PersonId, PersonId]


def joined(twin: Twin, both: Both, given_up: Joined | None = None) -> None:
    """One person on two phones."""
    owner, other = both
    twin.lives.join(other, owner, NOTICE, NOW, given_up or Joined())


def undone(twin: Twin, owner: PersonId, here: str = "telegram") -> PersonId:
    """Who has the phone with Signal since."""
    done = twin.lives.undo(owner, "signal", NOTICE, here, NOW + HOUR)
    assert isinstance(done, Undone)
    assert done.channel == "signal"
    return done.person


def test_each_has_a_phone_again(twin: Twin, both: Both) -> None:
    """For a day the channel that typed the code is known; then, and afterwards, it is not."""
    owner, _other = both
    assert twin.links.undoable(owner, NOW) == ""
    joined(twin, both)
    known = [twin.links.undoable(owner, NOW + each) for each in (HOUR, UNDONE_WITHIN)]

    new = undone(twin, owner)

    assert known == ["signal", ""]
    assert [list(twin.links.channels(each)) for each in (owner, new)] == [["telegram"], ["signal"]]
    assert twin.links.undoable(owner, NOW + HOUR) == ""
    assert twin.lives.undo(owner, "signal", NOTICE, "", NOW + HOUR) is None


def test_a_day_later_nothing_is_undone(twin: Twin, both: Both) -> None:
    """And nothing has changed."""
    owner, _other = both
    joined(twin, both)

    assert twin.lives.undo(owner, "signal", NOTICE, "", NOW + UNDONE_WITHIN) is None
    assert list(twin.links.channels(owner)) == ["signal", "telegram"]


def test_what_was_told_is_told_by_whom_it_was(twin: Twin, both: Both) -> None:
    """Language, number, yes and no, STOP."""
    owner, other = both
    twin.people.set_language(other, "sl")
    twin.people.set_pin(other, "4827")
    twin.people.set_consent(owner, Purpose.TAKE_PART, given=False, at=NOW)
    for purpose in Purpose:
        twin.people.set_consent(other, purpose, given=True, at=NOW + HOUR)
    joined(twin, both)
    twin.people.set_language(owner, "sl")
    twin.people.set_pin(owner, "4827")

    new = undone(twin, owner)

    hers, theirs = twin.people.get(owner), twin.people.get(new)
    assert (hers.language, hers.consents, hers.pin) == ("", frozenset(), False)
    assert (theirs.language, theirs.consents, theirs.pin) == ("sl", frozenset(Purpose), True)
    assert [each.given for each in twin.lives.decisions(owner)] == [False]
    assert [each.given for each in twin.lives.decisions(new)] == [True, True]


def test_a_stop_since_then_is_both_s(twin: Twin, both: Both) -> None:
    """One from before is theirs alone."""
    owner, _other = both
    joined(twin, both)
    twin.people.set_stopped(owner, stopped=True, at=NOW)

    new = undone(twin, owner)

    assert [twin.people.get(each).stopped for each in (owner, new)] == [True, True]


def test_times_come_back(twin: Twin, both: Both) -> None:
    """Whoever waited waits, on each phone that did; who was kept apart is so, and nobody else."""
    owner, other = both
    carla = twin.person()
    first, second = (*twin.slots(), *twin.slots(starts=NOW + 2 * DAY))
    hers, theirs = book(twin, first, owner), book(twin, second, other)
    for who in both:
        twin.appointments.seek(who, Topic.OTHER, "en", NOW)
    twin.appointments.seek(other, FAMILY, "en", NOW)
    twin.appointments.keep_apart(other, carla)
    twin.appointments.release(theirs)
    joined(twin, both, Joined((theirs,)))

    new = undone(twin, owner)

    assert [each.id for each in twin.lives.appointments(owner)] == [hers]
    assert [each.id for each in twin.lives.appointments(new)] == [theirs]
    seeking = sorted((each.person == new, each.topic) for each in twin.appointments.seekers())
    assert seeking == [(False, Topic.OTHER), (True, FAMILY), (True, Topic.OTHER)]
    assert twin.appointments.barred(carla) == frozenset()
    assert twin.appointments.reopen(theirs)
    assert twin.appointments.barred(carla) == {"Ana"}


def test_a_time_is_open_again_only_while_nobody_has_it(twin: Twin) -> None:
    """Nor another one about the same, nor one that was not cancelled."""
    anna, ben = twin.person(), twin.person()
    first, second = (*twin.slots(), *twin.slots(starts=NOW + 2 * DAY))
    gone, twice = book(twin, first, anna), book(twin, second, ben)
    assert not twin.appointments.reopen(gone)
    twin.appointments.release(gone)
    twin.appointments.release(twice)
    book(twin, first, ben)

    assert not twin.appointments.reopen(gone)
    assert not twin.appointments.reopen(twice)
    assert twin.lives.appointments(anna)[0].state is AppointmentState.CANCELLED


def test_places_come_back(twin: Twin, both: Both) -> None:
    """A yes, and the no that it had taken the place of; and turns."""
    owner, other = both
    event, waited = twin.event(), twin.event()
    take(twin, event, owner)
    twin.events.leave(event, owner)
    take(twin, event, other, 2)
    twin.events.wait(waited, other, 1, NOW)
    joined(twin, both)

    new = undone(twin, owner)

    assert [each.event for each in twin.events.coming_of(new, NOW)] == [event]
    assert twin.events.coming_of(owner, NOW) == []
    assert [each.event for each in twin.events.open_of(new)] == [waited]
    assert twin.events.open_of(owner) == []
    assert get(twin, event).taken == 2


def test_the_rest_comes_back(twin: Twin, both: Both) -> None:
    """Cars, seats, what they wrote, that they answered; what was added since stays."""
    owner, other = both
    carla, event = twin.person(), twin.event()
    twin.cars.offer(event, carla, 4, "The gate", NOW)
    twin.cars.board(twin.cars.at(event)[0].id, other, 2)
    own = twin.event()
    twin.cars.offer(own, other, 3, "The gate", NOW)
    matter = twin.matters.add(other, Subject.QUESTION, "Where?", NOW)
    for who in both:
        twin.surveys.mark_answered(who, STAY, "")
    joined(twin, both)
    since = twin.matters.add(owner, Subject.QUESTION, "When?", NOW)

    new = undone(twin, owner)

    assert [car.driver for car in twin.cars.at(own)] == [new]
    assert twin.cars.riders(twin.cars.at(event)[0].id) == [(new, 2)]
    assert [each.words for each in twin.matters.of(new)] == ["Where?"]
    assert [each.id for each in twin.matters.of(owner)] == [since] != [matter]
    assert all(twin.surveys.answered(each, STAY) for each in (owner, new))
