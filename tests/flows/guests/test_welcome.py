"""The first conversation, from a stranger's first word to the menu; and the yes on one screen."""

import pytest

from domain.people.person import CONSENT_VERSION, Purpose
from tests.fakes.world import BEN
from tests.flows.scenery import with_events
from tests.flows.talk import Talk

ENGLISH = """
    you: hello
    bot: [languages]
    you: English
    bot: [hello]
    bot: [the menu]
"""
ARABIC = """
    you: السلام عليكم
    bot: [languages]
    you: العربية
    bot: مرحبًا! أنا ليبا، مساعد على هاتفك.

         أعمل باسم جمعية المثال. من خلالي يمكنك معرفة الفعاليات، وحجز استشارة مجانية، وإخبارنا \
         بما يجب تحسينه. كل هذا دون مقابل.
    bot: [the menu]
"""
SLOVENE = """
    you: /start
    bot: [languages]
    you: slovenščina
    bot: Pozdravljeni! Sem Lipa, pomočnica na vašem telefonu. …
    bot: Kaj želite narediti? [📅 Dogodki | 💬 Rezervirajte brezplačen nasvet | 🗓 Moji termini | \
         📝 Povejte nam svoje mnenje | ✉ Pišite nam | 🌐 Jezik | 🔒 Moji podatki | 🆘 Pomoč in \
         stiki]
"""


@pytest.mark.parametrize(
    ("language", "transcript"), [("en", ENGLISH), ("ar", ARABIC), ("sl", SLOVENE)]
)
def test_a_stranger_chooses_a_language_and_reads(
    talk: Talk, language: str, transcript: str
) -> None:
    """Nothing is asked and nothing decided before they want something."""
    talk("", "", transcript)

    ben = talk.world.people.rows[BEN]
    assert (ben.language, ben.consents, ben.age_group) == (language, frozenset(), None)
    assert talk.world.people.decisions == []


YES = """
    you: /events
    bot: Here is what is on. …
    you: 2
    bot: [cooking]
    you: [I'm coming]
    bot: [a yes for a place]
    you: [More]
    bot: [more about what is kept]
    you: [⬅ Back]
    bot: [a yes for a place]
    you: yes
    bot: [see you there]
    bot: **Cooking together** …
    bot: [may we write to you]
"""
YES_IN_ARABIC = """
    you: /events
    bot: هذا ما لدينا. …
    you: ٢
    bot: **نطبخ معًا** …
    you: [سأحضر]
    bot: لحجز مكانك نحتاج إلى موافقتك.

         أنا ليبا، مساعدة من جمعية المثال.
         نحتفظ بلغتك وحجوزاتك وإجاباتك. بلا اسم وبلا رقم هاتف.
         لا يرى ذلك إلا من يديرون هذه الخدمة، ومن يمسك هاتفك. ولا نعطيه للسلطات.
         نعم أو لا: لن يتغير شيء في إجراءاتك.
         لحذف كل شيء في أي وقت، تكفي كتابة: حذف بياناتي [نعم | لا | المزيد | ➡ رجوع]
    you: نعم
    bot: إلى اللقاء هناك! …
    bot: **نطبخ معًا** …
    bot: هل يمكننا أن نكتب لك عند وجود أخبار، مثل فعالية جديدة؟ لن نكتب ليلًا أبدًا. [نعم | لا | \
         لاحقًا]
"""


@pytest.mark.parametrize(("language", "transcript"), [("en", YES), ("ar", YES_IN_ARABIC)])
def test_the_yes_is_asked_for_when_something_needs_it(
    talk: Talk, language: str, transcript: str
) -> None:
    """On one screen that says why; what is kept of it is exact."""
    with_events(talk.world)
    talk.world.add_person(BEN, language, consents=frozenset(), age_group=None)

    talk("", language, transcript)

    [decided] = talk.world.people.decisions
    assert (decided.purpose, decided.given) == (Purpose.TAKE_PART, True)
    assert (decided.version, decided.language) == (CONSENT_VERSION, language)


NO = """
    you: /events
    bot: Here is what is on. …
    you: 2
    bot: [cooking]
    you: [I'm coming]
    bot: [a yes for a place]
    you: no thanks
    bot: That is fine. You can read about events and contacts here without saying yes.

         Without your yes we cannot keep a place for you. You are still welcome. [🆘 Help and \
         contacts | ☰ Menu]
    you: [🆘 Help and contacts]
    bot: In danger call 112. I am a program and no emergency service.
         Nobody reads this at once. Choose who can help, whom to call, or write to the team.
         Everything else is in the menu. [👥 People who can help | ☎ Numbers for danger | \
         ✉ Write to us | ☰ Menu]
"""


def test_a_no_is_respected_and_leads_to_people(talk: Talk) -> None:
    """Only the no itself is recorded, and nobody is turned away."""
    with_events(talk.world)
    talk.world.add_person(BEN, "en", consents=frozenset(), age_group=None)

    talk("", "en", NO)

    assert talk.world.people.rows[BEN].consents == frozenset()
    assert {each.given for each in talk.world.people.decisions} == {False}


SIX = 6


@pytest.mark.parametrize("language", ["en", "sl", "ar", "fa", "fr", "ru"])
def test_the_screen_of_the_yes_is_short(talk: Talk, language: str) -> None:
    """A tired person reads six lines."""
    with_events(talk.world)
    talk.world.add_person(BEN, language, consents=frozenset(), age_group=None)
    for words in ("/events", "2", "1"):
        talk.you(words)

    said = talk.log[-1].split(" [")[0]

    assert len([line for line in said.splitlines() if line]) == SIX
