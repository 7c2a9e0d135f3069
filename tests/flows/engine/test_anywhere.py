"""What works at any point: help, back, cancel, menu, old buttons, and things we cannot read."""

import pytest

from tests.flows.scenery import with_events, with_slots, with_survey
from tests.flows.talk import Talk

HELP = """
    you: /legal
    bot: [topics of advice]
    you: family
    bot: [which language there]
    you: help
    bot: If you are in danger, call now: …
    you: 1
    bot: [which of two days]
"""
HELP_IN_ARABIC = """
    you: مساعدة
    bot: في حالة الخطر يُرجى الاتصال فورًا: …
"""
HELP_IN_SLOVENE = """
    you: pomoč
    bot: Če ste v nevarnosti, takoj pokličite:

         ☎ 112 Reševalci

         Sem program. Ne morem poklicati pomoči in nihče tega ne prebere takoj.

         Ljudje, ki vam lahko pomagajo:

         👤 Maja
         ☎ +386 1 200 00 00
         📍 Example Street 12, Ljubljana
         🕒 Monday, 9:00 to 12:00

         Napišite /menu za vse, kar lahko storite, /language za drug jezik, /stop za mir, \
         /forget za izbris vsega.

         Za uporabo Lipe na dveh telefonih napišite /link.

         Za nekaj časa tišine napišite /quiet.

         Da naša sporočila zadnje ure izginejo z vašega telefona, napišite /hide. [☰ Meni]
"""


@pytest.mark.parametrize(
    ("language", "transcript"),
    [("en", HELP), ("ar", HELP_IN_ARABIC), ("sl", HELP_IN_SLOVENE)],
)
def test_help_begins_with_the_emergency_number(talk: Talk, language: str, transcript: str) -> None:
    """What was under way stands again below it."""
    with_slots(talk.world)

    talk("", language, transcript)


LOST = """
    you: /survey
    bot: [the list of surveys]
    you: 1
    bot: [food, before it begins]
    you: what is this about exactly, friend
    bot: If you are in danger, call now: …
    bot: [food, before it begins]
    you: (sticker)
    bot: I can only read words. Please write, or choose an answer.
    bot: [food, before it begins]
    you: qwertz
    bot: Sorry, I did not understand. Please choose an answer, or write it in other words.
    bot: [food, before it begins]
    you: (voice)
    bot: We do not understand each other yet. A person can help you.

         If you are in danger, call now: …
    bot: [food, before it begins]
    you: 1
    bot: [the first question about food]
    you: (photo)
    bot: I can only read words. Please write, or choose an answer.

         1 of 5

         Which meals do you eat here? [Lunch | Dinner | None of these | ✔ Done | ⬅ Back]
    you: (silence)
    bot: Sorry, I did not understand. Please choose an answer, or write it in other words.

         1 of 5

         Which meals do you eat here? [Lunch | Dinner | None of these | ✔ Done | ⬅ Back]
"""


def test_three_misunderstandings_offer_a_person(talk: Talk) -> None:
    """Then we start counting again; an answer starts it, too."""
    with_survey(talk.world)

    talk("", "en", LOST)


LOST_IN_ARABIC = """
    you: (voice)
    bot: أستطيع قراءة الكلمات فقط. يُرجى الكتابة، أو اختيار إجابة.

         كيف يمكننا مساعدتك؟ …
    you: كلام غير مفهوم
    bot: عذرًا، لم أفهم. يُرجى اختيار إجابة، أو الكتابة بكلمات أخرى.

         كيف يمكننا مساعدتك؟ …
    you: (sticker)
    bot: لم نتفاهم بعد. يمكن لشخص أن يساعدك.

         في حالة الخطر يُرجى الاتصال فورًا: …
"""


def test_misunderstandings_are_counted_with_nothing_under_way(talk: Talk) -> None:
    """The first one shows the menu; the third one a person."""
    talk("", "ar", LOST_IN_ARABIC)


LONG = """
    you: /survey
    bot: [the list of surveys]
    you: 1
    bot: [food, before it begins]
    you: ok
    bot: [the first question about food]
    you: dinner
    bot: [how the food is]
    you: bad
    bot: [what is wrong with the food]
    you: (a long story)
    bot: This is too long. Please write at most 2000 letters.

         3 of 5

         What is wrong?

         No names, please. [Skip | ⬅ Back]
    you: (silence)
    bot: Sorry, I did not understand. Please choose an answer, or write it in other words.

         3 of 5

         What is wrong?

         No names, please. [Skip | ⬅ Back]
    you: (sticker)
    bot: We do not understand each other yet. A person can help you.

         If you are in danger, call now: …
    you: short
    bot: [for how many people]
"""


def test_too_long_an_answer_is_said_to_be_too_long(talk: Talk) -> None:
    """Five thousand letters, an empty message and a sticker change nothing."""
    with_survey(talk.world)

    talk("", "en", LONG)


OLD = """
    you: /events
    bot: [the events]
    you: [Sun 6 December: Football]
    bot: [football]
    press old: [Tue 8 December: Cooking together]
    bot: That button is from an older message.
    bot: [football]
    you: /menu
    bot: [the menu]
    press old: [📅 All events]
    bot: That button is from an older message.

         What would you like to do? …
"""


def test_old_buttons_are_told_so(talk: Talk) -> None:
    """And the question that stands is asked again."""
    with_events(talk.world)

    talk("", "en", OLD)


AROUND = """
    you: /legal
    bot: [topics of advice]
    you: family
    bot: [which language there]
    you: thanks
    bot: You are welcome.

         Which language do you want to speak there? [English | Slovenščina | Another language, \
         with an interpreter | ⬅ Back]
    you: back
    bot: [topics of advice]
    you: back
    bot: [the menu]
    you: /legal
    bot: [topics of advice]
    you: family
    bot: [which language there]
    you: cancel
    bot: Cancelled. [☰ Menu]
    press old: [Family]
    bot: That button is from an older message.

         What would you like to do? …
    you: [☰ Menu]
    bot: That button is from an older message.

         What would you like to do? …
    you: yes
    bot: [not understood]
    you: /what
    bot: [not understood]
    you: menu
    bot: [the menu]
"""


def test_back_cancel_and_menu_work_everywhere(talk: Talk) -> None:
    """Back is one step, cancel the whole way, and the menu is always there."""
    with_slots(talk.world)

    talk("", "en", AROUND)


ELSEWHERE = """
    you: /events
    bot: [the events]
    you: 1
    bot: [football]
    you: I'm coming
    bot: [how many are coming]
    you: my appointments
    bot: [no appointment]
    you: what's on
    bot: [the events]
    you: can I talk to a person?
    bot: If you are in danger, call now: …
"""


def test_people_may_change_the_subject(talk: Talk) -> None:
    """Whatever they were asked, what they want is heard."""
    with_events(talk.world)

    talk("", "en", ELSEWHERE)
