"""Other words for an event, and its questions, in languages that run from right to left."""

import pytest

from tests.flows.scenery import COOKING, coordinator_speaks
from tests.flows.talk import Talk

WORDS_ARABIC = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🗓 تخطيط الفعاليات]
    bot: [which event, at the desk]
    you: 2
    bot: **نطبخ معًا**
         📅 الثلاثاء 8 ديسمبر 2026
         🕒 18:00–21:00
         📍 مركز روغ

         لم يسجّل أحد بعد. [📣 دعوة الناس | 🕒 وقت آخر | 📍 مكان آخر | ✏ نص آخر | ✖ إلغاء \
         الفعالية | 📅 كل الفعاليات | 🗂 مكتب الفريق | ➡ رجوع]
    you: 4
    bot: English: Cooking together
         Slovenščina: Skupna kuha
         العربية: نطبخ معًا [✏ العنوان | ✏ موضوعها | 🪑 كم شخصًا يمكن أن يأتي | ❓ السماح \
         بالأسئلة مسبقًا | 📅 الفعالية]
    you: 1
    bot: بأي لغة ستكون الكتابة؟ [العربية | English | Slovenščina | فارسی | Français | Русский \
         | ➡ رجوع]
    you: 1
    bot: يُرجى كتابة العنوان الجديد. [➡ رجوع]
    you: طبخ للجميع
    bot: تم التغيير.

         English: Cooking together
         Slovenščina: Skupna kuha
         العربية: طبخ للجميع [✏ العنوان | ✏ موضوعها | 🪑 كم شخصًا يمكن أن يأتي | ❓ السماح \
         بالأسئلة مسبقًا | 📅 الفعالية]
    you: 4
    bot: English: Cooking together
         Slovenščina: Skupna kuha
         العربية: طبخ للجميع [✏ العنوان | ✏ موضوعها | 🪑 كم شخصًا يمكن أن يأتي | ❓ لا أسئلة \
         مسبقة بعد الآن | 📅 الفعالية]
"""
WORDS_PERSIAN = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🗓 برنامه‌ریزی]
    bot: [which event, at the desk]
    you: 2
    bot: **Cooking together**
         📅 سه‌شنبه ۱۷ آذر ۱۴۰۵ (۸ دسامبر)
         🕒 ۱۸:۰۰ تا ۲۱:۰۰
         📍 Rog centre (به زبان انگلیسی)

         ۰ نفر می‌آیند. [📣 دعوت از مردم | 🕒 زمان دیگر | 📍 جای دیگر | ✏ متن دیگر | ✖ لغو کن | \
         📅 همهٔ برنامه‌ها | 🗂 میز کار | ➡ برگشت]
    you: 4
    bot: English: Cooking together
         Slovenščina: Skupna kuha
         العربية: نطبخ معًا [✏ عنوان | ✏ دربارهٔ چیست | 🪑 چند نفر می‌توانند بیایند | ❓ اجازهٔ \
         سؤال از پیش | 📅 برنامه]
    you: 1
    bot: به چه زبانی می‌نویسید؟ [فارسی | English | Slovenščina | العربية | Français | Русский \
         | ➡ برگشت]
    you: 1
    bot: عنوان تازه را بنویسید. [➡ برگشت]
    you: آشپزی برای همه
    bot: تغییر کرد.

         English: Cooking together
         Slovenščina: Skupna kuha
         العربية: نطبخ معًا
         فارسی: آشپزی برای همه [✏ عنوان | ✏ دربارهٔ چیست | 🪑 چند نفر می‌توانند بیایند | ❓ \
         اجازهٔ سؤال از پیش | 📅 برنامه]
    you: 4
    bot: English: Cooking together
         Slovenščina: Skupna kuha
         العربية: نطبخ معًا
         فارسی: آشپزی برای همه [✏ عنوان | ✏ دربارهٔ چیست | 🪑 چند نفر می‌توانند بیایند | ❓ \
         دیگر سؤال از پیش نه | 📅 برنامه]
"""


@pytest.mark.parametrize(("language", "transcript"), [("ar", WORDS_ARABIC), ("fa", WORDS_PERSIAN)])
def test_other_words_and_questions(talk: Talk, language: str, transcript: str) -> None:
    """A title in one's own language; people may ask beforehand."""
    coordinator_speaks(talk.world, language)
    talk("", language, transcript)

    event = talk.world.events.rows[COOKING.id]
    assert event.questions
    assert event.title.by_language[language] in transcript
