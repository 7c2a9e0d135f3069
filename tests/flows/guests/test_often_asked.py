"""What people ask again and again is answered from what the operator wrote and what is booked."""

from datetime import timedelta

import pytest

from domain.advice.appointment import BookSlot
from domain.advice.slot import SlotId, Topic
from domain.people.pin import SetPin
from tests.fakes.world import BEN, NUMBER
from tests.flows.scenery import at, with_slots
from tests.flows.talk import Talk

WHERE = """
    you: where is the office
    bot: Where it is:

         👤 Maja
         📍 Example Street 12, Ljubljana [👥 People who can help | ✉ Write to us | ☰ Menu]
    you: when are you open?
    bot: When somebody is there:

         👤 Maja
         🕒 Monday, 9:00 to 12:00 [👥 People who can help | ✉ Write to us | ☰ Menu]
    you: is there a washing machine?
    bot: In the cellar, every day. [☰ Menu]
    you: who helps with housing
    bot: People who can help you: …
    you: who are you?
    bot: I am Lipa, a program. Nobody reads this at once.
         Behind me is Example Association. …
"""
IN_ARABIC = """
    you: وين المكتب
    bot: المكان:

         👤 مايا
         📍 Example Street 12, Ljubljana …
    you: أين أغسل ملابسي
    bot: في القبو، كل يوم. [☰ القائمة]
    you: is there a washing machine
    bot: في القبو، كل يوم. [🌐 English? | ☰ القائمة]
"""


@pytest.mark.parametrize(("language", "transcript"), [("en", WHERE), ("ar", IN_ARABIC)])
def test_questions_are_answered(talk: Talk, language: str, transcript: str) -> None:
    """In the reader's language, in whichever language they are asked."""
    talk("", language, transcript)


IN_BETWEEN = """
    you: /legal
    bot: [topics of advice]
    you: what should i bring
    bot: What to bring to advice:
         • Asylum interview: Please bring your card and all letters about your interview.
         • A decision I received: Please bring your card, the decision, and the envelope it came \
         in. The date on it is important.
         • Work permit: Please bring your card and, if you have one, your contract.
         • Family: Please bring your card and any papers about your family.
         • Something else: Please bring your card and any letters about your question.

         What do you need advice about? It is free. [Asylum interview | A decision I received | \
         Work permit | Family | Something else]
    you: family
    bot: [three times]
"""


def test_what_is_asked_in_between_leaves_the_question_open(talk: Talk) -> None:
    """It is asked again, and the answer goes on."""
    with_slots(talk.world)

    talk("", "en", IN_BETWEEN)


def book(talk: Talk) -> None:
    """An appointment on Wednesday at ten."""
    with_slots(talk.world)
    talk.world.add_person(BEN)
    talk.world.do(BookSlot(SlotId(1), Topic.FAMILY, "en"), BEN)


def test_whoever_is_late_can_tell_the_team_which_appointment(talk: Talk) -> None:
    """On its day; the message says when it is."""
    book(talk)
    talk.world.now = at(2, 9, 30)

    talk.you("i will be 10 minutes late, sorry")
    assert "You have an appointment today at 10:00." in talk.log[-1]
    talk.you("yes")

    [matter] = talk.world.matters.of(BEN)
    assert matter.words == "i will be 10 minutes late, sorry (2026-12-02 10:00)"


def test_what_is_booked_is_answered_first(talk: Talk) -> None:
    """Where it is and what to bring to it."""
    book(talk)

    talk.you("where do i have to go?")
    assert "📍 Your appointment: Poljanska 12" in talk.log[-1]
    talk.you("what should i bring with me?")

    assert "Your appointment: Wed 2 December, 10:00" in talk.log[-1]
    assert "Please bring your card and any papers about your family." in talk.log[-1]


def test_on_a_locked_phone_nothing_of_it_is_told(talk: Talk) -> None:
    """Only what anybody may read."""
    book(talk)
    talk.world.do(SetPin(NUMBER), BEN)
    talk.world.now += timedelta(days=1)

    for words in ("where do i have to go?", "what should i bring with me?", "i will be late"):
        talk.you(words)

    assert "Poljanska" not in "".join(talk.log)
    assert "our appointment" not in "".join(talk.log)


LATE = """
    you: I will be late
    bot: Shall I send this to the team?

         «I will be late» …
"""


def test_without_an_appointment_the_team_may_be_told(talk: Talk) -> None:
    """Whoever else waits for them."""
    talk("", "en", LATE)


@pytest.mark.parametrize("words", ["where is my passport", "what should I do", "I need papers"])
def test_what_only_sounds_like_it_is_not_answered(talk: Talk, words: str) -> None:
    """A wrong answer is worse than none."""
    talk.world.add_person(BEN)

    talk.you(words)

    assert not any(title in talk.log[-1] for title in ("Where it is:", "What to bring to advice:"))


def test_in_free_text_a_question_is_an_answer(talk: Talk) -> None:
    """What is written to the team stays there."""
    talk.world.add_person(BEN)
    for words in ("/message", "1", "where is the office"):
        talk.you(words)

    [matter] = talk.world.matters.of(BEN)
    assert matter.words == "where is the office"
