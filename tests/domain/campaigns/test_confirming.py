"""Announcements to many: two members of staff have read them before they leave."""

from dataclasses import replace

import pytest

from domain.campaigns.campaign import (
    Announce,
    CampaignId,
    CampaignState,
    ConfirmCampaign,
    Missing,
    SayFarewell,
    SendSurvey,
    StopCampaign,
)
from domain.campaigns.notices import something_waits
from domain.events.change import AnnounceEvent
from domain.operator.policy import Policy
from domain.outcome import Done, Refused
from domain.people.audience import Audience
from domain.people.person import PersonId
from domain.speech.text import Content
from domain.staff.audit import OPERATOR, Looked, View, Why
from domain.staff.member import Role, StaffId
from domain.surveys.survey import SurveyId
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import FOOD, FOOTBALL, with_events, with_survey

HELLO = Announce(Content({"en": "Hello"}), Audience(), Missing.FALLBACK, None)
FIRST = CampaignId(1)


@pytest.fixture
def world(world: World) -> World:
    """Two coordinators; one alone writes to 100 people at most."""
    for person, name in ((ANNA, "Ana"), (BEN, "Maja")):
        world.add_person(person)
        world.staff.employ(person, Role.COORDINATOR, name)
    world.policy = Policy(confirm_above=100)
    return world


def state(world: World) -> CampaignState:
    """Of the announcement."""
    found = world.campaigns.show(FIRST)
    assert found is not None
    return found.state


@pytest.mark.parametrize(
    ("readers", "waits"), [(100, False), (101, True)], ids=["so many", "one more"]
)
def test_above_a_size_a_colleague_must_confirm(world: World, readers: int, waits: bool) -> None:
    """Up to it, it goes at once."""
    world.campaigns.readers = readers

    assert world.do(HELLO, BEN) == Done(1)

    assert (state(world) is CampaignState.PROPOSED) is waits


def test_whoever_wrote_it_does_not_confirm_it(world: World) -> None:
    """Somebody else does, once."""
    world.campaigns.readers = 5000
    world.do(HELLO, BEN)

    assert isinstance(world.do(ConfirmCampaign(FIRST), BEN), Refused)
    assert world.do(ConfirmCampaign(FIRST), ANNA) == Done(None)
    assert state(world) is CampaignState.RUNNING
    assert isinstance(world.do(ConfirmCampaign(FIRST), ANNA), Refused)


def test_either_may_stop_it(world: World) -> None:
    """Then there is nothing to confirm."""
    world.campaigns.readers = 5000
    world.do(HELLO, BEN)

    assert world.do(StopCampaign(FIRST), ANNA) == Done(None)

    assert isinstance(world.do(ConfirmCampaign(FIRST), ANNA), Refused)


def test_the_command_line_and_no_limit_ask_nobody(world: World) -> None:
    """Whoever has the keys of the house, or a house without this rule."""
    world.campaigns.readers = 5000
    world.do(HELLO)
    world.policy = Policy(confirm_above=0)
    world.do(HELLO, BEN)

    assert world.campaigns.proposed(StaffId(9)) == []


def test_invitations_and_surveys_wait_for_a_second_person_too(world: World) -> None:
    """They go to as many."""
    with_events(world)
    with_survey(world)
    world.campaigns.readers = 5000

    world.do(AnnounceEvent(FOOTBALL.id, None, again=False), BEN)
    world.do(SendSurvey(SurveyId(FOOD.id), None), BEN)

    states = [world.campaigns.show(CampaignId(n)) for n in (1, 2)]
    assert [found and found.state for found in states] == [CampaignState.PROPOSED] * 2


def test_those_who_may_confirm_hear_that_something_waits(world: World) -> None:
    """Not who wrote it, not an adviser, nobody whose phone is in doubt, and not what it says."""
    for number, (name, role) in enumerate(
        [("Ada", Role.ADMIN), ("Iva", Role.ADVISER), ("Zoe", Role.COORDINATOR)], 2001
    ):
        world.add_person(PersonId(number))
        world.staff.employ(PersonId(number), role, name)
    zoe = world.staff.of(PersonId(2003))
    assert zoe is not None
    world.staff.doubt(zoe.id)
    world.campaigns.readers = 5000

    world.do(HELLO, BEN)

    assert world.posts.letters == [(who, something_waits()) for who in (ANNA, PersonId(2001))]


def test_what_one_alone_may_send_is_told_to_no_colleague(world: World) -> None:
    """Nor is what the operator sends."""
    world.campaigns.readers = 100
    world.do(HELLO, BEN)
    world.campaigns.readers = 5000
    world.do(replace(HELLO, again=True))

    assert world.posts.letters == []


def test_the_audit_says_what_the_command_line_sent_alone(world: World) -> None:
    """Only above the size from which a colleague would have been asked."""
    world.campaigns.readers = 100
    world.do(HELLO)
    assert world.audit.rows == []

    world.campaigns.readers = 101
    world.do(replace(HELLO, again=True))

    assert world.audit.rows == [Looked(world.now, OPERATOR, View.CAMPAIGN, "2", Why.UNCONFIRMED)]


def test_the_last_message_of_a_service_is_noted_as_well(world: World) -> None:
    """It goes to everybody, and nobody else has to confirm it."""
    farewell = SayFarewell(Content({"en": "Goodbye"}))
    world.do(farewell)
    assert world.audit.rows == []

    world.campaigns.readers = 101
    assert world.do(farewell) == Done(2)

    assert world.audit.rows == [Looked(world.now, OPERATOR, View.CAMPAIGN, "2", Why.UNCONFIRMED)]
