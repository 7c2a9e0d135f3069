"""Invitations, and reminders when nothing else is under way."""

from domain.events.notices import invitation, of_event
from domain.events.rsvp import Come, RsvpState
from domain.speech.text import _
from domain.surveys.notices import survey_question
from domain.surveys.survey import SurveyId
from tests.fakes.world import BEN
from tests.flows.scenery import COOKING, FOOTBALL, only_slot, with_events, with_survey
from tests.flows.talk import Talk

REMINDED = """
    reminder: 🔔 You said that you are coming.

              👉 Football
              📅 Sunday 6 December 2026
              🕒 15:00–17:00
              📍 Livada school
              🚗 A car leaves at 14:20 from Main gate. [I will come | I can't come]
    you: I will come
    bot: Good. See you there! [☰ Menu]
    reminder: 🔔 You said that you are coming.

              👉 Cooking together
              📅 Tuesday 8 December 2026
              🕒 18:00–21:00
              📍 Rog centre [I will come | I can't come]
    you: i can't come
    bot: Thank you for telling us. Your place is free for others now. [☰ Menu]
    press old: [I can't come]
    bot: Thank you for telling us. Your place is free for others now. [☰ Menu]
    press old: [I will come]
    bot: [see you there]
    bot: **Football** …
"""


def test_reminders_are_answered_with_nothing_else_under_way(talk: Talk) -> None:
    """Good to know; and a place that is not needed is free."""
    with_events(talk.world)
    talk.world.add_person(BEN)
    talk.world.do(Come(COOKING.id, 2, lift=False), BEN)
    talk.world.do(Come(FOOTBALL.id, 2, lift=True), BEN)
    talk.outside = [of_event(FOOTBALL, lift=True), of_event(COOKING, lift=False)]

    talk("", "en", REMINDED)

    states = {event: rsvp.state for (event, _who), rsvp in talk.world.events.rsvps.items()}
    assert states == {FOOTBALL.id: RsvpState.COMING, COOKING.id: RsvpState.NOT_COMING}
    assert talk.world.events.rsvps[FOOTBALL.id, BEN].people == 1


INVITED = """
    you: /legal
    bot: [topics of advice]
    you: family
    bot: [one time]
    reminder: **Cooking together**
              📅 Tuesday 8 December 2026
              🕒 18:00–21:00
              📍 Rog centre [I'm coming | More about it]
    you: i'm coming
    bot: See you there!

         We will remind you the day before and two hours before.

         Which time suits you? [Wed 2 December, 10:00 | 🌐 Another language | ⬅ Back]
    reminder: **Football** …
    you: [More about it]
    bot: **Football** …
    you: [⬅ Back]
    bot: [one time]
"""


def test_an_invitation_is_answered_in_the_middle_of_a_booking(talk: Talk) -> None:
    """Afterwards, and after a look at another event, the booking goes on where it was."""
    with_events(talk.world)
    only_slot(talk.world)
    talk.outside = [invitation(COOKING), invitation(FOOTBALL)]

    talk("", "en", INVITED)

    assert talk.world.events.rsvps[COOKING.id, BEN].people == 1


ASKED = """
    you: /events
    bot: [the events]
    reminder: How was it? Cooking together [Answer now | Not now]
    you: [Not now]
    bot: That is fine. If you change your mind, you can still answer that message.

         Here is what is on. …
    you: 2
    bot: [cooking]
    you: [Answer now]
    bot: **Food** …
    you: ok
    bot: [the first question about food]
    you: [✔ Done]
    bot: [how the food is]
    reminder: How was it? Cooking together [Answer now | Not now]
    you: answer now
    bot: You had begun this. Let us go on where you were.

         2 of 5

         How is it? [Good | Bad | Skip | ⬅ Back]
    you: [Skip]
    bot: [for how many people]
    you: skip
    bot: [we publish it]
    you: [OK]
    bot: [send the answers]
    you: yes
    bot: Thank you! Your answers help to make things better.
    bot: [cooking]
    you: [Answer now]
    bot: There are no questions for you now. Thank you!
    bot: [cooking]
"""


def test_an_invitation_to_a_survey_leads_into_it_once(talk: Talk) -> None:
    """Not now is fine; asked again in the middle, the survey goes on where it was."""
    with_events(talk.world)
    with_survey(talk.world)
    question = survey_question(_("How was it? {event}", event=COOKING.title), SurveyId("food"), "2")
    talk.outside = [question, question]

    talk("", "en", ASKED)

    [(response, language, _day)] = talk.world.surveys.responses
    assert (response.occasion, language) == ("2", "en")
