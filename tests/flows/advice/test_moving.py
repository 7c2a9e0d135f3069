"""Another time for an appointment: the old one is let go only when the new one is theirs."""

from datetime import timedelta

import pytest

from domain.advice.appointment import AppointmentState, BookSlot
from domain.advice.slot import SlotId, Topic
from domain.reminders.reminder import Thing
from tests.fakes.world import BEN
from tests.flows.scenery import DANIEL, at, with_slots
from tests.flows.talk import Talk

ENGLISH = """
    you: /appointments
    bot: [my one appointment]
    you: 1
    bot: 📅 Wednesday 2 December 2026
         🕒 10:00
         📍 Poljanska 12

         Please bring your card and, if you have one, your contract. [🔁 Another time | \
         I can't come | 🗓 My appointments | ⬅ Back]
    you: another time
    bot: Which time suits you? [Wed 2 December, 11:00 | Thu 3 December, 09:00 | ⬅ Back]
    you: thursday
    bot: Do you mean Thursday 3 December 2026, 09:00? [Yes | No | ⬅ Back]
    you: yes
    bot: Your appointment is moved.

         📅 Thursday 3 December 2026
         🕒 09:00
         📍 Poljanska 12

         We will remind you the day before and two hours before. [🔁 Another time | I can't come | \
         🎒 What to bring | ☰ Menu]
"""
ARABIC = """
    you: /appointments
    bot: [my one appointment]
    you: ١
    bot: 📅 الأربعاء 2 ديسمبر 2026
         🕒 10:00
         📍 بوليانسكا 12

         يُرجى إحضار بطاقتك، وعقد العمل إن وُجد. [🔁 وقت آخر | \
         لن أتمكن من الحضور | 🗓 مواعيدي | ➡ رجوع]
    you: وقت آخر
    bot: أي وقت يناسبك؟ [الأربعاء 2 ديسمبر، 11:00 | الخميس 3 ديسمبر، 09:00 | ➡ رجوع]
    you: ٢
    bot: تم نقل موعدك.

         📅 الخميس 3 ديسمبر 2026
         🕒 09:00
         📍 بوليانسكا 12

         سنذكّرك قبل الموعد بيوم، ثم قبله بساعتين. [🔁 وقت آخر | لن أتمكن من الحضور | 🎒 ما يلزم \
         إحضاره | ☰ القائمة]
"""
PERSIAN = """
    you: /appointments
    bot: قرارهای شما: [چهارشنبه ۱۱ آذر (۲ دسامبر)، ساعت ۱۰:۰۰]
    you: ۱
    bot: 📅 چهارشنبه ۱۱ آذر ۱۴۰۵ (۲ دسامبر)
         🕒 ۱۰:۰۰
         📍 Poljanska 12 (به زبان انگلیسی)

         لطفاً کارتتان را با خود بیاورید، و اگر قرارداد کار دارید، آن را هم بیاورید. [🔁 وقت دیگر | \
         نمی‌توانم بیایم | 🗓 قرارهای من | ➡ برگشت]
    you: وقت دیگر
    bot: کدام ساعت برایتان مناسب است؟ [چهارشنبه ۱۱ آذر (۲ دسامبر)، ساعت ۱۱:۰۰ | پنجشنبه ۱۲ آذر (۳ \
         دسامبر)، ساعت ۰۹:۰۰ | ➡ برگشت]
    you: ۲
    bot: وقت قرار شما عوض شد.

         📅 پنجشنبه ۱۲ آذر ۱۴۰۵ (۳ دسامبر)
         🕒 ۰۹:۰۰
         📍 Poljanska 12 (به زبان انگلیسی)

         یک روز قبل و دو ساعت قبل به شما یادآوری می‌کنیم. [🔁 وقت دیگر | نمی‌توانم بیایم | 🎒 چه \
         چیزی بیاورید | ☰ منو]
"""


def booked(talk: Talk, language: str) -> SlotId:
    """Ben has the first of Ana's times, about a work permit; which one that is."""
    with_slots(talk.world)
    talk.world.add_person(BEN, language)
    first = min(talk.world.appointments.slots)
    talk.world.do(BookSlot(first, Topic.WORK_PERMIT, "en"), BEN)
    return first


@pytest.mark.parametrize(
    ("language", "transcript"), [("en", ENGLISH), ("ar", ARABIC), ("fa", PERSIAN)]
)
def test_an_appointment_is_moved(talk: Talk, language: str, transcript: str) -> None:
    """The old time is free again, and what reminds of it is about the new one."""
    old = booked(talk, language)

    talk("", language, transcript)

    [only] = talk.world.appointments.rows.values()
    assert (only.slot.starts, only.state) == (at(3, 9), AppointmentState.OPEN)
    assert old in {s.id for s in talk.world.appointments.free(Topic.WORK_PERMIT, talk.world.now)}
    assert [each.due for each in talk.world.posts.reminders if each.thing is Thing.APPOINTMENT] == [
        at(3, 9) - timedelta(days=1),
        at(3, 9) - timedelta(hours=2),
    ]


FASTER = """
    you: /appointments
    bot: [my one appointment]
    you: 1
    bot: 📅 Wednesday 2 December 2026 …
    you: [🔁 Another time]
    bot: Which time suits you? [Wed 2 December, 11:00 | Thu 3 December, 09:00 | ⬅ Back]
    meanwhile: Daniel takes it
    you: thursday
    bot: Sorry, somebody has just taken that time.

         Which time suits you? [Wed 2 December, 11:00 | ⬅ Back]
    meanwhile: Daniel takes the rest
    you: 1
    bot: Sorry, somebody has just taken that time.

         There is no other time at the moment. Your appointment stays as it is.

         📅 Wednesday 2 December 2026
         🕒 10:00
         📍 Poljanska 12

         Please bring your card and, if you have one, your contract. [🔁 Another time | I can't \
         come | 🗓 My appointments | ⬅ Back]
    you: back
    bot: [my one appointment]
"""


def test_whoever_is_slower_keeps_what_they_have(talk: Talk) -> None:
    """And is offered what is left, while anything is."""
    old = booked(talk, "en")
    slots = talk.world.appointments.slots.values()
    [thursday] = [slot.id for slot in slots if slot.starts == at(3, 9)]
    [eleven] = [slot.id for slot in slots if slot.starts == at(2, 11)]
    world = talk.world
    world.add_person(DANIEL)
    talk.meanwhile = {
        "Daniel takes it": lambda: world.do(BookSlot(thursday, Topic.DECISION, "en"), DANIEL),
        "Daniel takes the rest": lambda: world.do(BookSlot(eleven, Topic.FAMILY, "en"), DANIEL),
    }

    talk("", "en", FASTER)

    assert [each.slot.id for each in world.appointments.open_of(BEN, world.now)] == [old]
