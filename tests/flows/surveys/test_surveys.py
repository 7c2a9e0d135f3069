"""Answering a survey, from the list to the last button."""

import pytest

from domain.surveys.form import Answer
from domain.surveys.survey import SubmitResponse, SurveyId
from tests.fakes.world import BEN
from tests.flows.scenery import with_survey
from tests.flows.talk import Talk

ANSWERS: dict[str, Answer] = {
    "meals": ("lunch", "dinner"),
    "taste": "bad",
    "why": "Rice every day.",
    "people": 3,
    "read": "OK",
}
ALL_KINDS = """
    bot: [the menu]
    you: [📝 Tell us what you think]
    bot: [the list of surveys]
    you: [Food]
    bot: [food, before it begins]
    you: [Begin]
    bot: [the first question about food]
    you: [Lunch]
    bot: [lunch is ticked]
    you: [Dinner]
    bot: 1 of 5

         Which meals do you eat here? [✅ Lunch | ✅ Dinner | None of these | ✔ Done | ⬅ Back]
    you: [✔ Done]
    bot: [how the food is]
    you: [Bad]
    bot: [what is wrong with the food]
    you: Rice every day.
    bot: [for how many people]
    you: three
    bot: [we publish it]
    you: [OK]
    bot: [send the answers]
    you: [Send]
    bot: [thank you for the answers]
"""
ALL_KINDS_IN_ARABIC = """
    bot: [the menu]
    you: رأيك يهمنا
    bot: ما الموضوع الذي يهمك إخبارنا عنه؟ [الطعام]
    you: ١
    bot: **الطعام** …
    you: نعم
    bot: إنه قصير.

         1 من 5

         ما الوجبات التي تأكلها هنا؟ [الغداء | العشاء | لا شيء من ذلك | ✔ تم | ➡ رجوع]
    you: ١ و ٢
    bot: [how the food is]
    you: سيئ
    bot: [what is wrong with the food]
    you: Rice every day.
    bot: 4 من 5

         لكم شخصًا؟ [تخطّي | ➡ رجوع | 🌐 English?]
    you: ٣
    bot: 5 من 5

         سننشر النتائج. [حسنًا | تخطّي | ➡ رجوع]
    you: موافق
    bot: هذا كل شيء. هل نرسل إجاباتك؟ [إرسال | ➡ رجوع]
    you: إرسال
    bot: شكرًا لك! إجاباتك تساعد على تحسين الأمور. [☰ القائمة]
"""
ALL_KINDS_IN_SLOVENE = """
    bot: Kaj želite narediti? …
    you: 4
    bot: O čem bi nam radi povedali? [Hrana]
    you: hrana
    bot: **Hrana** …
    you: ja
    bot: Kratko je.

         1 od 5

         Kaj tu jeste? [Kosilo | Večerjo | Nič od tega | ✔ Končano | ⬅ Nazaj]
    you: kosilo in večerjo
    bot: 2 od 5

         Kako je? [Dobro | Slabo | Preskoči | ⬅ Nazaj]
    you: slabo
    bot: 3 od 5

         Kaj je narobe?

         Brez imen, prosimo. [Preskoči | ⬅ Nazaj]
    you: Rice every day.
    bot: 4 od 5

         Za koliko ljudi? [Preskoči | ⬅ Nazaj]
    you: tri
    bot: 5 od 5

         Objavimo. [V redu | Preskoči | ⬅ Nazaj]
    you: v redu
    bot: To je bilo vse. Ali pošljemo vaše odgovore? [Pošlji | ⬅ Nazaj]
    you: pošlji
    bot: Hvala! Vaši odgovori pomagajo, da bo bolje. [☰ Meni]
"""


@pytest.mark.parametrize(
    ("language", "transcript"),
    [("en", ALL_KINDS), ("ar", ALL_KINDS_IN_ARABIC), ("sl", ALL_KINDS_IN_SLOVENE)],
)
def test_every_kind_of_question_is_answered(talk: Talk, language: str, transcript: str) -> None:
    """Pressed or typed, the answers are sent once, with the day and without a name."""
    with_survey(talk.world)

    talk("menu", language, transcript)

    response = SubmitResponse(SurveyId("food"), "1", "", ANSWERS)
    day = talk.world.now.date()
    assert talk.world.surveys.responses == [(response, language, day)]


SKIPPED = """
    you: /survey
    bot: [the list of surveys]
    you: 1
    bot: [food, before it begins]
    you: ok
    bot: [the first question about food]
    you: [✔ Done]
    bot: [how the food is]
    you: [Skip]
    bot: [for how many people]
    you: skip
    bot: [we publish it]
    you: [Skip]
    bot: [send the answers]
    you: [Send]
    bot: [thank you for the answers]
    you: /survey
    bot: [no questions now]
"""


def test_every_question_can_be_skipped(talk: Talk) -> None:
    """Nobody has to answer anything; having answered is remembered, what is not."""
    with_survey(talk.world)

    talk("", "en", SKIPPED)

    [(response, _language, _day)] = talk.world.surveys.responses
    assert response.answers == {}
    assert talk.world.surveys.answered(BEN, SurveyId("food"))
