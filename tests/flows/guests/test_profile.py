"""What somebody tells about themselves, corrects, and hears when they are under 18."""

from datetime import date

import pytest

from domain.people.person import AgeGroup, Interest, Purpose
from domain.reminders.reminder import Thing
from tests.fakes.world import BEN
from tests.flows.talk import Talk

ENGLISH = """
    you: /privacy
    bot: What we keep: your language, what you book, and your answers. …
    you: [✏ Correct something]
    bot: What do you want to change? [🌐 Language | My age | Whether I am new here | What I \
         like | ☰ Menu]
    you: [My age]
    bot: How old are you? You can skip this. [Under 18 | 18 to 25 | 26 or older | Skip | ⬅ Back]
    you: [Under 18]
    bot: Thank you for telling us. A few words for you, because you are under 18:

         You decide what you tell us. You do not have to answer. Nobody will be angry.

         You can ask an adult you trust to read this with you, and to come along to everything.

         Only people who were checked for work with children see what you write to us.

         Do you want to go on? [Yes | No | ⬅ Back]
    you: [Yes]
    bot: In which year do you turn 18? Some things change then, and we write to you months \
         before. You can skip this. [in 2026 | in 2027 | in 2028 | in 2029 | in 2030 | in 2031 | \
         in 2032 | in 2033 | Skip | ⬅ Back]
    you: [in 2027]
    bot: In which month? We keep only the month. [January 2027 | February 2027 | March 2027 | \
         April 2027 | May 2027 | June 2027 | July 2027 | August 2027 | More ⬇ | ⬅ Back]
    you: [May 2027]
    bot: Thank you. It is changed. [☰ Menu]
"""
ARABIC = """
    you: /privacy
    bot: ما نحتفظ به: لغتك، وحجوزاتك، وإجاباتك. …
    you: 4
    bot: ما المطلوب تغييره؟ [🌐 اللغة | عمري | هل وصولي إلى هنا حديث | ما أحب | ☰ القائمة]
    you: 2
    bot: كم عمرك؟ يمكنك تخطّي هذا السؤال. [أقل من 18 سنة | من 18 إلى 25 سنة | 26 سنة أو أكثر | \
         تخطّي | ➡ رجوع]
    you: 1
    bot: شكرًا على إخبارنا. بضع كلمات لك لأن عمرك أقل من 18 عامًا:

         لك القرار في ما نعرفه منك. الإجابة ليست واجبة. لن يغضب أحد.

         يمكن لشخص بالغ موضع ثقتك أن يقرأ هذا معك، وأن يرافقك إلى كل شيء.

         لا يرى رسائلك إلينا إلا أشخاص جرى التحقق من أهليتهم للعمل مع الأطفال.

         هل نتابع؟ [نعم | لا | ➡ رجوع]
    you: 1
    bot: في أي سنة يصبح عمرك 18 عامًا؟ عندها تتغير بعض الأمور، ونكتب لك قبل ذلك بأشهر. يمكنك \
         تخطّي هذا. [في 2026 | في 2027 | في 2028 | في 2029 | في 2030 | في 2031 | في 2032 | في \
         2033 | \
         تخطّي | ➡ رجوع]
    you: 2
    bot: في أي شهر؟ نحتفظ بالشهر فقط. [يناير 2027 | فبراير 2027 | مارس 2027 | أبريل 2027 | مايو \
         2027 | يونيو 2027 | يوليو 2027 | أغسطس 2027 | المزيد ⬇ | ➡ رجوع]
    you: 5
    bot: شكرًا. تم التغيير. [☰ القائمة]
"""
PERSIAN = """
    you: /privacy
    bot: آنچه نگه می‌داریم: زبان شما، وقت‌ها و برنامه‌هایی که ثبت می‌کنید، و جواب‌هایتان. …
    you: 4
    bot: چه چیزی را می‌خواهید تغییر دهید؟ [🌐 زبان | سن من | اینکه تازه‌وارد هستم یا نه | آنچه \
         دوست دارم | ☰ منو]
    you: 2
    bot: چند سال دارید؟ اگر نمی‌خواهید، جواب ندهید. [زیر ۱۸ سال | ۱۸ تا ۲۵ سال | ۲۶ سال یا بیشتر \
         | سؤال بعدی | ➡ برگشت]
    you: 1
    bot: ممنون که گفتید. چند کلمه برای شما، چون زیر ۱۸ سال هستید:

         خودتان تصمیم می‌گیرید چه بگویید. لازم نیست جواب بدهید. هیچ کس ناراحت نمی‌شود.

         می‌توانید از بزرگسالی که به او اعتماد دارید بخواهید این را با شما بخواند و همه جا \
         همراهتان بیاید.

         آنچه برای ما می‌نویسید فقط کسانی می‌بینند که برای کار با کودکان بررسی شده‌اند.

         می‌خواهید ادامه بدهید؟ [بله | نه | ➡ برگشت]
    you: 1
    bot: در چه سالی ۱۸ ساله می‌شوید؟ آن وقت بعضی چیزها تغییر می‌کند و ما ماه‌ها پیش از آن به شما \
         می‌نویسیم. می‌توانید رد شوید. [سال ۲۰۲۶ | سال ۲۰۲۷ | سال ۲۰۲۸ | سال ۲۰۲۹ | سال ۲۰۳۰ | \
         سال ۲۰۳۱ | سال ۲۰۳۲ | سال ۲۰۳۳ | سؤال بعدی | ➡ برگشت]
    you: 2
    bot: در کدام ماه؟ فقط ماه را نگه می‌داریم. [ژانویه ۲۰۲۷ | فوریه ۲۰۲۷ | مارس ۲۰۲۷ | آوریل \
         ۲۰۲۷ | مه ۲۰۲۷ | ژوئن ۲۰۲۷ | ژوئیه ۲۰۲۷ | اوت ۲۰۲۷ | بیشتر ⬇ | ➡ برگشت]
    you: 5
    bot: ممنون. تغییر کرد. [☰ منو]
"""


@pytest.mark.parametrize(
    ("language", "transcript"), [("en", ENGLISH), ("ar", ARABIC), ("fa", PERSIAN)]
)
def test_the_age_is_corrected_and_the_month_is_told(
    talk: Talk, language: str, transcript: str
) -> None:
    """In words for somebody under 18; no day is asked."""
    talk("", language, transcript)

    person = talk.world.people.get(BEN)
    assert (person.age_group, person.adult_month) == (AgeGroup.UNDER_18, date(2027, 5, 1))
    assert {each.thing for each in talk.world.posts.reminders} == {Thing.GROWING}


def test_whoever_says_no_to_the_simple_words_takes_part_no_more(talk: Talk) -> None:
    """The earlier yes was said before they heard this."""
    talk.world.add_person(BEN)

    for words in ("/privacy", "[✏ Correct something]", "[My age]", "[Under 18]", "[No]"):
        talk.you(words)

    assert "That is fine." in talk.log[-1]
    assert Purpose.TAKE_PART not in talk.world.people.get(BEN).consents


@pytest.mark.parametrize("told", [AgeGroup.ADULT, AgeGroup.GROWN, None])
def test_an_adult_is_asked_for_no_month(talk: Talk, told: AgeGroup | None) -> None:
    """Among the older bands everybody chooses as they like."""
    talk.world.add_person(BEN, age_group=told)

    for words in ("/privacy", "[✏ Correct something]", "[My age]", "[18 to 25]"):
        talk.you(words)

    assert "Thank you. It is changed." in talk.log[-1]
    assert talk.world.people.get(BEN).age_group is AgeGroup.YOUNG


@pytest.mark.parametrize("words", ["[18 to 25]", "[Skip]"])
def test_whoever_is_under_18_stays_so_with_their_month(talk: Talk, words: str) -> None:
    """Nobody here may look at it; it is not forgotten either."""
    talk.world.add_person(BEN, age_group=AgeGroup.UNDER_18)
    talk.world.people.set_adult_month(BEN, date(2027, 5, 1))

    for said in ("/privacy", "[✏ Correct something]", "[My age]", words):
        talk.you(said)

    assert "You told us that you are under 18" in talk.log[-1]
    ben = talk.world.people.get(BEN)
    assert (ben.age_group, ben.adult_month) == (AgeGroup.UNDER_18, date(2027, 5, 1))


def test_interests_are_corrected_alone(talk: Talk) -> None:
    """What was chosen before goes."""
    talk.world.add_person(BEN)
    talk.world.people.set_interests(BEN, [Interest.SPORT])

    for words in ("/privacy", "[✏ Correct something]", "[What I like]", "[Cooking]", "[✔ Done]"):
        talk.you(words)

    assert talk.world.people.get(BEN).interests == {Interest.FOOD}


def test_a_skipped_age_is_erased_when_it_is_corrected(talk: Talk) -> None:
    """To say nothing any more is a correction, too."""
    talk.world.add_person(BEN)
    talk.world.people.set_age_group(BEN, AgeGroup.YOUNG, talk.world.now)

    for words in ("/privacy", "[✏ Correct something]", "[My age]", "[Skip]"):
        talk.you(words)

    assert talk.world.people.get(BEN).age_group is None


def test_a_neighbour_follows_events_and_books_no_advice(talk: Talk) -> None:
    """Also by the link on a poster; they see nobody's name, as nobody does."""
    talk.world.add_person(BEN)
    talk.you("/start local")
    talk.you("[I live here and want to meet people]")
    assert talk.world.people.get(BEN).local

    talk.you("/menu")
    assert "Book free advice" not in talk.log[-1]
    talk.you("/legal")
    assert "Free advice is for people who are new here." in talk.log[-1]
