"""Booking a time for free advice."""

import pytest

from domain.advice.appointment import BookSlot
from domain.advice.slot import Topic
from tests.fakes.world import BEN
from tests.flows.scenery import DANIEL, only_slot, with_slots
from tests.flows.talk import Talk

BOOKING = """
    you: I need a lawyer
    bot: [topics of advice]
    you: work permit
    bot: [three times]
    you: 11:00
    bot: Booked.

         📅 Wednesday 2 December 2026
         🕒 11:00
         📍 Poljanska 12

         We will remind you the day before and two hours before. [🔁 Another time | I can't come | \
         🎒 What to bring | ☰ Menu]
"""
BOOKING_IN_ARABIC = """
    you: أحتاج محامي
    bot: [topics of advice]
    you: تصريح عمل
    bot: ما اللغة التي تناسبك للحديث هناك؟ [العربية، مع ترجمة شفوية | English | Slovenščina | لغة \
         أخرى، مع ترجمة شفوية | ➡ رجوع]
    you: [English]
    bot: أي وقت يناسبك؟ [الأربعاء 2 ديسمبر، 10:00 | الأربعاء 2 ديسمبر، 11:00 | الخميس 3 ديسمبر، \
         09:00 | 🌐 لغة أخرى | ➡ رجوع]
    you: ٢
    bot: تم الحجز.

         📅 الأربعاء 2 ديسمبر 2026
         🕒 11:00
         📍 بوليانسكا 12

         سنذكّرك قبل الموعد بيوم، ثم قبله بساعتين. [🔁 وقت آخر | لن أتمكن من الحضور | 🎒 ما يلزم \
         إحضاره | ☰ القائمة]
"""
BOOKING_IN_SLOVENE = """
    you: pravna pomoč
    bot: O čem potrebujete nasvet? Svetovanje je brezplačno. …
    you: delovno dovoljenje
    bot: Katera ura vam ustreza? [sre., 2. december, 10:00 | sre., 2. december, 11:00 | čet., 3. \
         december, 09:00 | 🌐 Drug jezik | ⬅ Nazaj]
    you: 2
    bot: Rezervirano.

         📅 sreda, 2. december 2026
         🕒 11:00
         📍 Poljanska 12

         Spomnili vas bomo dan prej in dve uri prej. [🔁 Drug termin | Ne morem priti | 🎒 Kaj \
         prinesti | ☰ Meni]
"""


@pytest.mark.parametrize(
    ("language", "transcript", "spoken"),
    [("en", BOOKING, "en"), ("ar", BOOKING_IN_ARABIC, "en"), ("sl", BOOKING_IN_SLOVENE, "sl")],
)
def test_the_chosen_time_is_booked(talk: Talk, language: str, transcript: str, spoken: str) -> None:
    """A free time that somebody chooses becomes theirs, with two reminders.

    Which language they speak there is asked only of those whose own no adviser speaks.
    """
    with_slots(talk.world)

    talk("", language, transcript)

    [booked] = talk.world.appointments.open_of(BEN, talk.world.now)
    assert (booked.slot.id, booked.topic, booked.language) == (2, Topic.WORK_PERMIT, spoken)
    assert len(talk.world.posts.reminders) == 2


FASTER = """
    you: /legal
    bot: [topics of advice]
    you: 1
    bot: [three times]
    you: [🌐 Another language]
    bot: Which language do you want to speak there? [English | Slovenščina | العربية | Another \
         language, with an interpreter | ⬅ Back]
    you: العربية
    bot: [one time]
    meanwhile: Daniel takes it
    you: 1
    bot: Sorry, somebody has just taken that time.

         No time is free at the moment.

         We can write to you when a time is free. [🔔 Tell me when a time is free | 🆘 Help and \
         contacts | ☰ Menu | ⬅ Back]
    you: /legal
    bot: [topics of advice]
    you: asylum interview
    bot: [three times]
    you: [🌐 Another language]
    bot: Which language do you want to speak there? [English | Slovenščina | Another language, \
         with an interpreter | ⬅ Back]
    you: interpreter
    bot: Which language do you speak best? Somebody will translate.

         You can also write its name. [English | Slovenščina | العربية | فارسی | Français | \
         Русский | دری | پښتو | More ⬇ | ⬅ Back]
    you: farsi
    bot: [three times]
    meanwhile: Daniel takes it
    you: 1
    bot: Sorry, somebody has just taken that time.

         Which time suits you? [Wed 2 December, 11:00 | Thu 3 December, 09:00 | 🌐 Another \
         language | ⬅ Back]
    you: 1
    bot: Booked.

         📅 Wednesday 2 December 2026
         🕒 11:00
         📍 Poljanska 12

         We will remind you the day before and two hours before. [🔁 Another time | I can't come | \
         🎒 What to bring | ☰ Menu]
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
    assert (booked.language, booked.interpreted) == ("fa", True)


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
    bot: [one time]
    meanwhile: it is taken
    you: 1
    bot: Sorry, somebody has just taken that time.

         No time is free at the moment.

         We can write to you when a time is free. [🔔 Tell me when a time is free | 🆘 Help and \
         contacts | ☰ Menu | ⬅ Back]
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
