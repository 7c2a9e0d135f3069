"""Questions to speakers, passed on without names."""

import pytest

from domain.events.event import EventId
from domain.events.question import MOST, AskSpeakers
from domain.people.person import Purpose
from domain.staff.audit import View
from domain.staff.member import Role
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import FOOTBALL, in_persian, with_events, with_slots
from tests.flows.talk import Talk

ENGLISH = """
    you: /events
    bot: [the events]
    you: 1
    bot: **Football**
         📅 Sunday 6 December 2026
         🕒 15:00–17:00
         📍 Livada school
         🚗 A car leaves at 14:20 from Main gate.

         Everybody can play.

         4 places are left. [I'm coming | 🚗 I'm coming, I need a lift | ❓ Ask the speakers | 📎 \
         For my calendar | 📅 All events | ⬅ Back]
    you: [❓ Ask the speakers]
    bot: What do you want to know? Write it in any language.

         We pass it on before the event, without saying who asked. Please write no names. [📅 \
         The event]
    you: How long do people wait?
    bot: Thank you. Your question is passed on without your name.
    bot: **Football**
         📅 Sunday 6 December 2026
         🕒 15:00–17:00
         📍 Livada school
         🚗 A car leaves at 14:20 from Main gate.

         Everybody can play.

         4 places are left. [I'm coming | 🚗 I'm coming, I need a lift | ❓ Ask the speakers | 📎 \
         For my calendar | 📅 All events]
"""
ARABIC = """
    you: /events
    bot: [the events]
    you: 1
    bot: **كرة القدم**
         📅 الأحد 6 ديسمبر 2026
         🕒 15:00–17:00
         📍 مدرسة ليفادا
         🚗 تنطلق سيارة الساعة 14:20 من البوابة الرئيسية.

         يمكن للجميع اللعب.

         بقيت 4 أماكن. [سأحضر | 🚗 سأحضر وأحتاج إلى توصيل | ❓ سؤال للمتحدثين | 📎 إلى تقويمي | 📅 \
         كل الفعاليات | ➡ رجوع]
    you: [❓ سؤال للمتحدثين]
    bot: ما سؤالك؟ يمكن كتابته بأي لغة.

         ننقله قبل الفعالية دون أن نقول من سأل. يُرجى عدم كتابة أسماء. [📅 الفعالية]
    you: كم ينتظر الناس؟
    bot: شكرًا. سيُنقل سؤالك بدون اسمك.
    bot: **كرة القدم**
         📅 الأحد 6 ديسمبر 2026
         🕒 15:00–17:00
         📍 مدرسة ليفادا
         🚗 تنطلق سيارة الساعة 14:20 من البوابة الرئيسية.

         يمكن للجميع اللعب.

         بقيت 4 أماكن. [سأحضر | 🚗 سأحضر وأحتاج إلى توصيل | ❓ سؤال للمتحدثين | 📎 إلى تقويمي | 📅 \
         كل الفعاليات]
"""
PERSIAN = """
    you: /events
    bot: [the events]
    you: 1
    bot: **فوتبال**
         📅 یکشنبه ۱۵ آذر ۱۴۰۵ (۶ دسامبر)
         🕒 ۱۵:۰۰ تا ۱۷:۰۰
         📍 مدرسهٔ لیوادا
         🚗 یک ماشین ساعت ۱۴:۲۰ از در اصلی حرکت می‌کند.

         همه می‌توانند بازی کنند.

         ۴ جا مانده است. [می‌آیم | 🚗 می‌آیم، ماشین لازم دارم | ❓ پرسش از سخنرانان | 📎 برای تقویم \
         من | 📅 همهٔ برنامه‌ها | ➡ برگشت]
    you: [❓ پرسش از سخنرانان]
    bot: چه می‌خواهید بدانید؟ به هر زبانی بنویسید.

         پیش از برنامه آن را می‌رسانیم و نمی‌گوییم چه کسی پرسیده است. لطفاً نام ننویسید. [📅 \
         برنامه]
    you: مردم چقدر صبر می‌کنند؟
    bot: ممنون. سؤال شما بدون نامتان رسانده می‌شود.
    bot: **فوتبال**
         📅 یکشنبه ۱۵ آذر ۱۴۰۵ (۶ دسامبر)
         🕒 ۱۵:۰۰ تا ۱۷:۰۰
         📍 مدرسهٔ لیوادا
         🚗 یک ماشین ساعت ۱۴:۲۰ از در اصلی حرکت می‌کند.

         همه می‌توانند بازی کنند.

         ۴ جا مانده است. [می‌آیم | 🚗 می‌آیم، ماشین لازم دارم | ❓ پرسش از سخنرانان | 📎 برای تقویم \
         من | 📅 همهٔ برنامه‌ها]
"""


@pytest.fixture
def asked(talk: Talk) -> Talk:
    """People may ask beforehand."""
    with_events(talk.world)
    with_slots(talk.world)
    in_persian(talk.world)
    talk.world.events.allow_questions(FOOTBALL.id, allowed=True)
    return talk


@pytest.mark.parametrize(
    ("language", "transcript"), [("en", ENGLISH), ("ar", ARABIC), ("fa", PERSIAN)]
)
def test_a_question_is_asked_and_belongs_to_nobody(
    asked: Talk, language: str, transcript: str
) -> None:
    """Only that somebody has asked is kept."""
    asked("", language, transcript)

    [(event, _words)] = asked.world.questions.rows
    assert event == FOOTBALL.id


def test_one_person_does_not_ask_for_all(asked: Talk) -> None:
    """Three each."""
    asked.world.add_person(BEN)
    for number in range(MOST + 1):
        asked.world.do(AskSpeakers(FOOTBALL.id, f"Question {number}?"), BEN)

    assert len(asked.world.questions.rows) == MOST


def test_without_a_yes_nothing_is_kept(asked: Talk) -> None:
    """The button is not there."""
    asked.world.add_person(BEN, consents=frozenset({Purpose.BE_WRITTEN}))
    asked.you("/events")
    asked.you("1")

    assert "Ask the speakers" not in asked.log[-1]


def test_the_desk_hands_them_on_as_a_file(asked: Talk) -> None:
    """A look that is noted."""
    asked.world.add_person(ANNA)
    asked.world.add_person(BEN)
    asked.world.staff.employ(BEN, Role.COORDINATOR)
    asked.world.do(AskSpeakers(FOOTBALL.id, "How long?"), ANNA)
    for words in ("/desk", "[🗓 Plan events]", "1", "[❓ Questions]"):
        asked.you(words)

    assert "1 question was asked. {file: questions-1.txt}" in asked.log[-2]
    assert [(row.view, row.about) for row in asked.world.audit.rows] == [(View.QUESTIONS, "1")]


def test_a_coordinator_lets_people_ask(asked: Talk) -> None:
    """Or not any more."""
    asked.world.add_person(BEN)
    asked.world.staff.employ(BEN, Role.COORDINATOR)
    for words in ("/desk", "[🗓 Plan events]", "2", "[✏ Other words]"):
        asked.you(words)

    asked.you("[❓ Let people ask beforehand]")
    assert asked.world.events.rows[EventId(2)].questions
    asked.you("[❓ No more questions beforehand]")
    assert not asked.world.events.rows[EventId(2)].questions
