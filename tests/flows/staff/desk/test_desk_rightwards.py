"""The desk from right to left: the ways whose English transcripts stand with their flows."""

from datetime import date, time, timedelta

import pytest

from domain.events.event import EventId
from domain.events.proposal import ProposeEvent
from domain.matters.matter import CloseMatter, LeaveMatter, MatterId, MatterState, Subject
from domain.staff.member import Role
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import COOKING, in_persian, with_events, with_slots
from tests.flows.talk import Talk

WORDS_ARABIC = """
    you: /desk
    bot: **🗂 مكتب الفريق**
         دورك هنا: منسّق. ماذا تريد أن تفعل؟ [📆 اليوم | 📆 غدًا | 👥 من سيأتي | 📊 نتائج \
         الاستبيانات | ✉ الرسائل | 🗓 تخطيط الفعاليات | 📣 إرسال خبر للجميع | ☰ القائمة]
    you: [🗓 تخطيط الفعاليات]
    bot: أي فعالية؟ [الأحد 6 ديسمبر: كرة القدم | الثلاثاء 8 ديسمبر: نطبخ معًا | ➕ فعالية \
         جديدة | 📋 فعاليات سابقة | 🗂 مكتب الفريق]
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
    bot: بأي لغة ستكتب؟ [العربية | English | Slovenščina | فارسی | Français | Русский | ➡ رجوع]
    you: 1
    bot: اكتب العنوان الجديد. [➡ رجوع]
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
    bot: **🗂 میز کار**
         نقش شما در اینجا: هماهنگ‌کننده. چه کاری می‌خواهید بکنید؟ [📆 امروز | 📆 فردا | 👥 چه \
         کسانی می‌آیند | 📊 نتیجهٔ نظرسنجی‌ها | ✉ پیام‌ها | 🗓 برنامه‌ریزی | 📣 پیام به همه | ☰ \
         منو]
    you: [🗓 برنامه‌ریزی]
    bot: کدام برنامه؟ [یکشنبه ۱۵ آذر (۶ دسامبر): فوتبال | سه‌شنبه ۱۷ آذر (۸ دسامبر): Cooking \
         together | ➕ برنامهٔ تازه | 📋 برنامه‌های گذشته | 🗂 میز کار]
    you: 2
    bot: **Cooking together**
         📅 سه‌شنبه ۱۷ آذر ۱۴۰۵ (۸ دسامبر)
         🕒 ۱۸:۰۰ تا ۲۱:۰۰
         📍 Rog centre

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
AGAIN_ARABIC = """
    you: /desk
    bot: **🗂 مكتب الفريق**
         دورك هنا: منسّق. ماذا تريد أن تفعل؟ [📆 اليوم | 📆 غدًا | 👥 من سيأتي | 📊 نتائج \
         الاستبيانات | ✉ الرسائل | 🗓 تخطيط الفعاليات | 📣 إرسال خبر للجميع | ☰ القائمة]
    you: [🗓 تخطيط الفعاليات]
    bot: أي فعالية؟ [الأحد 6 ديسمبر: كرة القدم | الثلاثاء 8 ديسمبر: نطبخ معًا | ➕ فعالية \
         جديدة | 📋 فعاليات سابقة | 🗂 مكتب الفريق]
    you: 3
    bot: بأي لغة ستكتب؟ [العربية | English | Slovenščina | فارسی | Français | Русский]
    you: 1
    bot: ما اسم الفعالية بهذه اللغة: العربية [➡ رجوع]
    you: شاي
    bot: في أي يوم؟ مثلًا: 6 ديسمبر [➡ رجوع]
    you: ٢٠ ديسمبر
    bot: متى تبدأ؟ مثلًا: 15:00 [➡ رجوع]
    you: ١٥:٠٠
    bot: متى تنتهي؟ مثلًا: 17:00 [➡ رجوع]
    you: ١٧:٠٠
    bot: اكتب المكان بطريقة يجده بها الجميع. [➡ رجوع]
    you: روغ
    bot: كم شخصًا يمكن أن يأتي؟ اكتب رقمًا. [المكان يتسع للجميع | ➡ رجوع]
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
    bot: **🗂 میز کار**
         نقش شما در اینجا: هماهنگ‌کننده. چه کاری می‌خواهید بکنید؟ [📆 امروز | 📆 فردا | 👥 چه \
         کسانی می‌آیند | 📊 نتیجهٔ نظرسنجی‌ها | ✉ پیام‌ها | 🗓 برنامه‌ریزی | 📣 پیام به همه | ☰ \
         منو]
    you: [🗓 برنامه‌ریزی]
    bot: کدام برنامه؟ [یکشنبه ۱۵ آذر (۶ دسامبر): فوتبال | سه‌شنبه ۱۷ آذر (۸ دسامبر): Cooking \
         together | ➕ برنامهٔ تازه | 📋 برنامه‌های گذشته | 🗂 میز کار]
    you: 3
    bot: به چه زبانی می‌نویسید؟ [فارسی | English | Slovenščina | العربية | Français | Русский]
    you: 1
    bot: نام برنامه به این زبان چیست: فارسی [➡ برگشت]
    you: چای
    bot: چه روزی؟ مثلاً: ۱۵ آذر [➡ برگشت]
    you: ۲۰ دسامبر
    bot: چه ساعتی شروع می‌شود؟ مثلاً: ۱۵:۰۰ [➡ برگشت]
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
    bot: **🗂 مكتب الفريق**
         دورك هنا: منسّق. ماذا تريد أن تفعل؟ [📆 اليوم | 📆 غدًا | 👥 من سيأتي | 📊 نتائج \
         الاستبيانات | ✉ الرسائل | 🗓 تخطيط الفعاليات | 📣 إرسال خبر للجميع | ☰ القائمة]
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
         📅 Sunday 20 December 2026
         🕒 18:00–20:00
         📍 Rog

         For everybody.

         0 people come. [📣 Invite people | 🕒 Another time | 📍 Another place | ✏ Other words | \
         ✖ Cancel it | 📅 All events | 🗂 Desk]
"""
ACCEPT_PERSIAN = """
    you: /desk
    bot: **🗂 میز کار**
         نقش شما در اینجا: هماهنگ‌کننده. چه کاری می‌خواهید بکنید؟ [📆 امروز | 📆 فردا | 👥 چه \
         کسانی می‌آیند | 📊 نتیجهٔ نظرسنجی‌ها | ✉ پیام‌ها | 🗓 برنامه‌ریزی | 📣 پیام به همه | ☰ \
         منو]
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
         📅 Sunday 20 December 2026
         🕒 18:00–20:00
         📍 Rog

         For everybody.

         0 people come. [📣 Invite people | 🕒 Another time | 📍 Another place | ✏ Other words | \
         ✖ Cancel it | 📅 All events | 🗂 Desk]
"""
APART_ARABIC = """
    you: /desk
    bot: **🗂 مكتب الفريق**
         دورك هنا: منسّق. ماذا تريد أن تفعل؟ [📆 اليوم | 📆 غدًا | 👥 من سيأتي | 📊 نتائج \
         الاستبيانات | ✉ الرسائل | 🗓 تخطيط الفعاليات | 📣 إرسال خبر للجميع | ☰ القائمة]
    you: [✉ الرسائل]
    bot: الرسائل، الأقدم أولًا: [✉ 1 · سؤال أو طلب · بانتظار الجواب · حتى الخميس 3 ديسمبر | ✉ \
         2 · سؤال أو طلب · بانتظار الجواب · حتى الخميس 3 ديسمبر | 🗂 مكتب الفريق]
    you: 1
    bot: ✉ الرسالة 1

         لغة القراءة: English

         ?
    bot: **🗂 مكتب الفريق**
         ماذا نفعل بالرسالة 1؟ [✍ إجابة | 🕒 إعطاؤهم موعدًا | ⚖ إبعاد عن شخص آخر | 👤 تسليمها \
         لزميل | ✔ إغلاقها | ✉ كل الرسائل | ➡ رجوع]
    you: 3
    bot: من كتب هذا وشخص آخر لن يقابلا المستشار نفسه أبدًا. اكتب رقم رسالة الشخص الآخر. [➡ \
         رجوع]
    you: 2
    bot: تم التسجيل. يسري ذلك على كل حجز من الآن فصاعدًا.
    bot: **🗂 مكتب الفريق**
         ماذا نفعل بالرسالة 1؟ [✍ إجابة | 🕒 إعطاؤهم موعدًا | ⚖ إبعاد عن شخص آخر | 👤 تسليمها \
         لزميل | ✔ إغلاقها | ✉ كل الرسائل | ➡ رجوع]
"""
APART_PERSIAN = """
    you: /desk
    bot: **🗂 میز کار**
         نقش شما در اینجا: هماهنگ‌کننده. چه کاری می‌خواهید بکنید؟ [📆 امروز | 📆 فردا | 👥 چه \
         کسانی می‌آیند | 📊 نتیجهٔ نظرسنجی‌ها | ✉ پیام‌ها | 🗓 برنامه‌ریزی | 📣 پیام به همه | ☰ \
         منو]
    you: [✉ پیام‌ها]
    bot: پیام‌ها، اول قدیمی‌ترین: [✉ ۱ · سؤال یا خواسته · در انتظار جواب · تا پنجشنبه ۱۲ آذر \
         (۳ دسامبر) | ✉ ۲ · سؤال یا خواسته · در انتظار جواب · تا پنجشنبه ۱۲ آذر (۳ دسامبر) | \
         🗂 میز کار]
    you: 1
    bot: ✉ پیام ۱

         زبان خواندن: English

         ?
    bot: **🗂 میز کار**
         با پیام ۱ چه کنیم؟ [✍ جواب بده | 🕒 به آن‌ها وقت بدهید | ⚖ جدا نگه داشتن از کسی | 👤 \
         سپردن به همکار | ✔ بستن | ✉ همهٔ پیام‌ها | ➡ برگشت]
    you: 3
    bot: نویسندهٔ این پیام و یک نفر دیگر هرگز یک مشاور نخواهند داشت. شمارهٔ پیام آن نفر را \
         بنویسید. [➡ برگشت]
    you: 2
    bot: ثبت شد. از این پس برای هر رزرو برقرار است.
    bot: **🗂 میز کار**
         با پیام ۱ چه کنیم؟ [✍ جواب بده | 🕒 به آن‌ها وقت بدهید | ⚖ جدا نگه داشتن از کسی | 👤 \
         سپردن به همکار | ✔ بستن | ✉ همهٔ پیام‌ها | ➡ برگشت]
"""
CLOSING_ARABIC = """
    you: /desk
    bot: **🗂 مكتب الفريق**
         دورك هنا: منسّق. ماذا تريد أن تفعل؟ [📆 اليوم | 📆 غدًا | 👥 من سيأتي | 📊 نتائج \
         الاستبيانات | ✉ الرسائل | 🗓 تخطيط الفعاليات | 📣 إرسال خبر للجميع | ☰ القائمة]
    you: [✉ الرسائل]
    bot: الرسائل، الأقدم أولًا: [🗑 تُمحى قريبًا | 🗂 مكتب الفريق]
    you: 1
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
    bot: **🗂 مكتب الفريق**
         ماذا نفعل بالرسالة 1؟ [✍ إجابة | 🕒 إعطاؤهم موعدًا | ⚖ إبعاد عن شخص آخر | 👤 تسليمها \
         لزميل | ✔ إغلاقها | ✉ كل الرسائل | ➡ رجوع]
"""
CLOSING_PERSIAN = """
    you: /desk
    bot: **🗂 میز کار**
         نقش شما در اینجا: هماهنگ‌کننده. چه کاری می‌خواهید بکنید؟ [📆 امروز | 📆 فردا | 👥 چه \
         کسانی می‌آیند | 📊 نتیجهٔ نظرسنجی‌ها | ✉ پیام‌ها | 🗓 برنامه‌ریزی | 📣 پیام به همه | ☰ \
         منو]
    you: [✉ پیام‌ها]
    bot: پیام‌ها، اول قدیمی‌ترین: [🗑 به‌زودی پاک می‌شود | 🗂 میز کار]
    you: 1
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
    bot: **🗂 میز کار**
         با پیام ۱ چه کنیم؟ [✍ جواب بده | 🕒 به آن‌ها وقت بدهید | ⚖ جدا نگه داشتن از کسی | 👤 \
         سپردن به همکار | ✔ بستن | ✉ همهٔ پیام‌ها | ➡ برگشت]
"""


@pytest.fixture
def desk(talk: Talk) -> Talk:
    """Ben is a coordinator, with something to plan."""
    with_events(talk.world)
    with_slots(talk.world)
    in_persian(talk.world)
    talk.world.add_person(ANNA)
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    return talk


def tell(desk: Talk, language: str, transcript: str) -> None:
    """In Ben's language."""
    desk.world.people.set_language(BEN, language)
    desk("", language, transcript)


@pytest.mark.parametrize(("language", "transcript"), [("ar", WORDS_ARABIC), ("fa", WORDS_PERSIAN)])
def test_other_words_and_questions(desk: Talk, language: str, transcript: str) -> None:
    """A title in one's own language; people may ask beforehand."""
    tell(desk, language, transcript)

    event = desk.world.events.rows[COOKING.id]
    assert event.questions
    assert event.title.by_language[language] in transcript


@pytest.mark.parametrize(("language", "transcript"), [("ar", AGAIN_ARABIC), ("fa", AGAIN_PERSIAN)])
def test_what_comes_again(desk: Talk, language: str, transcript: str) -> None:
    """Five times are planned."""
    tell(desk, language, transcript)

    assert len([each for each in desk.world.events.rows.values() if each.repeats]) == 5


@pytest.mark.parametrize(
    ("language", "transcript"), [("ar", ACCEPT_ARABIC), ("fa", ACCEPT_PERSIAN)]
)
def test_a_proposal_becomes_an_event(desk: Talk, language: str, transcript: str) -> None:
    """Whatever language it was written in."""
    chess = ("Chess evening", date(2026, 12, 20), time(18), "Rog", "For everybody.")
    desk.world.do(ProposeEvent(*chess), ANNA)

    tell(desk, language, transcript)

    assert EventId(3) in desk.world.events.rows


@pytest.mark.parametrize(("language", "transcript"), [("ar", APART_ARABIC), ("fa", APART_PERSIAN)])
def test_two_are_kept_apart(desk: Talk, language: str, transcript: str) -> None:
    """By the numbers of their messages."""
    for person in (ANNA, BEN):
        desk.world.do(LeaveMatter(Subject.QUESTION, "?"), person)

    tell(desk, language, transcript)

    assert (ANNA, BEN) in desk.world.appointments.apart


@pytest.mark.parametrize(
    ("language", "transcript"), [("ar", CLOSING_ARABIC), ("fa", CLOSING_PERSIAN)]
)
def test_what_goes_soon_is_opened_again(desk: Talk, language: str, transcript: str) -> None:
    """So that its words stay."""
    desk.world.do(LeaveMatter(Subject.QUESTION, "Where?"), ANNA)
    desk.world.do(CloseMatter(MatterId(1)), ANNA)
    desk.world.now += timedelta(days=80)

    tell(desk, language, transcript)

    assert desk.world.matters.rows[MatterId(1)].state is MatterState.OPEN
