"""How many come, as people say it: added up, or asked once more; never a wrong number."""

import pytest

from tests.fakes.world import BEN
from tests.flows.scenery import FOOTBALL, with_events
from tests.flows.talk import Talk

COMING = """
    you: /events
    bot: …
    you: 1
    bot: …
    you: {coming}
    bot: …
    bot: …
    you: {many}
    bot: …
    you: {people}
    bot: …
    you: {no}
    bot: …
    bot: …
"""
PRESSES = {
    "en": ("[I'm coming]", "[👥 Change how many]", "[No]"),
    "ar": ("[سأحضر]", "[👥 تغيير العدد]", "[لا]"),
}
UNSURE = """
    you: /events
    bot: [the events]
    you: 1
    bot: **Football** …
    you: [I'm coming]
    bot: …
    bot: …
    you: [👥 Change how many]
    bot: [how many are coming]
    you: {people}
    bot: Sorry, I did not understand. …
"""


@pytest.mark.parametrize(
    ("language", "people", "many"),
    [
        ("en", "2 adults 2 kids", 4),
        ("en", "me and my wife and 1 child", 3),
        ("en", "with my brother", 2),
        ("en", "we are three", 3),
        ("ar", "أنا وزوجتي وطفل", 3),
        ("ar", "شخصين", 2),
        ("en", "jaz in moja žena", 2),
        ("en", "нас четверо", 4),
    ],
)
def test_a_sum_of_people_is_added_up(talk: Talk, language: str, people: str, many: int) -> None:
    """The writer too."""
    with_events(talk.world)
    coming, change, no = PRESSES[language]

    talk("", language, COMING.format(coming=coming, many=change, people=people, no=no))

    assert talk.world.events.rsvps[FOOTBALL.id, BEN].people == many


@pytest.mark.parametrize(
    "people", ["2 kids", "my family", "3 or 4", "3-4", "me + 2 or 3", "my wife and 2 kids"]
)
def test_an_unclear_number_of_people_is_asked_once_more(talk: Talk, people: str) -> None:
    """Whether the writer is among them, nobody knows."""
    with_events(talk.world)

    talk("", "en", UNSURE.format(people=people))

    assert talk.world.events.rsvps[FOOTBALL.id, BEN].people == 1
