"""Times that staff give, people who are kept apart, and those who did not come."""

from dataclasses import replace

import pytest

from domain.advice.appointment import AppointmentState, BookSlot
from domain.advice.notices import missed
from domain.advice.slot import SlotId, Topic
from domain.matters.matter import LeaveMatter, Subject
from domain.speech.text import Content
from domain.staff.member import Role
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import ANA, at, with_slots
from tests.flows.talk import Talk

URGENT = replace(ANA, times=((at(1, 9), at(1, 9, 45)),), urgent=True)

GIVE_ENGLISH = """
    you: /desk
    bot: [the desk with one message]
    you: [✉ Messages]
    bot: Messages, the oldest first: [✉ 1 · a question or a wish · waits for an answer · by \
         Thu 3 December | 🗂 Desk]
    you: 1
    bot: ✉ Message 1

         They read: English

         My deadline is tomorrow.
    bot: [message 1 at the desk]
    you: [🕒 Give them a time]
    bot: What is it about? [Asylum interview | A decision I received | Work permit | Family | \
         Something else | ⬅ Back]
    you: [A decision I received]
    bot: Which time do they get? [❗ Tue 1 December, 09:00 · Ana | Wed 2 December, 10:00 · Ana \
         | Wed 2 December, 11:00 · Ana | Thu 3 December, 09:00 · Ana | ⬅ Back]
    you: 1
    bot: It is theirs, and they are being told.
    bot: [message 1 at the desk]
"""
GIVE_ARABIC = """
    you: /desk
    bot: [the desk with one message]
    you: [✉ الرسائل]
    bot: الرسائل، الأقدم أولًا: [✉ 1 · سؤال أو طلب · بانتظار الجواب · حتى الخميس 3 ديسمبر | 🗂 \
         مكتب الفريق]
    you: 1
    bot: ✉ الرسالة 1

         لغة القراءة: English

         My deadline is tomorrow.
    bot: [message 1 at the desk]
    you: [🕒 إعطاؤهم موعدًا]
    bot: ما الموضوع؟ [مقابلة اللجوء | قرار وصلني | تصريح العمل | العائلة | موضوع آخر | ➡ رجوع]
    you: 2
    bot: أي موعد يُعطى لهم؟ [❗ الثلاثاء 1 ديسمبر، 09:00 · Ana | الأربعاء 2 ديسمبر، 10:00 · \
         Ana | الأربعاء 2 ديسمبر، 11:00 · Ana | الخميس 3 ديسمبر، 09:00 · Ana | ➡ رجوع]
    you: 1
    bot: أصبح الموعد لهم، ونحن نخبرهم.
    bot: [message 1 at the desk]
"""
GIVE_PERSIAN = """
    you: /desk
    bot: [the desk with one message]
    you: [✉ پیام‌ها]
    bot: پیام‌ها، اول قدیمی‌ترین: [✉ ۱ · سؤال یا خواسته · در انتظار جواب · تا پنجشنبه ۱۲ آذر \
         (۳ دسامبر) | 🗂 میز کار]
    you: 1
    bot: ✉ پیام ۱

         زبان خواندن: English

         My deadline is tomorrow.
    bot: [message 1 at the desk]
    you: [🕒 به آن‌ها وقت بدهید]
    bot: دربارهٔ چیست؟ [مصاحبهٔ پناهندگی | تصمیمی که دربارهٔ من گرفته‌اند | اجازهٔ کار | \
         خانواده | موضوع دیگر | ➡ برگشت]
    you: 2
    bot: کدام وقت به آن‌ها داده شود؟ [❗ سه‌شنبه ۱۰ آذر (۱ دسامبر)، ساعت ۰۹:۰۰ · Ana | \
         چهارشنبه ۱۱ آذر (۲ دسامبر)، ساعت ۱۰:۰۰ · Ana | چهارشنبه ۱۱ آذر (۲ دسامبر)، ساعت \
         ۱۱:۰۰ · Ana | پنجشنبه ۱۲ آذر (۳ دسامبر)، ساعت ۰۹:۰۰ · Ana | ➡ برگشت]
    you: 1
    bot: وقت مال آن‌هاست و به آن‌ها خبر می‌دهیم.
    bot: [message 1 at the desk]
"""
MISSED_ENGLISH = """
    you: /desk
    bot: **🗂 Desk**
         Your role here: adviser. What would you like to do? [📆 Today | 📆 Tomorrow | 🙁 \
         Somebody did not come | 🕒 Change appointments | ☰ Menu]
    you: [🙁 Somebody did not come]
    bot: Who did not come? They are asked, gently, whether all is well. [🕒 10:00–10:45 · Ana \
         | 🗂 Desk | ⬅ Back]
    you: 1
    bot: Thank you. They are being asked.
    bot: **🗂 Desk**
         Your role here: adviser. What would you like to do? [📆 Today | 📆 Tomorrow | \
         🕒 Change appointments | ☰ Menu]
"""
MISSED_ARABIC = """
    you: /desk
    bot: **🗂 مكتب الفريق**
         دورك هنا: الاستشارة. ما المطلوب الآن؟ [📆 اليوم | 📆 غدًا | 🙁 شخص لم يحضر | \
         🕒 تغيير المواعيد | ☰ القائمة]
    you: [🙁 شخص لم يحضر]
    bot: من لم يحضر؟ نسأله بلطف إن كان بخير. [🕒 10:00–10:45 · Ana | 🗂 مكتب الفريق | ➡ رجوع]
    you: 1
    bot: شكرًا. نسأله الآن.
    bot: [the desk of an adviser]
"""
MISSED_PERSIAN = """
    you: /desk
    bot: **🗂 میز کار**
         نقش شما در اینجا: مشاور. چه کاری می‌خواهید بکنید؟ [📆 امروز | 📆 فردا | 🙁 کسی نیامد | \
         🕒 تغییر وقت‌ها | ☰ منو]
    you: [🙁 کسی نیامد]
    bot: چه کسی نیامد؟ با مهربانی از او می‌پرسیم که حالش خوب است یا نه. [🕒 ۱۰:۰۰ تا ۱۰:۴۵ · \
         Ana | 🗂 میز کار | ➡ برگشت]
    you: 1
    bot: ممنون. از او می‌پرسیم.
    bot: **🗂 میز کار**
         نقش شما در اینجا: مشاور. چه کاری می‌خواهید بکنید؟ [📆 امروز | 📆 فردا | \
         🕒 تغییر وقت‌ها | ☰ منو]
"""
ASKED_ENGLISH = """
    bot: [the menu]
    reminder: 🔔 We missed you. We hope that all is well.

              You can have another time. If something made it hard to come, you can tell us. \
              [🔁 Another time | ✉ Write to us]
    you: [🔁 Another time]
    bot: What do you need advice about? It is free. [Asylum interview | A decision I received \
         | Work permit | Family | Something else | ⬅ Back]
"""
ASKED_ARABIC = """
    bot: [the menu]
    reminder: 🔔 افتقدنا حضورك. نأمل أن كل شيء على ما يرام.

              يمكنك الحصول على موعد آخر. إذا صعّب شيء ما حضورك فيمكنك إخبارنا. [🔁 وقت آخر | ✉ \
              الكتابة لنا]
    you: 2
    bot: عمّ ستكون رسالتك؟ [سؤال أو طلب | شيء ليس على ما يرام | عن شخص يعمل هنا | شخص يتعرض \
         للأذى أو في خطر | ➡ رجوع]
"""
ASKED_PERSIAN = """
    bot: چه کمکی از ما برمی‌آید؟ [📅 برنامه‌ها | 💬 گرفتن وقت مشاورهٔ رایگان | 🗓 قرارهای من | 📝 \
         نظر شما | ✉ به ما بنویسید | 🌐 زبان | 🔒 اطلاعات من | 🆘 کمک و شماره‌های تماس]
    reminder: 🔔 جای شما خالی بود. امیدواریم حالتان خوب باشد.

              می‌توانید وقت دیگری بگیرید. اگر چیزی آمدن را سخت کرد، می‌توانید به ما بگویید. \
              [🔁 وقت دیگر | ✉ به ما بنویسید]
    you: 1
    bot: برای چه موضوعی مشاوره می‌خواهید؟ رایگان است. [مصاحبهٔ پناهندگی | تصمیمی که دربارهٔ \
         من گرفته‌اند | اجازهٔ کار | خانواده | موضوع دیگر | ➡ برگشت]
"""


def with_times(world: World) -> None:
    """Ana's and Maja's times, and one tomorrow morning that only staff give."""
    with_slots(world)
    world.appointments.add_slots(URGENT)
    for number, slot in world.appointments.slots.items():
        place = Content({**slot.place.by_language, "fa": "پولیانسکا ۱۲"})
        world.appointments.slots[number] = replace(slot, place=place)
    world.add_person(ANNA)
    world.add_person(BEN)


@pytest.mark.parametrize(
    ("language", "transcript"),
    [("en", GIVE_ENGLISH), ("ar", GIVE_ARABIC), ("fa", GIVE_PERSIAN)],
)
def test_an_urgent_time_is_given_to_whoever_wrote(
    talk: Talk, language: str, transcript: str
) -> None:
    """They hear when and where, and what to bring."""
    with_times(talk.world)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    talk.world.people.set_language(BEN, language)
    talk.world.do(LeaveMatter(Subject.QUESTION, "My deadline is tomorrow."), ANNA)

    talk("", language, transcript)

    [appointment] = talk.world.appointments.rows.values()
    assert (appointment.person, appointment.topic) == (ANNA, Topic.DECISION)
    assert appointment.slot.urgent
    [(person, say)] = talk.world.posts.letters
    assert person == ANNA
    assert "🔔 We have a time for you." in str(say.text)


@pytest.mark.parametrize(
    ("language", "transcript"),
    [("en", MISSED_ENGLISH), ("ar", MISSED_ARABIC), ("fa", MISSED_PERSIAN)],
)
def test_an_adviser_says_that_nobody_came(talk: Talk, language: str, transcript: str) -> None:
    """A look that is noted; the person is asked, without a reproach."""
    with_times(talk.world)
    talk.world.do(BookSlot(SlotId(1), Topic.FAMILY, "en"), ANNA)
    talk.world.staff.employ(BEN, Role.ADVISER, "Ana")
    talk.world.people.set_language(BEN, language)
    talk.world.now = at(2, 11)

    talk("", language, transcript)

    [appointment] = talk.world.appointments.rows.values()
    assert appointment.state is AppointmentState.MISSED
    assert talk.world.posts.letters == [(ANNA, missed())]
    assert len(talk.world.audit.rows) == 1


@pytest.mark.parametrize(
    ("language", "transcript"),
    [("en", ASKED_ENGLISH), ("ar", ASKED_ARABIC), ("fa", ASKED_PERSIAN)],
)
def test_whoever_did_not_come_goes_on(talk: Talk, language: str, transcript: str) -> None:
    """With another time, or with what made it hard."""
    talk.outside = [missed()]

    talk("menu", language, transcript)


def test_two_people_are_kept_apart_by_their_messages(talk: Talk) -> None:
    """No number that leads to a person is ever shown."""
    with_times(talk.world)
    for person in (ANNA, BEN):
        talk.world.do(LeaveMatter(Subject.QUESTION, "?"), person)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    script = "/desk|[✉ Messages]|1|[⚖ Keep apart from somebody]|2"
    for words in script.split("|"):
        talk.you(words)

    assert any("Noted. It holds for every booking" in line for line in talk.log)
    assert talk.world.appointments.apart == {(ANNA, BEN), (BEN, ANNA)}
