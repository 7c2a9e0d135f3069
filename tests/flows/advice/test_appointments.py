"""Booking a time for free advice."""

import pytest

from domain.advice.appointment import BookSlot
from domain.advice.slot import INTERPRETER, Topic
from tests.fakes.world import BEN
from tests.flows.scenery import DANIEL, only_slot, with_slots
from tests.flows.talk import Talk

BOOKING = """
    you: I need a lawyer
    bot: [topics of advice]
    you: work permit
    bot: [which language there]
    you: English
    bot: [which of two days]
    you: 1
    bot: Which time suits you? [10:00 | 11:00 | ⬅ Back]
    you: 11:00
    bot: Booked.

         📅 Wednesday 2 December 2026
         🕒 11:00
         📍 Poljanska 12

         Please bring your card and, if you have one, your contract.

         We will remind you the day before and two hours before.

         If you cannot come, please tell us: write /appointments. [☰ Menu]
"""
BOOKING_IN_ARABIC = """
    you: أحتاج محامي
    bot: [topics of advice]
    you: تصريح عمل
    bot: ما اللغة التي تناسبك للحديث هناك؟ [English | Slovenščina | لغة أخرى، مع ترجمة شفوية | \
         ➡ رجوع]
    you: [English]
    bot: أي يوم يناسبك؟ [الأربعاء 2 ديسمبر 2026 | الخميس 3 ديسمبر 2026 | ➡ رجوع]
    you: الأول
    bot: أي وقت يناسبك؟ [10:00 | 11:00 | ➡ رجوع]
    you: ٢
    bot: تم الحجز.

         📅 الأربعاء 2 ديسمبر 2026
         🕒 11:00
         📍 بوليانسكا 12

         يُرجى إحضار بطاقتك، وعقد العمل إن وُجد.

         سنذكّرك قبل الموعد بيوم، ثم قبله بساعتين.

         إذا تعذّر حضورك، يُرجى إبلاغنا بكتابة /appointments. [☰ القائمة]
"""
BOOKING_IN_SLOVENE = """
    you: pravna pomoč
    bot: O čem potrebujete nasvet? Svetovanje je brezplačno. …
    you: delovno dovoljenje
    bot: V katerem jeziku želite tam govoriti? [English | Slovenščina | Drug jezik, s tolmačem \
         | ⬅ Nazaj]
    you: english
    bot: Kateri dan vam ustreza? [sreda, 2. december 2026 | četrtek, 3. december 2026 | ⬅ \
         Nazaj]
    you: sreda
    bot: Katera ura vam ustreza? [10:00 | 11:00 | ⬅ Nazaj]
    you: 2
    bot: Rezervirano.

         📅 sreda, 2. december 2026
         🕒 11:00
         📍 Poljanska 12

         Prosimo, prinesite izkaznico in pogodbo, če jo imate.

         Spomnili vas bomo dan prej in dve uri prej.

         Če ne morete priti, nam to sporočite: napišite /appointments. [☰ Meni]
"""


@pytest.mark.parametrize(
    ("language", "transcript"),
    [("en", BOOKING), ("ar", BOOKING_IN_ARABIC), ("sl", BOOKING_IN_SLOVENE)],
)
def test_the_chosen_time_is_booked(talk: Talk, language: str, transcript: str) -> None:
    """A free time that somebody chooses becomes theirs, with two reminders."""
    with_slots(talk.world)

    talk("", language, transcript)

    [booked] = talk.world.appointments.open_of(BEN, talk.world.now)
    assert (booked.slot.id, booked.topic, booked.language) == (2, Topic.WORK_PERMIT, "en")
    assert len(talk.world.posts.reminders) == 2


FASTER = """
    you: /legal
    bot: [topics of advice]
    you: 1
    bot: Which language do you want to speak there? [العربية | English | Slovenščina | Another \
         language, with an interpreter | ⬅ Back]
    you: العربية
    bot: [only Wednesday]
    you: 1
    bot: Which time suits you? [10:00 | ⬅ Back]
    meanwhile: Daniel takes it
    you: [10:00]
    bot: Sorry, somebody has just taken that time.

         No time is free at the moment. Please look again in a few days, or write /help to \
         find a person. [🔔 Tell me when a time is free | ☰ Menu | ⬅ Back]
    you: /legal
    bot: [topics of advice]
    you: asylum interview
    bot: [which language there]
    you: interpreter
    bot: [which of two days]
    you: wednesday
    bot: Which time suits you? [10:00 | 11:00 | ⬅ Back]
    meanwhile: Daniel takes it
    you: [10:00]
    bot: Sorry, somebody has just taken that time.

         Which day suits you? [Wednesday 2 December 2026 | Thursday 3 December 2026 | ⬅ Back]
    you: wednesday
    bot: Which time suits you? [11:00 | ⬅ Back]
    you: 1
    bot: Booked.

         📅 Wednesday 2 December 2026
         🕒 11:00
         📍 Poljanska 12

         Please bring your card and all letters about your interview.

         We will remind you the day before and two hours before.

         If you cannot come, please tell us: write /appointments. [☰ Menu]
"""


def test_somebody_was_faster(talk: Talk) -> None:
    """They are told, and shown what is left, as long as something is."""
    with_slots(talk.world)
    talk.world.add_person(DANIEL)
    topics = iter((Topic.INTERVIEW, Topic.FAMILY))

    def take_the_first() -> None:
        topic = next(topics)
        [first, *_rest] = talk.world.appointments.free(Topic.INTERVIEW, talk.world.now)
        if topic is Topic.INTERVIEW:
            first = talk.world.appointments.slots[max(talk.world.appointments.slots)]
        talk.world.do(BookSlot(first.id, topic, "en"), DANIEL)

    talk.meanwhile = {"Daniel takes it": take_the_first}

    talk("", "en", FASTER)

    [booked] = talk.world.appointments.open_of(BEN, talk.world.now)
    assert booked.language == INTERPRETER


NOTHING = """
    bot: [the menu]
    you: [💬 Book free advice]
    bot: [topics of advice]
    you: family
    bot: [no time is free]
    you: /legal
    bot: [topics of advice]
    meanwhile: a time appears
    you: family
    bot: [which language there, English spoken]
    meanwhile: it is taken
    you: 1
    bot: [no time is free]
"""


def test_no_time_is_free(talk: Talk) -> None:
    """It is said before anybody chooses, and again when the last time goes."""
    talk.world.add_person(DANIEL)

    def take_it() -> None:
        talk.world.do(BookSlot(only_slot(talk.world).id, Topic.OTHER, "en"), DANIEL)

    talk.meanwhile = {
        "a time appears": lambda: only_slot(talk.world),
        "it is taken": take_it,
    }

    talk("menu", "en", NOTHING)
