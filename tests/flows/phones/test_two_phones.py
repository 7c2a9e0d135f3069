"""One person on two phones: a code joins them, one channel is for what we start, one can go."""

from datetime import timedelta

import pytest

from domain.advice.appointment import BookSlot
from domain.advice.slot import Topic
from domain.events.rsvp import Come
from domain.people.person import PersonId, Purpose
from domain.phones.phone import MISS_LASTS, MOST_MISSES
from tests.fakes.phones import CODE, SIGNAL, TELEGRAM
from tests.fakes.world import ANNA, BEN, EVERYTHING
from tests.flows.scenery import COOKING, with_events, with_slots
from tests.flows.talk import Talk

SHOWN = """
    you: /link
    bot: You can use Lipa on Telegram and on Signal as the same person.

         What you book on one phone is then also on the other, and you choose where we write. \
         [Show a code | I have a code | ☰ Menu]
    you: [Show a code]
    bot: On your other phone, open Lipa and write this:

         👉 /link 4827 193 605

         The code works once, within 15 minutes. Do not give it to anybody: whoever has it can see \
         what you book. [☰ Menu]
"""
SHOWN_IN_SLOVENE = """
    you: dva telefona
    bot: Lipo lahko uporabljate v Telegramu in v Signalu kot ista oseba.

         Kar rezervirate na enem telefonu, je potem tudi na drugem, in vi izberete, kam vam \
         pišemo. [Pokaži kodo | Imam kodo | ☰ Meni]
    you: pokaži kodo
    bot: Na drugem telefonu odprite Lipo in napišite to:

         👉 /link 4827 193 605

         Koda velja enkrat, 15 minut. Ne dajte je nikomur: kdor jo ima, lahko vidi vaše \
         rezervacije. [☰ Meni]
"""
SHOWN_IN_ARABIC = """
    you: هاتف آخر
    bot: يمكنك استخدام Lipa على Telegram وعلى Signal بوصفك الشخص نفسه.

         ما يُحجز على هاتف يظهر عندئذ على الآخر أيضًا، والاختيار لك أين نكتب لك. [إظهار رمز | لدي \
         رمز | ☰ القائمة]
    you: ١
    bot: على هاتفك الآخر يُرجى فتح Lipa وكتابة هذا:

         👉 /link 4827 193 605

         يصلح الرمز مرة واحدة خلال 15 دقيقة. يُرجى عدم إعطائه لأحد: من لديه الرمز يستطيع رؤية \
         حجوزاتك. [☰ \
         القائمة]
"""


@pytest.mark.parametrize(
    ("language", "transcript"),
    [("en", SHOWN), ("sl", SHOWN_IN_SLOVENE), ("ar", SHOWN_IN_ARABIC)],
)
def test_a_code_is_shown_once(talk: Talk, language: str, transcript: str) -> None:
    """With what it does, where to write it, and how long it holds; no draft remembers it."""
    talk("", language, transcript)

    assert talk.world.links.codes[CODE][0] == BEN
    assert CODE not in repr(talk.place.frames)


def anna_shows_a_code(talk: Talk, language: str = "en", mine: str = "") -> None:
    """Anna has Telegram and a code; Ben holds a phone with Signal."""
    world = talk.world
    world.add_person(ANNA, language)
    world.add_person(BEN, mine, EVERYTHING if mine else frozenset())
    world.links.phones = {ANNA: [TELEGRAM], BEN: [SIGNAL]}
    world.links.make(ANNA, world.now + timedelta(minutes=15))
    talk.channel = SIGNAL


JOINED = """
    you: /link 4827 193 605
    bot: If you join the phones, everything of yours can be seen on the other phone: …
    you: Yes
    bot: [joined with Telegram]
    you: /link ٤٨٢٧١٩٣٦٠٥
    bot: You use two phones already. Write “two phones” to see them. [☰ Menu]
"""
JOINED_IN_ARABIC = """
    you: /link ٤٨٢٧١٩٣٦٠٥
    bot: إذا رُبط الهاتفان، فسيظهر كل ما يخصك على الهاتف الآخر: ما حجزته، وما كتبته، وما نكتبه \
         لك.

         يمكنك التراجع عن ذلك خلال 24 ساعة: بكتابة «هاتفان» وفصل الهاتفين.

         لا يطلب منك أحد من الفريق هذا أبدًا. إذا أعطاك أحد الرمز، فليكن جوابك: لا.

         هل الهاتف الآخر لك؟ [نعم، ربط الهاتفين | لا]
    you: نعم
    bot: رُبط هذا الهاتف الآن. أنت الشخص نفسه هنا وعلى:

         Telegram

         تصلك التذكيرات والأخبار على Telegram. لتغيير ذلك: «هاتفان» [☰ القائمة]
"""
JOINED_FROM_ENGLISH = """
    you: /link ٤٨٢٧١٩٣٦٠٥
    bot: If you join the phones, …
    you: Yes
    bot: رُبط هذا الهاتف الآن. أنت الشخص نفسه هنا وعلى: …
"""
JOINED_IN_SLOVENE = """
    you: /link
    bot: Lipo lahko uporabljate v Telegramu in v Signalu kot ista oseba. …
    you: Imam kodo
    bot: Na drugem telefonu napišite »dva telefona« in pritisnite »Pokaži kodo«. Nato tukaj \
         napišite 10 številk. [⬅ Nazaj]
    you: 4827-193-605
    bot: Če telefona povežete, se na drugem telefonu vidi vse vaše: …
    you: da
    bot: Ta telefon je zdaj povezan. Ista oseba ste tukaj in tu:

         Telegram

         Opomniki in novice prihajajo sem: Telegram. To spremenite z »dva telefona« [☰ Meni]
"""


@pytest.mark.parametrize(
    ("language", "mine", "transcript"),
    [
        ("en", "", JOINED),
        ("ar", "", JOINED_IN_ARABIC),
        ("ar", "en", JOINED_FROM_ENGLISH),
        ("sl", "sl", JOINED_IN_SLOVENE),
    ],
)
def test_the_code_joins_another_phone(
    talk: Talk, language: str, mine: str, transcript: str
) -> None:
    """Also a phone that has never written before, in the language of whoever made the code."""
    anna_shows_a_code(talk, language, mine)

    talk("", mine, transcript)

    assert talk.who == ANNA
    assert BEN not in talk.world.people.rows
    assert talk.world.links.channels(ANNA) == [SIGNAL, TELEGRAM]
    assert ANNA in talk.world.lives.notices


WRONG = """
    you: /link 1111111111
    bot: [this code cannot be used]
    you: I do not know
    bot: [this code cannot be used]
    you: 4827 193 605
    bot: If you join the phones, everything of yours can be seen on the other phone: …
    you: Yes, join them
    bot: [joined with Telegram]
"""


def test_a_wrong_code_is_asked_for_once_more(talk: Talk) -> None:
    """Words are no guess, ten digits are."""
    anna_shows_a_code(talk, mine="en")

    talk("", "en", WRONG)

    assert len(talk.world.links.missed[BEN]) == 1


def test_an_old_code_looks_like_a_wrong_one(talk: Talk) -> None:
    """It holds for a quarter of an hour."""
    anna_shows_a_code(talk, mine="en")
    talk.world.now += timedelta(minutes=15)

    talk("", "en", "you: /link 4827193605\nbot: Sorry, this code cannot be used. …")


def test_whoever_guesses_has_to_wait(talk: Talk) -> None:
    """For an hour; then the right code is heard again."""
    anna_shows_a_code(talk, mine="en")
    talk.world.links.missed[BEN] = [talk.world.now] * MOST_MISSES
    waits = "bot: Please wait an hour before you try another code. [☰ Menu]"

    talk("", "en", f"you: /link 4827193605\n{waits}")
    talk.world.now += MISS_LASTS
    talk.world.links.make(ANNA, talk.world.now + timedelta(minutes=15))
    talk("", "en", "you: /link 4827193605\nbot: If you join the phones, …")


def test_one_s_own_code_belongs_on_the_other_phone(talk: Talk) -> None:
    """It is said, and the code still holds."""
    said = "bot: This is your own code. Please write it on your other phone. [☰ Menu]"

    talk("", "en", SHOWN)
    talk("", "en", f"you: /link 4827193605\n{said}")

    assert CODE in talk.world.links.codes


def test_two_phones_of_a_kind_are_not_joined(talk: Talk) -> None:
    """One with Telegram, one with Signal."""
    anna_shows_a_code(talk, mine="en")
    talk.world.links.phones[BEN] = [TELEGRAM]

    talk(
        "",
        "en",
        """
        you: /link 4827193605
        bot: You can join one phone with Telegram and one with Signal, but not two of a kind. \
             [☰ Menu]
        """,
    )

    assert talk.who == BEN


TWICE = """
    you: /link 4827193605
    bot: If you join the phones, everything of yours can be seen on the other phone: …
    you: 1
    bot: This phone is now joined. You are the same person here and on:

         Telegram

         Reminders and news come on Telegram. To change that: “two phones”

         You had this twice, so we cancelled it on this phone:
         • Wednesday 2 December 2026, 11:00
         • Cooking together [☰ Menu]
"""


def test_what_somebody_has_twice_is_cancelled_and_said(talk: Talk) -> None:
    """The time and the places are free for others; what they have once moves, with reminders."""
    anna_shows_a_code(talk, mine="en")
    with_events(talk.world)
    with_slots(talk.world)
    first, second, third, *_others = talk.world.appointments.slots
    talk.world.do(BookSlot(first, Topic.OTHER, "en"), ANNA)
    talk.world.do(BookSlot(second, Topic.OTHER, "en"), BEN)
    talk.world.do(BookSlot(third, Topic.FAMILY, "en"), BEN)
    talk.world.do(Come(COOKING.id, 2, lift=False), ANNA)
    talk.world.do(Come(COOKING.id, 3, lift=False), BEN)

    talk("", "en", TWICE)

    open_ = talk.world.appointments.open_of(ANNA, talk.world.now)
    assert [each.topic for each in open_] == [Topic.OTHER, Topic.FAMILY]
    cooking = talk.world.events.get(COOKING.id)
    assert cooking is not None
    assert cooking.taken == 2
    reminded = [
        (each.person, each.thing, each.id, each.ahead) for each in talk.world.posts.reminders
    ]
    assert len(set(reminded)) == len(reminded) == 6
    assert {who for who, *_rest in reminded} == {ANNA}


def test_what_the_owner_never_told_is_taken_over(talk: Talk) -> None:
    """A code made on a new phone keeps everything of the old one; STOP holds, too."""
    world = talk.world
    anna_shows_a_code(talk, "", "sl")
    world.people.rows[ANNA] = type(world.people.rows[ANNA])(ANNA)
    world.people.set_stopped(BEN, stopped=True, at=world.now)

    talk("", "sl", "you: /link 4827193605\nbot: Če telefona povežete, …")
    talk.you("da")

    anna = world.people.rows[ANNA]
    assert (anna.language, anna.consents, anna.stopped) == ("sl", frozenset(Purpose), True)
    assert "Želeli ste, da vam ne pišemo." in talk.log[-1]


def test_a_stranger_who_only_looks_is_welcomed_like_everybody(talk: Talk) -> None:
    """Whatever they press there."""
    talk(
        "", "", "you: /link\nbot: You can use Lipa on Telegram and on Signal as the same person. …"
    )

    talk.you("/menu")

    assert "Please choose your language" in talk.log[-1]


def test_nobody_is_joined_to_a_phone_without_a_code(talk: Talk) -> None:
    """Digits that were typed elsewhere are not a code."""
    anna_shows_a_code(talk, mine="en")

    talk("", "en", "you: /menu\nbot: What would you like to do? …")
    talk.you(CODE)

    assert talk.who == BEN != PersonId(0)
