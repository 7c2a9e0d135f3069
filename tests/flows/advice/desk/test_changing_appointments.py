"""Staff change appointments in chat: another time, no time, and a no-show that was none."""

import pytest

from domain.advice.appointment import AppointmentId, AppointmentState, BookSlot, MarkMissed
from domain.advice.slot import SlotId, Topic
from domain.staff.member import Role
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import at, with_slots
from tests.flows.talk import Talk

ENGLISH = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🕒 Change appointments]
    bot: On which day is the appointment? [📆 Today | 📆 Tomorrow | 🗂 Desk]
    you: [📆 Tomorrow]
    bot: Which appointment? [Wed 2 December, 10:00 · Ana | 🗂 Desk | ⬅ Back]
    you: 1
    bot: Wed 2 December, 10:00 · Ana [🔁 Another time | ✖ Cancel the appointment | 🗂 Desk | ⬅ Back]
    you: [🔁 Another time]
    bot: Which time do they get? [Wed 2 December, 11:00 · Ana | Thu 3 December, 09:00 · Ana \
         | ⬅ Back]
    you: 2
    bot: It is moved. They are being told.
    bot: [the desk of a coordinator]
"""
ARABIC = """
    you: /desk
    bot: [the desk of an adviser]
    you: [🕒 تغيير المواعيد]
    bot: في أي يوم الموعد؟ [📆 اليوم | 📆 غدًا | 🗂 مكتب الفريق]
    you: [📆 غدًا]
    bot: أي موعد؟ [الأربعاء 2 ديسمبر، 10:00 · Ana | 🗂 مكتب الفريق | ➡ رجوع]
    you: 1
    bot: الأربعاء 2 ديسمبر، 10:00 · Ana [🔁 وقت آخر | ✖ إلغاء الموعد | 🗂 مكتب الفريق | ➡ رجوع]
    you: 2
    bot: لماذا لن يُعقد؟ سيصل السبب إلى صاحب الموعد. [لا يمكن تقديم الاستشارة في ذلك الوقت. | \
         المكتب مغلق في ذلك الوقت. | حُلّ سؤالك بطريقة أخرى. | دون سبب | لا، يبقى كما هو | ➡ رجوع]
    you: 1
    bot: أُلغي الموعد. يجري الإبلاغ.
    bot: [the desk of an adviser]
"""
UNDO = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🕒 Change appointments]
    bot: On which day is the appointment? [📆 Today | 📆 Tomorrow | 🗂 Desk]
    you: [📆 Today]
    bot: Which appointment? [Wed 2 December, 10:00 · Ana | 🗂 Desk | ⬅ Back]
    you: 1
    bot: Wed 2 December, 10:00 · Ana [They came after all | 🗂 Desk | ⬅ Back]
    you: 1
    bot: Noted: they came. They are told that it was our mistake.
    bot: **🗂 Desk**
         Your role here: coordinator. What would you like to do? [📆 Today | 📆 Tomorrow | \
         🙁 Somebody did not come | 🕒 Change appointments | 👥 Who comes | 📊 Survey results | \
         ✉ Messages | 🗓 Plan events | 📣 Tell everybody something | ☰ Menu]
"""


@pytest.fixture
def booked(talk: Talk) -> Talk:
    """Anna comes to Ana tomorrow; Maja's times are others'."""
    with_slots(talk.world)
    talk.world.add_person(ANNA)
    talk.world.do(BookSlot(SlotId(1), Topic.OTHER, "en"), ANNA)
    talk.world.now = at(1, 12)
    return talk


@pytest.mark.parametrize(
    ("language", "transcript", "role", "slot", "state"),
    [
        ("en", ENGLISH, Role.COORDINATOR, 3, AppointmentState.OPEN),
        ("ar", ARABIC, Role.ADVISER, 1, AppointmentState.CANCELLED),
    ],
)
def test_an_appointment_is_changed_at_the_desk(
    booked: Talk, language: str, transcript: str, role: Role, slot: int, state: AppointmentState
) -> None:
    """Whoever has it is told."""
    booked.world.staff.employ(BEN, role, "Ana" if role is Role.ADVISER else "Maja")

    booked("", language, transcript)

    changed = booked.world.appointments.rows[AppointmentId(1)]
    assert (changed.slot.id, changed.state) == (slot, state)
    assert [person for person, _say in booked.world.posts.letters] == [ANNA]


def test_a_no_show_is_taken_back(booked: Talk) -> None:
    """One tap was too quick."""
    booked.world.now = at(2, 10, 20)
    booked.world.do(MarkMissed(AppointmentId(1)))
    booked.world.staff.employ(BEN, Role.COORDINATOR)

    booked("", "en", UNDO)

    assert booked.world.appointments.rows[AppointmentId(1)].state is AppointmentState.OPEN


def test_whoever_only_looks_is_offered_no_change(booked: Talk) -> None:
    """The day is theirs to see; nothing in it is theirs to move or to cancel."""
    booked.world.add_person(BEN)
    booked.world.staff.employ(BEN, Role.VIEWER)

    booked.you("/desk")

    assert "📆 Tomorrow | 👥 Who comes" in booked.log[-1]
