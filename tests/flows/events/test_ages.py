"""Events for some ages only, as people meet them: in the list, by a link, saying that they come."""

from dataclasses import replace

import pytest

from domain.events.event import Event
from domain.events.rsvp import Come
from domain.people.audience import Audience
from domain.people.person import AgeGroup
from tests.fakes.world import BEN
from tests.flows.scenery import COOKING, FOOTBALL, with_events
from tests.flows.talk import Talk

CHILD, ADULT = AgeGroup.UNDER_18, AgeGroup.ADULT


@pytest.fixture
def talk(talk: Talk) -> Talk:
    """Football is for adults, cooking for children."""
    with_events(talk.world)
    rows = talk.world.events.rows
    rows[FOOTBALL.id], rows[COOKING.id] = only(FOOTBALL, ADULT), only(COOKING, CHILD)
    talk.world.add_person(BEN, "en")
    return talk


def only(event: Event, age: AgeGroup) -> Event:
    """The event, for those of this age."""
    return replace(event, audience=Audience(age_groups=frozenset({age})))


@pytest.mark.parametrize(
    ("told", "listed"), [(CHILD, "Cooking"), (ADULT, "Football"), (None, "Football")]
)
def test_the_list_has_what_is_for_their_age(talk: Talk, told: AgeGroup | None, listed: str) -> None:
    """Where children meet is shown to no one who has not said that they are one."""
    talk.world.people.set_age_group(BEN, told, talk.world.now)

    talk("", "en", "you: /events\nbot: Here is what is on. …")

    other = {"Cooking": "Football", "Football": "Cooking"}[listed]
    assert listed in talk.log[-1]
    assert other not in talk.log[-1]


@pytest.mark.parametrize(("told", "event"), [(CHILD, FOOTBALL), (ADULT, COOKING), (None, COOKING)])
def test_a_link_shows_nothing_that_is_for_another_age(
    talk: Talk, told: AgeGroup | None, event: Event
) -> None:
    """Links are passed on."""
    talk.world.people.set_age_group(BEN, told, talk.world.now)

    talk("", "en", f"you: /start event-{event.id}\nbot: This event is for another age. …")


ASKED = """
    you: /start event-1
    bot: **Football** …
    you: [I'm coming]
    bot: Are you 18 or older?

         People under 18 have more protection here. We keep only your yes or no. [Yes | No | ⬅ Back]
    you: yes
    bot: [see you there]
    bot: **Football** …
"""


def test_whoever_told_no_age_is_asked_before_they_come(talk: Talk) -> None:
    """And goes on to what they wanted."""
    talk.world.people.set_age_group(BEN, None, talk.world.now)

    talk("", "en", ASKED)


def test_a_child_who_was_asked_comes_to_nothing_for_adults(talk: Talk) -> None:
    """They hear why."""
    talk.world.people.set_age_group(BEN, None, talk.world.now)
    talk("", "en", ASKED.split("    you: yes", maxsplit=1)[0])
    for answer in ("no", "yes", "Skip"):
        talk.you(answer)

    assert "This event is for another age." in "\n".join(talk.log)
    assert talk.world.events.rsvp(FOOTBALL.id, BEN) is None


def test_whoever_comes_may_still_say_that_they_do_not(talk: Talk) -> None:
    """When it is for another age since, it is shown to them all the same."""
    talk.world.people.set_age_group(BEN, ADULT, talk.world.now)
    talk.world.do(Come(FOOTBALL.id, 1, lift=False), BEN)
    talk.world.events.rows[FOOTBALL.id] = only(talk.world.events.rows[FOOTBALL.id], CHILD)

    talk("", "en", "you: /events\nbot: Here is what is on. …\nyou: 1\nbot: **Football** …")

    assert "I can't come" in talk.log[-1]
