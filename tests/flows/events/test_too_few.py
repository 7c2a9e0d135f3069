"""Too few places, too few seats: what the bot says and what is left to do."""

from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import DANIEL, FOOTBALL, with_events
from tests.flows.talk import Talk

TAKEN = """
    you: /events
    bot: [the events]
    you: 1
    bot: **Football** …
    you: [I'm coming]
    bot: [see you there]
    bot: **Football** …
    you: [👥 Change how many]
    bot: [how many are coming]
    you: 10
    bot: Please write a number from 1 to 9.

         How many people are coming, you and others? …
    you: about five
    bot: [a lift to football]
    you: [No]
    bot: Sorry, there is room for only 4 people.
    bot: **Football** …
    you: [I can't come]
    bot: Thank you for telling us.
    bot: **Football**
         📅 Sunday 6 December 2026
         🕒 15:00–17:00
         📍 Livada school
         🚗 A car leaves at 14:20 from Main gate.

         Everybody can play.

         4 places are left. [I'm coming | 🚗 I'm coming, I need a lift | 📎 For my calendar | 📅 \
         All events]
    meanwhile: Daniel comes with three others
    you: [I'm coming]
    bot: Sorry, this event is full now.
    bot: **Football** …
    you: [📅 All events]
    bot: Here is what is on. Choose one to read more. [Sun 6 December: Football | Tue 8 December: \
         Cooking together | 💡 Propose an event | ⬅ Back]
"""


def test_too_few_places_are_said_in_numbers(talk: Talk) -> None:
    """Only what the database gave away counts, also when somebody is faster."""
    with_events(talk.world)
    talk.meanwhile = {
        "Daniel comes with three others": lambda: talk.world.events.take(
            FOOTBALL.id, DANIEL, 4, lift=False
        )
    }

    talk("", "en", TAKEN)

    assert not talk.world.events.rsvps[FOOTBALL.id, BEN].holds


ONE_SEAT = """
    you: /events
    bot: [the events]
    you: 1
    bot: **Football** …
    you: [I'm coming]
    bot: [see you there]
    bot: **Football**
         📅 Sunday 6 December 2026
         🕒 15:00–17:00
         📍 Livada school
         🚗 A car leaves at 14:20 from Main gate.

         Everybody can play.

         2 places are left.

         ✅ You are coming: 1 person. [I can't come | 👥 Change how many | 🚗 Lifts | 📎 For my \
         calendar | 📅 All events]
    you: [👥 Change how many]
    bot: [how many are coming]
    you: 2
    bot: [a lift to football]
    you: yes
    bot: Sorry, there is room for only 1 person in the car.
    bot: **Football** …
    you: [👥 Change how many]
    bot: [how many are coming]
    you: 1
    bot: [a lift to football]
    you: yes
    bot: [see you there]
    bot: **Football** …
"""


def test_too_few_seats_are_said_in_numbers(talk: Talk) -> None:
    """A family is not torn apart by the car: they are told and decide again."""
    with_events(talk.world)
    talk.world.events.take(FOOTBALL.id, ANNA, 1, lift=True)

    talk("", "en", ONE_SEAT)

    assert talk.world.events.rsvps[FOOTBALL.id, BEN].lift


NO_SEAT = """
    you: /events
    bot: [the events]
    you: 1
    bot: **Football** …
    you: [I'm coming]
    bot: [see you there]
    bot: **Football**
         📅 Sunday 6 December 2026
         🕒 15:00–17:00
         📍 Livada school
         🚗 A car leaves at 14:20 from Main gate.

         Everybody can play.

         1 place is left.

         ✅ You are coming: 1 person. [I can't come | 👥 Change how many | 🚗 Lifts | 📎 For my \
         calendar | 📅 All events]
    you: [👥 Change how many]
    bot: [how many are coming]
    you: [2]
    bot: [see you there]
    bot: **Football** …
"""


def test_nobody_is_asked_about_a_car_without_seats(talk: Talk) -> None:
    """The seats are gone, the places are not."""
    with_events(talk.world)
    talk.world.events.take(FOOTBALL.id, ANNA, 2, lift=True)

    talk("", "en", NO_SEAT)

    assert not talk.world.events.rsvps[FOOTBALL.id, BEN].lift
