"""What differs by age: one row for each rule, one column for each band.

Whoever did not tell their age is treated as an adult; the question can be answered at any time.
"""

from collections.abc import Callable
from datetime import time

import pytest

from domain.advice.appointment import BookSlot
from domain.advice.slot import SlotId, Topic
from domain.events.car import CarId, OfferCar, Ride
from domain.events.proposal import ProposeEvent
from domain.events.rsvp import Come
from domain.matters.matter import LeaveMatter, Subject, may_read
from domain.outcome import Done
from domain.people.person import AgeGroup
from domain.people.rights import TellMonth
from domain.staff.member import Duty, Role
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import FOOTBALL, at, with_events, with_slots, with_survey
from tests.flows.talk import Talk

CHILD, YOUNG, ADULT, UNTOLD = AgeGroup.UNDER_18, AgeGroup.YOUNG, AgeGroup.ADULT, None
BANDS = (CHILD, YOUNG, ADULT, UNTOLD)
Rule = Callable[[Talk], bool]


def cleared(talk: Talk, *, children: bool) -> None:
    """Ana, an adviser whose times there are, was cleared for children, or was not."""
    duties = [Duty.CHILDREN] if children else []
    talk.world.staff.employ(ANNA, Role.ADVISER, "Ana", duties)


def books(talk: Talk, *, children: bool) -> bool:
    """Whether Ben gets the first of Ana's times."""
    cleared(talk, children=children)
    return isinstance(talk.world.do(BookSlot(SlotId(1), Topic.FAMILY, "en"), BEN), Done)


def is_offered(talk: Talk) -> bool:
    """Whether the bot offers a time of an adviser who was not cleared."""
    cleared(talk, children=False)
    for words in ("/legal", "[Family]"):
        talk.you(words)
    return "Which language" in talk.log[-1]


def hears(talk: Talk, words: str, *steps: str) -> bool:
    """Whether these words come up on the way."""
    cleared(talk, children=True)
    for step in steps:
        talk.you(step)
    return any(words in line for line in talk.log)


def is_read_by(talk: Talk, *, children: bool) -> bool:
    """Whether a coordinator may read what Ben writes."""
    talk.world.staff.employ(ANNA, Role.COORDINATOR, "Maja", [Duty.CHILDREN] if children else [])
    done = talk.world.do(LeaveMatter(Subject.QUESTION, "Where?"), BEN)
    member = talk.world.staff.of(ANNA)
    assert member is not None
    return isinstance(done, Done) and may_read(member, talk.world.matters.of(BEN)[0])


def sees_topic(talk: Talk, *, children: bool) -> bool:
    """Whether a coordinator sees what a booked time is about."""
    talk.world.staff.employ(ANNA, Role.ADVISER, "Ana", [Duty.CHILDREN])
    talk.world.do(BookSlot(SlotId(1), Topic.FAMILY, "en", accompanied=True), BEN)
    desk = Talk(talk.world)
    desk.world.now = at(2, 8)
    desk.world.add_person(BEN)  # a coordinator looks with the same phone
    desk.world.staff.employ(BEN, Role.COORDINATOR, "Eva", [Duty.CHILDREN] if children else [])
    desk.you("/desk")
    desk.you("[📆 Today]")
    return any("Family" in line for line in desk.log)


def rides_with_a_guest(talk: Talk) -> bool:
    """Whether Ben gets a seat in Anna's car."""
    for person in (ANNA, BEN):
        talk.world.do(Come(FOOTBALL.id, 1, lift=False), person)
    talk.world.do(OfferCar(FOOTBALL.id, 3, "Gate", time(14)), ANNA)
    return isinstance(talk.world.do(Ride(CarId(1)), BEN), Done)


RULES: dict[str, tuple[Rule, tuple[bool, bool, bool, bool]]] = {
    #                                                                 child young adult untold
    "books a cleared adviser": (lambda t: books(t, children=True), (True, True, True, True)),
    "books any adviser": (lambda t: books(t, children=False), (False, True, True, True)),
    "is offered any adviser": (is_offered, (False, True, True, True)),
    "is asked who comes along": (
        lambda t: hears(t, "Does an adult come with you?", "/legal", "[Family]"),
        (True, False, False, False),
    ),
    "hears that a guardian may come": (
        lambda t: hears(t, "Your guardian, or an adult you trust", "/legal", "[Family]"),
        (True, False, False, False),
    ),
    "is read by any coordinator": (
        lambda t: is_read_by(t, children=False),
        (False, True, True, True),
    ),
    "is read by a cleared coordinator": (
        lambda t: is_read_by(t, children=True),
        (True, True, True, True),
    ),
    "has a notice before open questions": (
        lambda t: hears(t, "please talk to an adult you trust", "/survey", "1"),
        (True, False, False, False),
    ),
    "is asked to propose an event": (
        lambda t: hears(t, "💡 Propose an event", "/events"),
        (False, True, True, True),
    ),
    "proposes an event": (
        lambda t: isinstance(
            t.world.do(ProposeEvent("Tea", at(20, 12).date(), time(12), "Rog"), BEN), Done
        ),
        (False, True, True, True),
    ),
    "drives others": (
        lambda t: (
            isinstance(t.world.do(Come(FOOTBALL.id, 1, lift=False), BEN), Done)
            and isinstance(t.world.do(OfferCar(FOOTBALL.id, 1, "Gate", time(14)), BEN), Done)
        ),
        (False, True, True, True),
    ),
    "rides with any guest": (rides_with_a_guest, (False, True, True, True)),
    "tells the month of turning 18": (
        lambda t: isinstance(t.world.do(TellMonth(at(6, 12).date()), BEN), Done),
        (True, False, False, False),
    ),
}


@pytest.mark.parametrize("band", range(4), ids=["under 18", "18-25", "26+", "untold"])
@pytest.mark.parametrize("rule", RULES)
def test_what_differs_by_age(rule: str, band: int) -> None:
    """Each rule, for each band."""
    talk = Talk()
    talk.world.add_person(BEN)
    talk.world.add_person(ANNA)
    talk.world.people.set_age_group(BEN, BANDS[band])
    for fill in (with_events, with_slots, with_survey):
        fill(talk.world)
    holds, expected = RULES[rule]

    assert holds(talk) is expected[band]


@pytest.mark.parametrize("children", [True, False])
def test_whoever_is_not_cleared_sees_only_that_a_time_is_taken(*, children: bool) -> None:
    """Of somebody under 18."""
    talk = Talk()
    talk.world.add_person(BEN)
    talk.world.add_person(ANNA)
    talk.world.people.set_age_group(BEN, AgeGroup.UNDER_18)
    with_slots(talk.world)

    assert sees_topic(talk, children=children) is children
