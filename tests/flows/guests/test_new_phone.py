"""A phone with new keys: perhaps a new phone, perhaps a number that was given to somebody else."""

from dataclasses import replace

import pytest

from domain.advice.appointment import BookSlot
from domain.advice.slot import Topic
from domain.events.rsvp import Come
from domain.matters.matter import LeaveMatter, Subject
from domain.outcome import Done
from domain.people.pin import OPEN_FOR
from domain.speech.text import Content
from domain.staff.member import Role
from tests.fakes.phones import SIGNAL, TELEGRAM
from tests.fakes.world import BEN
from tests.flows.scenery import COOKING, only_slot, with_events
from tests.flows.talk import Talk

NUMBER = "4711"
IS_NEW = "This phone is new to us: its safety number on Signal has changed."
ASKED = "Please write your number."

ENGLISH = """
    you: /appointments
    bot: This phone is new to us: its safety number on Signal has changed.

         That happens with a new phone, or when a number is given to somebody else. So what was \
         booked and written here before stays closed. [Begin anew | ☰ Menu | ⬅ Back]
    you: [Begin anew]
    bot: Shall we erase everything about you? What you booked is cancelled, and the messages of \
         the last two days disappear from this phone. This cannot be undone. [Yes, erase \
         everything | No, keep it | ⬅ Back]
    you: yes
    bot: Everything we kept about you is erased. Take care. You are always welcome back: just write.
"""
ARABIC = """
    you: /appointments
    bot: هذا الهاتف جديد بالنسبة لنا: تغيّر رقم الأمان الخاص به على Signal.

         يحدث ذلك مع هاتف جديد، أو عندما يُعطى الرقم لشخص آخر. لذلك يبقى مغلقًا ما حُجز وكُتب هنا من \
         قبل. [البدء من جديد | ☰ القائمة | ➡ رجوع]
    you: ١
    bot: هل نمحو كل شيء عنك؟ …
"""
PERSIAN = """
    you: /appointments
    bot: این تلفن برای ما تازه است: شمارهٔ ایمنی آن در Signal عوض شده است.

         این وقتی پیش می‌آید که تلفن تازه باشد یا شماره به کس دیگری داده شده باشد. برای همین آنچه \
         پیش از این اینجا رزرو و نوشته شده بسته می‌ماند. [شروع از نو | ☰ منو | ➡ برگشت]
    you: ۱
    bot: همهٔ اطلاعات شما را پاک کنیم؟ …
"""
ON_THE_OTHER = """
    you: /link
    bot: You use Lipa on these phones: Signal · Telegram.

         Reminders and news come on Signal.

         Your phone with Signal is new to us: its safety number has changed. What is yours is \
         closed there until you say that the phone is yours. [My phone with Signal is new: it is \
         mine | Write to me on Telegram | Separate the other phone (Signal) | Separate this phone \
         (Telegram) | ☰ Menu]
    you: [My phone with Signal is new: it is mine]
    bot: Good. What is yours is open on Signal again. [☰ Menu]
"""
ON_THE_OTHER_IN_ARABIC = """
    you: /link
    bot: هواتفك التي عليها Lipa: Signal · Telegram.

         تصلك التذكيرات والأخبار على Signal.

         هاتفك على Signal جديد بالنسبة لنا: تغيّر رقم الأمان الخاص به. ما يخصك مغلق هناك إلى \
         حين تأكيدك أن الهاتف لك. …
    you: ١
    bot: حسنًا. ما يخصك مفتوح من جديد على Signal. [☰ القائمة]
"""
ON_THE_OTHER_IN_PERSIAN = """
    you: /link
    bot: لیپا را در این تلفن‌ها دارید: Signal · Telegram.

         یادآوری‌ها و خبرها در Signal می‌آیند.

         تلفن شما با Signal برای ما تازه است: شمارهٔ ایمنی آن عوض شده است. آنچه مال شماست آنجا \
         بسته است تا بگویید تلفن مال شماست. …
    you: ۱
    bot: باشد. آنچه مال شماست دوباره در Signal باز است. [☰ منو]
"""


@pytest.fixture
def doubted(talk: Talk) -> Talk:
    """Ben has an appointment and a message to the team; the keys of his phone are new."""
    slot = only_slot(talk.world)
    place = Content({**slot.place.by_language, "fa": "پولیانسکا ۱۲"})
    talk.world.appointments.slots[slot.id] = replace(slot, place=place)
    talk.world.add_person(BEN)
    assert isinstance(talk.world.do(BookSlot(slot.id, Topic.FAMILY, "en"), BEN), Done)
    talk.world.do(LeaveMatter(Subject.QUESTION, "Where is the school?"), BEN)
    talk.world.links.phones[BEN] = [SIGNAL]
    talk.world.links.changed = {(BEN, SIGNAL)}
    talk.channel = SIGNAL
    return talk


@pytest.mark.parametrize(
    ("language", "transcript"), [("en", ENGLISH), ("ar", ARABIC), ("fa", PERSIAN)]
)
def test_nothing_of_before_is_shown(doubted: Talk, language: str, transcript: str) -> None:
    """Whoever holds the phone now can begin anew, and hears why."""
    doubted.world.people.set_language(BEN, language)

    doubted("", language, transcript)


@pytest.mark.parametrize(
    "words", ["/appointments", "/privacy", "/mydata", "/link", "/link 1234567890"]
)
def test_all_that_is_personal_is_closed(doubted: Talk, words: str) -> None:
    """Whichever way somebody comes."""
    doubted.you(words)

    assert IS_NEW in doubted.log[-1]


@pytest.mark.parametrize("words", ["/help", "/events", "/legal", "/stop", "/quiet", "/forget"])
def test_the_rest_is_open_and_tells_nothing(doubted: Talk, words: str) -> None:
    """Nobody is kept from help, and STOP lists no appointment."""
    doubted.you(words)

    assert IS_NEW not in doubted.log[-1]
    assert "2 December" not in doubted.log[-1]


def test_old_buttons_are_closed_too(talk: Talk, doubted: Talk) -> None:
    """A screen from before the keys changed gives nothing away."""
    talk.world.links.changed.clear()
    for words in ("/appointments", "1"):
        doubted.you(words)
    assert "Poljanska" in doubted.log[-1]

    talk.world.links.changed = {(BEN, SIGNAL)}
    doubted.you("[I can't come]")

    assert IS_NEW in doubted.log[-1]


def test_their_number_opens_it_and_says_whose_phone_it_is(doubted: Talk) -> None:
    """Also when it was said a moment before on the old phone; a wrong one opens nothing."""
    doubted.world.people.set_pin(BEN, NUMBER)
    doubted.world.people.open_pin(BEN, doubted.world.now + OPEN_FOR)
    for words in ("/appointments", "1234"):
        doubted.you(words)
        assert ASKED in doubted.log[-1]
    assert doubted.world.links.doubted(BEN)

    doubted.you(NUMBER)

    assert "Your appointments:" in doubted.log[-1]
    assert not doubted.world.links.doubted(BEN)


def test_a_number_said_on_the_other_phone_trusts_no_new_one(doubted: Talk) -> None:
    """What is asked on the new phone can be answered on the other, where it opens only that."""
    doubted.world.people.set_pin(BEN, NUMBER)
    doubted.world.links.phones[BEN] = [SIGNAL, TELEGRAM]
    doubted.you("/appointments")

    doubted.channel = TELEGRAM
    doubted.you(NUMBER)

    assert "Your appointments:" in doubted.log[-1]
    assert doubted.world.links.doubted(BEN) == {SIGNAL}
    doubted.channel = SIGNAL
    doubted.you("1")
    assert ASKED in doubted.log[-1]


@pytest.mark.parametrize(
    ("language", "transcript"),
    [
        ("en", ON_THE_OTHER),
        ("ar", ON_THE_OTHER_IN_ARABIC),
        ("fa", ON_THE_OTHER_IN_PERSIAN),
    ],
)
def test_their_other_phone_says_that_it_is_theirs(
    doubted: Talk, language: str, transcript: str
) -> None:
    """There everything is open all the while; then it is open on the new one, too."""
    doubted.world.people.set_language(BEN, language)
    doubted.world.links.phones[BEN] = [SIGNAL, TELEGRAM]
    doubted.channel = TELEGRAM

    doubted("", language, transcript)

    assert not doubted.world.links.doubted(BEN)


def test_the_new_phone_is_told_of_the_other_one(doubted: Talk) -> None:
    """As long as the other one is not new itself."""
    other = "On your other phone, write “two phones” and say that it is yours."
    doubted.world.links.phones[BEN] = [SIGNAL, TELEGRAM]
    doubted.you("/appointments")
    assert other in doubted.log[-1]

    doubted.world.links.changed.add((BEN, TELEGRAM))
    doubted.you("/appointments")
    assert other not in doubted.log[-1]


def test_whoever_works_at_the_desk_waits_for_an_administrator(doubted: Talk) -> None:
    """Their number opens nothing, since a colleague must say that it is them."""
    member = doubted.world.staff.employ(BEN, Role.COORDINATOR)
    doubted.world.staff.doubt(member)

    for words in ("/appointments", "/link", "/desk"):
        doubted.you(words)
        assert "Please ask an administrator to confirm that it is you." in doubted.log[-1]
        assert doubted.log[-1].count("Please ask") == 1


def test_an_event_tells_nobody_else_that_they_come(doubted: Talk) -> None:
    """What is on is for everybody; who comes is not."""
    with_events(doubted.world)
    doubted.world.do(Come(COOKING.id, 3, lift=False), BEN)
    doubted.world.links.changed.clear()
    shown = {}
    for keys in (set(), {(BEN, SIGNAL)}):
        doubted.world.links.changed = keys
        doubted("events", "en", "bot: …")
        doubted.you("2")
        shown[bool(keys)] = doubted.log[-1]

    assert "Cooking" in shown[True]
    assert "I can't come" in shown[False]
    assert "I can't come" not in shown[True]


def test_advice_tells_nobody_else_what_was_booked(doubted: Talk) -> None:
    """Not even that there is an appointment about it."""
    for words in ("/legal", "family"):
        doubted.you(words)

    assert IS_NEW in doubted.log[-1]
    assert "already" not in doubted.log[-1]
