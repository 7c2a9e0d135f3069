"""Appointments that somebody has, or may not have."""

from domain.advice.appointment import AppointmentState, BookSlot
from domain.advice.slot import Topic
from domain.people.person import AgeGroup, Purpose
from domain.staff.member import Duty, Role
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import only_slot, with_slots
from tests.flows.talk import Talk

SECOND = """
    you: /legal
    bot: [topics of advice]
    you: decision
    bot: [three times]
    you: thursday
    bot: Do you mean Thursday 3 December 2026, 09:00? [Yes | No | ⬅ Back]
    you: yes
    bot: Booked.

         📅 Thursday 3 December 2026
         🕒 09:00
         📍 Poljanska 12

         We will remind you the day before and two hours before. [🔁 Another time | I can't come | \
         🎒 What to bring | ☰ Menu]
    you: /legal
    bot: [topics of advice]
    you: decision
    bot: You already have an appointment about this.

         Your appointments: [Thu 3 December, 09:00 | ⬅ Back]
    you: 1
    bot: 📅 Thursday 3 December 2026
         🕒 09:00
         📍 Poljanska 12

         Please bring your card, the decision, and the envelope it came in. The date on it is \
         important. [🔁 Another time | I can't come | 🗓 My appointments | ⬅ Back]
    you: [I can't come]
    bot: Shall we cancel Thursday 3 December 2026, 09:00? [Yes, cancel it | No, keep it | 🔁 \
         Another time | ⬅ Back]
    you: no
    bot: 📅 Thursday 3 December 2026
         🕒 09:00
         📍 Poljanska 12

         Please bring your card, the decision, and the envelope it came in. The date on it is \
         important. [🔁 Another time | I can't come | 🗓 My appointments | ⬅ Back]
    you: [I can't come]
    bot: Shall we cancel Thursday 3 December 2026, 09:00? [Yes, cancel it | No, keep it | 🔁 \
         Another time | ⬅ Back]
    you: yes
    bot: Cancelled. Thank you for telling us: somebody else can come. [💬 Book free advice | ☰ \
         Menu]
    you: /appointments
    bot: [no appointment]
"""


def test_a_second_appointment_about_the_same_is_the_first_one(talk: Talk) -> None:
    """Whoever has one is shown it, can keep it, and can cancel it."""
    with_slots(talk.world)

    talk("", "en", SECOND)

    [only] = talk.world.appointments.rows.values()
    assert only.state is AppointmentState.CANCELLED
    assert talk.world.posts.reminders == []


UNDER_AGE = """
    you: /legal
    bot: [topics of advice]
    you: something else
    bot: Your guardian, or an adult you trust, may come with you.

         Does an adult come with you? [Yes | No | ⬅ Back]
    you: yes
    bot: [one time]
    you: 1
    bot: Booked.

         📅 Wednesday 2 December 2026
         🕒 10:00
         📍 Poljanska 12

         Your guardian, or an adult you trust, may come with you.

         We will remind you the day before and two hours before. [🔁 Another time | I can't come | \
         🎒 What to bring | ☰ Menu]
    you: my appointments
    bot: [my one appointment]
    you: 1
    bot: 📅 Wednesday 2 December 2026
         🕒 10:00
         📍 Poljanska 12

         Please bring your card and any letters about your question.

         Your guardian, or an adult you trust, may come with you. [🔁 Another time | \
         I can't come | 🗓 My appointments | ⬅ Back]
"""


def test_a_young_person_may_bring_an_adult(talk: Talk) -> None:
    """It is said when they book and whenever they look; the adviser knows whether one comes."""
    only_slot(talk.world)
    talk.world.add_person(BEN)
    talk.world.people.set_age_group(BEN, AgeGroup.UNDER_18, talk.world.now)
    talk.world.add_person(ANNA)
    talk.world.staff.employ(ANNA, Role.ADVISER, "Ana", [Duty.CHILDREN])

    talk("", "en", UNDER_AGE)

    [only] = talk.world.appointments.rows.values()
    assert only.accompanied


NO = """
    you: /legal
    bot: To book a time for you we need your yes. …
    you: [More]
    bot: [more about what is kept]
    you: no
    bot: That is fine. You can read about events and contacts here without saying yes.

         Without your yes we cannot book a time. [🆘 Help and contacts | ☰ Menu]
    you: /legal
    bot: To book a time for you we need your yes. …
    you: cancel
    bot: Nothing was changed.

         Without your yes we cannot book a time. [🆘 Help and contacts | ☰ Menu]
    you: /legal
    bot: To book a time for you we need your yes. …
    you: [⬅ Back]
    bot: [the menu]
"""


def test_booking_needs_a_yes(talk: Talk) -> None:
    """Without it a person is still to be found; nothing is asked twice."""
    with_slots(talk.world)
    talk.world.add_person(BEN, consents=frozenset({Purpose.BE_WRITTEN}))

    talk("", "en", NO)

    assert talk.world.appointments.rows == {}


OVER = """
    you: /appointments
    bot: [my one appointment]
    you: 1
    bot: 📅 Wednesday 2 December 2026
         🕒 10:00
         📍 Poljanska 12

         Please bring your card and any letters about your question. [🔁 Another time | \
         I can't come | 🗓 My appointments | ⬅ Back]
    you: [I can't come]
    bot: Shall we cancel Wednesday 2 December 2026, 10:00? [Yes, cancel it | No, keep it | 🔁 \
         Another time | ⬅ Back]
    meanwhile: it has ended
    you: yes
    bot: This appointment is over or was cancelled before. [☰ Menu]
    you: my appointments
    bot: [no appointment]
"""


def test_an_appointment_that_is_over_cannot_be_cancelled(talk: Talk) -> None:
    """The screen may be old; the answer is not."""
    slot = only_slot(talk.world)
    talk.world.add_person(BEN)
    talk.world.do(BookSlot(slot.id, Topic.OTHER, "en"), BEN)
    talk.meanwhile = {"it has ended": lambda: setattr(talk.world, "now", slot.ends)}

    talk("", "en", OVER)
