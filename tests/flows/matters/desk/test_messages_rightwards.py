"""Messages at the desk, in languages that run from right to left."""

from datetime import timedelta

import pytest

from domain.matters.matter import CloseMatter, LeaveMatter, MatterId, MatterState, Subject
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import coordinator_speaks
from tests.flows.talk import Talk

APART_ARABIC = """
    you: /desk
    bot: [the desk with two messages]
    you: [✉ الرسائل]
    bot: الرسائل، الأقدم أولًا: [✉ 1 · سؤال أو طلب · بانتظار الجواب · حتى الخميس 3 ديسمبر | ✉ \
         2 · سؤال أو طلب · بانتظار الجواب · حتى الخميس 3 ديسمبر | 🗂 مكتب الفريق]
    you: 1
    bot: ✉ الرسالة 1

         لغة القراءة: English

         ?
    bot: [message 1 at the desk]
    you: 3
    bot: من كتب هذا وشخص آخر لن يقابلا المستشار نفسه أبدًا. يُرجى كتابة رقم رسالة الشخص الآخر. [➡ \
         رجوع]
    you: 2
    bot: تم التسجيل. يسري ذلك على كل حجز من الآن فصاعدًا.
    bot: [message 1 at the desk]
"""
APART_PERSIAN = """
    you: /desk
    bot: [the desk with two messages]
    you: [✉ پیام‌ها]
    bot: پیام‌ها، اول قدیمی‌ترین: [✉ ۱ · سؤال یا خواسته · در انتظار جواب · تا پنجشنبه ۱۲ آذر \
         (۳ دسامبر) | ✉ ۲ · سؤال یا خواسته · در انتظار جواب · تا پنجشنبه ۱۲ آذر (۳ دسامبر) | \
         🗂 میز کار]
    you: 1
    bot: ✉ پیام ۱

         زبان خواندن: English

         ?
    bot: [message 1 at the desk]
    you: 3
    bot: نویسندهٔ این پیام و یک نفر دیگر هرگز یک مشاور نخواهند داشت. شمارهٔ پیام آن نفر را \
         بنویسید. [➡ برگشت]
    you: 2
    bot: ثبت شد. از این پس برای هر رزرو برقرار است.
    bot: [message 1 at the desk]
"""
CLOSING_ARABIC = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [✉ الرسائل]
    bot: لا توجد رسائل في الانتظار. [📁 الرسائل المغلقة | 🗑 تُمحى قريبًا | 🗂 مكتب الفريق]
    you: 2
    bot: هذه الرسائل مغلقة. سيُمحى ما كُتب فيها قريبًا. [✉ 1 · سؤال أو طلب · مغلقة · حتى \
         الخميس 3 ديسمبر | ✉ كل الرسائل | ➡ رجوع]
    you: 1
    bot: ✉ الرسالة 1

         لغة القراءة: English

         Where?
    bot: **🗂 مكتب الفريق**
         ماذا نفعل بالرسالة 1؟ [✍ إجابة | 🕒 إعطاؤهم موعدًا | ⚖ إبعاد عن شخص آخر | 👤 تسليمها \
         لزميل | ↩ إعادة الفتح | ✉ كل الرسائل | ➡ رجوع]
    you: 5
    bot: أُعيد فتحها.
    bot: [message 1 at the desk]
"""
CLOSING_PERSIAN = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [✉ پیام‌ها]
    bot: پیامی در انتظار نیست. [📁 پیام‌های بسته | 🗑 به‌زودی پاک می‌شود | 🗂 میز کار]
    you: 2
    bot: این پیام‌ها بسته شده‌اند. متن آن‌ها به‌زودی پاک می‌شود. [✉ ۱ · سؤال یا خواسته · بسته \
         شده · تا پنجشنبه ۱۲ آذر (۳ دسامبر) | ✉ همهٔ پیام‌ها | ➡ برگشت]
    you: 1
    bot: ✉ پیام ۱

         زبان خواندن: English

         Where?
    bot: **🗂 میز کار**
         با پیام ۱ چه کنیم؟ [✍ جواب بده | 🕒 به آن‌ها وقت بدهید | ⚖ جدا نگه داشتن از کسی | 👤 \
         سپردن به همکار | ↩ دوباره باز کردن | ✉ همهٔ پیام‌ها | ➡ برگشت]
    you: 5
    bot: دوباره باز شد.
    bot: [message 1 at the desk]
"""


@pytest.mark.parametrize(("language", "transcript"), [("ar", APART_ARABIC), ("fa", APART_PERSIAN)])
def test_two_are_kept_apart(talk: Talk, language: str, transcript: str) -> None:
    """By the numbers of their messages."""
    coordinator_speaks(talk.world, language)
    for person in (ANNA, BEN):
        talk.world.do(LeaveMatter(Subject.QUESTION, "?"), person)

    talk("", language, transcript)

    assert (ANNA, BEN) in talk.world.appointments.apart


@pytest.mark.parametrize(
    ("language", "transcript"), [("ar", CLOSING_ARABIC), ("fa", CLOSING_PERSIAN)]
)
def test_what_goes_soon_is_opened_again(talk: Talk, language: str, transcript: str) -> None:
    """So that its words stay."""
    coordinator_speaks(talk.world, language)
    talk.world.do(LeaveMatter(Subject.QUESTION, "Where?"), ANNA)
    talk.world.do(CloseMatter(MatterId(1)), ANNA)
    talk.world.now += timedelta(days=80)

    talk("", language, transcript)

    assert talk.world.matters.rows[MatterId(1)].state is MatterState.OPEN
