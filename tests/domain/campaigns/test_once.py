"""Nothing goes to nobody, nothing twice by a slip, nothing that cannot be read."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from domain.advice.slot import AddSlots
from domain.campaigns.campaign import Announce, CampaignId, Missing, SendSurvey, StopCampaign
from domain.events.car import OfferCar
from domain.events.change import AddEvent, AnnounceEvent, RelocateEvent, RewordEvent, as_it_is
from domain.events.proposal import ProposeEvent
from domain.events.rsvp import Come
from domain.outcome import Done, Refused, Repeated
from domain.people.audience import Audience
from domain.speech.text import Content
from domain.speech.writing import Fault
from domain.staff.member import Role
from domain.surveys.survey import SurveyId
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import FOOD, FOOTBALL, with_events, with_survey
from tests.storage.samples import new_slots

HELLO = Announce(Content({"en": "Hello"}), Audience(), Missing.FALLBACK, None)
SURVEY = SendSurvey(SurveyId(FOOD.id), None)
INVITE = AnnounceEvent(FOOTBALL.id, None, again=False)
MANY = [HELLO, SURVEY, INVITE]


@pytest.fixture
def world(world: World) -> World:
    """With something to announce, and two coordinators."""
    with_events(world)
    with_survey(world)
    for person in (ANNA, BEN):
        world.add_person(person)
        world.staff.employ(person, Role.COORDINATOR)
    return world


@pytest.mark.parametrize("command", MANY)
def test_the_same_within_a_day_needs_another_yes(
    world: World, command: Announce | SendSurvey | AnnounceEvent
) -> None:
    """Whoever sends it, at the desk or at the command line."""
    assert world.do(command) == Done(1)
    world.now += timedelta(hours=23)

    assert isinstance(world.do(command, BEN), Repeated)
    assert world.do(replace(command, again=True)) == Done(2)


@pytest.mark.parametrize("command", [HELLO, SURVEY])
def test_a_day_later_it_is_no_slip(world: World, command: Announce | SendSurvey) -> None:
    """A weekly message is the same every week."""
    world.do(command)
    world.now += timedelta(days=1)

    assert world.do(command) == Done(2)


def test_only_the_same_is_the_same(world: World) -> None:
    """Other words, other people, another day are another message; what was stopped is none."""
    world.do(HELLO)
    later = world.now + timedelta(days=2)
    others = [
        replace(HELLO, text=Content({"en": "Hello!"})),
        replace(HELLO, audience=Audience(frozenset({"ar"}))),
        replace(HELLO, missing=Missing.SKIP),
        replace(HELLO, coming_to=FOOTBALL.id),
        replace(HELLO, due=later),
    ]

    assert [world.do(each) for each in others] == [Done(number) for number in range(2, 7)]
    world.do(StopCampaign(CampaignId(1)))
    assert world.do(HELLO) == Done(7)


@pytest.mark.parametrize("command", MANY)
def test_what_is_for_nobody_is_not_queued(
    world: World, command: Announce | SendSurvey | AnnounceEvent
) -> None:
    """It is no failure, and stands in nobody's way afterwards; what is for later is planned."""
    world.campaigns.readers = 0

    assert world.do(command) == Done(None)
    assert world.campaigns.rows == {}
    assert world.do(replace(command, due=world.now + timedelta(hours=1))) == Done(1)


def test_the_same_event_is_added_once(world: World) -> None:
    """One that was cancelled, or differs in anything, is none."""
    same = as_it_is(FOOTBALL)

    assert isinstance(world.do(AddEvent(same)), Repeated)
    assert isinstance(world.do(AddEvent(replace(same, capacity=7))), Done)
    assert isinstance(world.do(AddEvent(same, again=True)), Done)
    for event in world.events.upcoming(world.now):
        world.events.cancel(event.id, world.now)
    assert isinstance(world.do(AddEvent(same)), Done)


BAD = [("\u200b", Fault.NOTHING), ("a\u202eb", Fault.HIDDEN), ("a\nb", Fault.LINES)]


@pytest.mark.parametrize(("words", "fault"), BAD)
def test_words_of_an_event_that_cannot_be_shown_are_refused(
    world: World, words: str, fault: Fault
) -> None:
    """In each of its lines, when it is new and when it changes."""
    bad, new = Content({"en": "Fine", "sl": words}), as_it_is(FOOTBALL)
    assert new.transport is not None
    car = replace(new.transport, from_place=bad)

    for each in (replace(new, title=bad), replace(new, place=bad), replace(new, transport=car)):
        assert world.do(AddEvent(each)) == Refused(fault.text)
    assert world.do(RelocateEvent(FOOTBALL.id, bad)) == Refused(fault.text)
    assert world.do(RewordEvent(FOOTBALL.id, "sl", title=words)) == Refused(fault.text)


@pytest.mark.parametrize(("words", "fault"), BAD[:2])
def test_prose_that_cannot_be_shown_is_refused(world: World, words: str, fault: Fault) -> None:
    """An announcement and a description may have lines, and must have words."""
    bad = Content({"en": "Fine", "sl": words})

    assert world.do(replace(HELLO, text=bad)) == Refused(fault.text)
    about = replace(as_it_is(FOOTBALL), description=bad)
    assert world.do(AddEvent(about)) == Refused(fault.text)


@pytest.mark.parametrize(("words", "fault"), BAD)
def test_hours_are_offered_at_a_place_that_can_be_read(
    world: World, words: str, fault: Fault
) -> None:
    """By an adviser with a name, in a room with one."""
    hours = new_slots(1)
    bad = [
        replace(hours, place=Content({"en": words})),
        replace(hours, adviser=words),
        replace(hours, room=words),
        replace(hours, interpreter=words),
    ]

    assert [world.do(AddSlots(each)) for each in bad] == [Refused(fault.text)] * 4


@pytest.mark.parametrize(("words", "fault"), BAD)
def test_what_guests_tell_each_other_can_be_read(world: World, words: str, fault: Fault) -> None:
    """Where a car stands, and an event that somebody proposes."""
    assert isinstance(world.do(Come(FOOTBALL.id, 1, lift=False), BEN), Done)
    day, clock = date(2026, 12, 20), time(18)

    car = OfferCar(FOOTBALL.id, 2, words, time(14, 20))
    title, place = (
        ProposeEvent(words, day, clock, "Rog"),
        ProposeEvent("Chess", day, clock, words),
    )

    assert [world.do(each, BEN) for each in (car, title, place)] == [Refused(fault.text)] * 3


def test_an_old_event_with_bad_words_can_still_be_changed(world: World) -> None:
    """Only what is new is looked at: it was taken before this rule."""
    old = replace(FOOTBALL, title=Content({"en": "Foot\nball"}))
    world.events.rows[FOOTBALL.id] = old

    assert isinstance(world.do(RelocateEvent(old.id, Content({"en": "Rog"}))), Done)
