"""The first conversation, from a stranger's first word to the menu."""

import pytest

from domain.people.person import AgeGroup, Interest, Purpose
from tests.fakes.world import BEN
from tests.flows.talk import Talk

YES = """
    you: hello
    bot: [languages]
    you: English
    bot: [hello]
    you: [Continue]
    bot: [what we keep]
    you: [Continue]
    bot: [taking part is free]
    you: ok
    bot: [may we keep it]
    you: yes
    bot: [may we write to you]
    you: [Yes]
    bot: Thank you. We will write to you.

         How old are you? You can skip this. [Under 18 | 18 to 25 | 26 or older | Skip | ⬅ \
         Back]
    you: 2
    bot: What do you like? …
    you: [Sport]
    bot: What do you like? …
    you: [Cooking]
    bot: What do you like? …
    you: [✔ Done]
    bot: You can always write /menu to see what is possible, and /stop to have quiet.

         What would you like to do? …
"""
YES_IN_ARABIC = """
    you: السلام عليكم
    bot: [languages]
    you: العربية
    bot: [hello]
    you: [متابعة]
    bot: ما نحتفظ به: …
    you: [متابعة]
    bot: المشاركة اختيارك الحر. …
    you: [متابعة]
    bot: هل يمكننا أن نحفظ هنا …
    you: نعم
    bot: هل يمكننا أن نكتب لك عند وجود أخبار، مثل فعالية جديدة؟ لن نكتب ليلًا أبدًا. [نعم | لا \
         | ➡ رجوع]
    you: نعم
    bot: شكرًا لك. سنكتب لك.

         كم عمرك؟ يمكنك تخطّي هذا السؤال. [أقل من 18 سنة | من 18 إلى 25 سنة | 26 سنة أو أكثر | \
         تخطّي | ➡ رجوع]
    you: ٢
    bot: ما اهتماماتك؟ يمكن اختيار أكثر من إجابة، ثم اختيار «تم». ويمكنك تخطّي هذا السؤال. \
         [الرياضة | الموسيقى والرقص | الطبخ | الفنون والأشغال اليدوية | الرحلات والطبيعة | \
         تعلّم اللغة | العمل والمدرسة | الأطفال والعائلة | ✔ تم | ➡ رجوع]
    you: رياضة، طبخ
    bot: يمكنك دائمًا كتابة /menu لمعرفة المتاح هنا، و /stop لإيقاف رسائلنا.

         كيف يمكننا مساعدتك؟ …
"""


@pytest.mark.parametrize(("language", "transcript"), [("en", YES), ("ar", YES_IN_ARABIC)])
def test_a_stranger_says_yes_and_what_they_like(talk: Talk, language: str, transcript: str) -> None:
    """Both yeses, the age group and the interests are kept."""
    talk("", "", transcript)

    ben = talk.world.people.rows[BEN]
    assert ben.language == language
    assert ben.consents == frozenset(Purpose)
    assert ben.age_group is AgeGroup.YOUNG
    assert ben.interests == {Interest.SPORT, Interest.FOOD}


NO = """
    you: /start
    bot: [languages]
    you: [English]
    bot: [hello]
    you: [Continue]
    bot: [what we keep]
    you: [Continue]
    bot: [taking part is free]
    you: [Continue]
    bot: [may we keep it]
    you: no thanks
    bot: That is fine. You can read about events and contacts here without saying yes.

         You can always write /menu to see what is possible, and /stop to have quiet.

         What would you like to do? …
"""
NO_IN_SLOVENE = """
    you: /start
    bot: [languages]
    you: slovenščina
    bot: Pozdravljeni! Sem Lipa, pomočnica na vašem telefonu. …
    you: [Naprej]
    bot: Kaj hranimo: …
    you: [Naprej]
    bot: Sodelovanje je vaša svobodna odločitev. …
    you: [Naprej]
    bot: Ali smemo tu hraniti, …
    you: ne hvala
    bot: V redu. Tudi brez privolitve lahko tu berete o dogodkih in stikih.

         Vedno lahko napišete /menu, da vidite, kaj je mogoče, in /stop, da boste imeli mir.

         Kaj želite narediti? …
"""


@pytest.mark.parametrize(("language", "transcript"), [("en", NO), ("sl", NO_IN_SLOVENE)])
def test_a_no_is_respected_and_nothing_more_is_asked(
    talk: Talk, language: str, transcript: str
) -> None:
    """Only the no itself, in the language it was read in, is recorded."""
    talk("", "", transcript)

    assert talk.world.people.rows[BEN].consents == frozenset()
    recorded = {(each.given, each.language) for each in talk.world.people.decisions}
    assert recorded == {(False, language)}


SKIPPED = """
    you: /start
    bot: [languages]
    you: English
    bot: [hello]
    you: [Continue]
    bot: [what we keep]
    you: [Continue]
    bot: [taking part is free]
    you: [Continue]
    bot: [may we keep it]
    you: yes
    bot: [may we write to you]
    you: no
    bot: Good, we will not.

         How old are you? You can skip this. [Under 18 | 18 to 25 | 26 or older | Skip | ⬅ \
         Back]
    you: skip
    bot: What do you like? …
    you: [✔ Done]
    bot: You can always write /menu to see what is possible, and /stop to have quiet.

         What would you like to do? …
"""


def test_both_questions_can_be_skipped(talk: Talk) -> None:
    """Neither age nor interests are kept, and no message that nobody asked for is allowed."""
    talk("", "", SKIPPED)

    ben = talk.world.people.rows[BEN]
    assert (ben.age_group, ben.interests) == (None, frozenset())
    assert ben.consents == {Purpose.TAKE_PART}
