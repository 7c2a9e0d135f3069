"""Whoever writes in another language than their own is offered it, once."""

import pytest

from tests.fakes.world import BEN
from tests.flows.scenery import with_events, with_slots
from tests.flows.talk import READER, Talk

WRITTEN = [
    ("أريد موعد مع محامي", "ar"),
    ("سلام، من وقت وکیل می‌خواهم", "fa"),
    ("хочу записаться на прием к юристу", "ru"),
    ("je voudrais un rendez-vous", "fr"),
    ("kje je pisarna", "sl"),
    ("Where is the office?", "en"),
]
IN_NONE = [
    "Ahmed",
    "menu",
    "3",
    "👍",
    "мені потрібен адвокат",
    "میں وکیل سے ملنا چاہتا ہوں",
    "qwertz",
]


@pytest.mark.parametrize(("words", "tag"), WRITTEN)
def test_the_language_of_a_sentence_is_known(words: str, tag: str) -> None:
    """By its letters and its words."""
    assert READER.language_of(words) == tag


@pytest.mark.parametrize("words", IN_NONE)
def test_a_name_or_another_language_is_in_none_of_ours(words: str) -> None:
    """Nobody is offered Russian for writing Ukrainian."""
    assert READER.language_of(words) not in {tag for _words, tag in WRITTEN}


ARABIC = """
    you: الفعاليات
    bot: Here is what is on. Choose one to read more. [Sun 6 December: Football | \
         Tue 8 December: Cooking together | 💡 Propose an event | 🌐 العربية؟]
    you: [🌐 العربية؟]
    bot: من الآن نكتب لك بهذه اللغة.

         هذا ما لدينا. لمعرفة المزيد يُرجى اختيار واحدة. [الأحد 6 ديسمبر: كرة القدم | \
         الثلاثاء 8 ديسمبر: نطبخ معًا | 💡 اقتراح فعالية]
"""


def test_other_letters_are_enough(talk: Talk) -> None:
    """It stands below the answers, in that language, and changes at once."""
    with_events(talk.world)

    talk("", "en", ARABIC)

    assert talk.world.people.rows[BEN].language == "ar"


def test_whoever_does_not_take_it_is_never_asked_again(talk: Talk) -> None:
    """Neither this one nor another."""
    with_events(talk.world)
    talk.world.add_person(BEN)
    for words in ("الفعاليات", "1", "الفعاليات", "хочу записаться к юристу"):
        talk.you(words)

    assert sum("🌐 العربية؟" in line or "Русский?" in line for line in talk.log) == 1


def test_the_same_letters_are_not_enough_at_once(talk: Talk) -> None:
    """A word may slip in; the second message in a row tells."""
    with_slots(talk.world)
    talk.world.add_person(BEN)

    talk.you("je voudrais un rendez-vous")
    assert "Français?" not in talk.log[-1]
    talk.you("hello, I need help with my family")
    talk.you("je cherche un avocat")
    assert "Français?" not in talk.log[-1]
    talk.you("mon rendez-vous")

    assert "🌐 Français?" in talk.log[-1]


def test_what_was_asked_before_the_offer_is_still_answered_there(talk: Talk) -> None:
    """The question is the same, on whichever of its messages it is pressed."""
    with_slots(talk.world)
    talk.world.add_person(BEN)
    for words in ("/legal", "جاري يعزف على الطبل ليلا"):
        talk.you(words)
    assert "🌐 العربية؟" in talk.log[-1]

    talk.hear(talk.chosen("Family", oldest=True))

    assert talk.log[-1].startswith("bot: Which time suits you?")


def test_it_is_offered_after_last_words_too(talk: Talk) -> None:
    """With the menu."""
    talk.world.add_person(BEN)

    talk.you("شكرا")

    assert talk.log[-1] == "bot: You are welcome. [🌐 العربية؟ | ☰ Menu]"
    talk.you("[🌐 العربية؟]")
    assert talk.world.people.rows[BEN].language == "ar"
    assert talk.log[-1].startswith("bot: من الآن نكتب لك بهذه اللغة.")


@pytest.mark.parametrize("words", ["стоп", "ايقاف", "إلغاء الاشتراك"])
def test_whoever_wants_quiet_is_offered_nothing(talk: Talk, words: str) -> None:
    """That is all they want."""
    talk.world.add_person(BEN)

    talk.you(words)

    assert "?" not in talk.log[-1].partition("[")[2]
