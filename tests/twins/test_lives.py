"""Everything of a person at once, in memory and in tables."""

import pytest

from domain.advice.appointment import AppointmentId, Seeker, Taken
from domain.advice.slot import SlotId, Topic
from domain.matters.matter import Subject
from domain.people.person import PersonId
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from domain.staff.audit import Why
from domain.staff.member import Role
from domain.surveys.survey import EVENT_FEEDBACK, SurveyId
from tests.storage.samples import DAY, HOUR, NOW, a_form
from tests.twins.test_events import get, take
from tests.twins.worlds import Twin

FAREWELL, NOTICE = Verbatim("Goodbye."), Verbatim("Joined.")
NOBODY = PersonId(0)
NEVER = AppointmentId(99)
STAY = SurveyId("stay")
FAMILY = Topic.FAMILY
LETTER = Say(Verbatim("Hello."))


def book(twin: Twin, slot: SlotId, who: PersonId) -> AppointmentId:
    """It must not be refused."""
    taken = twin.appointments.take(slot, who, FAMILY, "en", NOW)
    assert not isinstance(taken, Taken)
    return taken


def forget(twin: Twin, who: PersonId) -> None:
    """They are gone."""
    twin.lives.forget(who, FAREWELL, NOW)


def test_what_somebody_said_about_events_stands_in_their_order(twin: Twin) -> None:
    """With everybody who comes counted."""
    anna, ben = twin.persons(2)
    first, second, _other = (twin.event() for _each in range(3))
    take(twin, second, anna, 2)
    take(twin, first, ben)
    take(twin, first, anna)
    twin.events.leave(first, anna)

    found = twin.lives.rsvps(anna)
    assert [(event.id, event.taken, said.people) for event, said in found] == [
        (first, 1, 1),
        (second, 2, 2),
    ]


def test_every_appointment_is_theirs_to_see_whatever_became_of_it(twin: Twin) -> None:
    """The first one stands first."""
    anna = twin.person()
    first, second = twin.slots(2)
    later = book(twin, second, anna)
    twin.appointments.release(later)
    sooner = book(twin, first, anna)

    assert [each.id for each in twin.lives.appointments(anna)] == [sooner, later]


def test_the_titles_of_what_they_answered(twin: Twin) -> None:
    """SQL names one for each occasion; that looks wrong because whoever said how three events were
    reads the same title three times.
    """
    anna = twin.person()
    form = a_form()
    twin.surveys.add(form, NOW)
    for occasion in ("7", "8"):
        twin.surveys.mark_answered(anna, STAY, occasion)
    twin.surveys.mark_answered(anna, EVENT_FEEDBACK, "7")

    assert list(twin.lives.surveys(anna)) == [form.title, form.title]


def test_everything_begins_with_themselves(twin: Twin) -> None:
    """The fake has one row, and SQL walks the tables: that is tested in tests/storage/lives."""
    anna = twin.reader("ar")
    rows = twin.lives.everything(anna)

    assert [row["language"] for row in rows["people"]] == ["ar"]
    forget(twin, anna)
    assert twin.lives.everything(anna) == {}


def test_of_the_forgotten_nothing_is_known(twin: Twin) -> None:
    """Their phone hears a farewell."""
    anna = twin.reader()
    twin.matters.add(anna, Subject.QUESTION, "Where?", NOW)
    twin.surveys.mark_answered(anna, STAY, "")
    twin.posts.write(anna, LETTER, NOW)
    code = twin.links.make(anna, NOW + HOUR / 4)
    invitation = twin.staff.invite(twin.staff.add("Maja", Role.ADMIN), Role.ADMIN, NOW + HOUR)
    twin.staff.accept(invitation, anna, NOW)

    forget(twin, anna)

    with pytest.raises(KeyError):
        twin.people.get(anna)
    assert twin.goodbyes() == [FAREWELL]
    assert (twin.matters.open(), twin.waits(anna)) == ([], [])
    assert (list(twin.staff.all()), list(twin.lives.decisions(anna))) == ([], [])
    assert (list(twin.links.channels(anna)), twin.links.owner(code, NOW)) == ([], None)
    assert not twin.surveys.answered(anna, STAY)
    assert [(each.about, each.why) for each in twin.looked()] == [("1", Why.REMOVED)]


def test_times_of_the_forgotten_are_free_and_nobody_s(twin: Twin) -> None:
    """Nor does a number that somebody has noted prove that they were there."""
    anna = twin.person()
    first, second, third = (*twin.slots(2), *twin.slots(starts=NOW - DAY))
    past, booked = book(twin, third, anna), book(twin, first, anna)
    offered = twin.appointments.offer(second, Seeker(anna, FAMILY, "en"), NOW, NOW + HOUR)
    twin.appointments.seek(anna, FAMILY, "en", NOW)

    forget(twin, anna)

    assert [twin.appointments.get(each) for each in (booked, offered or NEVER, past)] == [None] * 3
    assert twin.appointments.between(NOW - 2 * DAY, NOW + 2 * DAY) == []
    assert [each.id for each in twin.appointments.free(FAMILY, NOW)] == [first, second]
    assert not twin.appointments.seeks(anna, FAMILY)


def test_places_and_seats_of_the_forgotten_are_free(twin: Twin) -> None:
    """What is over keeps its count."""
    anna, ben = twin.persons(2)
    event, over, waited = twin.event(), twin.event(starts=NOW - DAY), twin.event(capacity=1)
    for each in (event, over):
        take(twin, each, anna, 2)
    twin.events.wait(waited, anna, 1, NOW)
    twin.events.offer(waited, anna, 1, NOW + HOUR)
    twin.cars.offer(event, ben, 3, "The gate", NOW)
    twin.cars.offer(event, anna, 3, "The gate", NOW + HOUR)
    car, hers = twin.cars.at(event)
    twin.cars.board(car.id, anna, 2)

    forget(twin, anna)

    assert [get(twin, each).taken for each in (event, over, waited)] == [0, 2, 0]
    assert (twin.events.rsvp(event, anna), list(twin.events.queues())) == (None, [])
    assert (twin.cars.riders(car.id), twin.cars.get(hers.id)) == ([], None)


def test_whoever_was_kept_apart_from_the_forgotten_is_free(twin: Twin) -> None:
    """Their adviser is nobody's any more."""
    anna, ben = twin.persons(2)
    book(twin, twin.slots()[0], anna)
    twin.appointments.keep_apart(anna, ben)
    forget(twin, anna)

    assert twin.appointments.barred(ben) == frozenset()
