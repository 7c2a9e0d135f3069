"""The desk in chat: who may see what, and that each look is noted."""

from datetime import timedelta

import pytest

from domain.advice.appointment import BookSlot
from domain.advice.slot import INTERPRETER, Topic
from domain.events.event import EventId
from domain.events.rsvp import Come
from domain.staff.audit import View, Why
from domain.staff.member import INVITE_LASTS, AddMember, ConfirmMember, RemoveMember, Role, StaffId
from domain.surveys.form import Kind
from domain.surveys.survey import SubmitResponse, SurveyId
from tests.fakes.staff import INVITATION
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import DANIEL, at, in_persian, with_events, with_slots, with_survey
from tests.flows.talk import Talk

ENGLISH = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [📆 Today]
    bot: 📆 Tuesday 1 December 2026

         Nothing is booked.
    bot: [the desk of a coordinator]
    you: [📆 Tomorrow]
    bot: 📆 Wednesday 2 December 2026

         🕒 10:00–10:45 · Asylum interview · English · Ana · Poljanska 12
         🕒 10:00–10:45 · Asylum interview · with an interpreter · Maja · Poljanska 12
    bot: [the desk of a coordinator]
    you: [👥 Who comes]
    bot: Which event? [Sun 6 December: Football | Tue 8 December: Cooking together | ⬅ Back]
    you: [Sun 6 December: Football]
    bot: Football
         📅 Sunday 6 December 2026, 15:00
         2 people come.
         2 places are left.
         🚗 Seats taken: 2 of 2, at 14:20 from Main gate
    bot: [the desk of a coordinator]
"""
ARABIC = """
    you: /desk
    bot: [the desk of an adviser]
    you: [📆 اليوم]
    bot: 📆 الثلاثاء 1 ديسمبر 2026

         لا توجد مواعيد محجوزة.
    bot: [the desk of an adviser]
    you: [📆 غدًا]
    bot: 📆 الأربعاء 2 ديسمبر 2026

         🕒 10:00–10:45 · مقابلة اللجوء · English · بوليانسكا 12
    bot: [the desk of an adviser]
"""
PERSIAN = """
    you: میز کار
    bot: [the desk of a manager]
    you: فردا
    bot: 📆 چهارشنبه ۱۱ آذر ۱۴۰۵ (۲ دسامبر)

         🕒 ۱۰:۰۰ تا ۱۰:۴۵ · مصاحبهٔ پناهندگی · English · Ana · پولیانسکا ۱۲
         🕒 ۱۰:۰۰ تا ۱۰:۴۵ · مصاحبهٔ پناهندگی · با مترجم · Maja · پولیانسکا ۱۲
    bot: [the desk of a manager]
    you: [👥 چه کسانی می‌آیند]
    bot: کدام برنامه؟ [یکشنبه ۱۵ آذر (۶ دسامبر): فوتبال | \
         سه‌شنبه ۱۷ آذر (۸ دسامبر): Cooking together | ➡ برگشت]
    you: ۱
    bot: فوتبال
         📅 یکشنبه ۱۵ آذر ۱۴۰۵ (۶ دسامبر)، ساعت ۱۵:۰۰
         ۲ نفر می‌آیند.
         ۲ جا مانده است.
         🚗 صندلی‌های گرفته‌شده: ۲ از ۲، ساعت ۱۴:۲۰ از در اصلی
    bot: [the desk of a manager]
"""


def with_a_day(world: World) -> None:
    """It is Tuesday noon; tomorrow somebody comes to Ana and somebody to Maja, at the same time."""
    with_events(world)
    with_slots(world)
    world.add_person(ANNA)
    world.add_person(DANIEL)
    in_persian(world)
    first, *_rest, last = world.appointments.slots
    world.do(BookSlot(first, Topic.INTERVIEW, "en"), ANNA)
    world.do(BookSlot(last, Topic.INTERVIEW, INTERPRETER), DANIEL)
    world.do(Come(EventId(1), 2, lift=True), ANNA)
    world.now = at(1, 12)


@pytest.mark.parametrize(
    ("language", "transcript", "role", "name"),
    [
        ("en", ENGLISH, Role.COORDINATOR, "Maja"),
        ("ar", ARABIC, Role.ADVISER, "Ana"),
        ("fa", PERSIAN, Role.ADMIN, "Maja"),
    ],
)
def test_the_day_at_the_desk(
    talk: Talk, language: str, transcript: str, role: Role, name: str
) -> None:
    """A coordinator sees all of it, an adviser only what is theirs."""
    with_a_day(talk.world)
    talk.world.staff.employ(BEN, role, name)

    talk("", language, transcript)


def test_every_look_is_noted_once(talk: Talk) -> None:
    """Who, what and why, and nothing of what was shown; asking again shows nothing again."""
    with_a_day(talk.world)
    maja = talk.world.staff.employ(BEN, Role.COORDINATOR)

    talk("", "en", ENGLISH)
    talk.you("thank you")

    def looked(view: View, about: str) -> tuple[StaffId, View, str, Why]:
        return maja, view, about, Why.DESK

    noted = [(each.who, each.view, each.about, each.why) for each in talk.world.audit.rows]
    assert noted == [
        looked(View.APPOINTMENTS, "2026-12-01"),
        looked(View.APPOINTMENTS, "2026-12-02"),
        looked(View.COMING, "1"),
    ]


NOT_STAFF = """
    you: /desk
    bot: This is only for the people who run this service. [☰ Menu]
"""


def test_nobody_else_comes_to_the_desk(talk: Talk) -> None:
    """Neither strangers nor whoever was staff until a moment ago."""
    talk("", "en", NOT_STAFF)

    maja = talk.world.staff.employ(BEN, Role.ADMIN)
    talk.you("/desk")
    talk.world.do(RemoveMember(maja))
    talk.you("1")

    assert "This is only for the people who run this service." in talk.log[-1]
    assert [each.why for each in talk.world.audit.rows] == [Why.REMOVED]


INVITED = """
    you: /start staff-abcdefghjkmn
    bot: You are invited to work at the desk with this phone. Is it yours alone? [Yes | No]
    you: [No]
    bot: Then please use a phone of your own. The invitation still holds. [☰ Menu]
    you: /start staff-abcdefghjkmn
    bot: You are invited to work at the desk with this phone. Is it yours alone? [Yes | No]
    you: yes
    bot: Everybody at the desk has a number of their own. We ask for it when you come to the desk, \
         and again after a quarter of an hour.

         Write a number that you can remember: 4 to 8 digits. Then delete your message here. \
         [⬅ Back]
    you: 123
    bot: Please write 4 to 8 digits.

         Everybody at the desk has a number of their own. …
    you: 4827
    bot: Please write the same number once more. [⬅ Back]
    you: 4828
    bot: Those are two different numbers.

         Everybody at the desk has a number of their own. …
    you: ٤٨٢٧
    bot: Please write the same number once more. [⬅ Back]
    you: 48 27
    bot: Good. We ask for it when you come to the desk.

         If you still see both messages with the number here, delete them.
    bot: **🗂 Desk**
         Your role here: coordinator. What would you like to do? [📆 Today | 📆 Tomorrow | \
         🕒 Change appointments | 👥 Who comes | 📊 Survey results | ✉ Messages | \
         🗓 Plan events | 📣 Tell everybody something | ☰ Menu | ⬅ Back]
"""


def test_an_invitation_opens_the_desk(talk: Talk) -> None:
    """Not by the link alone, and only once."""
    talk.world.do(AddMember("Maja", Role.COORDINATOR))

    talk("", "en", INVITED)
    talk.you(f"/start {INVITATION}")
    talk.you("yes")

    assert "This phone belongs to a member of staff already." in talk.log[-1]
    assert [each.person for each in talk.world.staff.all()] == [BEN]


@pytest.mark.parametrize("code", [INVITATION, "staff-", "staff-x"])
def test_an_old_or_wrong_invitation_opens_nothing(talk: Talk, code: str) -> None:
    """Whoever finds a code a day later has found nothing."""
    talk.world.do(AddMember("Maja", Role.COORDINATOR))
    talk.world.now += INVITE_LASTS + timedelta(seconds=1)
    talk.world.add_person(BEN)

    talk.you(f"/start {code}")
    talk.you("yes")

    assert "This invitation cannot be used. Please ask for a new one." in talk.log[-1]
    assert talk.world.staff.of(BEN) is None


CONFIRMED = """
    you: /desk
    bot: **🗂 Desk**
         Your role here: administrator. What would you like to do? [📆 Today | 📆 Tomorrow | \
         🕒 Change appointments | 👥 Who comes | 📊 Survey results | ✉ Messages | \
         🗓 Plan events | 📣 Tell everybody something | 🔑 New phones | \
         ☰ Menu]
    you: [🔑 New phones]
    bot: These people write from a new phone. Call each of them first; then choose whose phone \
         is really theirs. [Ana | 🗂 Desk | ⬅ Back]
    you: [Ana]
    bot: Confirmed. The desk is open to them again.
    bot: **🗂 Desk**
         Your role here: administrator. What would you like to do? [📆 Today | 📆 Tomorrow | \
         🕒 Change appointments | 👥 Who comes | 📊 Survey results | ✉ Messages | \
         🗓 Plan events | 📣 Tell everybody something | ☰ Menu]
"""


def test_a_new_phone_is_confirmed_by_an_administrator(talk: Talk) -> None:
    """Until then it opens nothing, and nobody confirms themselves."""
    talk.world.add_person(BEN)
    talk.world.add_person(ANNA)
    maja = talk.world.staff.employ(BEN, Role.ADMIN)
    ana = talk.world.staff.employ(ANNA, Role.ADVISER, "Ana")
    talk.world.staff.doubt(ana)

    talk("", "en", CONFIRMED)

    assert talk.world.staff.rows[ana].trusted
    talk.world.staff.doubt(maja)
    talk.you("/desk")
    assert "Please ask an administrator to confirm that it is you." in talk.log[-1]
    talk.world.do(ConfirmMember(maja), BEN)
    assert not talk.world.staff.rows[maja].trusted


def test_survey_results_in_short(talk: Talk) -> None:
    """Counts, where there are enough; the look is noted."""
    with_survey(talk.world)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    talk.world.add_person(BEN)
    form = talk.world.surveys.all()[0]
    asked = next(q for q in form.questions if q.kind is Kind.SELECT_ONE)
    first, second = (choice.name for choice in asked.choices[:2])

    def answer(choice: str) -> None:
        given = SubmitResponse(SurveyId(form.id), form.version, "", {asked.name: choice})
        talk.world.surveys.keep(given, "en", talk.world.now.date())

    for choice in (first,) * 4:
        answer(choice)
    for words in ("/desk", "[📊 Survey results]", "1"):
        talk.you(words)
    assert "Fewer than 5 people have answered." in "\n".join(talk.log[-2:])

    for choice in (*(first,) * 5, *(second,) * 6):
        answer(choice)
    for words in ("[📊 Survey results]", "1"):
        talk.you(words)

    said = "\n".join(talk.log[-2:])
    assert "15 people have answered." in said
    counts = said[said.index(asked.label.by_language["en"]) :].splitlines()[1:3]
    assert [line.rpartition(": ")[2] for line in counts] == ["9", "6"]
    answer(second)
    for words in ("[📊 Survey results]", "1"):
        talk.you(words)
    assert "\n".join(talk.log[-2:]) == said
    assert "New answers are counted five at a time" in said
    looks = [(each.view, each.about) for each in talk.world.audit.rows]
    assert looks == [(View.RESPONSES, form.id)] * 3
