"""Waiting for a place at a full event, from the question to the answer to an offer."""

import pytest

from domain.events.event import EventId
from domain.events.rsvp import Come, PassOn, RsvpState, StayAway
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import FOOTBALL, in_persian, with_events
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

         All places are taken. [🔔 Tell me when there is room | 📎 For my calendar | \
         📅 All events | ⬅ Back]
    you: [🔔 Tell me when there is room]
    bot: [how many are coming]
    you: 2
    bot: We will write to you when there is room. You can stop waiting here.
    bot: **Football**
         📅 Sunday 6 December 2026
         🕒 15:00–17:00
         📍 Livada school
         🚗 A car leaves at 14:20 from Main gate.

         Everybody can play.

         All places are taken.

         ⏳ You are waiting for places: 2 people. [I do not want to wait any more | \
         📎 For my calendar | 📅 All events | ⬅ Back]
    you: [I do not want to wait any more]
    bot: Thank you for telling us.
    bot: **Football**
         📅 Sunday 6 December 2026
         🕒 15:00–17:00
         📍 Livada school
         🚗 A car leaves at 14:20 from Main gate.

         Everybody can play.

         All places are taken. [🔔 Tell me when there is room | 📎 For my calendar | \
         📅 All events | ⬅ Back]
"""
ARABIC = """
    you: /events
    bot: [the events]
    you: ١
    bot: **كرة القدم**
         📅 الأحد 6 ديسمبر 2026
         🕒 15:00–17:00
         📍 مدرسة ليفادا
         🚗 تنطلق سيارة الساعة 14:20 من البوابة الرئيسية.

         يمكن للجميع اللعب.

         كل الأماكن محجوزة. [🔔 أخبروني عندما يتوفر مكان | 📎 إلى تقويمي | 📅 كل الفعاليات | ➡ رجوع]
    you: [🔔 أخبروني عندما يتوفر مكان]
    bot: كم عدد القادمين، وأنت منهم؟ يُرجى كتابة رقم. [1 | 2 | 3 | 4 | 5 | ➡ رجوع]
    you: ٢
    bot: سنكتب لك عندما يتوفر مكان. يمكنك إيقاف الانتظار من هنا.
    bot: **كرة القدم**
         📅 الأحد 6 ديسمبر 2026
         🕒 15:00–17:00
         📍 مدرسة ليفادا
         🚗 تنطلق سيارة الساعة 14:20 من البوابة الرئيسية.

         يمكن للجميع اللعب.

         كل الأماكن محجوزة.

         ⏳ بانتظار مكان: شخصان. [لا أريد الانتظار بعد الآن | 📎 إلى تقويمي | 📅 كل الفعاليات | \
         ➡ رجوع]
"""
PERSIAN = """
    you: /events
    bot: [the events]
    you: ۱
    bot: **فوتبال**
         📅 یکشنبه ۱۵ آذر ۱۴۰۵ (۶ دسامبر)
         🕒 ۱۵:۰۰ تا ۱۷:۰۰
         📍 مدرسهٔ لیوادا
         🚗 یک ماشین ساعت ۱۴:۲۰ از در اصلی حرکت می‌کند.

         همه می‌توانند بازی کنند.

         همهٔ جاها پر شده است. [🔔 وقتی جا شد خبرم کنید | 📎 برای تقویم من | 📅 همهٔ برنامه‌ها | \
         ➡ برگشت]
    you: [🔔 وقتی جا شد خبرم کنید]
    bot: با خودتان چند نفر می‌آیید؟ یک عدد بنویسید. [۱ | ۲ | ۳ | ۴ | ۵ | ➡ برگشت]
    you: ۲
    bot: وقتی جا شد به شما می‌نویسیم. از همین‌جا می‌توانید دیگر منتظر نمانید.
    bot: **فوتبال**
         📅 یکشنبه ۱۵ آذر ۱۴۰۵ (۶ دسامبر)
         🕒 ۱۵:۰۰ تا ۱۷:۰۰
         📍 مدرسهٔ لیوادا
         🚗 یک ماشین ساعت ۱۴:۲۰ از در اصلی حرکت می‌کند.

         همه می‌توانند بازی کنند.

         همهٔ جاها پر شده است.

         ⏳ منتظر جا هستید: ۲ نفر. [دیگر نمی‌خواهم منتظر بمانم | 📎 برای تقویم من | \
         📅 همهٔ برنامه‌ها | ➡ برگشت]
"""


def full(world: World) -> None:
    """Anna has all four places at football."""
    with_events(world)
    in_persian(world)
    world.add_person(ANNA)
    world.do(Come(FOOTBALL.id, 4, lift=False), ANNA)


@pytest.mark.parametrize(
    ("language", "transcript", "state"),
    [
        ("en", ENGLISH, RsvpState.NOT_COMING),
        ("ar", ARABIC, RsvpState.WAITING),
        ("fa", PERSIAN, RsvpState.WAITING),
    ],
)
def test_somebody_waits(talk: Talk, language: str, transcript: str, state: RsvpState) -> None:
    """And stops waiting where they began."""
    full(talk.world)

    talk("", language, transcript)

    rsvp = talk.world.events.rsvp(FOOTBALL.id, BEN)
    assert rsvp is not None
    assert (rsvp.state, rsvp.people) == (state, 2)


def asked(talk: Talk) -> None:
    """Ben waits, Anna stays away, and he is asked."""
    full(talk.world)
    talk.world.add_person(BEN)
    for words in ("/events", "1", "[🔔 Tell me when there is room]", "2"):
        talk.you(words)
    talk.world.do(StayAway(FOOTBALL.id), ANNA)
    talk.world.do(PassOn())
    [(_ben, say)] = talk.world.posts.letters
    talk.outside = [say]


TAKEN = """
    you: /menu
    bot: [the menu]
    reminder: [room for you]
    you: [I'm coming]
    bot: [see you there]
    bot: **Football**
         📅 Sunday 6 December 2026
         🕒 15:00–17:00
         📍 Livada school
         🚗 A car leaves at 14:20 from Main gate.

         Everybody can play.

         2 places are left.

         ✅ You are coming: 2 people. [I can't come | 👥 Change how many | 🚗 Lifts | 📎 For my \
         calendar | 📅 All events]
"""
DECLINED = """
    you: /menu
    bot: [the menu]
    reminder: [room for you]
    you: [No, thank you]
    bot: Thank you for telling us. Somebody else can come.

         What would you like to do? …
"""


@pytest.mark.parametrize(
    ("transcript", "state"),
    [(TAKEN, RsvpState.COMING), (DECLINED, RsvpState.NOT_COMING)],
    ids=["taken", "declined"],
)
def test_an_offer_is_answered(talk: Talk, transcript: str, state: RsvpState) -> None:
    """In the middle of something else, which goes on."""
    asked(talk)

    talk("", "en", transcript)

    rsvp = talk.world.events.rsvp(FOOTBALL.id, BEN)
    assert rsvp is not None
    assert rsvp.state is state
    football = talk.world.events.get(EventId(1))
    assert football is not None
    assert football.taken == (2 if state is RsvpState.COMING else 0)


def test_an_offer_stands_at_the_event_too(talk: Talk) -> None:
    """Whoever looks there sees until when."""
    asked(talk)

    talk.you("/events")
    talk.you("1")

    assert "We keep it for you until Mon 30 November" in talk.log[-1]
    talk.you("[I'm coming]")
    assert "✅ You are coming: 2 people." in talk.log[-1]


def test_an_offer_that_is_over_is_over(talk: Talk) -> None:
    """The button is old; the event says what is true: they wait on, and may come now."""
    asked(talk)
    talk.world.now = FOOTBALL.starts - (FOOTBALL.starts - talk.world.now) / 2
    talk.world.do(PassOn())

    talk("", "en", LATE)


LATE = """
    reminder: [room for you]
    you: [I'm coming]
    bot: This offer is over.
    bot: **Football**
         📅 Sunday 6 December 2026
         🕒 15:00–17:00
         📍 Livada school
         🚗 A car leaves at 14:20 from Main gate.

         Everybody can play.

         4 places are left.

         ⏳ You are waiting for places: 2 people. [I'm coming | I do not want to wait any more | \
         📎 For my calendar | 📅 All events | ⬅ Back]
"""
