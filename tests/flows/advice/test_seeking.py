"""Waiting for a time for advice, from an empty list to the answer to an offer."""

import pytest

from domain.advice.appointment import AppointmentState, BookSlot, CancelAppointment, OfferTimes
from domain.advice.slot import Topic
from tests.fakes.world import BEN, World
from tests.flows.scenery import DANIEL, only_slot
from tests.flows.talk import Talk

ENGLISH = """
    you: /legal
    bot: [topics of advice]
    you: [Family]
    bot: [no time is free]
    you: [🔔 Tell me when a time is free]
    bot: We will write to you when a time is free. [☰ Menu]
    you: /legal
    bot: [topics of advice]
    you: [Family]
    bot: No time is free at the moment.

         You are waiting: we write to you when a time is free. [I do not want to wait any more | \
         🆘 Help and contacts | ☰ Menu | ⬅ Back]
    you: [I do not want to wait any more]
    bot: You are not waiting for a time any more. [☰ Menu]
"""
ARABIC = """
    you: /legal
    bot: [topics of advice]
    you: ٤
    bot: لا يوجد وقت متاح حاليًا.

         يمكننا أن نكتب لك عندما يتاح موعد. [🔔 أخبروني عندما يتاح موعد | \
         🆘 المساعدة وجهات الاتصال | ☰ القائمة | ➡ رجوع]
    you: [🔔 أخبروني عندما يتاح موعد]
    bot: سنكتب لك عندما يتاح موعد. [☰ القائمة]
"""
PERSIAN = """
    you: /legal
    bot: برای چه موضوعی مشاوره می‌خواهید؟ رایگان است. [مصاحبهٔ پناهندگی | \
         تصمیمی که دربارهٔ من گرفته‌اند | اجازهٔ کار | خانواده | موضوع دیگر]
    you: ۴
    bot: فعلاً هیچ وقتی خالی نیست.

         می‌توانیم وقتی نوبتی خالی شد به شما بنویسیم. [🔔 هر وقت نوبتی خالی شد خبرم کنید | 🆘 کمک و \
         شماره‌های تماس | ☰ منو | ➡ برگشت]
    you: [🔔 هر وقت نوبتی خالی شد خبرم کنید]
    bot: هر وقت نوبتی خالی شد به شما می‌نویسیم. [☰ منو]
"""


def nothing_free(world: World) -> None:
    """Daniel has the only time."""
    slot = only_slot(world)
    world.add_person(DANIEL)
    world.do(BookSlot(slot.id, Topic.FAMILY, "en"), DANIEL)


@pytest.mark.parametrize(
    ("language", "transcript", "waits"),
    [("en", ENGLISH, False), ("ar", ARABIC, True), ("fa", PERSIAN, True)],
)
def test_somebody_waits_for_a_time(talk: Talk, language: str, transcript: str, waits: bool) -> None:
    """And stops waiting where they began."""
    nothing_free(talk.world)

    talk("", language, transcript)

    assert talk.world.appointments.seeks(BEN, Topic.FAMILY) is waits


def asked(talk: Talk) -> None:
    """Ben waits, Daniel cancels, and Ben is asked."""
    nothing_free(talk.world)
    talk.world.add_person(BEN)
    for words in ("/legal", "[Family]", "[🔔 Tell me when a time is free]"):
        talk.you(words)
    [booked] = talk.world.appointments.rows
    talk.world.do(CancelAppointment(booked), DANIEL)
    talk.world.do(OfferTimes())
    [(_ben, say)] = talk.world.posts.letters
    talk.outside = [say]


TAKEN = """
    you: /menu
    bot: [the menu]
    reminder: 🔔 A time is free for you.

              📅 Wednesday 2 December 2026, 10:00
              📍 Poljanska 12

              We keep it for you until Mon 30 November, 14:03. [I take it | No, thank you]
    you: [I take it]
    bot: Booked.

         📅 Wednesday 2 December 2026
         🕒 10:00
         📍 Poljanska 12

         We will remind you the day before and two hours before. [🔁 Another time | I can't come | \
         🎒 What to bring | ☰ Menu]
"""
DECLINED = """
    you: /menu
    bot: [the menu]
    reminder: 🔔 A time is free for you.

              📅 Wednesday 2 December 2026, 10:00
              📍 Poljanska 12

              We keep it for you until Mon 30 November, 14:03. [I take it | No, thank you]
    you: [No, thank you]
    bot: Thank you for telling us. Somebody else can come.

         What would you like to do? …
"""


@pytest.mark.parametrize(
    ("transcript", "state"),
    [(TAKEN, AppointmentState.OPEN), (DECLINED, AppointmentState.CANCELLED)],
    ids=["taken", "declined"],
)
def test_an_offer_is_answered(talk: Talk, transcript: str, state: AppointmentState) -> None:
    """In the middle of something else, which goes on."""
    asked(talk)

    talk("", "en", transcript)

    offered = max(talk.world.appointments.rows)
    assert talk.world.appointments.rows[offered].state is state
    assert bool(talk.world.posts.reminders) is (state is AppointmentState.OPEN)
