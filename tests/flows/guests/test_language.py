"""The language is changed in the middle of something, and nothing is lost."""

from domain.advice.slot import Topic
from domain.surveys.form import Answer
from domain.surveys.survey import SubmitResponse, SurveyId
from tests.fakes.world import BEN
from tests.flows.scenery import with_slots, with_survey
from tests.flows.talk import Talk

BOOKING = """
    you: /legal
    bot: [topics of advice]
    you: family
    bot: [three times]
    you: /language
    bot: 🌐 Please choose your language. [English | Slovenščina | العربية | فارسی | \
         Français | Русский | ⬅ Back]
    you: [العربية]
    bot: من الآن نكتب لك بهذه اللغة.

         أي وقت يناسبك؟ [الأربعاء 2 ديسمبر، 10:00 | الأربعاء 2 ديسمبر، 11:00 | الخميس 3 ديسمبر، \
         09:00 | 🌐 لغة أخرى | ➡ رجوع]
    you: /language
    bot: [languages, with a way back]
    you: slovenščina
    bot: Od zdaj naprej pišemo v tem jeziku.

         Katera ura vam ustreza? [sre., 2. december, 10:00 | sre., 2. december, 11:00 | čet., 3. \
         december, 09:00 | 🌐 Drug jezik | ⬅ Nazaj]
    you: 1
    bot: Rezervirano.

         📅 sreda, 2. december 2026
         🕒 10:00
         📍 Poljanska 12

         Spomnili vas bomo dan prej in dve uri prej. [🔁 Drug termin | Ne morem priti | 🎒 Kaj \
         prinesti | ☰ Meni]
"""


def test_a_booking_goes_on_in_the_new_language(talk: Talk) -> None:
    """The topic and the day stay chosen."""
    with_slots(talk.world)

    talk("", "en", BOOKING)

    [booked] = talk.world.appointments.open_of(BEN, talk.world.now)
    assert (booked.topic, booked.language) == (Topic.FAMILY, "en")


SURVEY = """
    you: /survey
    bot: [the list of surveys]
    you: 1
    bot: [food, before it begins]
    you: [Begin]
    bot: [the first question about food]
    you: [Lunch]
    bot: [lunch is ticked]
    you: اللغة
    bot: 🌐 Please choose your language. [English | Slovenščina | العربية | فارسی | \
         Français | Русский | ⬅ Back]
    you: [العربية]
    bot: من الآن نكتب لك بهذه اللغة.

         1 من 5

         ما الوجبات التي تأكلها هنا؟ [✅ الغداء | العشاء | لا شيء من ذلك | ✔ تم | ➡ رجوع]
    you: [العشاء]
    bot: 1 من 5

         ما الوجبات التي تأكلها هنا؟ [✅ الغداء | ✅ العشاء | لا شيء من ذلك | ✔ تم | ➡ رجوع]
    you: [✔ تم]
    bot: [how the food is]
    you: [سيئ]
    bot: [what is wrong with the food]
    you: jezik
    bot: [languages, with a way back]
    you: nazaj
    bot: [what is wrong with the food]
    you: اللغة
    bot: [languages, with a way back]
    you: slovenščina
    bot: Od zdaj naprej pišemo v tem jeziku.

         3 od 5

         Kaj je narobe?

         Brez imen, prosimo. [Preskoči | ⬅ Nazaj]
    you: predrago
    bot: 4 od 5

         Za koliko ljudi? [Preskoči | ⬅ Nazaj]
    you: ٣
    bot: 5 od 5

         Objavimo. [V redu | Preskoči | ⬅ Nazaj]
    you: v redu
    bot: To je bilo vse. Ali pošljemo vaše odgovore? [Pošlji | ⬅ Nazaj]
    you: da
    bot: Hvala! Vaši odgovori pomagajo, da bo bolje. [☰ Meni]
"""


def test_a_survey_goes_on_in_the_new_language(talk: Talk) -> None:
    """What is ticked stays ticked; the answers are the same in every language."""
    with_survey(talk.world)

    talk("", "en", SURVEY)

    answers: dict[str, Answer] = {
        "meals": ("lunch", "dinner"),
        "taste": "bad",
        "why": "predrago",
        "people": 3,
        "read": "OK",
    }
    response = SubmitResponse(SurveyId("food"), "1", "", answers)
    assert talk.world.surveys.responses == [(response, "sl", talk.world.now.date())]


IDLE = """
    bot: [the menu]
    you: [🌐 Language]
    bot: [languages]
    you: 2
    bot: Od zdaj naprej pišemo v tem jeziku. [☰ Meni]
    you: [☰ Meni]
    bot: Kaj želite narediti? …
"""


def test_the_language_is_changed_from_the_menu(talk: Talk) -> None:
    """From the next message on."""
    talk("menu", "en", IDLE)
