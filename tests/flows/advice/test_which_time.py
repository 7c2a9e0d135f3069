"""From a list of few times or day by day; what is taken meanwhile; how an appointment ends."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.advice.appointment import AppointmentState, BookSlot
from domain.advice.slot import Topic
from domain.people.person import AgeGroup
from domain.staff.member import Duty, Role
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import ANA, DANIEL, at, with_slots
from tests.flows.talk import Talk


def many(talk: Talk, hours: int, days: int = 3) -> None:
    """Ana has so many times on each of these days, from ten o'clock on."""
    starts = [at(2 + day, 10 + hour) for day in range(days) for hour in range(hours)]
    times = tuple((each, each + timedelta(minutes=45)) for each in starts)
    talk.world.appointments.add_slots(replace(ANA, times=times))
    talk.world.add_person(DANIEL)
    talk.world.add_person(BEN)


def daniel_takes(talk: Talk, day: int, hour: int) -> None:
    """Somebody is faster."""
    slots = talk.world.appointments.slots.values()
    [slot] = [each for each in slots if each.starts == at(day, hour)]
    talk.world.do(BookSlot(slot.id, Topic.DECISION, "en"), DANIEL)


@pytest.mark.parametrize(("hours", "days", "question"), [(4, 2, "time"), (3, 3, "day")])
def test_up_to_eight_times_stand_in_one_list(
    talk: Talk, hours: int, days: int, question: str
) -> None:
    """More of them are chosen day by day."""
    many(talk, hours, days)

    for words in ("/legal", "family"):
        talk.you(words)

    assert talk.log[-1].startswith(f"bot: Which {question} suits you?")


def test_of_many_times_the_rest_of_the_day_is_offered(talk: Talk) -> None:
    """Whoever was slower does not choose the day again, as long as anything of it is free."""
    many(talk, 4)
    for words in ("/legal", "family", "thursday"):
        talk.you(words)
    daniel_takes(talk, 3, 11)

    talk.you("[11:00]")
    assert talk.log[-1] == (
        "bot: Sorry, somebody has just taken that time.\n\n"
        "Which time suits you? [10:00 | 12:00 | 13:00 | ⬅ Back]"
    )


def test_of_few_times_those_of_the_day_stand_first(talk: Talk) -> None:
    """Then the other days."""
    many(talk, 2)
    for words in ("/legal", "family"):
        talk.you(words)
    daniel_takes(talk, 3, 11)

    talk.you("[Thu 3 December, 11:00]")
    assert (
        "[Thu 3 December, 10:00 | Wed 2 December, 10:00 | Wed 2 December, 11:00 | "
        "Fri 4 December, 10:00 | Fri 4 December, 11:00 | 🌐 Another language | ⬅ Back]"
    ) in talk.log[-1]


ONE = """
    you: {words}
    bot: Shall we cancel Wednesday 2 December 2026, 10:00? [Yes, cancel it | No, keep it | \
         🔁 Another time{beside}]
    you: {answer}
    bot: {then} …
"""


@pytest.mark.parametrize(
    ("words", "beside"),
    [
        ("cancel my appointment", ""),
        ("i cant come to my appointment", ""),
        ("إلغاء موعدي", " | 🌐 العربية؟"),  # their language, which is offered once
        ("odpovej termin", ""),
    ],
)
@pytest.mark.parametrize(
    ("answer", "then", "state"),
    [
        ("yes", "Cancelled.", AppointmentState.CANCELLED),
        ("no", "📅 Wednesday 2 December 2026", AppointmentState.OPEN),
        ("another time", "Which time suits you?", AppointmentState.OPEN),
    ],
)
def test_one_appointment_is_cancelled_with_one_question(
    talk: Talk, words: str, beside: str, answer: str, then: str, state: AppointmentState
) -> None:
    """Whichever way it is said."""
    with_slots(talk.world)
    talk.world.add_person(BEN)
    talk.world.do(BookSlot(min(talk.world.appointments.slots), Topic.WORK_PERMIT, "en"), BEN)

    talk("", "en", ONE.format(words=words, beside=beside, answer=answer, then=then))

    [only] = talk.world.appointments.rows.values()
    assert only.state is state


SEVERAL = """
    you: cancel my appointment
    bot: Which appointment do you want to cancel? [Wed 2 December, 10:00 | Thu 3 December, 09:00]
    you: thursday
    bot: Shall we cancel Thursday 3 December 2026, 09:00? …
    you: yes
    bot: Cancelled. Thank you for telling us: somebody else can come. [💬 Book free advice | ☰ \
         Menu]
    you: [💬 Book free advice]
    bot: [topics of advice]
"""


def test_of_several_one_is_chosen(talk: Talk) -> None:
    """Then it is one question; the other one stays."""
    with_slots(talk.world)
    talk.world.add_person(BEN)
    first, *_, last = sorted(talk.world.appointments.slots.values(), key=lambda each: each.starts)
    talk.world.do(BookSlot(first.id, Topic.INTERVIEW, "en"), BEN)
    talk.world.do(BookSlot(last.id, Topic.FAMILY, "en"), BEN)

    talk("", "en", SEVERAL)

    open_now = talk.world.appointments.open_of(BEN, talk.world.now)
    assert [each.topic for each in open_now] == [Topic.INTERVIEW]


def test_nothing_to_cancel_is_said(talk: Talk) -> None:
    """With the way to a time."""
    talk("", "en", "you: cancel my appointment\nbot: [no appointment]")


@pytest.mark.parametrize(
    ("duties", "said"),
    [
        ((), "Nobody here can give advice to people under 18 yet. Please talk with your guardian"),
        ((Duty.CHILDREN,), "No time is free at the moment."),
    ],
)
def test_a_child_hears_what_is_true(talk: Talk, duties: tuple[Duty, ...], said: str) -> None:
    """Waiting is offered only where somebody could ever see them; people are named in any case."""
    with_slots(talk.world)
    talk.world.add_person(BEN, age_group=AgeGroup.UNDER_18)
    talk.world.add_person(ANNA)
    talk.world.staff.employ(ANNA, Role.ADVISER, "Eva", duties)

    for words in ("/legal", "family", "no"):
        talk.you(words)

    assert talk.log[-1].startswith(f"bot: {said}")
    assert ("Tell me when a time is free" in talk.log[-1]) is bool(duties)
    assert "🆘 Help and contacts" in talk.log[-1]
    assert ("👤 Maja" in talk.log[-1]) is not bool(duties)
