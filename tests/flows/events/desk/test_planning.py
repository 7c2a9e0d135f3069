"""Events planned in chat: nobody hears of a change before the coordinator has read to how many."""

from domain.events.change import RelocateEvent
from domain.events.event import EventId
from domain.events.rsvp import Come
from domain.speech.text import Content
from domain.staff.member import Role
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import FOOTBALL, at, in_persian, with_events, with_slots
from tests.flows.talk import Talk

ENGLISH = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🗓 Plan events]
    bot: [which event, at the desk]
    you: [Sun 6 December: Football]
    bot: [football at the desk]
    you: [📣 Invite people]
    bot: 3 people will be invited now. [Invite 3 people | No | ⬅ Back]
    you: [Invite 3 people]
    bot: The invitations are on their way.

         📣 Sent: 0 of 3
         Waiting: 3 [🔄 Look again | ⏹ Stop it | 🗂 Desk]
    you: [🗂 Desk]
    bot: [the desk of a coordinator]
    you: [🗓 Plan events]
    bot: [which event, at the desk]
    you: [Sun 6 December: Football]
    bot: [football at the desk]
    you: [🕒 Another time]
    bot: [on which day]
    you: 13.12.
    bot: [when it begins]
    you: 10:00
    bot: The new time: Sunday 13 December 2026, 10:00

         3 people who come will be told now. [Yes, change it | No, keep it | ⬅ Back]
    you: [Yes, change it]
    bot: It is changed. Everybody who comes is being told.
    bot: **Football**
         📅 Sunday 13 December 2026
         🕒 10:00–12:00
         📍 Livada school
         🚗 A car leaves at 09:20 from Main gate.

         Everybody can play.

         2 people come. [📣 Invite people | 🕒 Another time | 📍 Another place | ✏ Other words | ✖ \
         Cancel it | 📅 All events | 🗂 Desk | ⬅ Back]
    you: [📍 Another place]
    bot: [write the place]
    you: Tivoli park
    bot: The new place: Tivoli park

         3 people who come will be told now. [Yes, change it | No, keep it | ⬅ Back]
    you: [Yes, change it]
    bot: It is changed. Everybody who comes is being told.
    bot: **Football**
         📅 Sunday 13 December 2026
         🕒 10:00–12:00
         📍 Tivoli park
         🚗 A car leaves at 09:20 from Main gate.

         Everybody can play.

         2 people come. [📣 Invite people | 🕒 Another time | 📍 Another place | ✏ Other words | ✖ \
         Cancel it | 📅 All events | 🗂 Desk | ⬅ Back]
    you: [✖ Cancel it]
    bot: Shall we cancel Football? This cannot be undone.

         3 people who come will be told now. [Yes, cancel it | No, keep it | ⬅ Back]
    you: yes
    bot: It is cancelled. Everybody who wanted to come is being told.

         Which event? [Tue 8 December: Cooking together | ➕ A new event | 📋 Events that were | 🗂 \
         Desk]
"""
ARABIC = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🗓 تخطيط الفعاليات]
    bot: [which event, at the desk]
    you: ١
    bot: **كرة القدم**
         📅 الأحد 6 ديسمبر 2026
         🕒 15:00–17:00
         📍 مدرسة ليفادا
         🚗 تنطلق سيارة الساعة 14:20 من البوابة الرئيسية.

         يمكن للجميع اللعب.

         سيأتي شخصان. [📣 دعوة الناس | 🕒 وقت آخر | 📍 مكان آخر | ✏ نص آخر | ✖ إلغاء الفعالية | 📅 \
         كل الفعاليات | 🗂 مكتب الفريق | ➡ رجوع]
    you: [🕒 وقت آخر]
    bot: [on which day]
    you: ١٣ ديسمبر
    bot: [when it begins]
    you: ١٠:٠٠
    bot: الوقت الجديد: الأحد 13 ديسمبر 2026، 10:00

         سنُخبر الآن 3 أشخاص سيأتون. [نعم، تغيير | لا، يبقى كما هو | ➡ رجوع]
    you: نعم
    bot: تم التغيير. نُخبر الآن كل من سيأتي.
    bot: **كرة القدم**
         📅 الأحد 13 ديسمبر 2026
         🕒 10:00–12:00
         📍 مدرسة ليفادا
         🚗 تنطلق سيارة الساعة 09:20 من البوابة الرئيسية.

         يمكن للجميع اللعب.

         سيأتي شخصان. [📣 دعوة الناس | 🕒 وقت آخر | 📍 مكان آخر | ✏ نص آخر | ✖ إلغاء الفعالية | 📅 \
         كل الفعاليات | 🗂 مكتب الفريق | ➡ رجوع]
"""
PERSIAN = """
    you: میز کار
    bot: [the desk of a coordinator]
    you: [🗓 برنامه‌ریزی]
    bot: [which event, at the desk]
    you: ۱
    bot: **فوتبال**
         📅 یکشنبه ۱۵ آذر ۱۴۰۵ (۶ دسامبر)
         🕒 ۱۵:۰۰ تا ۱۷:۰۰
         📍 مدرسهٔ لیوادا
         🚗 یک ماشین ساعت ۱۴:۲۰ از در اصلی حرکت می‌کند.

         همه می‌توانند بازی کنند.

         ۲ نفر می‌آیند. [📣 دعوت از مردم | 🕒 زمان دیگر | 📍 جای دیگر | ✏ متن دیگر | ✖ لغو کن | 📅 \
         همهٔ برنامه‌ها | 🗂 میز کار | ➡ برگشت]
    you: [✖ لغو کن]
    bot: فوتبال را لغو کنیم؟ این کار برگشت ندارد.

         اکنون به ۳ نفری که می‌آیند خبر می‌دهیم. [بله، لغو کنید | نه، بماند | ➡ برگشت]
    you: بله
    bot: لغو شد. به همهٔ کسانی که می‌خواستند بیایند خبر می‌دهیم.

         کدام برنامه؟ [سه‌شنبه ۱۷ آذر (۸ دسامبر): Cooking together | ➕ برنامهٔ تازه | 📋 \
         برنامه‌های گذشته | 🗂 میز کار]
"""


def with_guests(world: World) -> None:
    """It is Tuesday noon; Ben is a coordinator; two come to football, by the car."""
    with_events(world)
    with_slots(world)
    in_persian(world)
    world.staff.employ(BEN, Role.COORDINATOR)
    world.add_person(ANNA)
    world.do(Come(FOOTBALL.id, 2, lift=True), ANNA)
    world.now = at(1, 12)


def told(world: World) -> list[str]:
    """What the campaigns are about, the oldest first."""
    return [row.about for row in world.campaigns.rows.values()]


def test_an_event_is_announced_moved_relocated_and_cancelled(talk: Talk) -> None:
    """Each after a sentence that says to how many."""
    with_guests(talk.world)

    talk("", "en", ENGLISH)

    assert told(talk.world) == ["event:1", "change:1", "change:1", "cancel:1"]
    assert talk.world.events.rows[FOOTBALL.id].cancelled


def test_an_event_is_moved_in_arabic(talk: Talk) -> None:
    """With the digits of the reader."""
    with_guests(talk.world)

    talk("", "ar", ARABIC)

    assert talk.world.events.rows[FOOTBALL.id].starts == at(13, 10)
    assert told(talk.world) == ["change:1"]


def test_an_event_is_cancelled_in_persian(talk: Talk) -> None:
    """With a yes in words."""
    with_guests(talk.world)

    talk("", "fa", PERSIAN)

    assert told(talk.world) == ["cancel:1"]


UNCHANGED = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🗓 Plan events]
    bot: [which event, at the desk]
    you: 1
    bot: [football at the desk]
    you: [🕒 Another time]
    bot: [on which day]
    you: 1 November 2026
    bot: [when it begins]
    you: 10:00
    bot: The new time: Sunday 1 November 2026, 10:00

         3 people who come will be told now. [Yes, change it | No, keep it | ⬅ Back]
    you: yes
    bot: This event would have begun already.
    bot: [football at the desk]
    you: [✖ Cancel it]
    bot: Shall we cancel Football? This cannot be undone.

         3 people who come will be told now. [Yes, cancel it | No, keep it | ⬅ Back]
    you: no
    bot: [football at the desk]
"""


def test_no_and_the_past_change_nothing(talk: Talk) -> None:
    """The rules have the last word, and a no is a no."""
    with_guests(talk.world)
    before = dict(talk.world.events.rows)

    talk("", "en", UNCHANGED)

    assert talk.world.events.rows == before
    assert talk.world.campaigns.rows == {}


def test_whoever_is_told_of_a_change_answers_it(talk: Talk) -> None:
    """Their place is free when they cannot come any more."""
    with_events(talk.world)
    talk.world.add_person(BEN)
    talk.world.do(Come(FOOTBALL.id, 1, lift=False), BEN)
    talk.world.do(RelocateEvent(FOOTBALL.id, Content({"en": "Tivoli park"})))
    [changed] = talk.world.campaigns.rows.values()
    talk.outside = [changed.say]

    talk("menu", "en", HEARD)

    assert talk.world.events.guests(EventId(1)) == []


HEARD = """
    bot: [the menu]
    reminder: 🔔 Something has changed.
              👉 Football
              📍 New place: Tivoli park [I will come | I can't come]
    you: [I can't come]
    bot: Thank you for telling us. Your place is free for others now.

         What would you like to do? …
"""


def test_people_are_invited_once_more_only_with_a_yes_to_that(talk: Talk) -> None:
    """The desk says when they were; nobody has to go to the command line."""
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    with_events(talk.world)
    invite = ("/desk", "[🗓 Plan events]", "[Sun 6 December: Football]", "[📣 Invite people]")
    for words in (*invite, "[Invite 3 people]", *invite):
        talk.you(words)
    assert "The same went out already: Mon 30 November" in talk.log[-1]
    assert "Once more? [Yes, once more | No" in talk.log[-1]
    assert len(talk.world.campaigns.rows) == 1

    talk.you("[Yes, once more]")

    assert len(talk.world.campaigns.rows) == 2


def test_an_event_for_nobody_invites_nobody(talk: Talk) -> None:
    """It is said, and the event stands there again."""
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    with_events(talk.world)
    talk.world.campaigns.readers = 0
    for words in ("/desk", "[🗓 Plan events]", "[Sun 6 December: Football]", "[📣 Invite people]"):
        talk.you(words)

    assert any("Nobody would get this" in line for line in talk.log[-2:])
    assert talk.log[-1].startswith("bot: **Football**")
