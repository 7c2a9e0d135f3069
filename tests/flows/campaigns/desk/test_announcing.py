"""Announcements written in chat: nothing leaves before the sentence that says to how many."""

import pytest

from domain.campaigns.campaign import Announce, CampaignId, Missing, NewCampaign
from domain.operator.policy import Policy
from domain.people.audience import Audience
from domain.people.person import AgeGroup, Interest
from domain.speech.text import Content
from domain.staff.member import Role
from tests.fakes.world import ANNA, BEN
from tests.flows.talk import Talk

ENGLISH = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [📣 Tell everybody something]
    bot: [in which language you write]
    you: [English]
    bot: Write what you want to tell, in this language: English [⬅ Back]
    you: The office is closed on Friday.
    bot: Written in: English [Go on | ➕ Another language | ⬅ Back]
    you: [➕ Another language]
    bot: In which language do you write? [Slovenščina | العربية | فارسی | Français | Русский]
    you: [العربية]
    bot: Write what you want to tell, in this language: العربية [⬅ Back]
    you: المكتب مغلق يوم الجمعة.
    bot: Written in: English · العربية [Go on | ➕ Another language | ⬅ Back]
    you: [Go on]
    bot: Who is it for? [Everybody | Only who reads these languages | Who likes something | \
         By age | ⬅ Back]
    you: [Everybody]
    bot: 👁 As they read it:

         The office is closed on Friday.
    bot: **📣 Ready to send**
         3 people will get this message now.

         Who reads another language gets it in one that is written. [Send it to 3 people | \
         👁 العربية | Change who it is for | Do not send it | ⬅ Back]
    you: [👁 العربية]
    bot: 👁 As they read it:

         المكتب مغلق يوم الجمعة.
    bot: **📣 Ready to send**
         3 people will get this message now.

         Who reads another language gets it in one that is written. [Send it to 3 people | \
         👁 English | Change who it is for | Do not send it | ⬅ Back]
    you: [Send it to 3 people]
    bot: [sent to 0 of 3]
    you: [🔄 Look again]
    bot: [sent to 0 of 3]
    you: [⏹ Stop it]
    bot: 📣 Sent: 0 of 3
         Not reached: 3
         It was stopped. [🗂 Desk]
    you: [🗂 Desk]
    bot: [the desk of a coordinator]
"""
ARABIC = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [📣 إرسال خبر للجميع]
    bot: [in which language you write]
    you: العربية
    bot: يُرجى كتابة النص بهذه اللغة: العربية [➡ رجوع]
    you: المكتب مغلق يوم الجمعة.
    bot: مكتوب بهذه اللغات: العربية [متابعة | ➕ لغة أخرى | ➡ رجوع]
    you: متابعة
    bot: لمن هذه الرسالة؟ [الجميع | فقط من يقرأ هذه اللغات | حسب الاهتمام | حسب العمر | ➡ رجوع]
    you: [فقط من يقرأ هذه اللغات]
    bot: 👁 كما سيقرؤونه:

         المكتب مغلق يوم الجمعة.
    bot: **📣 جاهزة للإرسال**
         ستصل هذه الرسالة الآن إلى 3 أشخاص. [إرسال إلى 3 أشخاص | تغيير من تصلهم | عدم الإرسال | \
         ➡ رجوع]
    you: [إرسال إلى 3 أشخاص]
    bot: 📣 أُرسلت: 0 من 3
         في الانتظار: 3 [🔄 تحديث | ⏹ إيقاف الإرسال | 🗂 مكتب الفريق]
"""
PERSIAN = """
    you: /desk
    bot: [the desk of a manager]
    you: [📣 پیام به همه]
    bot: [in which language you write]
    you: فارسی
    bot: آنچه می‌خواهید بگویید به این زبان بنویسید: فارسی [➡ برگشت]
    you: دفتر جمعه بسته است.
    bot: نوشته شده به: فارسی [ادامه | ➕ یک زبان دیگر | ➡ برگشت]
    you: ادامه
    bot: این پیام برای چه کسانی است؟ [همه | فقط کسانی که به این زبان‌ها می‌خوانند | \
         بر اساس علاقه | بر اساس سن | ➡ برگشت]
    you: [بر اساس علاقه]
    bot: به چه چیزی علاقه دارند؟ هرچند تا که می‌خواهید انتخاب کنید. [ورزش | موسیقی و رقص | \
         آشپزی | هنر و کاردستی | گردش و طبیعت | یاد گرفتن زبان | کار و مدرسه | \
         بچه‌ها و خانواده | ✔ تمام | ➡ برگشت]
    you: [ورزش]
    bot: به چه چیزی علاقه دارند؟ هرچند تا که می‌خواهید انتخاب کنید. [✅ ورزش | موسیقی و رقص | \
         آشپزی | هنر و کاردستی | گردش و طبیعت | یاد گرفتن زبان | کار و مدرسه | \
         بچه‌ها و خانواده | ✔ تمام | ➡ برگشت]
    you: [✔ تمام]
    bot: 👁 همان‌طور که می‌خوانند:

         دفتر جمعه بسته است.
    bot: **📣 آمادهٔ فرستادن**
         این پیام اکنون به ۳ نفر می‌رسد.

         کسی که زبان دیگری می‌خواند، پیام را به یکی از زبان‌های نوشته‌شده می‌گیرد. [فرستادن برای \
         ۳ نفر | تغییر گیرندگان | نفرست | ➡ برگشت]
    you: [نفرست]
    bot: خوب. چیزی فرستاده نشد. [☰ منو]
"""


def only(talk: Talk) -> NewCampaign:
    """The campaign that was made."""
    [campaign] = talk.world.campaigns.rows.values()
    return campaign


def test_written_once_and_in_a_second_language(talk: Talk) -> None:
    """It goes to everybody, and is stopped again."""
    talk.world.staff.employ(BEN, Role.COORDINATOR)

    talk("", "en", ENGLISH)

    words = Content({"en": "The office is closed on Friday.", "ar": "المكتب مغلق يوم الجمعة."})
    assert only(talk).say.text == words
    assert only(talk).recipients.audience == Audience()
    assert talk.world.campaigns.stopped == {CampaignId(1)}


def test_only_for_those_who_read_it(talk: Talk) -> None:
    """An Arabic sentence for whoever reads Arabic."""
    talk.world.staff.employ(BEN, Role.COORDINATOR)

    talk("", "ar", ARABIC)

    assert only(talk).recipients.audience == Audience(languages=frozenset({"ar"}))


def test_what_is_not_confirmed_is_not_sent(talk: Talk) -> None:
    """Written, chosen and seen, and then dropped."""
    talk.world.staff.employ(BEN, Role.ADMIN)

    talk("", "fa", PERSIAN)

    assert talk.world.campaigns.rows == {}


@pytest.mark.parametrize(
    ("ways", "audience"),
    [
        (
            ("[Who likes something]", "[Sport]", "[Cooking]", "[✔ Done]"),
            Audience(interests=frozenset({Interest.SPORT, Interest.FOOD})),
        ),
        (
            ("[By age]", "[18 to 25]", "[✔ Done]"),
            Audience(age_groups=frozenset({AgeGroup.YOUNG})),
        ),
        (("[By age]", "[✔ Done]", "[Change who it is for]", "[Everybody]"), Audience()),
    ],
)
def test_the_audience_is_what_was_chosen_last(
    talk: Talk, ways: tuple[str, ...], audience: Audience
) -> None:
    """Looking back and choosing anew replaces it."""
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    talk.world.add_person(BEN)

    for words in ("/desk", "[📣 Tell everybody something]", "[English]", "Come!", "[Go on]", *ways):
        talk.you(words)
    talk.you("[Send it to 3 people]")

    assert only(talk).recipients.audience == audience


def test_sending_is_done_once(talk: Talk) -> None:
    """Neither back nor the same button again sends it a second time."""
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    talk.world.add_person(BEN)
    for words in ("/desk", "[📣 Tell everybody something]", "[English]", "Come!", "[Go on]"):
        talk.you(words)
    talk.you("[Everybody]")
    talk.you("[Send it to 3 people]")

    talk.you("/back")
    talk.you("[Send it to 3 people]")

    assert len(talk.world.campaigns.rows) == 1


def test_whoever_is_dismissed_meanwhile_sends_nothing(talk: Talk) -> None:
    """The rule is asked when it happens, not when the desk was opened."""
    maja = talk.world.staff.employ(BEN, Role.COORDINATOR)
    talk.world.add_person(BEN)
    for words in ("/desk", "[📣 Tell everybody something]", "[English]", "Come!", "[Go on]"):
        talk.you(words)
    talk.you("[Everybody]")

    talk.world.staff.remove(maja, talk.world.now)
    talk.you("[Send it to 3 people]")

    assert "This is only for the people who run this service." in talk.log[-1]
    assert talk.world.campaigns.rows == {}


def test_a_colleague_confirms_what_goes_to_many(talk: Talk) -> None:
    """As people will see it, with the same sentence; whoever wrote it waits."""
    talk.world.policy = Policy(confirm_above=2)
    talk.world.add_person(BEN)
    talk.world.add_person(ANNA)
    talk.world.staff.employ(BEN, Role.COORDINATOR, "Maja")
    talk.world.staff.employ(ANNA, Role.COORDINATOR, "Eva")
    for words in ("/desk", "[📣 Tell everybody something]", "[English]", "Come!", "[Go on]"):
        talk.you(words)
    talk.you("[Everybody]")
    talk.you("[Send it to 3 people]")
    assert "so a colleague must confirm it at the desk first." in talk.log[-1]
    talk.you("/desk")
    assert "📣 To be confirmed" not in talk.log[-1]

    talk.world.do(Announce(Content({"en": "Tea!"}), Audience(), Missing.FALLBACK, None), ANNA)
    for words in ("/desk", "[📣 To be confirmed]"):
        talk.you(words)
    assert "bot: Tea!" in talk.log
    assert "3 people will get this message now." in talk.log[-1]
    talk.you("[Send it to 3 people]")

    assert talk.world.campaigns.confirmed == {CampaignId(2)}


def test_a_first_line_that_tells_too_much_is_named(talk: Talk) -> None:
    """In whichever language it was written; what stands further down is not on a locked screen."""
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    script = "/desk|[📣 Tell everybody something]|[English]|Free legal advice|[Go on]|[Everybody]"
    for words in script.split("|"):
        talk.you(words)

    assert "⚠ The first line is shown on locked phones. It says: legal" in talk.log[-1]
