"""What works at any point: help, back, cancel, menu, old buttons, and things we cannot read."""

import pytest

from tests.fakes.world import BEN
from tests.flows.scenery import with_events, with_slots, with_survey
from tests.flows.talk import Talk

HELP = """
    you: /legal
    bot: [topics of advice]
    you: family
    bot: [three times]
    you: help
    bot: In danger call 112. I am a program and no emergency service.
         Nobody reads this at once. Choose who can help, whom to call, or write to the team.
         Everything else is in the menu.

         Which time suits you? [Wed 2 December, 10:00 | Wed 2 December, 11:00 | \
         Thu 3 December, 09:00 | 🌐 Another language | ⬅ Back | 👥 People who can help | \
         ☎ Numbers for danger | ✉ Write to us]
    you: [☎ Numbers for danger]
    bot: Please call now, at any hour:
         ☎ 112 Ambulance
         I am a program. I cannot call for help, and nobody reads this at once.
         ☎ +386 1 200 00 00 Maja

         Which time suits you? [Wed 2 December, 10:00 | Wed 2 December, 11:00 | \
         Thu 3 December, 09:00 | 🌐 Another language | ⬅ Back]
    you: 1
    bot: Booked.

         📅 Wednesday 2 December 2026
         🕒 10:00
         📍 Poljanska 12

         We will remind you the day before and two hours before. [🔁 Another time | I can't come | \
         🎒 What to bring | ☰ Menu]
"""
HELP_IN_ARABIC = """
    you: مساعدة
    bot: عند الخطر يُرجى الاتصال: 112. أنا برنامج ولست خدمة طوارئ.
         لا أحد يقرأ هذا فورًا. يُرجى اختيار من يمكنه المساعدة، أو من يمكن الاتصال به، \
         أو الكتابة إلى الفريق.
         كل شيء آخر في القائمة. [👥 من يمكنه المساعدة | ☎ أرقام الطوارئ | ✉ الكتابة لنا | \
         ☰ القائمة]
    you: [☎ أرقام الطوارئ]
    bot: يُرجى الاتصال الآن، في أي ساعة:
         ☎ 112 الإسعاف
         أنا برنامج. لا أستطيع طلب النجدة، ولا أحد يقرأ هذا فورًا.
         ☎ +386 1 200 00 00 مايا [☰ القائمة]
"""
HELP_IN_SLOVENE = """
    you: pomoč
    bot: V nevarnosti pokličite 112. Sem program in ne nujna služba.
         Tega nihče ne prebere takoj. Izberite, kdo lahko pomaga, koga poklicati, ali pišite ekipi.
         Vse drugo je v meniju. [👥 Ljudje, ki lahko pomagajo | ☎ Številke za nevarnost | \
         ✉ Pišite nam | ☰ Meni]
    you: 1
    bot: Ljudje, ki vam lahko pomagajo:

         👤 Maja
         ☎ +386 1 200 00 00
         📍 Example Street 12, Ljubljana
         🕒 Monday, 9:00 to 12:00 [☎ Številke za nevarnost | ✉ Pišite nam | ☰ Meni]
"""


@pytest.mark.parametrize(
    ("language", "transcript"),
    [("en", HELP), ("ar", HELP_IN_ARABIC), ("sl", HELP_IN_SLOVENE)],
)
def test_help_begins_with_the_emergency_number(talk: Talk, language: str, transcript: str) -> None:
    """What was under way stands again below it."""
    with_slots(talk.world)

    talk("", language, transcript)


def test_three_misunderstandings_keep_the_question(talk: Talk) -> None:
    """Ways on stand beside it, at most four; an answer is an answer at any time."""
    with_survey(talk.world)
    talk.world.add_person(BEN, "en")
    for words in ("/survey", "1", "1", "?", "…", "??"):
        talk.you(words)

    asked = [label for _data, label in talk.screen[-1].buttons]
    assert "We do not understand each other yet. A person can help you." in talk.log[-1]
    assert "call now" not in "".join(talk.log)
    assert asked == [
        *("Lunch", "Dinner", "None of these", "✔ Done", "⬅ Back"),
        *("👥 People who can help", "✉ Write to us"),
    ]

    talk.you("dinner")

    assert "How is it?" in talk.log[-1]
    assert talk.place.misses == 0


LOST_IN_ARABIC = """
    you: (voice)
    bot: تصل إلى هنا الكلمات فقط حتى الآن، لا الرسائل الصوتية ولا الصور. يُرجى الكتابة.
         ☎ +386 1 200 00 00 مايا [👥 من يمكنه المساعدة | ☰ القائمة]
    you: ؟؟
    bot: عذرًا، لم أفهم. يُرجى اختيار إجابة، أو الكتابة بكلمات أخرى.

         كيف يمكننا مساعدتك؟ …
    you: …
    bot: ما زال ذلك غير مفهوم لي. يكفي اختيار واحدة من هذه.

         كيف يمكننا مساعدتك؟ …
    you: ؟؟
    bot: لم نتفاهم بعد. يمكن لشخص أن يساعدك.

         كيف يمكننا مساعدتك؟ …
"""


def test_misunderstandings_are_counted_with_nothing_under_way(talk: Talk) -> None:
    """Each shows the menu, where a person is one press away; a voice is none."""
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
    bot: I still do not understand. It is enough to choose one of these.

         3 of 5

         What is wrong?

         No names, please. [Skip | ⬅ Back | ✉ Write to us]
    you: (sticker)
    bot: Only words arrive here yet: no voice messages, no pictures. Please write it.
         ☎ +386 1 200 00 00 Maja

         3 of 5

         What is wrong?

         No names, please. [Skip | ⬅ Back | 👥 People who can help]
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
    bot: [three times]
    you: thanks
    bot: You are welcome.

         Which time suits you? [Wed 2 December, 10:00 | Wed 2 December, 11:00 | Thu 3 December, \
         09:00 | 🌐 Another language | ⬅ Back]
    you: back
    bot: [topics of advice]
    you: back
    bot: [the menu]
    you: /legal
    bot: [topics of advice]
    you: family
    bot: [three times]
    you: cancel
    bot: Nothing was booked. [☰ Menu]
    press old: [Family]
    bot: That button is from an older message.

         What would you like to do? …
    you: [☰ Menu]
    bot: That button is from an older message.

         What would you like to do? …
    you: yes
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
    bot: [see you there]
    bot: **Football** …
    you: my appointments
    bot: [no appointment]
    you: what's on
    bot: [the events]
    you: can I talk to a person?
    bot: People who can help you: …
"""


def test_people_may_change_the_subject(talk: Talk) -> None:
    """Whatever they were asked, what they want is heard."""
    with_events(talk.world)

    talk("", "en", ELSEWHERE)
