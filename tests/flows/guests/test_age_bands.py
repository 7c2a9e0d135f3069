"""What differs by age: one row for each rule, one column for each way to be of an age.

Whoever did not tell it is asked before it matters, and taken for an adult by no rule.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest

from domain.advice.appointment import BookSlot, GiveTime, MoveAppointment, OfferTimes, SeekTime
from domain.advice.slot import SlotId, Topic
from domain.campaigns.campaign import Recipients
from domain.events.car import CarId, OfferCar, Ride
from domain.events.proposal import ProposeEvent
from domain.events.rsvp import Come
from domain.matters.matter import LeaveMatter, Subject, may_read
from domain.outcome import Done
from domain.people.audience import Audience
from domain.people.person import AgeGroup, PersonId, TellAgeGroup
from domain.people.rights import TellMonth
from domain.phones.phone import Join, MakeCode
from domain.staff.member import Duty, Role
from tests.fakes.phones import SIGNAL
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import FOOTBALL, at, with_events, with_slots, with_survey
from tests.flows.talk import Talk

CHILD = PersonId(7)  # with a phone of their own


def is_of(age_group: AgeGroup | None) -> Callable[[Talk], None]:
    """Ben has told this of himself, or nothing."""
    return lambda talk: talk.world.people.set_age_group(BEN, age_group, talk.world.now)


def changed_their_age(talk: Talk) -> None:
    """Ben said that he is under 18, and then something else, as often as he liked."""
    for said in (AgeGroup.UNDER_18, AgeGroup.ADULT, AgeGroup.GROWN, None, AgeGroup.YOUNG):
        talk.world.do(TellAgeGroup(said), BEN)


def joined_an_older_phone(talk: Talk) -> None:
    """Ben's phone is that of an adult; a child has typed its code on another one."""
    talk.world.people.set_age_group(BEN, AgeGroup.ADULT, talk.world.now)
    talk.world.add_person(CHILD, age_group=AgeGroup.UNDER_18)
    talk.world.links.phones[CHILD] = [SIGNAL]
    code = talk.world.do(MakeCode(), BEN)
    assert isinstance(code, Done)
    assert isinstance(talk.world.do(Join(code.value), CHILD), Done)


STATES: dict[str, Callable[[Talk], None]] = {
    "under 18": is_of(AgeGroup.UNDER_18),
    "18-25": is_of(AgeGroup.YOUNG),
    "26+": is_of(AgeGroup.ADULT),
    "18 or older": is_of(AgeGroup.GROWN),
    "untold": is_of(None),
    "changed their age": changed_their_age,
    "joined an older phone": joined_an_older_phone,
}
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
    return "Which time" in talk.log[-1]


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


def moves(talk: Talk) -> bool:
    """Whether Ben, who has a time with somebody cleared, moves to one of Ana's, who was not."""
    maja = replace(talk.world.appointments.slots[SlotId(1)], id=SlotId(9), adviser="Maja")
    talk.world.appointments.slots[SlotId(9)] = maja
    talk.world.staff.employ(PersonId(8), Role.ADVISER, "Maja", [Duty.CHILDREN])
    booked = talk.world.do(BookSlot(SlotId(9), Topic.FAMILY, "en"), BEN)
    assert isinstance(booked, Done)
    return isinstance(talk.world.do(MoveAppointment(booked.value, SlotId(1)), BEN), Done)


def is_given(talk: Talk) -> bool:
    """Whether staff can give Ben a time of an adviser who was not cleared."""
    talk.world.staff.employ(ANNA, Role.COORDINATOR, "Maja", [Duty.CHILDREN])
    talk.world.do(LeaveMatter(Subject.QUESTION, "Where?"), BEN)
    [matter] = talk.world.matters.of(BEN)
    return isinstance(talk.world.do(GiveTime(matter.id, SlotId(1), Topic.FAMILY), ANNA), Done)


def waits(talk: Talk) -> bool:
    """Whether Ben, who waits, is offered a time of an adviser who was not cleared."""
    cleared(talk, children=False)
    talk.world.do(SeekTime(Topic.FAMILY, "en"), BEN)
    return talk.world.do(OfferTimes()) == Done(1)


def is_asked_before_proposing(talk: Talk) -> bool:
    """Whether Ben is asked for his age when he wants to propose an event, if he is let."""
    if hears(talk, "💡 Propose an event", "/events"):
        talk.you("[💡 Propose an event]")
    return "Are you 18 or older?" in talk.log[-1]


def is_asked_before_a_lift(talk: Talk) -> bool:
    """Whether Ben, who comes, is asked for his age when he looks for a lift."""
    talk.world.do(Come(FOOTBALL.id, 1, lift=False), BEN)
    return hears(talk, "Are you 18 or older?", "/events", "1", "[🚗 Lifts]")


def is_announced_to_adults(talk: Talk) -> bool:
    """Whether what is for both bands from 18 reaches Ben, with no other person there."""
    del talk.world.people.rows[ANNA]
    talk.world.campaigns.readers = None
    for_adults = Audience(age_groups=frozenset({AgeGroup.YOUNG, AgeGroup.ADULT}))
    return talk.world.campaigns.reach(Recipients(for_adults)) == 1


def rides_with_a_guest(talk: Talk) -> bool:
    """Whether Ben gets a seat in Anna's car."""
    for person in (ANNA, BEN):
        talk.world.do(Come(FOOTBALL.id, 1, lift=False), person)
    talk.world.do(OfferCar(FOOTBALL.id, 3, "Gate", time(14)), ANNA)
    return isinstance(talk.world.do(Ride(CarId(1)), BEN), Done)


CHILDREN = {"under 18", "changed their age", "joined an older phone"}
ADULTS = {"18-25", "26+", "18 or older"}
UNTOLD = {"untold"}

RULES: dict[str, tuple[Rule, set[str]]] = {  # of whom each holds
    "books a cleared adviser": (
        lambda t: books(t, children=True),
        CHILDREN | ADULTS | UNTOLD,
    ),
    "books any adviser": (lambda t: books(t, children=False), ADULTS),
    "moves to any adviser": (moves, ADULTS),
    "is given any adviser": (is_given, ADULTS),
    "is offered any adviser by waiting": (waits, ADULTS),
    "is offered any adviser": (is_offered, ADULTS),
    "is asked their age before a time": (
        lambda t: hears(t, "Are you 18 or older?", "/legal", "[Family]"),
        UNTOLD,
    ),
    "is asked their age before proposing": (
        is_asked_before_proposing,
        UNTOLD,
    ),
    "is asked their age before a lift": (is_asked_before_a_lift, UNTOLD),
    "is asked who comes along": (
        lambda t: hears(t, "Does an adult come with you?", "/legal", "[Family]"),
        CHILDREN,
    ),
    "hears that a guardian may come": (
        lambda t: hears(t, "Your guardian, or an adult you trust", "/legal", "[Family]"),
        CHILDREN,
    ),
    "is read by any coordinator": (lambda t: is_read_by(t, children=False), ADULTS | UNTOLD),
    "is read by a cleared coordinator": (
        lambda t: is_read_by(t, children=True),
        CHILDREN | ADULTS | UNTOLD,
    ),
    "has a notice before open questions": (
        lambda t: hears(t, "please talk to an adult you trust", "/survey", "1"),
        CHILDREN | UNTOLD,
    ),
    "is asked to propose an event": (
        lambda t: hears(t, "💡 Propose an event", "/events"),
        ADULTS | UNTOLD,
    ),
    "proposes an event": (
        lambda t: isinstance(
            t.world.do(ProposeEvent("Tea", at(20, 12).date(), time(12), "Rog"), BEN), Done
        ),
        ADULTS,
    ),
    "drives others": (
        lambda t: (
            isinstance(t.world.do(Come(FOOTBALL.id, 1, lift=False), BEN), Done)
            and isinstance(t.world.do(OfferCar(FOOTBALL.id, 1, "Gate", time(14)), BEN), Done)
        ),
        ADULTS,
    ),
    "rides with any guest": (rides_with_a_guest, ADULTS),
    "tells the month of turning 18": (
        lambda t: isinstance(t.world.do(TellMonth(at(6, 12).date()), BEN), Done),
        CHILDREN,
    ),
    "gets what is announced to adults": (is_announced_to_adults, ADULTS),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("rule", RULES)
def test_what_differs_by_age(rule: str, state: str) -> None:
    """Each rule, for everybody."""
    talk = Talk()
    talk.world.add_person(BEN)
    talk.world.add_person(ANNA)
    STATES[state](talk)
    for fill in (with_events, with_slots, with_survey):
        fill(talk.world)
    holds, whom = RULES[rule]

    assert holds(talk) is (state in whom)


def test_every_way_to_be_of_an_age_is_in_the_table() -> None:
    """A band that is added later needs a column."""
    assert set(STATES) == CHILDREN | ADULTS | UNTOLD
    assert len(ADULTS) == len(AgeGroup) - 1


@pytest.mark.parametrize("children", [True, False])
def test_whoever_is_not_cleared_sees_only_that_a_time_is_taken(*, children: bool) -> None:
    """Of somebody under 18."""
    talk = Talk()
    talk.world.add_person(BEN)
    talk.world.add_person(ANNA)
    talk.world.people.set_age_group(BEN, AgeGroup.UNDER_18, talk.world.now)
    with_slots(talk.world)

    assert sees_topic(talk, children=children) is children
