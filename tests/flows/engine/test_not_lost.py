"""Whoever is not understood: what they may have meant, and people who may understand it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from domain.matters.matter import Subject
from domain.people.person import AgeGroup
from domain.speech.languages import Intent
from domain.speech.messages import Kind
from domain.speech.ways import WAYS
from flows.contents import ENTRIES
from tests.fakes.world import BEN, LJUBLJANA
from tests.flows.scenery import with_slots, with_survey
from tests.flows.talk import CATALOGUES, Talk
from translations.reading.reader import Reader

SHOES = """
    you: I need winter shoes
    bot: Shall I send this to the team?

         «I need winter shoes»

         Only the people who run this service can see it. We do not give it to the authorities. \
         [✉ Yes, send | No]
    you: yes
    bot: Thank you. Your message has the number 1.
         We answer by Thursday 3 December 2026.
         To see where it stands, write “my messages”.
         You can write more here. [✔ That is all]
    you: For my son. His size is 32
    bot: Added to your message 1. [✔ That is all]
    you: thank you
    bot: [the menu]
"""
IN_ARABIC = """
    you: أحتاج حذاء شتوي لابني
    bot: هل يُرسل هذا إلى الفريق؟

         «أحتاج حذاء شتوي لابني»

         لا يطّلع عليه إلا من يديرون هذه الخدمة. ولا نعطيه للسلطات. [✉ نعم، إرسال | لا]
    you: نعم
    bot: شكرًا. رقم رسالتك 1. …
    you: ومعطفه صغير عليه
    bot: أُضيف إلى رسالتك 1. [✔ هذا كل شيء]
"""
IN_PERSIAN = """
    you: یخچال آشپزخانه خراب شده است
    bot: این را برای تیم بفرستم؟

         «یخچال آشپزخانه خراب شده است»

         فقط کسانی که این خدمات را اداره می‌کنند آن را می‌بینند. آن را به مقامات دولتی \
         نمی‌دهیم. \
         [✉ بله، بفرست | نه]
    you: 1
    bot: ممنون. شمارهٔ پیام شما ۱ است. …
"""


@pytest.mark.parametrize(
    ("language", "transcript", "words"),
    [
        ("en", SHOES, "I need winter shoes\nFor my son. His size is 32"),
        ("ar", IN_ARABIC, "أحتاج حذاء شتوي لابني\nومعطفه صغير عليه"),
        ("fa", IN_PERSIAN, "یخچال آشپزخانه خراب شده است"),
    ],
)
def test_a_sentence_that_is_no_wish_is_sent_if_they_want(
    talk: Talk, language: str, transcript: str, words: str
) -> None:
    """With what follows it, in one message."""
    talk("", language, transcript)

    [matter] = talk.world.matters.of(BEN)
    assert (matter.subject, matter.words) == (Subject.QUESTION, words)


@pytest.mark.parametrize("answer", ["no", "nein", "لا", "[No]", "/menu"])
def test_nothing_is_sent_without_a_yes(talk: Talk, answer: str) -> None:
    """Neither by a no in any language nor by leaving."""
    talk.world.add_person(BEN)

    talk.you("My room is so cold")
    talk.you(answer)

    assert talk.world.matters.rows == {}


def test_what_is_written_before_the_yes_is_sent_with_it(talk: Talk) -> None:
    """Three bubbles are one message."""
    talk.world.add_person(BEN)

    for words in ("My room is so cold", "the window is broken too", "since last Monday", "yes"):
        talk.you(words)

    [matter] = talk.world.matters.of(BEN)
    assert matter.words == "My room is so cold\nthe window is broken too\nsince last Monday"


def test_whoever_takes_no_part_is_asked_before_anything_is_kept(talk: Talk) -> None:
    """And once more whether to send it, as nobody remembers after all that was read."""
    talk.world.add_person(BEN, consents=frozenset())

    talk.you("My room is very cold")
    talk.you("yes")
    assert talk.world.matters.rows == {}
    while "Shall I send this to the team?" not in talk.log[-1]:
        talk.you("yes" if "[Yes" in talk.log[-1] else "[Continue]")
    talk.you("yes")

    [matter] = talk.world.matters.of(BEN)
    assert matter.words == "My room is very cold"


def test_children_hear_that_nobody_reads_it_before_they_are_asked(talk: Talk) -> None:
    """Where nobody is cleared for them; and who can help instead."""
    talk.world.add_person(BEN)
    talk.world.people.set_age_group(BEN, AgeGroup.UNDER_18, talk.world.now)

    talk.you("My room is very cold")

    assert "At the moment nobody here may read such a message." in talk.log[-1]
    assert "Maja" in talk.log[-1]


KEPT = """
    you: /legal
    bot: [topics of advice]
    you: the neighbour gave us apples
    bot: Sorry, I did not understand. Please choose an answer, or write it in other words.

         What do you need advice about? It is free. [Asylum interview | A decision I received | \
         Work permit | Family | Something else | ✉ Send this to the team]
    you: [✉ Send this to the team]
    bot: Shall I send this to the team?

         «the neighbour gave us apples» …
    you: yes
    bot: Thank you. Your message has the number 1. …
    you: [✔ That is all]
    bot: [topics of advice]
    you: family
    bot: [three times]
"""


def test_the_open_question_waits_for_its_answer(talk: Talk) -> None:
    """Whatever was sent to the team in between."""
    with_slots(talk.world)

    talk("", "en", KEPT)

    [matter] = talk.world.matters.of(BEN)
    assert matter.words == "the neighbour gave us apples"


def test_what_was_not_understood_is_forgotten_with_the_next_message(talk: Talk) -> None:
    """It is kept only as long as it may be sent."""
    with_survey(talk.world)
    talk.world.add_person(BEN)
    for words in ("/survey", "1", "1", "the neighbour gave us apples"):
        talk.you(words)
    assert talk.place.unheard

    talk.you("dinner")

    assert talk.place.unheard == ""


class Unsure(Reader):
    """Who has an idea of what is meant, and no more."""

    def intent(self, words: str, *, strict: bool = False) -> Intent | None:
        """Nothing is sure but what is said exactly."""
        return super().intent(words, strict=True) if strict else None

    def maybe(self, words: str) -> Sequence[Intent]:  # noqa: ARG002 - whatever they are
        """Four ideas, one of which nobody can press."""
        return [Intent.EVENTS, Intent.STOP, Intent.LEGAL, Intent.SURVEY]


def test_what_may_be_meant_is_offered(talk: Talk) -> None:
    """At most three wishes; people from the second time on; the menu last."""
    talk.engine = replace(talk.engine, understand=Unsure(CATALOGUES, LJUBLJANA))
    wishes = "📅 Events | 💬 Book free advice | 📝 Tell us what you think"

    talk(
        "",
        "en",
        f"""
        you: zzyzx
        bot: Sorry, I did not understand. Did you mean: [{wishes} | ☰ Menu]
        you: zzyzx zzyzx
        bot: I still do not understand. Is it one of these? [{wishes} | ✉ Write to us | ☰ Menu]
        you: [📅 Events]
        bot: …
    """,
    )

    assert talk.place.misses == 0


def test_beside_a_question_no_more_than_four_are_added(talk: Talk) -> None:
    """However often it is not understood."""
    talk.engine = replace(talk.engine, understand=Unsure(CATALOGUES, LJUBLJANA))
    with_slots(talk.world)
    talk.world.add_person(BEN)
    talk.you("/legal")
    many = len(talk.screen[-1].buttons)

    for miss in range(1, 6):
        talk.you("zzyzx")
        assert len(talk.screen[-1].buttons) == many + min(miss + 2, 4)
    talk.you("أريد موعد مع محامي")
    assert "🌐 العربية؟" in talk.log[-1]
    assert len(talk.screen[-1].buttons) == many + 4
    talk.you("family")

    assert "Which time suits you?" in talk.log[-1]


def test_a_wish_leads_where_it_says_from_a_message_of_any_age(talk: Talk) -> None:
    """What else such a button might hold leads nowhere, and breaks nothing."""
    talk.world.add_person(BEN)
    talk.hear(talk.incoming(Kind.PRESS, press="wish:events"))
    assert "event" in talk.log[-1]

    for press in ("wish:nothing", "wish:", "ask:nothing", "ask:"):
        talk.hear(talk.incoming(Kind.PRESS, press=press))
        assert talk.log[-1].startswith("bot: ")


def test_what_is_offered_leads_somewhere() -> None:
    """Every wish that has a button has an entry."""
    assert set(WAYS) <= set(ENTRIES)
    assert Intent.STOP not in WAYS  # it is done at once, and no button may do it by mistake
