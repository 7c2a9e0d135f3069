"""My data: what is kept, quiet, taking a yes back."""

import pytest

from domain.advice.appointment import BookSlot
from domain.advice.slot import Topic
from domain.events.rsvp import Come
from domain.people.person import AgeGroup, Interest, Purpose
from tests.fakes.world import BEN
from tests.flows.scenery import COOKING, only_slot, with_events
from tests.flows.talk import Talk

KNOWN = """
    you: /mydata
    bot: [my data]
    you: [🔕 No news, only reminders]
    bot: Good, we will not. [☰ Menu]
    you: my data
    bot: What we keep: your language, what you book, and your answers.

         We do not keep your name, your photo or your phone number.

         Only the people who run this service can see it. We do not give it to the authorities.

         What we know about you:
         • language: English
         • age: 18 to 25
         • you like: Sport · Cooking
         • Wednesday 2 December 2026, 10:00
         • you are coming: Cooking together [🔔 Tell me when there is news | 🔕 Do not write to me \
         any more | ↩ Take back my yes | ✏ Correct something | 📎 All of it as a file | 👥 Others \
         see my phone | 🗑 Erase everything about me]
    you: [🔔 Tell me when there is news]
    bot: Thank you. We will write to you. [☰ Menu]
    you: privacy
    bot: [my data]
    you: [↩ Take back my yes]
    bot: Your yes is taken back. What you booked stays until you cancel it. [☰ Menu]
    you: who can see my data?
    bot: What we keep: your language, what you book, and your answers.

         We do not keep your name, your photo or your phone number.

         Only the people who run this service can see it. We do not give it to the authorities.

         What we know about you:
         • language: English
         • age: 18 to 25
         • you like: Sport · Cooking
         • Wednesday 2 December 2026, 10:00
         • you are coming: Cooking together [🔕 Do not write to me any more | Read it again and \
         decide | ✏ Correct something | 📎 All of it as a file | 👥 Others see my phone | 🗑 Erase \
         everything about me]
    you: [Read it again and decide]
    bot: May we keep what you book and answer here?

         I am Lipa, a helper of Example Association.
         We keep your language, what you book and your answers. No name, no phone number.
         Only the people who run this service see it, and whoever holds your phone. We do not \
         give it to the authorities.
         Yes or no changes nothing in your procedure.
         To erase everything at any time, write: delete my data [Yes | No | More]
    you: no
    bot: That is fine. You can read about events and contacts here without saying yes. [☰ Menu]
"""
KNOWN_IN_ARABIC = """
    you: الخصوصية
    bot: ما نحتفظ به: لغتك، وحجوزاتك، وإجاباتك.

         لا نحتفظ باسمك ولا بصورتك ولا برقم هاتفك.

         لا يطّلع عليه إلا من يديرون هذه الخدمة. ولا نعطيه للسلطات.

         ما نعرفه عنك:
         • اللغة: العربية
         • العمر: من 18 إلى 25 سنة
         • اهتماماتك: الرياضة · الطبخ
         • الأربعاء 2 ديسمبر 2026، 10:00
         • حضورك مؤكد: نطبخ معًا [🔕 بلا أخبار، التذكيرات فقط | 🔕 لا تكتبوا لي بعد الآن | ↩ سحب \
         موافقتي | ✏ تصحيح شيء | 📎 كل شيء في ملف | 👥 آخرون يرون هاتفي | 🗑 محو كل شيء عني]
    you: ١
    bot: حسنًا، لن نكتب لك. [☰ القائمة]
    you: بياناتي
    bot: ما نحتفظ به: لغتك، وحجوزاتك، وإجاباتك.

         لا نحتفظ باسمك ولا بصورتك ولا برقم هاتفك.

         لا يطّلع عليه إلا من يديرون هذه الخدمة. ولا نعطيه للسلطات.

         ما نعرفه عنك:
         • اللغة: العربية
         • العمر: من 18 إلى 25 سنة
         • اهتماماتك: الرياضة · الطبخ
         • الأربعاء 2 ديسمبر 2026، 10:00
         • حضورك مؤكد: نطبخ معًا [🔔 أخبروني عند وجود جديد | 🔕 لا تكتبوا لي بعد الآن | ↩ سحب \
         موافقتي | ✏ تصحيح شيء | 📎 كل شيء في ملف | 👥 آخرون يرون هاتفي | 🗑 محو كل شيء عني]
"""


def book_and_come(talk: Talk, language: str) -> None:
    """Ben, of whom everything is known that can be."""
    with_events(talk.world)
    slot = only_slot(talk.world)
    talk.world.add_person(BEN, language)
    talk.world.people.set_age_group(BEN, AgeGroup.YOUNG, talk.world.now)
    talk.world.people.set_interests(BEN, [Interest.SPORT, Interest.FOOD])
    talk.world.do(BookSlot(slot.id, Topic.OTHER, "en"), BEN)
    talk.world.do(Come(COOKING.id, 2, lift=False), BEN)


@pytest.mark.parametrize(("language", "transcript"), [("en", KNOWN), ("ar", KNOWN_IN_ARABIC)])
def test_everything_that_is_known_is_shown(talk: Talk, language: str, transcript: str) -> None:
    """And each yes can be taken back alone."""
    book_and_come(talk, language)

    talk("", language, transcript)

    assert Purpose.BE_WRITTEN not in talk.world.people.rows[BEN].consents


STOPPING = """
    you: /privacy
    bot: [my data]
    you: [🔕 Do not write to me any more]
    bot: Shall we stop writing to you? Reminders of what you booked stop too. [Yes, stop | No \
         | ⬅ Back]
    you: [No]
    bot: [nothing has changed]
    you: /privacy
    bot: [my data]
    you: [🔕 Do not write to me any more]
    bot: Shall we stop writing to you? Reminders of what you booked stop too. [Yes, stop | No \
         | ⬅ Back]
    you: yes
    bot: We will not write to you any more. You can write to us at any time.

         These appointments are still yours:
         • Wednesday 2 December 2026, 10:00 [🔒 My data | ☰ Menu]
    you: /menu
    bot: What would you like to do? …
    you: [🔔 Write to me again]
    bot: Shall we write to you again, as you allowed before? [Yes | No]
    you: no
    bot: [nothing has changed]
    you: /menu
    bot: What would you like to do? …
    you: 9
    bot: Shall we write to you again, as you allowed before? [Yes | No]
    you: yes
    bot: Good to have you back. We will write to you again. [☰ Menu]
    you: /privacy
    bot: [my data]
"""


def test_stopping_from_the_menu_is_confirmed_and_can_be_undone(talk: Talk) -> None:
    """Reminders of what is still open come again, too."""
    book_and_come(talk, "en")

    talk("", "en", STOPPING)

    assert not talk.world.people.rows[BEN].stopped
    assert len(talk.world.posts.reminders) == 4


FORGETTING = """
    you: please delete all my data
    bot: Shall we erase everything about you? What you booked is cancelled, and the messages \
         of the last two days disappear from this phone. This cannot be undone. [Yes, erase \
         everything | No, keep it]
    you: no
    bot: [nothing has changed]
    you: /forget
    bot: Shall we erase everything about you? What you booked is cancelled, and the messages \
         of the last two days disappear from this phone. This cannot be undone. [Yes, erase \
         everything | No, keep it]
    you: [Yes, erase everything]
    bot: Everything we kept about you is erased. Take care. You are always welcome back: just write.
    you: hello again
    bot: [languages]
"""
FORGETTING_IN_ARABIC = """
    you: احذفوا بياناتي
    bot: هل نمحو كل شيء عنك؟ ستُلغى حجوزاتك، وتختفي رسائل اليومين الأخيرين من هذا الهاتف. لا \
         يمكن التراجع عن ذلك. [نعم، امحوا كل شيء | لا، يبقى كما هو]
    you: نعم
    bot: مُحي كل ما كنا نحتفظ به عنك. مع أطيب تمنياتنا. أهلًا بك دائمًا: تكفي كتابة كلمة واحدة.
    you: مرحبا
    bot: [languages]
"""


@pytest.mark.parametrize(
    ("language", "transcript"), [("en", FORGETTING), ("ar", FORGETTING_IN_ARABIC)]
)
def test_being_forgotten_leaves_nothing(talk: Talk, language: str, transcript: str) -> None:
    """After one confirmation; the place at the event and the time are free for others."""
    book_and_come(talk, language)

    talk("", language, transcript)

    assert talk.world.people.rows[BEN].language == ""
    assert len(talk.world.appointments.free(Topic.OTHER, talk.world.now)) == 1
    cooking = talk.world.events.get(COOKING.id)
    assert cooking is not None
    assert cooking.taken == 0
