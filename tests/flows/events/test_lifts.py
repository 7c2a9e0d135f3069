"""Lifts between guests: seats offered and taken, changes told, nobody named."""

from datetime import time

import pytest

from domain.events.car import OfferCar
from domain.events.rsvp import Come
from domain.people.person import AgeGroup, PersonId
from domain.staff.member import Duty, Role
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import FOOTBALL, in_persian, with_events, with_slots
from tests.flows.talk import Talk

RIDE_ENGLISH = """
    you: /events
    bot: [the events]
    you: 1
    bot: **Football**
         📅 Sunday 6 December 2026
         🕒 15:00–17:00
         📍 Livada school
         🚗 A car leaves at 14:20 from Main gate.

         Everybody can play.

         2 places are left.

         ✅ You are coming: 1 person. [I can't come | 👥 Change how many | 🚗 Lifts | 📎 For my \
         calendar | 📅 All events | ⬅ Back]
    you: [🚗 Lifts]
    bot: **Football**
         🚗 Lifts to this event: [🚗 14:30, Blue car, Dunajska 1: 3 seats | 🚘 I can take people \
         with me | 📅 The event]
    you: 1
    bot: **Football**
         🚗 You have a lift:
         🕒 14:30
         📍 Blue car, Dunajska 1

         Be there a little earlier. The driver knows that you come, and not your name. [✖ I \
         need no lift any more | 🚘 I can take people with me | 📅 The event]
    you: [✖ I need no lift any more]
    bot: **Football**
         🚗 Lifts to this event: [🚗 14:30, Blue car, Dunajska 1: 3 seats | 🚘 I can take people \
         with me | 📅 The event]
"""
RIDE_ARABIC = """
    you: /events
    bot: [the events]
    you: 1
    bot: **كرة القدم**
         📅 الأحد 6 ديسمبر 2026
         🕒 15:00–17:00
         📍 مدرسة ليفادا
         🚗 تنطلق سيارة الساعة 14:20 من البوابة الرئيسية.

         يمكن للجميع اللعب.

         بقي مكانان.

         ✅ تم تسجيل الحضور: شخص واحد. [لن أتمكن من الحضور | 👥 تغيير العدد | 🚗 التوصيل | 📎 إلى \
         تقويمي | 📅 كل الفعاليات | ➡ رجوع]
    you: [🚗 التوصيل]
    bot: **كرة القدم**
         🚗 التوصيل إلى هذه الفعالية: [🚗 14:30، Blue car, Dunajska 1: 3 مقاعد | 🚘 يمكنني أن \
         آخذ أشخاصًا معي | 📅 الفعالية]
    you: 1
    bot: **كرة القدم**
         🚗 لديك توصيلة:
         🕒 14:30
         📍 Blue car, Dunajska 1

         يُرجى الحضور قبل الموعد بقليل. من يقود السيارة يعرف بقدومك، ولا يعرف اسمك. [✖ لم أعد \
         بحاجة إلى \
         توصيل | 🚘 يمكنني أن آخذ أشخاصًا معي | 📅 الفعالية]
"""
RIDE_PERSIAN = """
    you: /events
    bot: [the events]
    you: 1
    bot: **فوتبال**
         📅 یکشنبه ۱۵ آذر ۱۴۰۵ (۶ دسامبر)
         🕒 ۱۵:۰۰ تا ۱۷:۰۰
         📍 مدرسهٔ لیوادا
         🚗 یک ماشین ساعت ۱۴:۲۰ از در اصلی حرکت می‌کند.

         همه می‌توانند بازی کنند.

         ۲ جا مانده است.

         ✅ می‌آیید: ۱ نفر. [نمی‌توانم بیایم | 👥 تغییر تعداد | 🚗 سواری‌ها | 📎 برای تقویم من | 📅 \
         همهٔ برنامه‌ها | ➡ برگشت]
    you: [🚗 سواری‌ها]
    bot: **فوتبال**
         🚗 سواری‌ها به این برنامه: [🚗 ۱۴:۳۰، Blue car, Dunajska 1: ۳ جا | 🚘 می‌توانم چند نفر \
         را با خودم ببرم | 📅 برنامه]
    you: 1
    bot: **فوتبال**
         🚗 سواری دارید:
         🕒 ۱۴:۳۰
         📍 Blue car, Dunajska 1

         کمی زودتر آنجا باشید. راننده می‌داند که می‌آیید و نام شما را نمی‌داند. [✖ دیگر سواری \
         لازم ندارم | 🚘 می‌توانم چند نفر را با خودم ببرم | 📅 برنامه]
"""
DRIVE_ENGLISH = """
    you: /events
    bot: [the events]
    you: 1
    bot: **Football**
         📅 Sunday 6 December 2026
         🕒 15:00–17:00
         📍 Livada school
         🚗 A car leaves at 14:20 from Main gate.

         Everybody can play.

         2 places are left.

         ✅ You are coming: 1 person. [I can't come | 👥 Change how many | 🚗 Lifts | 📎 For my \
         calendar | 📅 All events | ⬅ Back]
    you: [🚗 Lifts]
    bot: **Football**
         🚗 Lifts to this event: [🚘 I can take people with me | 📅 The event]
    you: [🚘 I can take people with me]
    bot: How many people can you take with you? Write a number. [⬅ Back]
    you: 3
    bot: Where do you stand, and how does the car look? For example: main gate, blue car [⬅ \
         Back]
    you: Main gate, blue car
    bot: At what time do you leave? For example: 14:20 [⬅ Back]
    you: 14:20
    bot: Thank you! We tell you when somebody comes with you.
    bot: **Football**
         🚗 You drive. Seats taken: 0 of 3
         🕒 14:20
         📍 Main gate, blue car [✏ Change it | ✖ I cannot drive any more | 📅 The event]
    you: [✖ I cannot drive any more]
    bot: **Football**
         🚗 Lifts to this event: [🚘 I can take people with me | 📅 The event]
"""
DRIVE_ARABIC = """
    you: /events
    bot: [the events]
    you: 1
    bot: **كرة القدم**
         📅 الأحد 6 ديسمبر 2026
         🕒 15:00–17:00
         📍 مدرسة ليفادا
         🚗 تنطلق سيارة الساعة 14:20 من البوابة الرئيسية.

         يمكن للجميع اللعب.

         بقي مكانان.

         ✅ تم تسجيل الحضور: شخص واحد. [لن أتمكن من الحضور | 👥 تغيير العدد | 🚗 التوصيل | 📎 إلى \
         تقويمي | 📅 كل الفعاليات | ➡ رجوع]
    you: [🚗 التوصيل]
    bot: **كرة القدم**
         🚗 التوصيل إلى هذه الفعالية: [🚘 يمكنني أن آخذ أشخاصًا معي | 📅 الفعالية]
    you: 1
    bot: كم شخصًا يمكنك أخذه معك؟ يُرجى كتابة رقم. [➡ رجوع]
    you: ٣
    bot: أين مكان وقوفك، وكيف تبدو السيارة؟ مثلًا: البوابة الرئيسية، سيارة زرقاء [➡ رجوع]
    you: البوابة الرئيسية، سيارة زرقاء
    bot: متى الانطلاق؟ مثلًا: 14:20 [➡ رجوع]
    you: ١٤:٢٠
    bot: شكرًا! سنخبرك عندما ينضم إليك أحد.
    bot: **كرة القدم**
         🚗 القيادة عليك. المقاعد المحجوزة: 0 من 3
         🕒 14:20
         📍 البوابة الرئيسية، سيارة زرقاء [✏ تغيير | ✖ لم أعد أستطيع القيادة | 📅 الفعالية]
"""
DRIVE_PERSIAN = """
    you: /events
    bot: [the events]
    you: 1
    bot: **فوتبال**
         📅 یکشنبه ۱۵ آذر ۱۴۰۵ (۶ دسامبر)
         🕒 ۱۵:۰۰ تا ۱۷:۰۰
         📍 مدرسهٔ لیوادا
         🚗 یک ماشین ساعت ۱۴:۲۰ از در اصلی حرکت می‌کند.

         همه می‌توانند بازی کنند.

         ۲ جا مانده است.

         ✅ می‌آیید: ۱ نفر. [نمی‌توانم بیایم | 👥 تغییر تعداد | 🚗 سواری‌ها | 📎 برای تقویم من | 📅 \
         همهٔ برنامه‌ها | ➡ برگشت]
    you: [🚗 سواری‌ها]
    bot: **فوتبال**
         🚗 سواری‌ها به این برنامه: [🚘 می‌توانم چند نفر را با خودم ببرم | 📅 برنامه]
    you: 1
    bot: چند نفر را می‌توانید با خود ببرید؟ یک عدد بنویسید. [➡ برگشت]
    you: ۳
    bot: کجا می‌ایستید و ماشین چه شکلی است؟ مثلاً: در اصلی، ماشین آبی [➡ برگشت]
    you: در اصلی، ماشین آبی
    bot: ساعت چند حرکت می‌کنید؟ مثلاً: ۱۴:۲۰ [➡ برگشت]
    you: ۱۴:۲۰
    bot: ممنون! وقتی کسی با شما بیاید خبرتان می‌کنیم.
    bot: **فوتبال**
         🚗 شما رانندگی می‌کنید. جاهای گرفته‌شده: ۰ از ۳
         🕒 ۱۴:۲۰
         📍 در اصلی، ماشین آبی [✏ تغییر | ✖ دیگر نمی‌توانم رانندگی کنم | 📅 برنامه]
"""


@pytest.fixture
def coming(talk: Talk) -> Talk:
    """Anna and Ben both come to football."""
    with_events(talk.world)
    with_slots(talk.world)
    in_persian(talk.world)
    for person in (ANNA, BEN):
        talk.world.add_person(person)
        talk.world.do(Come(FOOTBALL.id, 1, lift=False), person)
    return talk


def anna_drives(talk: Talk) -> None:
    """She has three seats."""
    talk.world.do(OfferCar(FOOTBALL.id, 3, "Blue car, Dunajska 1", time(14, 30)), ANNA)


def letters(talk: Talk, person: PersonId) -> list[str]:
    """What somebody is told meanwhile."""
    return [str(say.text) for who, say in talk.world.posts.letters if who == person]


@pytest.mark.parametrize(
    ("language", "transcript"),
    [("en", RIDE_ENGLISH), ("ar", RIDE_ARABIC), ("fa", RIDE_PERSIAN)],
)
def test_somebody_rides_and_the_driver_hears_it(
    coming: Talk, language: str, transcript: str
) -> None:
    """When, where, and how many; no more."""
    anna_drives(coming)
    coming.world.people.set_language(BEN, language)

    coming("", language, transcript)

    told = letters(coming, ANNA)
    assert "Somebody comes with you." in told[0]
    assert len(told) == (2 if language == "en" else 1)
    assert letters(coming, BEN) == []


@pytest.mark.parametrize(
    ("language", "transcript"),
    [("en", DRIVE_ENGLISH), ("ar", DRIVE_ARABIC), ("fa", DRIVE_PERSIAN)],
)
def test_somebody_drives(coming: Talk, language: str, transcript: str) -> None:
    """In four short answers; and takes it back in one."""
    coming.world.people.set_language(BEN, language)

    coming("", language, transcript)

    assert len(coming.world.cars.rows) == (0 if language == "en" else 1)


@pytest.mark.parametrize("children", [True, False])
def test_under_18_only_cleared_staff_drive(coming: Talk, *, children: bool) -> None:
    """And nobody under 18 is asked to."""
    duties = [Duty.CHILDREN] if children else []
    coming.world.staff.employ(ANNA, Role.MODERATOR, "Ana", duties)
    coming.world.people.set_age_group(BEN, AgeGroup.UNDER_18, coming.world.now)
    anna_drives(coming)

    for words in ("/events", "1", "[🚗 Lifts]"):
        coming.you(words)

    assert ("Blue car" in coming.log[-1]) is children
    assert "I can take people" not in coming.log[-1]


def test_whoever_does_not_come_any_more_is_led_back(coming: Talk) -> None:
    """An old button is no way around."""
    anna_drives(coming)
    for words in ("/events", "1", "[🚗 Lifts]", "[📅 The event]", "[I can't come]"):
        coming.you(words)
    coming.you("/events")

    assert coming.world.cars.rides == {}
