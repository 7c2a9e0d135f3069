"""An event is changed or cancelled: what is stored, what is planned anew, and who hears of it."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from domain.campaigns.campaign import CampaignId, NewCampaign
from domain.events.change import (
    AddEvent,
    AnnounceEvent,
    CancelEvent,
    ChangeEvent,
    MoveEvent,
    RelocateEvent,
    as_it_is,
)
from domain.events.event import Event, EventId, NewEvent
from domain.events.notices import differences, invitation
from domain.events.rsvp import Come
from domain.outcome import Command, Done, Refused
from domain.people.person import PersonId
from domain.people.rights import Stop
from domain.reminders.reminder import AHEAD
from domain.speech.text import Content, Message
from domain.surveys.survey import EVENT_FEEDBACK
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import FOOD, FOOTBALL, at, with_events

PARK = Content({"en": "Tivoli park"})
FOOT = FOOTBALL.id
SAME = as_it_is(FOOTBALL)


def coming(world: World, *persons: PersonId, lift: bool = False) -> None:
    """These people come to football, each alone."""
    for person in persons:
        world.add_person(person)
        assert world.do(Come(FOOT, 1, lift=lift), person) == Done(FOOT)


def about(world: World, name: str) -> list[NewCampaign]:
    """The campaigns about this that were not stopped."""
    return [
        row
        for number, row in world.campaigns.rows.items()
        if row.about == name and number not in world.campaigns.stopped
    ]


def said(before: Event, now: NewEvent) -> list[str]:
    """What is different, as msgids."""
    return [each.msgid for each in differences(before, now) if isinstance(each, Message)]


def test_those_who_come_hear_what_is_different(world: World) -> None:
    """And nobody else; they can say that they cannot come."""
    with_events(world)
    coming(world, ANNA, BEN)

    done = world.do(RelocateEvent(FOOT, PARK))

    assert done == Done(1)
    [told] = about(world, "change:1")
    assert told.recipients.coming_to == FOOT
    assert told.recipients.concerned
    assert told.not_after == FOOTBALL.starts
    assert [option.key for option in told.say.options] == ["ok", "cannot"]
    assert world.events.rows[FOOT].place == PARK


def test_nobody_is_told_when_nobody_comes_or_nothing_is_different(world: World) -> None:
    """Another description, or more room, puzzles nobody."""
    with_events(world)
    assert world.do(RelocateEvent(FOOT, PARK)) == Done(None)

    coming(world, BEN)
    more = replace(as_it_is(world.events.rows[FOOT]), capacity=30, description=None)

    assert world.do(ChangeEvent(FOOT, more)) == Done(None)
    assert world.campaigns.rows == {}
    assert world.events.rows[FOOT].capacity == 30


@pytest.mark.parametrize(
    ("new", "msgids"),
    [
        (replace(SAME, title=Content({"en": "Soccer"})), []),
        (replace(SAME, starts=at(6, 16), ends=at(6, 18)), ["🕒 New time: {time}"]),
        (
            replace(SAME, starts=at(7, 15), ends=at(7, 17)),
            ["📅 New day: {day}", "🕒 New time: {time}"],
        ),
        (replace(SAME, place=PARK), ["📍 New place: {place}"]),
        (replace(SAME, transport=None), ["🚗 There is no car any more."]),
    ],
)
def test_only_what_is_different_is_said(new: NewEvent, msgids: list[str]) -> None:
    """Not the whole event once more."""
    assert said(FOOTBALL, new) == msgids


def test_a_car_that_leaves_later_is_said() -> None:
    """From where and when it leaves now."""
    assert FOOTBALL.transport is not None
    later = replace(FOOTBALL.transport, leaves=at(6, 14, 40))

    [msgid] = said(FOOTBALL, replace(as_it_is(FOOTBALL), transport=later))

    assert msgid == "🚗 A car leaves at {time} from {place}."


def test_reminders_follow_the_new_time(world: World) -> None:
    """Also for a reminder that was sent already: a week later it is due once more."""
    with_events(world)
    coming(world, ANNA, BEN)
    world.do(Stop(), ANNA)
    world.posts.reminders = []  # all of them were sent

    world.do(MoveEvent(FOOT, date(2026, 12, 13), time(10)))

    moved = world.events.rows[FOOT]
    assert (moved.starts, moved.ends) == (at(13, 10), at(13, 12))
    assert moved.transport is not None
    assert moved.transport.leaves == at(13, 9, 20)
    assert [(each.person, each.ahead, each.due) for each in world.posts.reminders] == [
        (BEN, ahead, at(13, 10) - ahead) for ahead in AHEAD
    ]


def test_the_same_local_time_across_a_change_of_clocks(world: World) -> None:
    """Ten o'clock in April is ten o'clock in summer time."""
    with_events(world)

    world.do(MoveEvent(FOOT, date(2027, 4, 4), time(10)))

    assert world.events.rows[FOOT].starts.isoformat() == "2027-04-04T08:00:00+00:00"


def test_the_latest_change_is_what_is_heard(world: World) -> None:
    """Whoever has not heard of the first one hears only the second."""
    with_events(world)
    coming(world, BEN)

    world.do(RelocateEvent(FOOT, PARK))
    world.do(MoveEvent(FOOT, date(2026, 12, 13), time(10)))

    assert len(about(world, "change:1")) == 1
    assert world.campaigns.stopped == {CampaignId(1)}


def test_an_invitation_that_waits_says_what_is_true_now(world: World) -> None:
    """Nobody is invited to a place where nothing is."""
    with_events(world)
    world.do(AnnounceEvent(FOOT, world.now + timedelta(days=1), again=False))

    world.do(RelocateEvent(FOOT, PARK))

    [invited] = about(world, "event:1")
    assert invited.say == invitation(world.events.rows[FOOT])


def test_feedback_is_asked_after_the_new_day(world: World) -> None:
    """Once."""
    with_events(world)
    world.surveys.add(replace(FOOD, id=EVENT_FEEDBACK), world.now)
    added = world.do(AddEvent(replace(as_it_is(FOOTBALL), starts=at(8, 15), ends=at(8, 17))))
    assert isinstance(added, Done)

    world.do(MoveEvent(EventId(added.value), date(2026, 12, 20), time(15)))

    [asked] = about(world, f"feedback:{added.value}")
    assert asked.due == at(21, 9)


def test_room_is_kept_for_those_who_come(world: World) -> None:
    """Neither places nor seats shrink below what was promised."""
    with_events(world)
    coming(world, ANNA, BEN, lift=True)
    event = as_it_is(world.events.rows[FOOT])

    for new in (replace(event, capacity=1), replace(event, transport=None)):
        assert isinstance(world.do(ChangeEvent(FOOT, new)), Refused)

    assert world.events.rows[FOOT] == FOOTBALL
    assert world.campaigns.rows == {}


def test_a_cancelled_event_is_over_for_everybody(world: World) -> None:
    """No reminder, no invitation, no question afterwards; one message to those who come."""
    with_events(world)
    coming(world, ANNA, BEN)
    world.do(AnnounceEvent(FOOT, world.now + timedelta(days=1), again=False))

    done = world.do(CancelEvent(FOOT))

    assert isinstance(done, Done)
    [told] = about(world, "cancel:1")
    assert told.say.options == ()
    assert world.posts.reminders == []
    assert about(world, "event:1") == []
    assert world.events.coming_of(BEN, world.now) == []
    assert isinstance(world.do(Come(FOOT, 1, lift=False), BEN), Refused)
    assert isinstance(world.do(CancelEvent(FOOT)), Refused)


@pytest.mark.parametrize(
    "command",
    [
        RelocateEvent(EventId(99), PARK),
        MoveEvent(EventId(99), date(2026, 12, 13), time(10)),
        CancelEvent(EventId(99)),
        MoveEvent(FOOT, date(2026, 11, 1), time(10)),
    ],
    ids=["nowhere", "never", "nothing", "into the past"],
)
def test_what_cannot_be_is_refused(world: World, command: Command[Any]) -> None:
    """With a sentence, and nothing changed."""
    with_events(world)

    assert isinstance(world.do(command), Refused)
    assert world.events.rows[FOOT] == FOOTBALL


def test_an_event_that_has_begun_stays_as_it_was(world: World) -> None:
    """It is too late to tell anybody."""
    with_events(world)
    world.now = FOOTBALL.starts

    assert isinstance(world.do(CancelEvent(FOOT)), Refused)
    assert isinstance(world.do(RelocateEvent(FOOT, PARK)), Refused)
