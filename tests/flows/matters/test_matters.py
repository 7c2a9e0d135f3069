"""Write to the team, and see what came of it."""

from dataclasses import replace

import pytest

from domain.matters.matter import (
    EXPIRES,
    AnswerMatter,
    ExpireMatters,
    LeaveMatter,
    MatterId,
    MatterState,
    Subject,
)
from domain.matters.rules import expire_matters
from domain.people.person import AgeGroup, PersonId
from domain.staff.member import Duty, Role
from tests.fakes.world import ANNA, BEN
from tests.flows.talk import Talk

ENGLISH = """
    you: /message
    bot: What do you want to write about? [a question or a wish | something is not right | about \
         somebody who works here | somebody is hurt or in danger]
    you: [a question or a wish]
    bot: Write it here, in any language.

         Only the people who run this service can see it. We do not give it to the authorities.

         Do not write what could put you in danger. In danger, write “help”. [⬅ Back]
    you: Where can I learn Slovene?
    bot: Thank you. Your message has the number 1.
         We answer by Thursday 3 December 2026.
         To see where it stands, write “my messages”.
         You can write more here. [✔ That is all]
    you: /message
    bot: Your messages to us: [✍ Write a new message | \
         1 · Mon 30 November · waits for an answer | ☰ Menu]
    you: [1 · Mon 30 November · waits for an answer]
    bot: 1 · Mon 30 November · waits for an answer

         Where can I learn Slovene?

         We answer by Thursday 3 December 2026. [✔ It is settled | ✍ Write a new message | \
         ✉ My messages | ⬅ Back]
    you: [✔ It is settled]
    bot: Good. It is closed, and what you wrote is erased later. [☰ Menu]
    you: my messages
    bot: Your messages to us: [✍ Write a new message | 1 · Mon 30 November · closed | ☰ Menu]
"""
ARABIC = """
    you: /message
    bot: عمّ ستكون رسالتك؟ [سؤال أو طلب | شيء ليس على ما يرام | عن شخص يعمل هنا | \
         شخص يتعرض للأذى أو في خطر]
    you: [شيء ليس على ما يرام]
    bot: يُرجى الكتابة هنا بأي لغة.

         لا يطّلع عليه إلا من يديرون هذه الخدمة. ولا نعطيه للسلطات.

         يُرجى عدم كتابة ما قد يعرّضك للخطر. في حالة الخطر يُرجى كتابة «مساعدة». [➡ رجوع]
    you: التدفئة لا تعمل
    bot: شكرًا. رقم رسالتك 1.
         نجيب حتى الخميس 10 ديسمبر 2026.
         لمعرفة أين وصلت يُرجى كتابة «رسائلي».
         يمكن كتابة المزيد هنا. [✔ هذا كل شيء]
    you: رسائلي
    bot: رسائلك إلينا: [✍ رسالة جديدة | 1 · الاثنين 30 نوفمبر · بانتظار الجواب | ☰ القائمة]
"""
PERSIAN = """
    you: /message
    bot: دربارهٔ چه می‌خواهید بنویسید؟ [سؤال یا خواسته | چیزی درست نیست | \
         دربارهٔ کسی که اینجا کار می‌کند | کسی آسیب می‌بیند یا در خطر است]
    you: [دربارهٔ کسی که اینجا کار می‌کند]
    bot: دربارهٔ چه کسی است؟ کسی که انتخاب می‌کنید آن را نمی‌خواند. [Eva | Maja | کس دیگری | \
         ترجیح می‌دهم نگویم | ➡ برگشت]
    you: maja
    bot: اینجا بنویسید، به هر زبانی.

         فقط مدیران آن را می‌خوانند و هرگز کسی که انتخاب کرده‌اید.

         چیزی ننویسید که شما را به خطر بیندازد. اگر در خطر هستید «کمک» را بنویسید. [➡ برگشت]
    you: مایا دیر آمد
    bot: ممنون. شمارهٔ پیام شما ۱ است.
         تا پنجشنبه ۱۹ آذر ۱۴۰۵ (۱۰ دسامبر) جواب می‌دهیم.
         برای دیدن وضعیت آن «پیام های من» را بنویسید.
         می‌توانید اینجا بیشتر بنویسید. [✔ همین بود]
"""


@pytest.mark.parametrize(
    ("language", "transcript", "subject", "state"),
    [
        ("en", ENGLISH, Subject.QUESTION, MatterState.CLOSED),
        ("ar", ARABIC, Subject.COMPLAINT, MatterState.OPEN),
        ("fa", PERSIAN, Subject.STAFF, MatterState.OPEN),
    ],
)
def test_a_message_is_left_and_looked_at(
    talk: Talk, language: str, transcript: str, subject: Subject, state: MatterState
) -> None:
    """With a number, a day, and who reads it."""
    for person, name in ((ANNA, "Eva"), (MAJA, "Maja")):
        talk.world.add_person(person)
        talk.world.staff.employ(person, Role.ADMIN, name)

    talk("", language, transcript)

    [matter] = talk.world.matters.of(BEN)
    assert (matter.subject, matter.state) == (subject, state)
    maja = talk.world.staff.of(MAJA)
    assert maja is not None
    assert matter.about == (maja.id if subject is Subject.STAFF else None)


MAJA = PersonId(7)
ALONE = """
    you: /message
    bot: What do you want to write about? …
    you: 3
    bot: Who is it about? The person you choose will not read it. [Eva | somebody else | I would \
         rather not say | ⬅ Back]
    you: [Eva]
    bot: At the moment nobody here may read such a message.

         If you are in danger, call now:

         ☎ 112 Ambulance

         People who can help you:

         👤 Maja
         ☎ +386 1 200 00 00
         📍 Example Street 12, Ljubljana
         🕒 Monday, 9:00 to 12:00 [☰ Menu]
    you: /message
    bot: What do you want to write about? …
    you: 3
    bot: Who is it about? The person you choose will not read it. …
    you: [I would rather not say]
    bot: Write it here, in any language.

         All administrators read it, and nobody else.

         Do not write what could put you in danger. In danger, write “help”. [⬅ Back]
    you: Eva was rude
    bot: Thank you. …
"""


def test_a_complaint_that_only_its_subject_could_read_is_not_even_typed(talk: Talk) -> None:
    """They hear where else to turn; what they choose decides, not what they write."""
    talk.world.add_person(ANNA)
    talk.world.staff.employ(ANNA, Role.ADMIN, "Eva")

    talk("", "en", ALONE)

    [matter] = talk.world.matters.of(BEN)
    assert (matter.about, matter.words) == (None, "Eva was rude")


HEARD = """
    bot: [the menu]
    reminder: 🔔 There is an answer to your message 1.

              At the library. [Thank you | I want to write more]
    you: [I want to write more]
    bot: What do you want to write about? …
    you: 1
    bot: Write it here, in any language. …
    you: On which day?
    bot: Thank you. Your message has the number 2.
         We answer by Thursday 3 December 2026.
         To see where it stands, write “my messages”.
         You can write more here. [✔ That is all | ⬅ Back]
    you: [✔ That is all]
    bot: [the menu]
    you: /message
    bot: Your messages to us: [✍ Write a new message | \
         2 · Mon 30 November · waits for an answer | 1 · Mon 30 November · answered | ☰ Menu]
    you: [1 · Mon 30 November · answered]
    bot: 1 · Mon 30 November · answered

         Where can I learn Slovene?

         Our answer:
         At the library. [✔ It is settled | ✍ Write a new message | ✉ My messages | ⬅ Back]
"""


def test_an_answer_arrives_and_may_be_answered(talk: Talk) -> None:
    """In the middle of something else; later it is found where it was written."""
    talk.world.add_person(BEN)
    talk.world.add_person(ANNA)
    talk.world.staff.employ(ANNA, Role.COORDINATOR)
    talk.world.do(LeaveMatter(Subject.QUESTION, "Where can I learn Slovene?"), BEN)
    talk.world.do(AnswerMatter(MatterId(1), "At the library."), ANNA)
    [(_ben, say)] = talk.world.posts.letters
    talk.outside = [say]

    talk("menu", "en", HEARD)


def test_without_a_yes_nothing_is_kept(talk: Talk) -> None:
    """They are asked once more, and a no is a no."""
    talk.world.add_person(BEN, consents=frozenset())

    for words in ("/message", "[No]"):
        talk.you(words)

    assert "Without your yes we cannot keep a message." in talk.log[-1]
    assert talk.world.matters.rows == {}


def test_children_hear_that_an_adult_may_help(talk: Talk) -> None:
    """Before they write, once somebody is there who may read it."""
    talk.world.add_person(BEN)
    talk.world.staff.employ(ANNA, Role.MODERATOR, duties=[Duty.CHILDREN])
    talk.world.people.set_age_group(BEN, AgeGroup.UNDER_18, talk.world.now)

    talk.you("/message")
    talk.you("1")

    assert "You can ask an adult you trust to help you write." in talk.log[-1]


def test_nobody_looks_at_the_messages_of_others(talk: Talk) -> None:
    """A number from elsewhere leads to one's own list."""
    talk.world.add_person(ANNA)
    talk.world.add_person(BEN)
    talk.world.do(LeaveMatter(Subject.QUESTION, "Mine."), BEN)
    talk.world.do(LeaveMatter(Subject.QUESTION, "Not yours."), ANNA)
    talk.you("/message")

    talk.world.matters.rows.pop(MatterId(1))
    talk.you("[1 · Mon 30 November · waits for an answer]")

    assert "Not yours." not in "\n".join(talk.log)
    assert "What do you want to write about?" in talk.log[-1]


EXPIRED = {
    "en": """
    bot: …
    reminder: 🔔 Nobody has answered your message 1. We are sorry.

              It is closed now. If you still need an answer, write “my messages” or ask somebody \
              who works here: “help”
""",
    "sl": """
    bot: …
    reminder: 🔔 Na vaše sporočilo 1 ni nihče odgovoril. Žal nam je.

              Zdaj je zaprto. Če odgovor še potrebujete, napišite »moja sporočila« ali vprašajte \
              koga, ki tu dela: »pomoč«
""",
    "ar": """
    bot: …
    reminder: 🔔 لم يُجب أحد عن رسالتك 1. نعتذر عن ذلك.

              هي مغلقة الآن. عند الحاجة إلى جواب يُرجى كتابة «رسائلي» أو سؤال من يعمل هنا: «مساعدة»
""",
    "fa": """
    bot: …
    reminder: 🔔 هیچ‌کس به پیام شما ۱ پاسخ نداده است. متأسفیم.

              اکنون بسته شده است. اگر هنوز به پاسخ نیاز دارید، «پیام های من» را بنویسید یا از کسی \
              که اینجا کار می‌کند بپرسید: «کمک»
""",
    "fr": """
    bot: …
    reminder: 🔔 Personne n’a répondu à votre message 1. Nous en sommes désolés.

              Il est clos maintenant. S’il vous faut encore une réponse, écrivez « mes messages » \
              ou demandez à quelqu’un qui travaille ici : « aide »
""",
    "ru": """
    bot: …
    reminder: 🔔 Никто не ответил на ваше сообщение 1. Нам очень жаль.

              Теперь оно закрыто. Если ответ всё ещё нужен, напишите «мои сообщения» или спросите \
              тех, кто здесь работает: «помощь»
""",
}


@pytest.mark.parametrize("language", EXPIRED)
def test_whoever_never_had_an_answer_is_told_so(talk: Talk, language: str) -> None:
    """A year after it was due, in their language."""
    talk.world.add_person(BEN, language)
    talk.world.do(LeaveMatter(Subject.QUESTION, "Where can I learn Slovene?"), BEN)
    later = replace(talk.world.work(), now=talk.world.now + 2 * EXPIRES)
    expire_matters(ExpireMatters(), later)
    [(_ben, say)] = talk.world.posts.letters
    talk.outside = [say]

    talk("menu", language, EXPIRED[language])
