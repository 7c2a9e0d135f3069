"""New events, in languages that run from right to left: what comes again, what was proposed."""

from datetime import date, time

import pytest

from domain.events.event import EventId
from domain.events.proposal import ProposeEvent
from tests.fakes.world import ANNA
from tests.flows.scenery import coordinator_speaks
from tests.flows.talk import Talk

AGAIN_ARABIC = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🗓 تخطيط الفعاليات]
    bot: [which event, at the desk]
    you: 3
    bot: [in which language you write]
    you: 1
    bot: ما اسم الفعالية بهذه اللغة: العربية [➡ رجوع]
    you: شاي
    bot: [on which day]
    you: ٢٠ ديسمبر
    bot: [when it begins]
    you: ١٥:٠٠
    bot: متى تنتهي؟ مثلًا: 17:00 [➡ رجوع]
    you: ١٧:٠٠
    bot: يُرجى كتابة المكان بطريقة يجده بها الجميع. [➡ رجوع]
    you: روغ
    bot: كم شخصًا يمكن أن يأتي؟ يُرجى كتابة رقم. [المكان يتسع للجميع | ➡ رجوع]
    you: ١٠
    bot: 👉 شاي
         📅 الأحد 20 ديسمبر 2026
         🕒 15:00–17:00
         📍 روغ
         بقيت 10 أماكن.

         مكتوب بهذه اللغات: العربية [إضافة | ➕ لغة أخرى | 🔁 تتكرر | عدم الإضافة | ➡ رجوع]
    you: 3
    bot: كم مرة تتكرر؟ [مرة واحدة فقط | كل أسبوع | كل أسبوعين | كل شهر، في نفس يوم الأسبوع | \
         ➡ رجوع]
    you: 2
    bot: حتى أي يوم؟ مثلًا: 30 يونيو [➡ رجوع]
    you: ٣٠ يونيو
    bot: 👉 شاي
         📅 الأحد 20 ديسمبر 2026
         🕒 15:00–17:00
         📍 روغ
         بقيت 10 أماكن.
         🔁 كل أسبوع، حتى الأربعاء 30 يونيو 2027

         مكتوب بهذه اللغات: العربية [إضافة | ➕ لغة أخرى | 🔁 تتكرر | عدم الإضافة | ➡ رجوع]
    you: 1
    bot: تمت الإضافة.
    bot: **شاي**
         📅 الأحد 20 ديسمبر 2026
         🕒 15:00–17:00
         📍 روغ

         لم يسجّل أحد بعد. [📣 دعوة الناس | 🕒 وقت آخر | 📍 مكان آخر | ✏ نص آخر | 🔁 لا مواعيد \
         جديدة بعد هذه | ✖ إلغاء الفعالية | 📅 كل الفعاليات | 🗂 مكتب الفريق]
"""
AGAIN_PERSIAN = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🗓 برنامه‌ریزی]
    bot: [which event, at the desk]
    you: 3
    bot: [in which language you write]
    you: 1
    bot: نام برنامه به این زبان چیست: فارسی [➡ برگشت]
    you: چای
    bot: [on which day]
    you: ۲۰ دسامبر
    bot: [when it begins]
    you: ۱۵:۰۰
    bot: چه ساعتی تمام می‌شود؟ مثلاً: ۱۷:۰۰ [➡ برگشت]
    you: ۱۷:۰۰
    bot: جا را طوری بنویسید که همه پیدایش کنند. [➡ برگشت]
    you: روگ
    bot: چند نفر می‌توانند بیایند؟ یک عدد بنویسید. [برای همه جا هست | ➡ برگشت]
    you: ۱۰
    bot: 👉 چای
         📅 یکشنبه ۲۹ آذر ۱۴۰۵ (۲۰ دسامبر)
         🕒 ۱۵:۰۰ تا ۱۷:۰۰
         📍 روگ
         ۱۰ جا مانده است.

         نوشته شده به: فارسی [اضافه کن | ➕ یک زبان دیگر | 🔁 تکرار می‌شود | اضافه نکن | ➡ برگشت]
    you: 3
    bot: هر چند وقت یک بار است؟ [فقط یک بار | هر هفته | هر دو هفته | هر ماه، همان روز هفته | \
         ➡ برگشت]
    you: 2
    bot: تا کدام روز؟ مثلاً: ۳۰ ژوئن [➡ برگشت]
    you: ۳۰ ژوئن
    bot: 👉 چای
         📅 یکشنبه ۲۹ آذر ۱۴۰۵ (۲۰ دسامبر)
         🕒 ۱۵:۰۰ تا ۱۷:۰۰
         📍 روگ
         ۱۰ جا مانده است.
         🔁 هر هفته، تا چهارشنبه ۹ تیر ۱۴۰۶ (۳۰ ژوئن)

         نوشته شده به: فارسی [اضافه کن | ➕ یک زبان دیگر | 🔁 تکرار می‌شود | اضافه نکن | ➡ برگشت]
    you: 1
    bot: اضافه شد.
    bot: **چای**
         📅 یکشنبه ۲۹ آذر ۱۴۰۵ (۲۰ دسامبر)
         🕒 ۱۵:۰۰ تا ۱۷:۰۰
         📍 روگ

         ۰ نفر می‌آیند. [📣 دعوت از مردم | 🕒 زمان دیگر | 📍 جای دیگر | ✏ متن دیگر | 🔁 بعد از \
         این‌ها دیگر نه | ✖ لغو کن | 📅 همهٔ برنامه‌ها | 🗂 میز کار]
"""
ACCEPT_ARABIC = """
    you: /desk
    bot: [the desk with one message]
    you: [✉ الرسائل]
    bot: الرسائل، الأقدم أولًا: [✉ 1 · اقتراح فعالية · بانتظار الجواب · حتى الخميس 10 ديسمبر \
         | 🗂 مكتب الفريق]
    you: 1
    bot: ✉ الرسالة 1

         لغة القراءة: English

         Chess evening

         📅 الأحد 20 ديسمبر 2026، 18:00
         📍 Rog
         For everybody.
    bot: **🗂 مكتب الفريق**
         ماذا نفعل بالرسالة 1؟ [➕ جعله فعالية | ✍ إجابة | 👤 تسليمها لزميل | ✔ إغلاقها | ✉ كل \
         الرسائل | ➡ رجوع]
    you: 1
    bot: هل نجعله فعالية؟ سيراها الجميع عندئذ.

         👉 Chess evening

         📅 الأحد 20 ديسمبر 2026، 18:00
         📍 Rog
         For everybody. [نعم | لا | ➡ رجوع]
    you: 1
    bot: تمت الإضافة.
    bot: **Chess evening**
         📅 الأحد 20 ديسمبر 2026
         🕒 18:00–20:00
         📍 Rog

         For everybody. (باللغة الإنجليزية)

         لم يسجّل أحد بعد. [📣 دعوة الناس | 🕒 وقت آخر | 📍 مكان آخر | ✏ نص آخر | ✖ إلغاء الفعالية \
         | 📅 كل الفعاليات | 🗂 مكتب الفريق]
"""
ACCEPT_PERSIAN = """
    you: /desk
    bot: [the desk with one message]
    you: [✉ پیام‌ها]
    bot: پیام‌ها، اول قدیمی‌ترین: [✉ ۱ · پیشنهاد یک برنامه · در انتظار جواب · تا پنجشنبه ۱۹ \
         آذر (۱۰ دسامبر) | 🗂 میز کار]
    you: 1
    bot: ✉ پیام ۱

         زبان خواندن: English

         Chess evening

         📅 یکشنبه ۲۹ آذر ۱۴۰۵ (۲۰ دسامبر)، ساعت ۱۸:۰۰
         📍 Rog
         For everybody.
    bot: **🗂 میز کار**
         با پیام ۱ چه کنیم؟ [➕ آن را یک برنامه کنید | ✍ جواب بده | 👤 سپردن به همکار | ✔ بستن \
         | ✉ همهٔ پیام‌ها | ➡ برگشت]
    you: 1
    bot: آیا این یک برنامه شود؟ آن وقت همه آن را می‌بینند.

         👉 Chess evening

         📅 یکشنبه ۲۹ آذر ۱۴۰۵ (۲۰ دسامبر)، ساعت ۱۸:۰۰
         📍 Rog
         For everybody. [بله | نه | ➡ برگشت]
    you: 1
    bot: اضافه شد.
    bot: **Chess evening**
         📅 یکشنبه ۲۹ آذر ۱۴۰۵ (۲۰ دسامبر)
         🕒 ۱۸:۰۰ تا ۲۰:۰۰
         📍 Rog

         For everybody. (به زبان انگلیسی)

         ۰ نفر می‌آیند. [📣 دعوت از مردم | 🕒 زمان دیگر | 📍 جای دیگر | ✏ متن دیگر | ✖ لغو کن | \
         📅 همهٔ برنامه‌ها | 🗂 میز کار]
"""


@pytest.mark.parametrize(("language", "transcript"), [("ar", AGAIN_ARABIC), ("fa", AGAIN_PERSIAN)])
def test_what_comes_again(talk: Talk, language: str, transcript: str) -> None:
    """Five times are planned."""
    coordinator_speaks(talk.world, language)
    talk("", language, transcript)

    assert len([each for each in talk.world.events.rows.values() if each.repeats]) == 5


@pytest.mark.parametrize(
    ("language", "transcript"), [("ar", ACCEPT_ARABIC), ("fa", ACCEPT_PERSIAN)]
)
def test_a_proposal_becomes_an_event(talk: Talk, language: str, transcript: str) -> None:
    """Whatever language it was written in."""
    coordinator_speaks(talk.world, language)
    chess = ("Chess evening", date(2026, 12, 20), time(18), "Rog", "For everybody.")
    talk.world.do(ProposeEvent(*chess), ANNA)

    talk("", language, transcript)

    assert EventId(3) in talk.world.events.rows
