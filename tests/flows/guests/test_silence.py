"""After a year without a word: whether to keep what we know, in every language."""

import pytest

from domain.lives.silence import ask_the_silent
from domain.people.rights import SILENT_FOR, AskTheSilent
from tests.fakes.world import BEN
from tests.flows.talk import Talk

KEPT = {
    "en": """
    bot: [the menu]
    reminder: 🔔 We have not heard from you for a year.

              Shall we keep what we know about you?

              Without an answer in 30 days we erase everything. [Keep it | Erase it]
    you: [Keep it]
    bot: Good to hear from you. We keep it.

         What would you like to do? …
""",
    "sl": """
    bot: …
    reminder: 🔔 Leto dni se nam niste javili.

              Naj obdržimo, kar vemo o vas?

              Če v 30 dneh ne bo odgovora, bomo vse izbrisali. [Obdržite | Izbrišite]
    you: 1
    bot: Lepo, da ste se oglasili. Podatke bomo obdržali.

         …
""",
    "ar": """
    bot: …
    reminder: 🔔 لم تصلنا منك أي رسالة منذ سنة.

              هل نحتفظ بما نعرفه عنك؟

              إذا لم يصلنا جواب خلال 30 يومًا، نمحو كل شيء. [الاحتفاظ بها | محوها]
    you: 1
    bot: يسرّنا أن نسمع منك. سنحتفظ بها.

         …
""",
    "fa": """
    bot: …
    reminder: 🔔 یک سال است که از شما خبری نداریم.

              آیا آنچه را دربارهٔ شما می‌دانیم نگه داریم؟

              اگر تا ۳۰ روز پاسخی نرسد، همه‌چیز را پاک می‌کنیم. [نگه داشتن | پاک کردن]
    you: 1
    bot: خوشحالیم که خبری از شما رسید. آن را نگه می‌داریم.

         …
""",
    "fr": """
    bot: …
    reminder: 🔔 Nous n’avons pas eu de nouvelles de vous depuis un an.

              Devons-nous garder ce que nous savons de vous ?

              Sans réponse dans les 30 jours, nous effaçons tout. [Les garder | Les effacer]
    you: 1
    bot: Merci de votre réponse. Nous gardons tout.

         …
""",
    "ru": """
    bot: …
    reminder: 🔔 Мы не получали от вас сообщений уже год.

              Сохранить то, что мы о вас знаем?

              Если в течение 30 дней ответа не будет, мы всё удалим. [Сохранить | Удалить]
    you: 1
    bot: Спасибо за ответ. Мы всё сохраним.

         …
""",
}
ERASED = """
    bot: [the menu]
    reminder: 🔔 We have not heard from you for a year. …
    you: [Erase it]
    bot: Everything we kept about you is erased. Take care. You are always welcome back: just write.
"""


def ask(talk: Talk, language: str = "en") -> None:
    """A year has passed, and the question has arrived."""
    talk.world.add_person(BEN, language)
    talk.world.people.seen[BEN] = talk.world.now - 2 * SILENT_FOR
    ask_the_silent(AskTheSilent(), talk.world.work())
    [(_ben, say)] = talk.world.posts.letters
    talk.outside = [say]


@pytest.mark.parametrize("language", KEPT)
def test_whoever_wants_us_to_keep_it_says_so_with_one_answer(talk: Talk, language: str) -> None:
    """By a button or a number."""
    ask(talk, language)

    talk("menu", language, KEPT[language])

    assert BEN in talk.world.people.rows


def test_whoever_wants_it_erased_says_so_with_one_answer(talk: Talk) -> None:
    """And hears the farewell, as after /forget."""
    ask(talk)

    talk("menu", "en", ERASED)

    assert BEN not in talk.world.people.rows
