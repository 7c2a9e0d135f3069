"""After an event, at the desk: how many came, and what came of it."""

import pytest

from domain.campaigns.campaign import CampaignId, Recipients
from domain.events.rsvp import Come
from domain.staff.member import Role
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import FOOTBALL, at, in_persian, with_events, with_slots
from tests.flows.talk import Talk

ENGLISH = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🗓 Plan events]
    bot: Which event? [Tue 8 December: Cooking together | ➕ A new event | 📋 Events that were | 🗂 \
         Desk]
    you: [📋 Events that were]
    bot: Which event? [Sun 6 December: Football | 🗂 Desk]
    you: [Sun 6 December: Football]
    bot: **Football**
         📅 Sunday 6 December 2026, 15:00
         2 people wanted to come. [👥 How many were there | 📣 Tell those who came what came of it \
         | 📅 All events | 🗂 Desk | ⬅ Back]
    you: [👥 How many were there]
    bot: How many people were there? Write a number. [⬅ Back]
    you: 17
    bot: **Football**
         📅 Sunday 6 December 2026, 15:00
         2 people wanted to come.
         17 people were there. [👥 How many were there | 📣 Tell those who came what came of it | \
         📅 All events | 🗂 Desk | ⬅ Back]
    you: [📣 Tell those who came what came of it]
    bot: [in which language you write]
    you: [English]
    bot: Write what you want to tell, in this language: English [⬅ Back]
    you: The city will mend the pitch.
    bot: Written in: English [Go on | ➕ Another language | ⬅ Back]
    you: [Go on]
    bot: 👁 As they read it:

         The city will mend the pitch.
    bot: **📣 Ready to send**
         3 people will get this message now.

         Who reads another language gets it in one that is written. [Send it to 3 people | Do \
         not send it | ⬅ Back]
    you: [Send it to 3 people]
    bot: [sent to 0 of 3]
"""
ARABIC = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🗓 تخطيط الفعاليات]
    bot: أي فعالية؟ [الثلاثاء 8 ديسمبر: نطبخ معًا | ➕ فعالية جديدة | 📋 فعاليات سابقة | 🗂 مكتب \
         الفريق]
    you: [📋 فعاليات سابقة]
    bot: أي فعالية؟ [الأحد 6 ديسمبر: كرة القدم | 🗂 مكتب الفريق]
    you: 1
    bot: **كرة القدم**
         📅 الأحد 6 ديسمبر 2026، 15:00
         أراد شخصان أن يأتيا. [👥 كم شخصًا حضر | 📣 إخبار من حضروا بما نتج عنها | 📅 كل الفعاليات | \
         🗂 مكتب الفريق | ➡ رجوع]
    you: 1
    bot: كم شخصًا حضر؟ يُرجى كتابة رقم. [➡ رجوع]
    you: ١٧
    bot: **كرة القدم**
         📅 الأحد 6 ديسمبر 2026، 15:00
         أراد شخصان أن يأتيا.
         حضر 17 شخصًا. [👥 كم شخصًا حضر | 📣 إخبار من حضروا بما نتج عنها | 📅 كل الفعاليات | 🗂 مكتب \
         الفريق | ➡ رجوع]
"""
PERSIAN = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🗓 برنامه‌ریزی]
    bot: کدام برنامه؟ [سه‌شنبه ۱۷ آذر (۸ دسامبر): Cooking together | ➕ برنامهٔ تازه | 📋 \
         برنامه‌های گذشته | 🗂 میز کار]
    you: [📋 برنامه‌های گذشته]
    bot: کدام برنامه؟ [یکشنبه ۱۵ آذر (۶ دسامبر): فوتبال | 🗂 میز کار]
    you: 1
    bot: **فوتبال**
         📅 یکشنبه ۱۵ آذر ۱۴۰۵ (۶ دسامبر)، ساعت ۱۵:۰۰
         ۲ نفر می‌خواستند بیایند. [👥 چند نفر آمدند | 📣 به شرکت‌کنندگان بگویید نتیجه چه شد | 📅 \
         همهٔ برنامه‌ها | 🗂 میز کار | ➡ برگشت]
    you: 1
    bot: چند نفر آمدند؟ یک عدد بنویسید. [➡ برگشت]
    you: ۱۷
    bot: **فوتبال**
         📅 یکشنبه ۱۵ آذر ۱۴۰۵ (۶ دسامبر)، ساعت ۱۵:۰۰
         ۲ نفر می‌خواستند بیایند.
         ۱۷ نفر آمدند. [👥 چند نفر آمدند | 📣 به شرکت‌کنندگان بگویید نتیجه چه شد | 📅 همهٔ \
         برنامه‌ها | 🗂 میز کار | ➡ برگشت]
"""


@pytest.fixture
def desk(talk: Talk) -> Talk:
    """It is the day after football, to which two wanted to come; Ben is a coordinator."""
    with_events(talk.world)
    with_slots(talk.world)
    in_persian(talk.world)
    talk.world.add_person(BEN)
    talk.world.add_person(ANNA)
    talk.world.do(Come(FOOTBALL.id, 2, lift=False), ANNA)
    talk.world.now = at(7, 12)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    return talk


@pytest.mark.parametrize(
    ("language", "transcript"), [("en", ENGLISH), ("ar", ARABIC), ("fa", PERSIAN)]
)
def test_those_who_came_are_counted(desk: Talk, language: str, transcript: str) -> None:
    """Nobody by name."""
    desk.world.people.set_language(BEN, language)

    desk("", language, transcript)

    assert desk.world.events.rows[FOOTBALL.id].came == 17


def test_what_came_of_it_goes_to_those_who_came_only(desk: Talk) -> None:
    """Also to those who want no news: they have asked by coming."""
    desk("", "en", ENGLISH)

    row = desk.world.campaigns.rows[CampaignId(1)]
    assert row.about == "after:1"
    assert row.recipients == Recipients(coming_to=FOOTBALL.id, concerned=True)


def test_before_any_event_there_is_nothing_to_count(talk: Talk) -> None:
    """It says so, and leads back."""
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    for words in ("/desk", "[🗓 Plan events]", "[📋 Events that were]"):
        talk.you(words)

    assert "No event was in the last 30 days." in talk.log[-1]
