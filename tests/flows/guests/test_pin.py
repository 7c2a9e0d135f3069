"""A number before personal matters: asked once, counted when it is wrong, and never in the way."""

from dataclasses import replace

import pytest

from domain.advice.appointment import BookSlot
from domain.advice.slot import Topic
from domain.matters.matter import LeaveMatter, Subject
from domain.outcome import Done
from domain.people.pin import OPEN_FOR, SayPin
from domain.speech.text import Content, Message
from flows.engine.kit import Words
from tests.fakes.world import BEN
from tests.flows.scenery import only_slot
from tests.flows.talk import SPEAKER, Talk

NUMBER = "4711"

ENGLISH = """
    you: /appointments
    bot: 🔢 Please write your number. [I forgot it | ☰ Menu | ⬅ Back]
    you: 1234
    bot: This is not the number.

         🔢 Please write your number. [I forgot it | ☰ Menu | ⬅ Back]
    you: 4711
    bot: [my one appointment]
    you: 1
    bot: 📅 Wednesday 2 December 2026
         🕒 10:00
         📍 Poljanska 12

         Please bring your card and any papers about your family. [🔁 Another time | I can't come \
         | 🗓 My appointments | ⬅ Back]
"""
ARABIC = """
    you: /appointments
    bot: 🔢 يُرجى كتابة رقمك. [نسيته | ☰ القائمة | ➡ رجوع]
    you: ١٢٣٤
    bot: هذا ليس الرقم الصحيح.

         🔢 يُرجى كتابة رقمك. [نسيته | ☰ القائمة | ➡ رجوع]
    you: ٤٧١١
    bot: [my one appointment]
"""
PERSIAN = """
    you: /appointments
    bot: 🔢 لطفاً رمز خود را بنویسید. [فراموش کرده‌ام | ☰ منو | ➡ برگشت]
    you: ۱۲۳۴
    bot: این رمز درست نیست.

         🔢 لطفاً رمز خود را بنویسید. [فراموش کرده‌ام | ☰ منو | ➡ برگشت]
    you: ۴۷۱۱
    bot: قرارهای شما: [چهارشنبه ۱۱ آذر (۲ دسامبر)، ساعت ۱۰:۰۰]
"""


@pytest.fixture
def locked(talk: Talk) -> Talk:
    """Ben has an appointment, a message to the team, and a number."""
    slot = only_slot(talk.world)
    place = Content({**slot.place.by_language, "fa": "پولیانسکا ۱۲"})
    talk.world.appointments.slots[slot.id] = replace(slot, place=place)
    talk.world.add_person(BEN)
    assert isinstance(talk.world.do(BookSlot(slot.id, Topic.FAMILY, "en"), BEN), Done)
    talk.world.do(LeaveMatter(Subject.QUESTION, "Where is the school?"), BEN)
    talk.world.people.set_pin(BEN, NUMBER)
    return talk


@pytest.mark.parametrize(
    ("language", "transcript"), [("en", ENGLISH), ("ar", ARABIC), ("fa", PERSIAN)]
)
def test_the_number_is_said_in_any_digits(locked: Talk, language: str, transcript: str) -> None:
    """Then what was wanted is shown, and so is the rest for ten minutes."""
    locked.world.people.set_language(BEN, language)

    locked("", language, transcript)


@pytest.mark.parametrize("words", ["/appointments", "/privacy", "/mydata", "/link"])
def test_what_is_personal_waits_behind_it(locked: Talk, words: str) -> None:
    """Whichever way somebody comes."""
    locked.you(words)

    assert "Please write your number." in locked.log[-1]


@pytest.mark.parametrize("words", ["/help", "/events", "/legal", "/stop", "/quiet", "/forget"])
def test_the_rest_needs_no_number(locked: Talk, words: str) -> None:
    """Least of all what protects somebody; STOP then lists no appointment."""
    locked.you(words)

    assert "number" not in locked.log[-1]
    assert "2 December" not in locked.log[-1]


def test_a_new_message_needs_no_number_and_old_ones_do(locked: Talk) -> None:
    """Whoever is in danger must not have to remember."""
    locked.you("/message")
    assert "Where is" not in locked.log[-1]
    locked.you("[✉ My messages]")
    assert "Please write your number." in locked.log[-1]

    locked.you("/message")
    locked.you("[✍ Write a new message]")
    assert "What do you want to write about?" in locked.log[-1]


def test_it_is_asked_again_after_ten_minutes_and_for_old_buttons(locked: Talk) -> None:
    """A screen that was left open gives nothing away later."""
    for words in ("/appointments", NUMBER, "1"):
        locked.you(words)
    assert "Poljanska" in locked.log[-1]

    for _minute in range(10):
        locked.world.now = locked.world.now.replace(microsecond=0)
        locked.you("thanks")
    locked.you("[I can't come]")

    assert "Please write your number." in locked.log[-1]


def test_hiding_closes_it_at_once(locked: Talk) -> None:
    """Somebody may be looking now."""
    for words in ("/appointments", NUMBER, "/hide", "/appointments"):
        locked.you(words)

    assert "Please write your number." in locked.log[-1]


def test_five_wrong_ones_close_it_for_a_while(locked: Talk) -> None:
    """Also the right one is not heard then."""
    locked.you("/appointments")
    for wrong in ("0000", "1111", "2222", "3333", "4444", NUMBER):
        locked.you(wrong)

    assert "That was wrong too often. Please try again at" in locked.log[-1]


@pytest.mark.parametrize("hidden_after", [1, 4, 5])
def test_hiding_gives_nobody_more_tries(locked: Talk, hidden_after: int) -> None:
    """Whoever holds the phone could write it as often as they like."""
    for wrong in ("0000", "1111", "2222", "3333", "4444")[:hidden_after]:
        locked.you("/appointments")
        locked.you(wrong)
    locked.you("/hide")
    locked.you("/appointments")
    for wrong in ("0000", "1111", "2222", "3333", "4444")[hidden_after:]:
        locked.you(wrong)
    locked.you(NUMBER)

    assert "That was wrong too often. Please try again at" in locked.log[-1]


def test_whoever_has_forgotten_it_begins_anew(locked: Talk) -> None:
    """Nobody here can tell it, so nobody can be talked into it."""
    locked.you("/appointments")
    locked.you("[I forgot it]")
    assert "write “delete my data”" in locked.log[-1]

    locked.you("[Try again]")
    locked.you(NUMBER)
    assert "Your appointments:" in locked.log[-1]


def test_a_number_is_set_changed_and_taken_away(talk: Talk) -> None:
    """Too short ones are refused; what was said is kept in no draft."""
    talk.world.add_person(BEN)
    for words in ("/privacy", "[👥 Others see my phone]", "[🔢 A number]", "12"):
        talk.you(words)
    assert "Please write 4 to 8 digits." in talk.log[-1]
    talk.you("2580")
    assert not talk.world.people.get(BEN).pin
    talk.you("2580")
    assert talk.world.people.get(BEN).pin
    assert "2580" not in str(talk.place)

    for words in ("/privacy", "[👥 Others see my phone]", "[🔓 No number any more]"):
        talk.you(words)
    assert not talk.world.people.get(BEN).pin


SET = """
    you: /privacy
    bot: What we keep: …
    you: [👥 Others see my phone]
    bot: If others can look at this phone: …
    you: [🔢 A number]
    bot: Write a number that you can remember: 4 to 8 digits. Then delete your message here.

         If you forget it, nobody can tell you: you can only erase everything and begin \
         anew. [☰ Menu]
    you: 2580
    bot: Please write the same number once more. [⬅ Back]
    you: 2581
    bot: Those are two different numbers.

         Write a number that you can remember: 4 to 8 digits. …
    you: 2580
    bot: Please write the same number once more. [⬅ Back]
    you: 2580
    bot: Good. We ask for it before we show what is personal.

         If you still see both messages with the number here, delete them. [☰ Menu]
"""
SET_IN_ARABIC = """
    bot: …
    you: [🔢 رقم]
    bot: يُرجى كتابة رقم …
    you: ٢٥٨٠
    bot: …
    you: 2580
    bot: حسنًا. سنطلبه قبل أن نعرض ما هو شخصي.

         إذا بقيت هنا الرسالتان اللتان تحويان الرقم، يُرجى حذفهما. [☰ القائمة]
"""
SET_IN_PERSIAN = """
    bot: …
    you: [🔢 رمز]
    bot: رمزی …
    you: ۲۵۸۰
    bot: …
    you: 2580
    bot: خوب. پیش از نشان دادن چیزهای شخصی آن را می‌پرسیم.

         اگر هنوز هر دو پیامی را که رمز در آن‌هاست اینجا می‌بینید، آن‌ها را پاک کنید. [☰ منو]
"""


def test_it_is_written_twice_when_it_is_set(talk: Talk) -> None:
    """A slip would close to them what is theirs."""
    talk("", "en", SET)

    assert isinstance(talk.world.do(SayPin("2580"), BEN), Done)


@pytest.mark.parametrize(
    ("language", "transcript"), [("ar", SET_IN_ARABIC), ("fa", SET_IN_PERSIAN)]
)
def test_it_may_be_written_in_two_kinds_of_digits(
    talk: Talk, language: str, transcript: str
) -> None:
    """They are the same number."""
    talk.world.add_person(BEN, language)
    talk("sharing", language, transcript)

    assert talk.world.people.pins[BEN].digits == "2580"


def test_a_new_number_waits_behind_the_old_one(locked: Talk) -> None:
    """Also where the question for the new one was left open on the screen."""
    for words in ("/privacy", NUMBER, "[👥 Others see my phone]", "[🔢 A new number]"):
        locked.you(words)
    assert "Write a number" in locked.log[-1]
    locked.world.now += OPEN_FOR

    locked.you("2580")

    assert "Please write your number." in locked.log[-1]


FORGOTTEN = {
    "en": ("forgot", "I forgot my number"),
    "sl": ("pozabil sem", "ne vem"),
    "ar": ("نسيت", "لا أتذكر"),
    "fa": ("یادم رفت", "فراموش کردم"),
    "fr": ("j'ai oublié", "oublié"),
    "ru": ("забыла", "я забыл код"),
}


@pytest.mark.parametrize(
    ("language", "words"), [(tag, each) for tag, every in FORGOTTEN.items() for each in every]
)
def test_whoever_writes_that_it_is_forgotten_has_tried_nothing(
    locked: Talk, language: str, words: str
) -> None:
    """In any script; they hear what to do, and the way out stays on the screen."""
    locked.world.people.set_language(BEN, language)
    for each in ("/appointments", words):
        locked.you(each)

    assert locked.world.people.pins[BEN].misses == 0
    label = SPEAKER.say([Message("I forgot it")], language)[0].words
    assert label in locked.log[-1]


def test_what_was_typed_is_secret_as_long_as_it_is_asked_for(locked: Talk) -> None:
    """So that the shell can delete it from the phone; after a restart, too."""
    locked.you("/appointments")
    assert isinstance(locked.place.expects, Words)
    assert locked.place.expects.secret

    locked.you(NUMBER)
    assert locked.place.expects is None
