"""Events added in chat, in one language or several, with local times that become instants."""

from datetime import timedelta

from domain.events.event import Event
from domain.staff.member import Role
from tests.fakes.world import BEN, World
from tests.flows.scenery import COOKING, FOOTBALL, at, in_persian, with_events
from tests.flows.talk import Talk

ENGLISH = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🗓 Plan events]
    bot: [which event, at the desk]
    you: [➕ A new event]
    bot: [in which language you write]
    you: [English]
    bot: What is the event called, in this language: English [⬅ Back]
    you: Picnic
    bot: [on which day]
    you: 20 December
    bot: [when it begins]
    you: 12:00
    bot: At what time does it end? For example: 17:00 [⬅ Back]
    you: 15
    bot: [write the place]
    you: Ljubljana Castle
    bot: How many people can come? Write a number. [There is room for everybody | ⬅ Back]
    you: [There is room for everybody]
    bot: 👉 Picnic
         📅 Sunday 20 December 2026
         🕒 12:00–15:00
         📍 Ljubljana Castle

         Written in: English [Add it | ➕ Another language | 🔁 It comes again | Do not add it | ⬅ \
         Back]
    you: [➕ Another language]
    bot: In which language do you write? [Slovenščina | العربية | فارسی | Français | Русский]
    you: [العربية]
    bot: What is the event called, in this language: العربية [⬅ Back]
    you: نزهة
    bot: 👉 Picnic
         📅 Sunday 20 December 2026
         🕒 12:00–15:00
         📍 Ljubljana Castle

         Written in: English · العربية [Add it | ➕ Another language | 🔁 It comes again | Do not \
         add it | ⬅ Back]
    you: [Add it]
    bot: It is added.
    bot: **Picnic**
         📅 Sunday 20 December 2026
         🕒 12:00–15:00
         📍 Ljubljana Castle

         0 people come. [📣 Invite people | 🕒 Another time | 📍 Another place | ✏ Other words | ✖ \
         Cancel it | 📅 All events | 🗂 Desk]
"""
ARABIC = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🗓 تخطيط الفعاليات]
    bot: [which event, at the desk]
    you: [➕ فعالية جديدة]
    bot: [in which language you write]
    you: العربية
    bot: ما اسم الفعالية بهذه اللغة: العربية [➡ رجوع]
    you: نزهة
    bot: [on which day]
    you: ٢٠ ديسمبر
    bot: [when it begins]
    you: ١٢
    bot: متى تنتهي؟ مثلًا: 17:00 [➡ رجوع]
    you: ١٥:٣٠
    bot: يُرجى كتابة المكان بطريقة يجده بها الجميع. [➡ رجوع]
    you: قلعة ليوبليانا
    bot: كم شخصًا يمكن أن يأتي؟ يُرجى كتابة رقم. [المكان يتسع للجميع | ➡ رجوع]
    you: ٤٠
    bot: 👉 نزهة
         📅 الأحد 20 ديسمبر 2026
         🕒 12:00–15:30
         📍 قلعة ليوبليانا
         بقي 40 مكانًا.

         مكتوب بهذه اللغات: العربية [إضافة | ➕ لغة أخرى | 🔁 تتكرر | عدم الإضافة | ➡ رجوع]
    you: [إضافة]
    bot: تمت الإضافة.
    bot: **نزهة**
         📅 الأحد 20 ديسمبر 2026
         🕒 12:00–15:30
         📍 قلعة ليوبليانا

         لم يسجّل أحد بعد. [📣 دعوة الناس | 🕒 وقت آخر | 📍 مكان آخر | ✏ نص آخر | ✖ إلغاء الفعالية \
         | 📅 كل الفعاليات | 🗂 مكتب الفريق]
"""
PERSIAN = """
    you: میز کار
    bot: [the desk of a coordinator]
    you: [🗓 برنامه‌ریزی]
    bot: [which event, at the desk]
    you: [➕ برنامهٔ تازه]
    bot: [in which language you write]
    you: فارسی
    bot: نام برنامه به این زبان چیست: فارسی [➡ برگشت]
    you: پیک‌نیک
    bot: [on which day]
    you: ۲۹ آذر
    bot: [when it begins]
    you: ۱۸
    bot: چه ساعتی تمام می‌شود؟ مثلاً: ۱۷:۰۰ [➡ برگشت]
    you: ۱
    bot: ببخشید، متوجه نشدم. لطفاً یک ساعت بنویسید، مثلاً ۱۴:۳۰.

         چه ساعتی تمام می‌شود؟ مثلاً: ۱۷:۰۰ [➡ برگشت]
    you: ۰۱:۰۰
    bot: جا را طوری بنویسید که همه پیدایش کنند. [➡ برگشت]
    you: قلعهٔ لیوبلیانا
    bot: چند نفر می‌توانند بیایند؟ یک عدد بنویسید. [برای همه جا هست | ➡ برگشت]
    you: ۴۰
    bot: 👉 پیک‌نیک
         📅 یکشنبه ۲۹ آذر ۱۴۰۵ (۲۰ دسامبر)
         🕒 ۱۸:۰۰ تا ۰۱:۰۰
         📍 قلعهٔ لیوبلیانا
         ۴۰ جا مانده است.

         نوشته شده به: فارسی [اضافه کن | ➕ یک زبان دیگر | 🔁 تکرار می‌شود | اضافه نکن | ➡ برگشت]
    you: [اضافه نکن]
    bot: خوب. چیزی اضافه نشد. [☰ منو]
"""


def planning(world: World) -> None:
    """It is Tuesday noon, and Ben is a coordinator."""
    with_events(world)
    in_persian(world)
    world.staff.employ(BEN, Role.COORDINATOR)
    world.now = at(1, 12)


def new(world: World) -> list[Event]:
    """What was added."""
    known = (FOOTBALL.id, COOKING.id)
    return [event for number, event in world.events.rows.items() if number not in known]


def test_an_event_in_two_languages(talk: Talk) -> None:
    """Its place is called the same in all of them."""
    planning(talk.world)

    talk("", "en", ENGLISH)

    [picnic] = new(talk.world)
    assert picnic.title.by_language == {"en": "Picnic", "ar": "نزهة"}
    assert (picnic.starts, picnic.ends, picnic.capacity) == (at(20, 12), at(20, 15), None)
    assert set(picnic.place.by_language.values()) == {"Ljubljana Castle"}
    assert talk.world.campaigns.rows == {}


def test_an_event_with_so_many_places(talk: Talk) -> None:
    """In Arabic, with its digits."""
    planning(talk.world)

    talk("", "ar", ARABIC)

    [picnic] = new(talk.world)
    assert (picnic.starts, picnic.ends, picnic.capacity) == (at(20, 12), at(20, 15, 30), 40)


def test_an_event_that_is_not_added_after_all(talk: Talk) -> None:
    """One that ends after midnight; a bare 1 is no time, and no way back either."""
    planning(talk.world)

    talk("", "fa", PERSIAN)

    assert new(talk.world) == []


REPEATED = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🗓 Plan events]
    bot: Which event? [➕ A new event | 📋 Events that were | 🗂 Desk]
    you: [➕ A new event]
    bot: [in which language you write]
    you: [English]
    bot: What is the event called, in this language: English [⬅ Back]
    you: Tea
    bot: [on which day]
    you: 20 December
    bot: [when it begins]
    you: 15:00
    bot: At what time does it end? For example: 17:00 [⬅ Back]
    you: 17:00
    bot: [write the place]
    you: Rog
    bot: How many people can come? Write a number. [There is room for everybody | ⬅ Back]
    you: 10
    bot: 👉 Tea
         📅 Sunday 20 December 2026
         🕒 15:00–17:00
         📍 Rog
         10 places are left.

         Written in: English [Add it | ➕ Another language | 🔁 It comes again | Do not add it | ⬅ \
         Back]
    you: [🔁 It comes again]
    bot: How often does it come? [Only once | Every week | Every two weeks | Every month, on the \
         same weekday | ⬅ Back]
    you: [Every week]
    bot: Until which day? For example: 30 June [⬅ Back]
    you: 30 June
    bot: 👉 Tea
         📅 Sunday 20 December 2026
         🕒 15:00–17:00
         📍 Rog
         10 places are left.
         🔁 Every week, until Wednesday 30 June 2027

         Written in: English [Add it | ➕ Another language | 🔁 It comes again | Do not add it | ⬅ \
         Back]
    you: [Add it]
    bot: It is added.
    bot: **Tea**
         📅 Sunday 20 December 2026
         🕒 15:00–17:00
         📍 Rog

         0 people come. [📣 Invite people | 🕒 Another time | 📍 Another place | ✏ Other words | \
         🔁 No more after these | ✖ Cancel it | 📅 All events | 🗂 Desk]
    you: [🔁 No more after these]
    bot: Good. The times that are planned stay; cancel each of them if you must.
    bot: **Tea**
         📅 Sunday 20 December 2026
         🕒 15:00–17:00
         📍 Rog

         0 people come. [📣 Invite people | 🕒 Another time | 📍 Another place | ✏ Other words | \
         ✖ Cancel it | 📅 All events | 🗂 Desk]
"""


def test_an_event_that_comes_again(talk: Talk) -> None:
    """Four more are planned; then the rule is ended, and they stay."""
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.COORDINATOR)

    talk("", "en", REPEATED)

    starts = [each.starts for each in talk.world.events.rows.values()]
    assert starts == [at(20, 15) + timedelta(weeks=week) for week in range(5)]
    assert talk.world.events.series() == []


def test_the_same_event_is_added_once_more_only_with_a_yes_to_that(talk: Talk) -> None:
    """And a title is one line."""
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    new = ("/desk", "[🗓 Plan events]", "[➕ A new event]", "[English]")
    told = ("20 December", "12:00", "15:00", "Castle", "[There is room for everybody]")
    for words in (*new, "Pic\nnic"):
        talk.you(words)
    assert "This must stand on one line." in talk.log[-1]
    for words in ("Picnic", *told, "[Add it]", *new, "Picnic", *told):
        talk.you(words)
    assert "The same event is planned already. Once more? [Yes, once more" in talk.log[-1]
    assert len(talk.world.events.rows) == 1

    talk.you("[Yes, once more]")

    assert len(talk.world.events.rows) == 2
