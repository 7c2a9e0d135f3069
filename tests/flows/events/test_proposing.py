"""Events that guests propose, and what a coordinator makes of them."""

from datetime import date, time

import pytest

from domain.events.event import EventId
from domain.events.proposal import ProposeEvent
from domain.matters.matter import MatterState, Subject
from domain.people.person import AgeGroup
from domain.staff.member import Role
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import at
from tests.flows.talk import Talk

ENGLISH = """
    you: /events
    bot: Nothing is planned at the moment. Please look again soon. [💡 Propose an event | ☰ \
         Menu]
    you: [💡 Propose an event]
    bot: What would you like to do with others? Write a few words, for example: chess evening \
         [☰ Menu]
    you: Chess evening
    bot: [on which day]
    you: 20 December
    bot: [when it begins]
    you: 18:00
    bot: Where? If you need a room, write that. [⬅ Back]
    you: We need a room
    bot: Tell us more, in any language: for whom is it, and what do you need? No names, \
         please. [Skip | ⬅ Back]
    you: For everybody.
    bot: 👉 Chess evening
         📅 Sunday 20 December 2026, 18:00
         📍 We need a room

         For everybody.

         Shall we send it to the team? Nobody else sees it before they say yes. [Yes | No | ⬅ \
         Back]
    you: [Yes]
    bot: Thank you. Your message has the number 1.
         We answer by Thursday 10 December 2026.
         To see where it stands, write “my messages”. [☰ Menu]
"""
ARABIC = """
    you: /events
    bot: لا شيء مخطط حاليًا. يمكنك الاطلاع من جديد قريبًا. [💡 اقتراح فعالية | ☰ القائمة]
    you: 1
    bot: ما النشاط الذي يهمك مع آخرين؟ يُرجى كتابة بضع كلمات، مثلًا: أمسية شطرنج [☰ القائمة]
    you: أمسية شطرنج
    bot: [on which day]
    you: ٢٠ ديسمبر
    bot: [when it begins]
    you: ١٨:٠٠
    bot: أين؟ عند الحاجة إلى غرفة يُرجى كتابة ذلك. [➡ رجوع]
    you: نحتاج إلى غرفة
    bot: يُرجى إخبارنا بالمزيد بأي لغة: لمن هي، وما الذي يلزمك؟ بدون أسماء لو سمحت. [تخطّي | ➡ رجوع]
    you: [تخطّي]
    bot: 👉 أمسية شطرنج
         📅 الأحد 20 ديسمبر 2026، 18:00
         📍 نحتاج إلى غرفة

         هل نرسلها إلى الفريق؟ لا يراها أحد غيرهم قبل أن يوافقوا. [نعم | لا | ➡ رجوع]
    you: نعم
    bot: شكرًا. رقم رسالتك 1.
         نجيب حتى الخميس 10 ديسمبر 2026.
         لمعرفة أين وصلت يُرجى كتابة «رسائلي». [☰ القائمة]
"""
PERSIAN = """
    you: /events
    bot: فعلاً برنامه‌ای نداریم. لطفاً چند وقت دیگر دوباره نگاه کنید. [💡 پیشنهاد برنامه | ☰ \
         منو]
    you: 1
    bot: دوست دارید با دیگران چه کار کنید؟ چند کلمه بنویسید، مثلاً: شب شطرنج [☰ منو]
    you: شب شطرنج
    bot: [on which day]
    you: ۲۰ دسامبر
    bot: [when it begins]
    you: ۱۸:۰۰
    bot: کجا؟ اگر به اتاق نیاز دارید، بنویسید. [➡ برگشت]
    you: به اتاق نیاز داریم
    bot: بیشتر بگویید، به هر زبانی: برای چه کسانی است و چه لازم دارید؟ لطفاً بدون نام. [سؤال \
         بعدی | ➡ برگشت]
    you: [سؤال بعدی]
    bot: 👉 شب شطرنج
         📅 یکشنبه ۲۹ آذر ۱۴۰۵ (۲۰ دسامبر)، ساعت ۱۸:۰۰
         📍 به اتاق نیاز داریم

         آن را برای گروه بفرستیم؟ پیش از موافقت آن‌ها کس دیگری نمی‌بیند. [بله | نه | ➡ برگشت]
    you: بله
    bot: ممنون. شمارهٔ پیام شما ۱ است.
         تا پنجشنبه ۱۹ آذر ۱۴۰۵ (۱۰ دسامبر) جواب می‌دهیم.
         برای دیدن وضعیت آن «پیام های من» را بنویسید. [☰ منو]
"""
ACCEPTED = """
    you: /desk
    bot: [the desk with one message]
    you: [✉ Messages]
    bot: Messages, the oldest first: [✉ 1 · an event that somebody proposes · waits for an \
         answer · by Thu 10 December | 🗂 Desk]
    you: 1
    bot: ✉ Message 1

         They read: English

         Chess evening

         📅 Sunday 20 December 2026, 18:00
         📍 We need a room
         For everybody.
    bot: **🗂 Desk**
         What shall we do with message 1? [➕ Make it an event | ✍ Answer | 👤 Hand it to a \
         colleague | ✔ Close it | ✉ All messages | ⬅ Back]
    you: [➕ Make it an event]
    bot: Shall this become an event? Everybody sees it then.

         👉 Chess evening

         📅 Sunday 20 December 2026, 18:00
         📍 We need a room
         For everybody. [Yes | No | ⬅ Back]
    you: [Yes]
    bot: It is added.
    bot: **Chess evening**
         📅 Sunday 20 December 2026
         🕒 18:00–20:00
         📍 We need a room

         For everybody.

         0 people come. [📣 Invite people | 🕒 Another time | 📍 Another place | ✏ Other words | \
         ✖ Cancel it | 📅 All events | 🗂 Desk]
"""


@pytest.mark.parametrize(
    ("language", "transcript", "about"),
    [("en", ENGLISH, "For everybody."), ("ar", ARABIC, ""), ("fa", PERSIAN, "")],
)
def test_an_event_is_proposed(talk: Talk, language: str, transcript: str, about: str) -> None:
    """It is a message to the team with a number; nobody else sees it yet."""
    talk("", language, transcript)

    [matter] = talk.world.matters.of(BEN)
    assert matter.subject is Subject.PROPOSAL
    assert matter.proposal is not None
    assert (matter.proposal.starts, matter.proposal.about) == (at(20, 18), about)
    assert talk.world.events.rows == {}


def test_a_coordinator_makes_it_an_event(talk: Talk) -> None:
    """In the language of whoever proposed it, who hears that it takes place."""
    talk.world.add_person(ANNA)
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    chess = ("Chess evening", date(2026, 12, 20), time(18), "We need a room", "For everybody.")
    talk.world.do(ProposeEvent(*chess), ANNA)

    talk("", "en", ACCEPTED)

    event = talk.world.events.rows[EventId(1)]
    assert event.title.by_language == {"en": "Chess evening"}
    assert set(event.place.by_language) >= {"en", "ar", "fa"}
    [matter] = talk.world.matters.of(ANNA)
    assert matter.state is MatterState.CLOSED
    [(person, say)] = talk.world.posts.letters
    assert person == ANNA
    assert "🔔 Your event takes place." in str(say.text)


def test_a_moderator_reads_it_and_does_not_decide(talk: Talk) -> None:
    """The rule refuses, whatever the screen shows."""
    talk.world.add_person(ANNA)
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.MODERATOR)
    chess = ProposeEvent("Chess evening", date(2026, 12, 20), time(18), "Rog")
    talk.world.do(chess, ANNA)
    for words in ("/desk", "[✉ Messages]", "1", "[➕ Make it an event]", "[Yes]"):
        talk.you(words)

    assert any("This is only for the people who run this service." in line for line in talk.log)
    assert talk.world.events.rows == {}


def test_nobody_under_18_stands_for_an_event(talk: Talk) -> None:
    """They are not asked to."""
    talk.world.add_person(BEN)
    talk.world.people.set_age_group(BEN, AgeGroup.UNDER_18, talk.world.now)

    talk.you("/events")

    assert "Propose an event" not in talk.log[-1]


def test_a_day_that_is_over_is_asked_again(talk: Talk) -> None:
    """With the reason."""
    talk.world.add_person(BEN)
    script = "/events|[💡 Propose an event]|Chess|30 November 2026|08:00|Rog|[Skip]|[Yes]"
    for words in script.split("|"):
        talk.you(words)

    assert "This day is over." in talk.log[-1]
    assert talk.world.matters.rows == {}
