"""A series is changed or cancelled as a whole, and those who come to any of its times hear it."""

from dataclasses import replace
from datetime import date, timedelta

from domain.campaigns.campaign import CampaignId
from domain.events.change import AddEvent, CancelEvent, CancelSeries, ChangeEvent, ChangeSeries
from domain.events.event import EventId
from domain.events.rsvp import Come
from domain.events.series import ContinueSeries, Every, Repeats
from domain.outcome import Done, Refused
from domain.people.person import PersonId
from domain.speech.text import Content
from tests.domain.events.test_series import FOOTBALL, SUNDAY, local
from tests.fakes.world import World

GUEST = PersonId(2)
RULE = Repeats(Every.WEEK, date(2027, 12, 31))
EARLIER = replace(
    FOOTBALL,
    starts=SUNDAY - timedelta(days=1, hours=1),
    ends=SUNDAY - timedelta(days=1),
    transport=None,
)


def begun(world: World) -> None:
    """Five Sundays are planned."""
    world.now = SUNDAY - timedelta(days=3)
    world.do(AddEvent(FOOTBALL, RULE))


def test_all_times_move_with_the_rule(world: World) -> None:
    """By as many days as the first one; what was cancelled is not planned anew."""
    begun(world)
    world.do(CancelEvent(EventId(3)))

    assert world.do(ChangeSeries(EventId(1), EARLIER, RULE)) == Done(())

    on = ["06.03. 14:00", "13.03. 14:00", "21.03. 15:00", "27.03. 14:00", "03.04. 14:00"]
    assert local(world) == on
    assert world.do(ContinueSeries()) == Done(0)


def test_what_is_off_the_new_rule_is_cancelled(world: World) -> None:
    """Every second week from now on."""
    begun(world)

    world.do(ChangeSeries(EventId(1), FOOTBALL, Repeats(Every.TWO_WEEKS, RULE.until)))

    off = [number for number, each in world.events.rows.items() if each.cancelled]
    assert off == [2, 4]


def test_those_who_come_to_any_time_are_told(world: World) -> None:
    """Each by what is true of the time that they come to."""
    begun(world)
    world.do(Come(EventId(1), 2, lift=False), person=GUEST)
    world.do(Come(EventId(2), 1, lift=False), person=GUEST)

    told = world.do(ChangeSeries(EventId(1), replace(FOOTBALL, place=Content({"en": "Rog"})), RULE))

    assert isinstance(told, Done)
    assert len(told.value) == 2


def test_what_one_time_cannot_be_none_becomes(world: World) -> None:
    """It says which one it is."""
    begun(world)
    world.do(Come(EventId(2), 5, lift=False), person=GUEST)

    refused = world.do(ChangeSeries(EventId(1), replace(FOOTBALL, capacity=4), RULE))

    assert isinstance(refused, Refused)
    assert "{day}: {reason}" in str(refused.text)


def test_a_single_event_becomes_a_series(world: World) -> None:
    """As if it had been written so."""
    world.now = SUNDAY - timedelta(days=3)
    world.do(AddEvent(FOOTBALL))

    world.do(ChangeSeries(EventId(1), FOOTBALL, RULE))

    assert len(world.events.rows) == 5
    assert world.events.rows[EventId(1)].repeats


def test_a_series_is_cancelled_whole(world: World) -> None:
    """Those who come read why."""
    begun(world)
    world.do(Come(EventId(4), 1, lift=False), person=GUEST)

    told = world.do(CancelSeries(EventId(2), Content({"en": "The hall is closed."})))

    assert told == Done((CampaignId(max(world.campaigns.rows)),))
    assert not world.events.rows[EventId(1)].cancelled
    assert all(world.events.rows[EventId(number)].cancelled for number in (2, 3, 4, 5))
    assert isinstance(world.do(CancelSeries(EventId(2))), Refused)


def test_a_colleague_was_faster(world: World) -> None:
    """Whoever has read an older state is told, and nothing is changed."""
    begun(world)
    world.do(ChangeEvent(EventId(1), replace(FOOTBALL, capacity=30), shown=0))

    assert isinstance(world.do(ChangeEvent(EventId(1), FOOTBALL, shown=0)), Refused)
    assert world.events.rows[EventId(1)].capacity == 30
