"""The two nights on which a local time is no instant, or two: asked again, or said."""

from datetime import UTC, datetime

import pytest

from domain.events.event import Event
from domain.speech.local_times import SKIPPED, TWICE
from domain.staff.member import Role
from tests.fakes.world import BEN
from tests.flows.scenery import FOOTBALL, with_events
from tests.flows.talk import Talk

SPRING, AUTUMN = "28 March 2027", "31 October 2027"
NEW = ("/desk", "[🗓 Plan events]", "[➕ A new event]", "[English]", "Stars")
MOVE = ("/desk", "[🗓 Plan events]", "1", "[🕒 Another time]")
PROPOSE = ("/events", "[💡 Propose an event]", "Stars")
LEFT_OUT, COMES_TWICE = SKIPPED.msgid, TWICE.msgid


@pytest.fixture
def talk(talk: Talk) -> Talk:
    """Ben coordinates, and football is planned."""
    with_events(talk.world)
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    return talk


def answer(talk: Talk, *words: str) -> str:
    """What is said to the last of these, which Ben says one after the other."""
    begun = 0
    for each in words:
        begun = len(talk.log)
        talk.you(each)
    return "\n".join(talk.log[begun:])


def newest(talk: Talk) -> Event:
    """The event that was added last."""
    return talk.world.events.rows[max(talk.world.events.rows)]


def test_what_clocks_do_not_show_is_asked_again(talk: Talk) -> None:
    """The beginning and the end; what stands before the yes is what will be."""
    assert LEFT_OUT in answer(talk, *NEW, SPRING, "02:30")
    assert LEFT_OUT in answer(talk, "01:30", "02:45")
    shown = answer(talk, "03:15", "Castle", "[There is room for everybody]")

    answer(talk, "[Add it]")

    assert "🕒 01:30–03:15" in shown
    assert newest(talk).starts == datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
    assert newest(talk).ends == datetime(2027, 3, 28, 1, 15, tzinfo=UTC)


def test_an_end_after_midnight_is_that_of_the_next_night(talk: Talk) -> None:
    """The day before the clocks go forward."""
    assert LEFT_OUT in answer(talk, *NEW, "27 March 2027", "22:00", "02:30")


def test_what_comes_twice_is_said(talk: Talk) -> None:
    """The first one is meant; an hour later the clocks are back."""
    shown = answer(talk, *NEW, AUTUMN, "02:30", "04:00", "Castle", "[There is room for everybody]")

    answer(talk, "[Add it]")

    assert COMES_TWICE in shown
    assert newest(talk).starts == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert newest(talk).ends == datetime(2027, 10, 31, 3, 0, tzinfo=UTC)


def test_an_event_is_moved_to_what_clocks_show(talk: Talk) -> None:
    """Until then it stays where it was."""
    assert LEFT_OUT in answer(talk, *MOVE, SPRING, "02:30")
    assert talk.world.events.rows[FOOTBALL.id].starts == FOOTBALL.starts
    assert "28 March 2027, 03:30" in answer(talk, "03:30")

    answer(talk, "[Yes, change it]")

    assert talk.world.events.rows[FOOTBALL.id].starts == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    shown = answer(talk, *MOVE, AUTUMN, "02:30")
    assert COMES_TWICE in shown
    assert "31 October 2027, 02:30" in shown


@pytest.mark.parametrize(("day", "said"), [(SPRING, LEFT_OUT), (AUTUMN, COMES_TWICE)])
def test_whoever_proposes_hears_it_too(talk: Talk, day: str, said: str) -> None:
    """Before they write anything more, or with the whole proposal."""
    place = answer(talk, *PROPOSE, day, "02:30")

    whole = "" if said in place else answer(talk, "Castle", "[Skip]")

    assert said in place + whole
