"""Reminders that arrive in the middle of something else."""

import pytest

from domain.advice.appointment import AppointmentState, BookSlot
from domain.advice.notices import of_appointment
from domain.advice.slot import Topic
from tests.fakes.world import BEN
from tests.flows.scenery import only_slot, with_survey
from tests.flows.talk import Talk

CANNOT_COME = """
    you: /survey
    bot: [the list of surveys]
    you: food
    bot: [food, before it begins]
    you: begin
    bot: [the first question about food]
    you: dinner
    bot: [how the food is]
    you: bad
    bot: [what is wrong with the food]
    reminder: 🔔 You have an appointment soon.

              📅 Wednesday 2 December 2026
              🕒 10:00–10:45
              📍 Poljanska 12

              Please bring your card and any letters about your question. [I will come | I \
              can't come]
    you: [I can't come]
    bot: Cancelled. Thank you for telling us: somebody else can come.

         3 of 5

         What is wrong?

         No names, please. [Skip | ⬅ Back | 💬 Book free advice]
    you: the soup is cold, and I can't come at noon
    bot: [for how many people]
"""
CANNOT_COME_IN_ARABIC = """
    you: استبيان
    bot: ما الموضوع الذي يهمك إخبارنا عنه؟ [الطعام]
    you: الطعام
    bot: **الطعام** …
    you: بدء
    bot: إنه قصير.

         1 من 5

         ما الوجبات التي تأكلها هنا؟ [الغداء | العشاء | لا شيء من ذلك | ✔ تم | ➡ رجوع]
    you: العشاء
    bot: [how the food is]
    you: سيئ
    bot: [what is wrong with the food]
    reminder: 🔔 لديك موعد قريبًا.

              📅 الأربعاء 2 ديسمبر 2026
              🕒 10:00–10:45
              📍 بوليانسكا 12

              يُرجى إحضار بطاقتك، وأي رسائل تخص سؤالك. [سأحضر | لن أتمكن من الحضور]
    you: ٢
    bot: تم الإلغاء. شكرًا على إبلاغنا، فقد أصبح الوقت متاحًا لغيرك.

         3 من 5

         ما المشكلة؟

         بدون أسماء من فضلك. [تخطّي | ➡ رجوع | 💬 حجز استشارة مجانية]
    you: الحساء بارد
    bot: 4 من 5

         لكم شخصًا؟ [تخطّي | ➡ رجوع]
"""


@pytest.fixture
def reminded(talk: Talk) -> Talk:
    """Ben has an appointment, and its reminder is about to come."""
    with_survey(talk.world)
    slot = only_slot(talk.world)
    talk.world.add_person(BEN)
    talk.world.do(BookSlot(slot.id, Topic.OTHER, "en"), BEN)
    [booked] = talk.world.appointments.rows.values()
    talk.outside = [of_appointment(booked, booked.topic.bring)]
    return talk


@pytest.mark.parametrize(
    ("language", "transcript"), [("en", CANNOT_COME), ("ar", CANNOT_COME_IN_ARABIC)]
)
def test_a_reminder_is_answered_and_the_question_stands_again(
    reminded: Talk, language: str, transcript: str
) -> None:
    """The time is free for others; what is typed next is an answer to the survey."""
    reminded.world.people.set_language(BEN, language)

    reminded("", language, transcript)

    [booked] = reminded.world.appointments.rows.values()
    assert booked.state is AppointmentState.CANCELLED


OWN_WORDS = """
    you: /survey
    bot: [the list of surveys]
    you: food
    bot: [food, before it begins]
    you: begin
    bot: [the first question about food]
    you: dinner
    bot: [how the food is]
    you: bad
    bot: [what is wrong with the food]
    reminder: 🔔 You have an appointment soon.

              📅 Wednesday 2 December 2026
              🕒 10:00–10:45
              📍 Poljanska 12

              Please bring your card and any letters about your question. [I will come | I \
              can't come]
    you: I can't come to dinner at six, it is too early
    bot: [for how many people]
    you: [I can't come]
    bot: Cancelled. Thank you for telling us: somebody else can come.

         4 of 5

         For how many people? [Skip | ⬅ Back | 💬 Book free advice]
    press old: [I will come]
    bot: This appointment is over or was cancelled before.

         4 of 5

         For how many people? [Skip | ⬅ Back]
    you: 2
    bot: [we publish it]
"""


def test_words_written_meanwhile_are_not_taken_for_an_answer_to_the_reminder(
    reminded: Talk,
) -> None:
    """Who writes in their own words may well use those of a button; the button still works."""
    reminded("", "en", OWN_WORDS)
