"""Danger and abuse: numbers to call at once, nothing that must be told, one reader."""

import pytest

from domain.matters.matter import LeaveMatter, MatterId, Subject
from domain.people.person import AgeGroup
from domain.staff.audit import View
from domain.staff.member import Duty, Role
from tests.fakes.world import ANNA, BEN
from tests.flows.talk import Talk

ENGLISH = """
    you: /message
    bot: What do you want to write about? [a question or a wish | something is not right | about \
         somebody who works here | somebody is hurt or in danger]
    you: 4
    bot: If you are in danger, call now:

         ☎ 112 Ambulance

         Nobody has the right to hurt you or to make you do what you do not want.

         Only the person here who helps in such cases reads this. You can write in your own \
         words, or choose the button. You do not have to tell anything.

         Does it come from somebody who works here? Then go back and choose “about somebody who \
         works here”. That person will not read it. [🤝 Please write to me | \
         ⬅ Back]
    you: My husband hits me.
    bot: Thank you. Your message has the number 1.
         We answer by Tuesday 1 December 2026.
         To see where it stands, write “my messages”.
         You can write more here. [✔ That is all]
"""
ARABIC = """
    you: /message
    bot: عمّ ستكون رسالتك؟ [سؤال أو طلب | شيء ليس على ما يرام | عن شخص يعمل هنا | شخص يتعرض \
         للأذى أو في خطر]
    you: 4
    bot: في حالة الخطر يُرجى الاتصال فورًا:

         ☎ 112 الإسعاف

         لا يحق لأحد أن يؤذيك أو أن يجبرك على شيء.

         لا يقرأ هذا إلا الشخص الذي يساعد هنا في مثل هذه الحالات. يمكنك الكتابة بكلماتك، أو \
         اختيار الزر. لا يلزمك قول أي شيء.

         هل هو شخص يعمل هنا؟ عندها يُرجى الرجوع واختيار «عن شخص يعمل هنا». لن يقرأ ذلك الشخص \
         شيئًا. [🤝 من فضلكم اكتبوا لي | ➡ رجوع]
    you: [🤝 من فضلكم اكتبوا لي]
    bot: شكرًا. رقم رسالتك 1.
         نجيب حتى الثلاثاء 1 ديسمبر 2026.
         لمعرفة أين وصلت يُرجى كتابة «رسائلي». [☰ القائمة]
"""
PERSIAN = """
    you: /message
    bot: دربارهٔ چه می‌خواهید بنویسید؟ [سؤال یا خواسته | چیزی درست نیست | دربارهٔ کسی که اینجا \
         کار می‌کند | کسی آسیب می‌بیند یا در خطر است]
    you: 4
    bot: اگر در خطر هستید، همین حالا زنگ بزنید:

         ☎ 112 Ambulance (به زبان انگلیسی)

         هیچ کس حق ندارد به شما آسیب بزند یا شما را به کاری که نمی‌خواهید وادار کند.

         فقط کسی این را می‌خواند که اینجا در چنین مواردی کمک می‌کند. می‌توانید به زبان خودتان \
         بنویسید یا دکمه را انتخاب کنید. لازم نیست چیزی بگویید.

         آیا از کسی است که اینجا کار می‌کند؟ پس برگردید و «دربارهٔ کسی که اینجا کار می‌کند» را \
         انتخاب کنید. آن شخص آن را نمی‌خواند. [🤝 لطفاً به من بنویسید | ➡ برگشت]
    you: [🤝 لطفاً به من بنویسید]
    bot: ممنون. شمارهٔ پیام شما ۱ است.
         تا سه‌شنبه ۱۰ آذر ۱۴۰۵ (۱ دسامبر) جواب می‌دهیم.
         برای دیدن وضعیت آن «پیام های من» را بنویسید. [☰ منو]
"""


@pytest.mark.parametrize(
    ("language", "transcript", "words"),
    [("en", ENGLISH, "My husband hits me."), ("ar", ARABIC, ""), ("fa", PERSIAN, "")],
)
def test_danger_is_told_or_only_signed(
    talk: Talk, language: str, transcript: str, words: str
) -> None:
    """Numbers first; one focal point is called at once, without a word of what it is."""
    talk.world.add_person(ANNA)
    talk.world.staff.employ(ANNA, Role.MODERATOR, "Maja", [Duty.FOCAL])

    talk("", language, transcript)

    [matter] = talk.world.matters.of(BEN)
    assert (matter.subject, matter.words) == (Subject.DANGER, words)
    [(person, _say)] = talk.world.posts.alarms
    assert person == ANNA


def test_without_a_focal_point_nobody_is_made_to_write(talk: Talk) -> None:
    """They hear it before they have told anything, and whom to call."""
    talk.world.add_person(ANNA)
    talk.world.staff.employ(ANNA, Role.ADMIN)
    talk.world.add_person(BEN)

    talk.you("/message")
    talk.you("4")

    assert "At the moment nobody here may read such a message." in talk.log[-1]
    assert "112" in talk.log[-1]
    assert talk.world.matters.rows == {}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MODERATOR, Role.ADMIN])
def test_ordinary_staff_do_not_see_that_it_exists(talk: Talk, role: Role) -> None:
    """Neither in a list nor by its number."""
    talk.world.add_person(ANNA)
    talk.world.add_person(BEN)
    focal = talk.world.staff.employ(ANNA, Role.ADVISER, "Eva", [Duty.FOCAL])
    talk.world.do(LeaveMatter(Subject.DANGER, "Help."), ANNA)
    assert focal
    talk.world.staff.employ(BEN, role)

    talk.you("/desk")
    talk.you("[✉ Messages]")

    assert "No message waits." in talk.log[-1] or "No message waits." in talk.log[-2]
    assert talk.world.audit.rows == []


READING = """
    you: /desk
    bot: **🗂 Desk**
         Your role here: adviser. What would you like to do? [📆 Today | 📆 Tomorrow | \
         🕒 Change appointments | ✉ Messages (1) \
         | ☰ Menu]
    you: [✉ Messages]
    bot: Messages, the oldest first: [🔒 1 · somebody is hurt or in danger · waits for an answer \
         · by Tue 1 December | 🗂 Desk]
    you: 1
    bot: ✉ Message 1

         They read: English

         They ask you to write to them.

         Whoever wrote this is under 18.
    bot: **🗂 Desk**
         What shall we do with message 1? [✍ Answer | 👤 Hand it to a colleague | ✔ Close it | ✉ \
         All messages | ⬅ Back]
    you: [✍ Answer]
    bot: Write the answer. It is sent as you write it. [⬅ Back]
    you: I am here.
    bot: The answer is on its way.
    bot: **🗂 Desk**
         What shall we do with message 1? [✍ Answer | 👤 Hand it to a colleague | ✔ Close it | ✉ \
         All messages | ⬅ Back]
"""


def test_a_focal_point_of_any_role_reads_and_answers(talk: Talk) -> None:
    """The look is noted; the answer goes out, and both leave the phones again."""
    talk.world.add_person(ANNA)
    talk.world.add_person(BEN)
    talk.world.people.set_age_group(ANNA, AgeGroup.UNDER_18, talk.world.now)
    talk.world.staff.employ(BEN, Role.ADVISER, "Eva", [Duty.FOCAL])
    talk.world.do(LeaveMatter(Subject.DANGER, ""), ANNA)

    talk("", "en", READING)

    assert [(row.view, row.about) for row in talk.world.audit.rows] == [(View.MESSAGE, "1")]
    [(person, say)] = talk.world.posts.letters
    assert (person, say.sensitive) == (ANNA, True)
    assert talk.world.matters.rows[MatterId(1)].answer == "I am here."
