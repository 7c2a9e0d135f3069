"""Messages to many: planned once, to the right people, at the right time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.campaigns.campaign import (
    Announce,
    CampaignId,
    Counts,
    Missing,
    NewCampaign,
    Recipients,
    SendSurvey,
    StopCampaign,
)
from domain.events.change import AddEvent, AnnounceEvent
from domain.events.event import EventId, NewEvent
from domain.outcome import Done, Refused
from domain.people.audience import Audience
from domain.people.person import Interest
from domain.speech.messages import Prompt
from domain.speech.text import Content
from domain.surveys.survey import EVENT_FEEDBACK, SurveyId
from tests.fakes.world import World
from tests.flows.scenery import COOKING, FOOD, FOOTBALL, at, with_events, with_survey

SPORTY = Audience(interests=frozenset({Interest.SPORT}))
WALK = NewEvent(
    title=Content({"en": "A walk"}),
    description=None,
    place=Content({"en": "Tivoli"}),
    starts=at(20, 10),
    ends=at(20, 12),
    capacity=None,
    interests=frozenset(),
    transport=None,
    audience=SPORTY,
)


def only_campaign(world: World) -> NewCampaign:
    """The one that was planned."""
    [campaign] = world.campaigns.rows.values()
    return campaign


def test_an_announcement_goes_to_its_audience_at_once_or_later(world: World) -> None:
    """In the languages it was written in."""
    text = Content({"en": "The office is closed.", "ar": "المكتب مغلق."})
    later = world.now + timedelta(days=1)

    outcomes = [world.do(Announce(text, SPORTY, Missing.SKIP, due)) for due in (None, later)]

    assert outcomes == [Done(1), Done(2)]
    now, tomorrow = world.campaigns.rows.values()
    assert (now.due, tomorrow.due) == (world.now, later)
    assert (now.say.text, now.recipients, now.missing) == (text, Recipients(SPORTY), Missing.SKIP)


def test_an_event_is_announced_once(world: World) -> None:
    """Twice only when somebody means it, or after the first was stopped."""
    with_events(world)
    announce = AnnounceEvent(FOOTBALL.id, None, again=False)

    assert world.do(announce) == Done(1)
    assert isinstance(world.do(announce), Refused)
    assert world.do(replace(announce, again=True)) == Done(2)
    for campaign in (1, 2):
        world.do(StopCampaign(CampaignId(campaign)))
    assert world.do(announce) == Done(3)


def test_an_invitation_asks_and_is_worth_nothing_afterwards(world: World) -> None:
    """Its buttons lead to the event, whatever else is under way."""
    world.events.rows[FOOTBALL.id] = replace(FOOTBALL, audience=SPORTY)

    world.do(AnnounceEvent(FOOTBALL.id, None, again=False))

    campaign = only_campaign(world)
    assert campaign.say.asks == Prompt("events", "invited", {"event": 1})
    assert campaign.say.title == FOOTBALL.title
    assert (campaign.not_after, campaign.recipients) == (FOOTBALL.starts, Recipients(SPORTY))


@pytest.mark.parametrize("due", [None, FOOTBALL.starts])
def test_only_events_to_come_are_announced(world: World, due: datetime | None) -> None:
    """Not those that never were, are cancelled, or will have begun by then."""
    with_events(world)
    world.events.cancel(COOKING.id, world.now)
    if due is None:
        world.now = FOOTBALL.starts

    for event in (FOOTBALL.id, COOKING.id, EventId(99)):
        assert isinstance(world.do(AnnounceEvent(event, due, again=False)), Refused)


def test_a_new_event_is_added_and_not_announced(world: World) -> None:
    """Announcing is a command of its own."""
    outcome = world.do(AddEvent(WALK))

    assert outcome == Done(1)
    [event] = world.events.upcoming(world.now)
    assert event.title == WALK.title
    assert world.campaigns.rows == {}


def test_an_event_that_would_have_begun_is_not_added(world: World) -> None:
    """It is a slip in the file."""
    assert isinstance(world.do(AddEvent(replace(WALK, starts=world.now))), Refused)
    assert world.events.rows == {}


@pytest.mark.parametrize(
    ("ends", "asked"),
    [
        (datetime(2026, 12, 20, 11, tzinfo=UTC), datetime(2026, 12, 21, 8, tzinfo=UTC)),
        (datetime(2026, 12, 20, 23, 30, tzinfo=UTC), datetime(2026, 12, 22, 8, tzinfo=UTC)),
        # the nights in which the clocks change: nine o'clock stays nine o'clock
        (datetime(2027, 3, 27, 11, tzinfo=UTC), datetime(2027, 3, 28, 7, tzinfo=UTC)),
        (datetime(2027, 10, 30, 11, tzinfo=UTC), datetime(2027, 10, 31, 8, tzinfo=UTC)),
    ],
)
def test_those_who_came_are_asked_on_the_morning_after(
    world: World, ends: datetime, asked: datetime
) -> None:
    """At nine, for three days, unless they have answered."""
    world.surveys.add(replace(FOOD, id=EVENT_FEEDBACK), world.now)

    world.do(AddEvent(replace(WALK, starts=ends - timedelta(hours=2), ends=ends)))

    campaign = only_campaign(world)
    assert (campaign.due, campaign.not_after) == (asked, asked + timedelta(days=3))
    assert campaign.recipients == Recipients(
        coming_to=EventId(1), unless_answered=(EVENT_FEEDBACK, "1")
    )
    assert campaign.say.asks == Prompt(
        "surveys", "invited", {"survey": EVENT_FEEDBACK, "occasion": "1"}
    )


def test_a_survey_is_sent_to_those_who_have_not_answered(world: World) -> None:
    """A survey that nobody added is refused."""
    with_survey(world)

    assert world.do(SendSurvey(SurveyId("food"), None)) == Done(1)
    assert isinstance(world.do(SendSurvey(SurveyId("gone"), None)), Refused)
    assert only_campaign(world).recipients == Recipients(unless_answered=(SurveyId("food"), ""))


def test_only_a_campaign_that_exists_is_stopped(world: World) -> None:
    """Stopping twice is stopping."""
    with_survey(world)
    world.do(SendSurvey(SurveyId("food"), None))

    stopped = [world.do(StopCampaign(CampaignId(number))) for number in (1, 1, 2)]

    assert stopped[:2] == [Done(None), Done(None)]
    assert isinstance(stopped[2], Refused)


def test_counts_add_up_to_the_recipients() -> None:
    """Every count is one of them."""
    assert Counts(1, 2, 4, 8, 16, 32, 64, 128).recipients == 255
