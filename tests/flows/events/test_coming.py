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
    you: [🚗 I'm coming, I need a lift]
    bot: [see you there]
    bot: **Football**
         📅 Sunday 6 December 2026
         🕒 15:00–17:00
         📍 Livada school
         🚗 A car leaves at 14:20 from Main gate.

         Everybody can play.

         3 places are left.

         ✅ You are coming: 1 person, with a lift. [I can't come | 👥 Change how many | 🚗 Lifts | \
         📎 For my calendar | 📅 All events]
    you: [👥 Change how many]
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
    you: [🚗 سأحضر وأحتاج إلى توصيل]
    bot: إلى اللقاء هناك!

         سنذكّرك قبل الموعد بيوم، ثم قبله بساعتين.
    bot: **كرة القدم**
         📅 الأحد 6 ديسمبر 2026
         🕒 15:00–17:00
         📍 مدرسة ليفادا
         🚗 تنطلق سيارة الساعة 14:20 من البوابة الرئيسية.

         يمكن للجميع اللعب.

         بقيت 3 أماكن.

         ✅ تم تسجيل الحضور: شخص واحد، مع توصيل. [لن أتمكن من الحضور | 👥 تغيير العدد | 🚗 التوصيل \
         | 📎 إلى تقويمي | 📅 كل الفعاليات]
    you: [👥 تغيير العدد]
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

         ✅ تم تسجيل الحضور: شخصان، مع توصيل. [لن أتمكن من الحضور | 👥 تغيير العدد | 🚗 التوصيل | \
         📎 إلى تقويمي | 📅 كل الفعاليات]
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

         Na voljo so še 4 mesta. [Pridem | 🚗 Pridem, potrebujem prevoz | 📎 Za moj koledar | 📅 \
         Vsi dogodki | ⬅ Nazaj]
    you: [🚗 Pridem, potrebujem prevoz]
    bot: Se vidimo!

         Spomnili vas bomo dan prej in dve uri prej.
    bot: **Nogomet**
         📅 nedelja, 6. december 2026
         🕒 15:00–17:00
         📍 Šola Livada
         🚗 Avto odpelje ob 14:20. Odhod: Glavni vhod.

         Igra lahko vsak.

         Na voljo so še 3 mesta.

         ✅ Pridete: 1 oseba, s prevozom. [Ne morem priti | 👥 Spremeni število | 🚗 Prevozi | 📎 \
         Za moj koledar | 📅 Vsi dogodki]
    you: [👥 Spremeni število]
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

         ✅ Pridete: 2 osebi, s prevozom. [Ne morem priti | 👥 Spremeni število | 🚗 Prevozi | 📎 \
         Za moj koledar | 📅 Vsi dogodki]
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
    you: [👥 Change how many]
    bot: [how many are coming]
    you: 1
    bot: [a lift to football]
    you: [No]
    bot: [see you there]
    bot: **Football** …
    you: [I can't come]
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
    bot: [a yes for a place]
    you: [⬅ Back]
    bot: [cooking]
    you: [I'm coming]
    bot: [a yes for a place]
    you: no
    bot: That is fine. You can read about events and contacts here without saying yes.

         Without your yes we cannot keep a place for you. You are still welcome. [🆘 Help and \
         contacts | ☰ Menu]
    you: /events
    bot: [the events]
    you: cooking
    bot: [cooking]
    you: [I'm coming]
    bot: [a yes for a place]
    you: yes
    bot: [see you there]
    bot: **Cooking together**
         📅 Tuesday 8 December 2026
         🕒 18:00–21:00
         📍 Rog centre

         ✅ You are coming: 1 person. [I can't come | 👥 Change how many | 🚗 Lifts | 📎 For my \
         calendar | 📅 All events]
    bot: [may we write to you]
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
    bot: See you there!

         You asked us not to write, so there will be no reminder.
    bot: **Cooking together**
         📅 Tuesday 8 December 2026
         🕒 18:00–21:00
         📍 Rog centre

         ✅ You are coming: 1 person. [I can't come | 👥 Change how many | 🚗 Lifts | 📎 For my \
         calendar | 📅 All events]
"""


def test_whoever_stopped_us_can_come_and_is_not_reminded(talk: Talk) -> None:
    """STOP wins, and it is said."""
    with_events(talk.world)
    talk.world.add_person(BEN)
    talk.world.people.set_stopped(BEN, stopped=True, at=talk.world.now)

    talk("", "en", STOPPED)

    assert talk.world.posts.reminders == []
