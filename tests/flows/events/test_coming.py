"""I'm coming: with whom, with a lift or without."""

import pytest

from domain.events.rsvp import Rsvp, RsvpState
from tests.fakes.world import BEN
from tests.flows.scenery import COOKING, FOOTBALL, with_events
from tests.flows.talk import Talk

COMING = """
    you: /events
    bot: [the events]
    you: 1
    bot: **Football** …
    you: [I'm coming]
    bot: [how many are coming]
    you: 2
    bot: [a lift to football]
    you: yes please
    bot: [see you there]
    bot: **Football** …
"""
COMING_IN_ARABIC = """
    you: الفعاليات
    bot: [the events]
    you: كرة القدم
    bot: [football]
    you: [سأحضر]
    bot: كم عدد القادمين، وأنت منهم؟ يُرجى كتابة رقم. [1 | 2 | 3 | 4 | 5 | ➡ رجوع]
    you: ٢
    bot: تنطلق سيارة الساعة 14:20 من البوابة الرئيسية. هل يلزمك توصيل؟ [نعم | لا | ➡ رجوع]
    you: نعم
    bot: إلى اللقاء هناك!

         سنذكّرك قبل الموعد بيوم، ثم قبله بساعتين.
    bot: **كرة القدم**
         📅 الأحد 6 ديسمبر 2026
         🕒 15:00–17:00
         📍 مدرسة ليفادا
         🚗 تنطلق سيارة الساعة 14:20 من البوابة الرئيسية.

         يمكن للجميع اللعب.

         بقي مكانان.

         ✅ تم تسجيل الحضور: شخصان، مع توصيل. [تغيير | 🚗 التوصيل | لن أحضر | 📎 إلى تقويمي | 📅 \
         كل الفعاليات | ➡ رجوع]
"""
COMING_IN_SLOVENE = """
    you: dogodki
    bot: Tole se dogaja. …
    you: nogomet
    bot: **Nogomet**
         📅 nedelja, 6. december 2026
         🕒 15:00–17:00
         📍 Šola Livada
         🚗 Avto odpelje ob 14:20. Odhod: Glavni vhod.

         Igra lahko vsak.

         Na voljo so še 4 mesta. [Pridem | 📎 Za moj koledar | 📅 Vsi dogodki | ⬅ Nazaj]
    you: [Pridem]
    bot: Koliko oseb pride, vi in drugi skupaj? …
    you: dva
    bot: Avto odpelje ob 14:20. Odhod: Glavni vhod. Ali potrebujete prevoz? [Da | Ne | ⬅ \
         Nazaj]
    you: ja
    bot: Se vidimo!

         Spomnili vas bomo dan prej in dve uri prej.
    bot: **Nogomet**
         📅 nedelja, 6. december 2026
         🕒 15:00–17:00
         📍 Šola Livada
         🚗 Avto odpelje ob 14:20. Odhod: Glavni vhod.

         Igra lahko vsak.

         Na voljo sta še 2 mesti.

         ✅ Pridete: 2 osebi, s prevozom. [Spremeni | 🚗 Prevozi | Ne pridem | 📎 Za moj koledar \
         | 📅 Vsi dogodki | ⬅ Nazaj]
"""


@pytest.mark.parametrize(
    ("language", "transcript"),
    [("en", COMING), ("ar", COMING_IN_ARABIC), ("sl", COMING_IN_SLOVENE)],
)
def test_two_people_come_by_car(talk: Talk, language: str, transcript: str) -> None:
    """Places and seats are theirs, and two reminders are planned."""
    with_events(talk.world)

    talk("", language, transcript)

    coming = Rsvp(FOOTBALL.id, 2, lift=True, state=RsvpState.COMING)
    assert talk.world.events.rsvps[FOOTBALL.id, BEN] == coming
    assert len(talk.world.posts.reminders) == 2


CHANGING = """
    you: [Change]
    bot: [how many are coming]
    you: 1
    bot: [a lift to football]
    you: [No]
    bot: [see you there]
    bot: **Football** …
    you: [I'm not coming]
    bot: Thank you for telling us.
    bot: **Football** …
"""


def test_a_mind_is_changed_twice(talk: Talk) -> None:
    """Whoever holds seats is asked about them again; whoever stays away frees them all."""
    with_events(talk.world)
    talk("", "en", COMING)

    talk("", "en", CHANGING)

    assert talk.world.events.get(FOOTBALL.id) == FOOTBALL
    assert talk.world.posts.reminders == []


UNDECIDED = """
    you: /events
    bot: [the events]
    you: cooking
    bot: [cooking]
    you: [I'm coming]
    bot: [what we keep]
    you: [⬅ Back]
    bot: [cooking]
    you: [I'm coming]
    bot: [what we keep]
    you: [Continue]
    bot: [taking part is free]
    you: [Continue]
    bot: [may we keep it]
    you: no
    bot: That is fine. You can read about events and contacts here without saying yes.

         Without your yes we cannot keep a place for you. You are still welcome. [☰ Menu]
    you: /events
    bot: [the events]
    you: cooking
    bot: [cooking]
    you: [I'm coming]
    bot: [what we keep]
    you: [Continue]
    bot: [taking part is free]
    you: [Continue]
    bot: [may we keep it]
    you: yes
    bot: [may we write to you]
    you: no
    bot: Good, we will not.

         How many people are coming, you and others? …
    you: 1
    bot: [see you there]
    bot: **Cooking together**
         📅 Tuesday 8 December 2026
         🕒 18:00–21:00
         📍 Rog centre

         ✅ You are coming: 1 person. [Change | 🚗 Lifts | I'm not coming | 📎 For my calendar | \
         📅 All events | ⬅ Back]
"""


def test_coming_needs_a_yes_and_goes_on_after_it(talk: Talk) -> None:
    """Back leads to the event, no leaves it at that, yes goes on with the question."""
    with_events(talk.world)
    talk.world.add_person(BEN, consents=frozenset())

    talk("", "en", UNDECIDED)

    assert talk.world.events.rsvps[COOKING.id, BEN].people == 1


STOPPED = """
    you: /events
    bot: [the events]
    you: cooking
    bot: [cooking]
    you: [I'm coming]
    bot: [how many are coming]
    you: 1
    bot: See you there!

         You asked us not to write, so there will be no reminder.
    bot: **Cooking together**
         📅 Tuesday 8 December 2026
         🕒 18:00–21:00
         📍 Rog centre

         ✅ You are coming: 1 person. [Change | 🚗 Lifts | I'm not coming | 📎 For my calendar | \
         📅 All events | ⬅ Back]
"""


def test_whoever_stopped_us_can_come_and_is_not_reminded(talk: Talk) -> None:
    """STOP wins, and it is said."""
    with_events(talk.world)
    talk.world.add_person(BEN)
    talk.world.people.set_stopped(BEN, stopped=True, at=talk.world.now)

    talk("", "en", STOPPED)

    assert talk.world.posts.reminders == []
