"""The desk asks for a member's own number, and again when it was left alone for a while."""

from datetime import timedelta

import pytest

from domain.people.pin import OPEN_AT_THE_DESK, TRIES
from domain.staff.member import RemoveMember, Role
from flows.contents import FLOWS
from flows.engine.kit import Guard
from tests.fakes.world import BEN, NUMBER
from tests.flows.talk import Talk

ASKED = "🔢 Please write your number."
MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk(talk: Talk) -> Talk:
    """Maja sits at the desk, and an answer of hers was just heard."""
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.ADMIN)
    talk.you("/desk")
    talk.you("[🗓 Plan events]")
    return talk


def test_whoever_is_away_for_a_quarter_of_an_hour_says_it_again(desk: Talk) -> None:
    """Then they are where they were, and what they pressed meanwhile was not done."""
    shown = desk.log[-1]
    desk.world.now += OPEN_AT_THE_DESK

    desk.you("1")
    assert ASKED in desk.log[-1]
    desk.you(NUMBER)

    assert desk.log[-1] == shown


def test_whoever_works_is_not_asked(desk: Talk) -> None:
    """Each answer at the desk counts."""
    for _minute in range(5):
        desk.world.now += OPEN_AT_THE_DESK - 3 * MINUTE  # a message takes one
        desk.you("/desk")
        desk.you("[🗓 Plan events]")

    assert not any(ASKED in each for each in desk.log)


def test_who_works_elsewhere_is_asked(desk: Talk) -> None:
    """Looking at one's own things is not working at the desk."""
    for _minute in range(3):
        desk.world.now += OPEN_AT_THE_DESK / 2
        desk.you("/events")
    desk.you("/desk")

    assert ASKED in desk.log[-1]


def test_guesses_close_it(desk: Talk) -> None:
    """Words are no guess."""
    desk.world.now += OPEN_AT_THE_DESK
    desk.you("/desk")
    for guess in ("what number?", *["1111"] * TRIES):
        desk.you(guess)
    desk.you(NUMBER)

    assert "That was wrong too often." in desk.log[-1]


def test_whoever_is_removed_sees_nothing_more(desk: Talk) -> None:
    """Whatever stands on their screen."""
    [maja] = desk.world.staff.all()
    desk.world.do(RemoveMember(maja.id))

    desk.you("1")

    assert "This is only for the people who run this service." in desk.log[-1]
    assert desk.place.frames == ()


def test_whoever_is_doubted_sees_nothing_more(desk: Talk) -> None:
    """Until somebody has confirmed that it is them."""
    [maja] = desk.world.staff.all()
    desk.world.staff.doubt(maja.id)

    desk.you("1")

    assert "Please ask an administrator to confirm that it is you." in desk.log[-1]


def test_a_number_cannot_be_taken_away_to_come_in(desk: Talk) -> None:
    """Taking it away asks for it; without one the desk wants a new one."""
    desk.world.people.set_pin(BEN, None)

    desk.you("/desk")

    assert "Everybody at the desk has a number of their own." in desk.log[-1]


def test_every_step_of_the_desk_is_guarded() -> None:
    """But the one where an invitation is taken: nobody works here before."""
    at_the_desk = {
        (flow.name, step): flow.guard_of(step)
        for flow in FLOWS
        for step, each in flow.steps.items()
        if ".desk." in each.ask.__module__
    }

    unguarded = {where for where, guard in at_the_desk.items() if guard is not Guard.STAFF}
    assert unguarded == {("desk", "invited")}
    assert len(at_the_desk) > 40
